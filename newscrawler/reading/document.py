"""One parsed page: the lxml tree and the structured data in it, each read once and only when asked for."""

import json
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

from lxml import html
from parsel import Selector

from newscrawler.tree import Element, Path, text_of

ARTICLE_TYPES = frozenset(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle "
    "ReviewNewsArticle AdvertiserContentArticle BlogPosting LiveBlogPosting".split()
)
_PROPS = Path("descendant-or-self::*[@itemprop]")


class Document:
    """A page to look at. `url` is where it was asked for; relative links are resolved against its base."""

    def __init__(self, page: str | Selector, url: str) -> None:
        selector = page if isinstance(page, Selector) else Selector(text=page or "<html></html>")
        self.root: Element = selector.root
        self.url = url
        self.junk: frozenset[Element] = frozenset()
        """Elements that are no part of the article; the page class fills it."""
        self.figures: frozenset[Element] = frozenset()
        """Elements that hold a picture and what is printed with it; the page class fills it."""

    def is_no_text(self, node: Element) -> bool:
        """Is this very element no text of the article? (What stands inside it is not asked about: nobody goes in.)"""
        return node in self.junk or node in self.figures

    @cached_property
    def base(self) -> str:
        """What relative links are relative to: `<base href>`, else the page's URL."""
        for node in self.root.iter("base"):
            if href := node.get("href"):
                return urljoin(self.url, href)
        return self.url

    def absolute(self, href: str) -> str:
        """`href` as an absolute URL; what cannot be joined comes back as it is."""
        if href.startswith(("https://", "http://")) and "/." not in href and "//" not in href[8:]:
            return href.strip()  # joining costs more than everything else about a link
        try:
            return urljoin(self.base, href.strip())
        except ValueError:
            return href

    @cached_property
    def language(self) -> str | None:
        """What `<html lang>` claims."""
        claim = self.root.get("lang")
        return claim.strip().lower() if claim else None

    @cached_property
    def canonical(self) -> str | None:
        """The page's own word on its URL: `link rel=canonical`, else og:url."""
        hrefs = [node.get("href", "") for node in self._links("canonical")] or self.metas.get("og:url", [])
        return self.absolute(hrefs[0]) if hrefs and hrefs[0].strip() else None

    @cached_property
    def alternates(self) -> list[tuple[str, str]]:
        """(hreflang, absolute URL) of every alternate edition in the head."""
        links = [node for node in self._links("alternate") if node.get("hreflang") is not None]
        return [(node.get("hreflang", ""), self.absolute(node.get("href", ""))) for node in links]

    def _links(self, relation: str) -> list[Element]:
        """The `<link>` elements of this relation that lead somewhere."""
        links = self._told["link"]
        return [node for node in links if node.get("href") is not None and relation in (node.get("rel") or "").split()]

    @cached_property
    def _told(self) -> dict[str, list[Element]]:
        """The elements in which a page speaks to machines, by their tag: one walk for all of them."""
        nodes = list(self.root.iter("meta", "link", "script"))
        return {tag: [node for node in nodes if node.tag == tag] for tag in ("meta", "link", "script")}

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """Contents of `<meta>` by property, name or itemprop, in document order, empty ones left out."""
        found: dict[str, list[str]] = {}
        for node in self._told["meta"]:
            if content := " ".join(node.get("content", "").split()):
                for attribute in ("property", "name", "itemprop"):
                    if name := node.get(attribute):
                        found.setdefault(name, []).append(content)
        return found

    @cached_property
    def ld_nodes(self) -> list[dict[str, Any]]:
        """Every object of the page's JSON-LD blocks; `@graph` and arrays unfolded; broken blocks left out."""
        nodes: list[dict[str, Any]] = []
        for script in self._told["script"]:
            if (script.get("type") or "").strip().lower().startswith("application/ld+json"):
                with suppress(ValueError, RecursionError):  # a broken block says nothing; the other looks are asked
                    nodes.extend(_unfold(json.loads(script.text or "", strict=False)))
        return nodes

    @cached_property
    def ld_article(self) -> dict[str, Any]:
        """The JSON-LD object of this article: the one that names this page, else the first of an article type."""
        articles = [node for node in self.ld_nodes if _types(node) & ARTICLE_TYPES]
        here = (self.canonical or self.url).rstrip("/")
        named = [node for node in articles if here in {url.rstrip("/") for url in _urls_of(node)}]
        return (named or articles or [{}])[0]

    def ld_values(self, path: str) -> Iterator[str]:
        """The strings at a dotted path of the article's JSON-LD, lists flattened, objects without a name left out."""
        values: list[Any] = [self.ld_article]
        for step in path.split("."):
            values = [_step(value, step) for value in _flat(values)]
        for value in _flat(values):
            if isinstance(value, str | int | float) and (text := html_text(str(value))):
                yield text

    @cached_property
    def crumbs(self) -> list[str]:
        """The names of the JSON-LD breadcrumb list, in order."""
        lists = [node for node in self.ld_nodes if "BreadcrumbList" in _types(node)]
        items = _flat([node.get("itemListElement") for node in lists[:1]])
        names = [item.get("name") or _step(item.get("item"), "name") for item in items if isinstance(item, dict)]
        return [html_text(name) for name in names if isinstance(name, str)]

    @cached_property
    def _props(self) -> list[Element]:
        return _PROPS.elements(self.root)

    def micro_values(self, prop: str) -> Iterator[str]:
        """Values of a microdata property of the article itself, not of an item nested in it or beside it."""
        scopes: list[Element | None] = []
        for node in self._props:
            if prop not in node.get("itemprop", "").split():
                continue
            scope = next((up for up in node.iterancestors() if _is_scope(up)), None)
            if scope is not None and not any(kind in scope.get("itemtype", "") for kind in ("Article", "BlogPosting")):
                continue
            scopes.append(scope)
            if scope is scopes[0] and (value := _micro_value(node)):
                yield value


