"""Cards: how a listing page shows its articles, and the reading of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from parsel import Selector

from newscrawler.discovery.candidate import Candidate, Fetched, Harvest, Trail
from newscrawler.discovery.dates import as_evidence, date_cards
from newscrawler.discovery.span import Span
from newscrawler.discovery.urls import absolute
from newscrawler.tree import Element, css_path, text_of

_GHOST = re.compile(r"\b(?:1970|0001)\b")  # an empty date field, printed: no site of ours is that old


@dataclass(frozen=True)
class Cards:
    """Where on a listing the articles stand: CSS of the card, and inside it of link, title, date and section.

    A date is an attribute of the card itself (`stamp`) or stands in it (`date`: as printed, several elements joined, or
    in an attribute, `time::attr(datetime)`); `drop` names labels inside the title that are no part of it. An empty
    `link` means that the card is the link; a card without one may bear its address as `data-url`, for a script.
    """

    card: str
    link: str = "a"
    title: str = ""
    date: str = ""
    stamp: str = ""
    section: str = ""
    drop: str = ""

    def read(self, root: Element, page: Fetched, source: str) -> Harvest:
        """One candidate a card, in the page's order; a card without a link or with a date of 1970 is refused."""
        harvest, shown = Harvest(), sha256()
        nodes = select(root, self.card)
        raws = [(node.get(self.stamp) if self.stamp else None) or _text(node, self.date) for node in nodes]
        dates, reached = date_cards(raws, page.at, page.trail)
        for card, raw, date in zip(nodes, raws, dates, strict=True):
            link = select_first(card, self.link)
            title = self._title(card, link)
            url = absolute(_address(card, link), page.url)
            shown.update(f"{url}\n".encode())
            if url is None:
                harvest.refused.append((title or raw or page.url, "card without a link"))
            elif _GHOST.search(raw):
                harvest.refused.append((url, f"card dated {raw}"))
            else:
                evidence = as_evidence("listing", raw, date)
                section = _text(card, self.section).strip(" |") or None
                harvest.candidates.append(
                    Candidate(url, source, title=title or None, evidence=evidence, published=date, section=section)
                )
        harvest.trail = Trail(shown.hexdigest()[:16], reached)
        return harvest

    def _title(self, card: Element, link: Element | None) -> str:
        node = select_first(card, self.title) if self.title else link
        if node is None:
            return ""
        dropped = set(select(node, self.drop)) if self.drop else set()
        return " ".join("".join(_pieces(node, dropped)).split()) or " ".join((node.get("title") or "").split())


def read_cards(kinds: tuple[Cards, ...], page: Fetched, source: str) -> Harvest:
    """The cards of the first kind that the page shows."""
    root = parse(page)
    harvest = Harvest()
    for cards in kinds:
        harvest = cards.read(root, page, source)
        if harvest.candidates or harvest.refused:
            break
    return harvest


def within(harvest: Harvest, span: Span) -> Harvest:
    """The same harvest without the candidates that the listing itself dates outside the span."""
    inside = [one for one in harvest.candidates if span.may_hold(one.published)]
    outside = [one.url for one in harvest.candidates if not span.may_hold(one.published)]
    return replace(harvest, candidates=inside, outside=outside)


def is_past(harvest: Harvest, span: Span) -> bool:
    """Is any card older than the span? Then what follows is older still (listings are newest first)."""
    return any(one.published is not None and span.is_before(one.published.day) for one in harvest.candidates)


def parse(page: Fetched) -> Element:
    """The page's tree."""
    root: Element = Selector(text=page.text or "<html></html>").root
    return root


def select(node: Element, css: str) -> list[Element]:
    """The elements below (or at) `node` that match; an empty selector is `node` itself."""
    return css_path(css).elements(node) if css else [node]


def select_first(node: Element, css: str) -> Element | None:
    """The first match, if any."""
    return next(iter(select(node, css)), None)


def _address(card: Element, link: Element | None) -> str:
    told = [link.get("href", "")] if link is not None else css_path("[data-url]::attr(data-url)").strings(card)
    return next(iter(told), "")


def _text(card: Element, css: str) -> str:
    """What the matching elements print, or their `::attr(…)`, joined; nothing for no selector."""
    hits = css_path(css)(card) if css else []
    return " ".join(hit.strip() if isinstance(hit, str) else text_of(hit) for hit in hits).strip()


def _pieces(node: Element, dropped: set[Element]) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        if child not in dropped and isinstance(child.tag, str):
            yield from _pieces(child, dropped)
        yield child.tail or ""
