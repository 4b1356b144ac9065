"""Where the spider of a new site looks for articles: its attributes `live` and `archive`, and the cards of listings."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from newscrawler.discovery import DayPages
from newscrawler.discovery.prospect import Prospect
from newscrawler.discovery.prospect_listing import ProspectListing, is_sister
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
            return ["    cards = CARDS", *assign("live", live), *self._all_sections(archive)]
        if not live:  # then what tells of the past tells of today as well
            live, archive = archive, []
        if live and not self._has_past:
            archive += [self._walk(url) for url in self._sections]
        cards = assign("cards", self._cards) if self._cards else []
        return [*cards, *assign("live", live), *(assign("archive", archive) if archive else [])]

    @property
    def _cards(self) -> list[str]:
        listings = (*self.prospect.days, *self.prospect.listings)
        return list(dict.fromkeys(cards_of(one.cards) for one in listings))[:_KINDS]

    @property
    def _has_past(self) -> bool:
        """Does something lead to the whole past that is no list of a section?"""
        told = self.prospect
        return bool(told.posts or (told.sitemaps and told.is_past_told))

    @property
    def _are_many(self) -> bool:
        """Do the pages of many sections have to be walked for the past?"""
        return not self._has_past and len(self._sections) > _FEW and any(self._live())

    @property
    def _walked(self) -> ProspectListing | None:
        """The listing that goes on by numbers: of all articles if there is one, else of one section for all."""
        numbered = [one for one in self.prospect.listings if one.pages and one.url.startswith(f"{self.site}/")]
        return next((one for one in numbered if one.is_of_all), next(iter(numbered), None))

    @property
    def _sections(self) -> list[str]:
        """The numbered pages that lead to the past: of one listing, or of all sections made alike.

        Where no list has numbered pages and no calendar is known, the first pages of the sections.
        """
        one = self._walked
        if one is None or one.pages is None:
            return [] if self.prospect.days else self._first_pages
        if one.is_of_all:
            return [one.pages]
        alike = (one.pages_of(url) for url in (one.url, *self.prospect.sections))
        others = (other.pages for other in self.prospect.listings)
        return self._own((one.pages, *alike, *others))

    @property
    def _first_pages(self) -> list[str]:
        """The sections that were looked at, and those made alike."""
        listings = self.prospect.listings
        looked = [one.url for one in listings if one.url != self._newest]
        alike = (url for url in self.prospect.sections if any(is_sister(url, one.url) for one in listings))
        return self._own((*looked, *alike))

    def _own(self, urls: Iterable[str | None]) -> list[str]:
        """Those on the site's own host: `allowed_domains` names no other."""
        return list(dict.fromkeys(url for url in urls if url and url.startswith(f"{self.site}/")))[:_MOST]

    @property
    def _newest(self) -> str | None:
        """The list that shows what is new."""
        return next((one.url for one in sorted(self.prospect.listings, key=lambda one: not one.is_of_all)), None)

    def _live(self) -> Iterator[str]:
        told = self.prospect
        yield from (f"Feed({self.url(url)})" for url in told.feeds)
        yield from (f"NewsSitemap({self.url(url)})" for url in told.news_sitemaps)
        if self._newest:
            yield f"Listing({self.url(self._newest)}, cards)"

    def _archive(self) -> Iterator[str]:
        if self.prospect.posts:
            yield f"WordPressPosts({self.url(self.prospect.posts)})"
        yield from (f"SitemapShards({self.url(url)})" for url in self.prospect.sitemaps)
        if not (self.prospect.posts or self.prospect.sitemaps or self._sections):
            yield from map(self._days, self.prospect.days)

    def _days(self, one: ProspectListing) -> str:
        """A calendar, with the link to a day's further pages where it has to be told."""
        is_usual = one.next_link in ("", DayPages.next_link)
        further = "" if is_usual else f", next_link={text(one.next_link)}"
        return f"DayPages({self.url(one.url)}, cards{further}, alone=True)"

    def _all_sections(self, others: Sequence[str]) -> list[str]:
        """The pages of all sections, which differ in one word, behind the `others` of the archive."""
        before, _, behind = _apart(self._sections)
        walk = self._walk(f"{before}\0{behind}", "CARDS").replace("\0", "{section}")
        if not others:
            return [f"    archive = tuple({walk} for section in SECTIONS)"]
        rows = [*others, f"*({walk} for section in SECTIONS)"]
        return ["    archive = (", *(f"        {row}," for row in rows), "    )"]

    def _walk(self, url: str, cards: str = "cards") -> str:
        """A list of a section as a source: its numbered pages, or its first one."""
        if "{page}" not in url:
            return f"Listing({self.url(url)}, {cards})"
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
    >>> _apart(["https://a.az/yol_{page}_az.html", "https://a.az/kend_{page}_az.html"])[1:]
    (['yol', 'kend'], '_{page}_az.html')
    """
    before = re.sub(r"[^/=]*$", "", common(urls))
    rests = [url.removeprefix(before)[::-1] for url in urls]
    behind = re.sub(r"[^/&?._-]*$", "", common(rests))[::-1]
    return before, [rest[::-1].removesuffix(behind) for rest in rests], behind