def _is_scope(node: Element) -> bool:
    """Can a date or a headline inside `node` be its own? A person has none: sites put the article's dates in there."""
    kind = node.get("itemtype", "")
    return node.get("itemscope") is not None and not kind.endswith(("/Person", "/Organization"))


def html_text(text: str) -> str:
    """A string out of JSON-LD as text: entities and tags that editors leave in it resolved, white space folded."""
    if "&" in text or "<" in text:
        return text_of(html.fragment_fromstring(text, create_parent="div"))
    return " ".join(text.split())


def _micro_value(node: Element) -> str:
    for attribute in ("content", "datetime"):
        if value := node.get(attribute):
            return " ".join(value.split())
    return text_of(node)


def _types(node: dict[str, Any]) -> set[str]:
    kinds = node.get("@type", [])
    return {str(kind).rsplit("/", 1)[-1] for kind in (kinds if isinstance(kinds, list) else [kinds])}


def _urls_of(node: dict[str, Any]) -> set[str]:
    page = node.get("mainEntityOfPage")
    candidates = [node.get("url"), node.get("@id"), page.get("@id") if isinstance(page, dict) else page]
    return {value for value in candidates if isinstance(value, str)}


def _unfold(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for one in value:
            yield from _unfold(one)
    elif isinstance(value, dict):
        yield value
        yield from _unfold(value.get("@graph", []))
        yield from _unfold(value.get("mainEntity", []))


def _flat(values: list[Any]) -> Iterator[Any]:
    for value in values:
        if isinstance(value, list):
            yield from _flat(value)
        elif value is not None:
            yield value


def _step(value: Any, step: str) -> Any:
    if isinstance(value, dict):
        return value.get(step)
    return value if step == "name" and isinstance(value, str) else None  # "author": "A. B." as well as {"name": …}
