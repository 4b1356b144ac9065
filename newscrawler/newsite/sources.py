"""Where the spider of a new site looks for articles: its attributes `live` and `archive`, and the cards of listings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newscrawler.discovery.prospect import Prospect
from newscrawler.discovery.prospect_listing import ProspectListing
from newscrawler.discovery.prospect_segment import common
from newscrawler.newsite.spelling import assign, cards_of, text, words_of

_FEW = 2
"""Sections; more of them are written as one line for all."""
_MOST = 30
_KINDS = 2  # of cards; a site has hardly more layouts of its lists


@dataclass(frozen=True)
class Sources:
    """What a prospect tells of, as a spider file writes it; `site` is what `SITE` stands for there."""

    prospect: Prospect
    site: str

    def constants(self) -> list[str]:
        """`SITE`, and what a generator in a class has to find above it."""
        site = f'SITE = "{self.site}"'
        if not self._are_many:
            return [site]
        return [site, *assign("CARDS", self._cards, indent=""), *words_of("SECTIONS", _apart(self._sections)[1])]

    def attributes(self) -> list[str]:
        """`cards`, `live` and `archive`, those that there are."""
        live, archive = [*self._live()], [*self._archive()]
        if self._are_many:
            return ["    cards = CARDS", *assign("live", live), self._all_sections()]
        if not live:  # then what tells of the past tells of today as well
            live, archive = archive, []
        elif not archive:
            archive = [self._pages(url) for url in self._sections]
        cards = assign("cards", self._cards) if self._cards else []
        return [*cards, *assign("live", live), *(assign("archive", archive) if archive else [])]

    @property
    def _cards(self) -> list[str]:
        listings = (*self.prospect.days, *self.prospect.listings)
        return list(dict.fromkeys(cards_of(one.cards) for one in listings))[:_KINDS]

    @property
    def _are_many(self) -> bool:
        """Does nothing but the numbered pages of many sections lead to the past?"""
        has_past = self.prospect.posts or self.prospect.sitemaps
        return not has_past and len(self._sections) > _FEW and any(self._live())

    @property
    def _walked(self) -> ProspectListing | None:
        """The listing that goes on by numbers: of all articles if there is one, else of one section for all."""
        numbered = [one for one in self.prospect.listings if one.pages]
        return next((one for one in numbered if one.is_of_all), next(iter(numbered), None))

    @property
    def _sections(self) -> list[str]:
        """The numbered pages that lead to the past: of one listing, or of all sections made alike."""
        one = self._walked
        if one is None or one.pages is None:
            return []
        if one.is_of_all:
            return [one.pages]
        alike = (one.pages_of(url) for url in (one.url, *self.prospect.sections))
        others = (other.pages for other in self.prospect.listings)
        return list(dict.fromkeys(filter(None, (one.pages, *alike, *others))))[:_MOST]

    def _live(self) -> Iterator[str]:
        told = self.prospect
        yield from (f"Feed({self.url(url)})" for url in told.feeds)
        yield from (f"NewsSitemap({self.url(url)})" for url in told.news_sitemaps)
        listings = sorted(told.listings, key=lambda one: not one.is_of_all)
        yield from (f"Listing({self.url(one.url)}, cards)" for one in listings[:1])

    def _archive(self) -> Iterator[str]:
        if self.prospect.posts:
            yield f"WordPressPosts({self.url(self.prospect.posts)})"
        yield from (f"SitemapShards({self.url(url)})" for url in self.prospect.sitemaps)
        if not (self.prospect.posts or self.prospect.sitemaps or self._sections):
            days = (self.url(one.url) for one in self.prospect.days)
            yield from (f"DayPages({url}, cards, alone=True)" for url in days)

    def _all_sections(self) -> str:
        """One line for the pages of all sections, which differ in one word."""
        before, _, behind = _apart(self._sections)
        pages = self._pages(f"{before}\0{behind}", "CARDS").replace("\0", "{section}")
        return f"    archive = tuple({pages} for section in SECTIONS)"

    def _pages(self, url: str, cards: str = "cards") -> str:
        one = self._walked
        first, step = (one.first, one.step) if one else (1, 1)
        more = f", first={first}" if first != 1 else ""
        return f"Pages({self.url(url)}, {cards}{more}{f', step={step}' if step != 1 else ''})"

    def url(self, url: str) -> str:
        """A URL of the site as the file writes it."""
        if not url.startswith(self.site):
            return text(url)
        rest = url.removeprefix(self.site)
        braced = rest.replace("{", "{{").replace("}", "}}")
        return f'f"{{SITE}}{braced}"' if rest else "SITE"


def _apart(urls: Sequence[str]) -> tuple[str, list[str], str]:
    """What addresses begin with, the words in which they differ, and how they end.

    >>> _apart(["https://a.az/cat.php?id=1&page={page}", "https://a.az/cat.php?id=12&page={page}"])
    ('https://a.az/cat.php?id=', ['1', '12'], '&page={page}')
    """
    before = re.sub(r"[^/=]*$", "", common(urls))
    rests = [url.removeprefix(before)[::-1] for url in urls]
    behind = re.sub(r"[^/&?]*$", "", common(rests))[::-1]
    return before, [rest[::-1].removesuffix(behind) for rest in rests], behind
