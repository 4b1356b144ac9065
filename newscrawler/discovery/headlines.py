"""A listing that nobody has described: its headlines by their links, the date beside each, where it goes on."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from newscrawler.az import ParsedDate
from newscrawler.discovery.addresses import names_article, without_session
from newscrawler.discovery.candidate import Candidate, Fetched, Harvest, Trail
from newscrawler.discovery.dates import as_evidence, date_cards, read_date
from newscrawler.discovery.likeness import alike
from newscrawler.discovery.urls import absolute
from newscrawler.tree import Element, Path, text_of

LONG, WORDS = 30, 4
"""Letters and words from which on the text of a link is a headline and no name of a section."""
MANY = 5
"""Links to articles from which on a page that reads as none is a list of them."""
DATE = 40
"""Letters; no date is printed longer."""

_LINKS = Path("//a[@href][not(ancestor::footer)]")
_BASE = Path("//head/base/@href")
_BELOW = Path(".//*[self::time or (not(*) and normalize-space())]")
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_DATED = re.compile(r"\d|d[üu]n[əe]n|bug[üu]n|bu g[üu]n|вчера|сегодня|yesterday|today", re.IGNORECASE)


@dataclass(frozen=True)
class Shown:
    """One article that a listing shows: its URL, its headline, the link, its card (the most that is of it alone)."""

    url: str
    title: str
    link: Element
    card: Element


def shown(root: Element, page: Fetched, is_ours: Callable[[str], bool]) -> list[Shown]:
    """The articles that a page with the tree `root` links to, in its order; `is_ours` tells what may be one."""
    links: dict[str, list[Element]] = defaultdict(list)
    base = base_of(root, page)
    for node in _LINKS.elements(root):
        url = absolute(without_session(node.get("href", "")), base)
        if url is not None and is_ours(url):
            links[url].append(node)
    titles = {url: max(map(text_of, nodes), key=len) for url, nodes in links.items()}
    plain = {url: nodes for url, nodes in links.items() if is_headline(titles[url])}
    named = {*plain, *alike(links, plain)}
    heads = {url: nodes for url, nodes in links.items() if names_article(url) or url in named}
    below: dict[Element, set[str]] = defaultdict(set)
    for url, nodes in heads.items():
        for node in nodes:
            for up in (node, *node.iterancestors()):
                below[up].add(url)
    return [Shown(url, titles[url], _spoken(nodes), _card(_spoken(nodes), below)) for url, nodes in heads.items()]


def base_of(root: Element, page: Fetched) -> str:
    """The address from which the links of a page are read: that of its `<base href>` where it has one."""
    told = (absolute(href, page.url) for href in _BASE.strings(root))
    return next(filter(None, told), page.url)


def is_headline(text: str) -> bool:
    """Is the text of a link long enough for a headline?"""
    return len(text) >= LONG and len(text.split()) >= WORDS


def is_made_of(paragraphs: Sequence[str], found: Sequence[Candidate]) -> bool:
    """Is most of a text nothing but the headlines of the articles that were `found` on its page?"""
    text, titles = "\n".join(paragraphs), {one.title for one in found if one.title}
    rest = text
    for title in sorted(titles, key=len, reverse=True):
        rest = rest.replace(title, "")
    return len(titles) >= MANY and len(rest) < len(text) / 2


def read_listing(root: Element, page: Fetched, is_ours: Callable[[str], bool], source: str) -> Harvest:
    """One candidate an article, with the date that its card prints; what `is_ours` refuses is not even looked at."""
    found, digest, harvest = shown(root, page, is_ours), sha256(), Harvest()
    raws = [date_of(one, page) for one in found]
    dates, reached = date_cards(raws, page.at, page.trail)
    for one, raw, date in zip(found, raws, dates, strict=True):
        digest.update(f"{one.url}\n".encode())
        evidence = as_evidence("listing", raw, date)
        title = one.title if is_headline(one.title) else None
        harvest.candidates.append(Candidate(one.url, source, title=title, evidence=evidence, published=date))
    harvest.trail = Trail(digest.hexdigest()[:16], reached)
    return harvest


def date_of(one: Shown, page: Fetched) -> str | None:
    """The date that a card prints, as printed; None where it prints none. A headline that names a day is no date."""
    return " ".join(raw for _, raw in dates_of(one, page)) or None


def dates_of(one: Shown, page: Fetched) -> list[tuple[Element, str]]:
    """The element of a card that holds nothing but a date, and what it prints; `<time>` first.

    Where a day and a time of day stand side by side, the element of either, the day first.
    """
    found = [*_dated(one, page)]
    for node, text, date in found[:1]:
        beside = ((other, raw, its) for other, raw, its in found[1:] if other.getparent() is node.getparent())
        for other, raw, its in beside:
            if {date.precision, its.precision} == {"day", "minute"} and "time" in (date.rule, its.rule):
                pair = [(node, text), (other, raw)]
                return pair if date.precision == "day" else pair[::-1]
    return [(node, text) for node, text, _ in found[:1]]


def _dated(one: Shown, page: Fetched) -> Iterator[tuple[Element, str, ParsedDate]]:
    nodes = sorted(_BELOW.elements(one.card), key=lambda node: node.tag != "time")
    for node in nodes:
        text = (node.get("datetime") if node.tag == "time" else None) or text_of(node)
        is_title = text == one.title or node is one.link or (node.tag in HEADINGS and one.link in node.iterancestors())
        if not is_title and len(text) <= DATE and _DATED.search(text) and (date := read_date(text, page.at)):
            yield node, text, date


def _spoken(nodes: list[Element]) -> Element:
    """Of the links to one article the one with its headline."""
    return max(nodes, key=lambda node: len(text_of(node)))


def _card(link: Element, below: dict[Element, set[str]]) -> Element:
    card = link
    for up in link.iterancestors():
        if len(below[up]) > 1 or up.tag in ("body", "html"):
            break
        card = up
    return card
