"""JSON-LD: objects out of the blocks of a page, and values out of the objects, however a site has nested them."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from lxml import html

from newscrawler.reading import broken_json
from newscrawler.tree import one_line, text_of

ARTICLE_TYPES = frozenset(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle "
    "ReviewNewsArticle AdvertiserContentArticle BlogPosting LiveBlogPosting".split()
)
_WORD: Final = re.compile(r"\w{3,}")
_ALIKE: Final = 0.5


def objects(block: str) -> Iterator[dict[str, Any]]:
    """Every object of one block, `@graph` and arrays unfolded; of a broken one what can be read all the same."""
    with suppress(RecursionError):
        yield from [*_unfold(broken_json.values(block))]


def strings(article: dict[str, Any], path: str) -> Iterator[str]:
    """The strings at a dotted path of an object, lists flattened, objects without a name left out."""
    values: list[Any] = [article]
    for step in path.split("."):
        values = [step_of(value, step) for value in flat(values)]
    for value in flat(values):
        if isinstance(value, dict):
            value = value.get("@value")  # as JSON-LD writes a value with its type
        if isinstance(value, str | int | float) and (text := html_text(str(value))):
            yield text


def html_text(text: str) -> str:
    """A string out of JSON-LD as text: entities and tags that editors leave in it resolved, white space folded."""
    if "&" in text or "<" in text:
        return text_of(html.fragment_fromstring(text, create_parent="div"))
    return one_line(text)


def types_of(node: dict[str, Any]) -> set[str]:
    """The types of an object, bare."""
    kinds = node.get("@type", [])
    return {str(kind).rsplit("/", 1)[-1] for kind in (kinds if isinstance(kinds, list) else [kinds])}


def urls_of(node: dict[str, Any]) -> set[str]:
    """The addresses that an object calls its own."""
    page = node.get("mainEntityOfPage")
    candidates = [node.get("url"), node.get("@id"), page.get("@id") if isinstance(page, dict) else page]
    return {value for value in candidates if isinstance(value, str)}


def article_among(
    nodes: Iterable[dict[str, Any]], addresses: Sequence[str], titles: Callable[[], list[str]]
) -> dict[str, Any]:
    """The object of the article that a page shows: of those of an article type the one that names the page.

    The page is known by its `addresses`, its own word first. Where none names it, it is the first that is not plainly
    another article's; empty without any. `titles` tells the headlines that the page shows.
    """
    articles = [node for node in nodes if types_of(node) & ARTICLE_TYPES]
    here = addresses[0].rstrip("/")
    for node in articles:
        if here in {url.rstrip("/") for url in urls_of(node)}:
            return node
    shown = titles() if articles else []
    return next((node for node in articles if not _is_foreign(node, addresses, shown)), {})


def _is_foreign(article: dict[str, Any], addresses: Sequence[str], titles: Collection[str]) -> bool:
    """Is it the object of another article: it names other addresses than the page's, and a headline unlike any here?

    One of both alone is often a slip: a template that gives the home page as `url`, an editor who words a `headline`
    for search engines. Where the page shows no headline there is nothing to tell by.
    """
    here = {_place(address, addresses[0]) for address in addresses}
    named = {_place(url, addresses[0]) for url in urls_of(article)}
    if not named or named & here:
        return False
    told = [_words(text) for text in strings(article, "headline")]
    shown = [words for title in titles if (words := _words(title))]
    return bool(told and shown) and not any(_are_alike(one, other) for one in told for other in shown)


def _place(url: str, base: str) -> tuple[str, str, str]:
    """What two addresses of one page share."""
    try:
        parts = urlsplit(urljoin(base, url.strip()))
    except ValueError:
        return "", url, ""
    return parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), parts.query


def _words(text: str) -> set[str]:
    return {*_WORD.findall(text.casefold())}


def _are_alike(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= _ALIKE * min(len(one), len(other))


def _unfold(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for one in value:
            yield from _unfold(one)
    elif isinstance(value, dict):
        yield value
        yield from _unfold(value.get("@graph", []))
        yield from _unfold(value.get("mainEntity", []))


def flat(values: list[Any]) -> Iterator[Any]:
    """The values, lists in them unfolded, nulls left out."""
    for value in values:
        if isinstance(value, list):
            yield from flat(value)
        elif value is not None:
            yield value


def step_of(value: Any, step: str) -> Any:
    """What an object holds under a key; a bare string is a name."""
    if isinstance(value, dict):
        return value.get(step)
    return value if step == "name" and isinstance(value, str) else None  # "author": "A. B." as well as {"name": …}
