"""A page that lists articles, as a source of the site: how it shows them, and by which address it goes on."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from newscrawler.discovery.addresses import EDITIONS, bare_host
from newscrawler.discovery.anyurl import AnyURL
from newscrawler.discovery.calendars import day_form
from newscrawler.discovery.candidate import Fetched
from newscrawler.discovery.cards import Cards, parse
from newscrawler.discovery.numbering import number_after
from newscrawler.discovery.onward import Onward
from newscrawler.discovery.prospect_cards import guess_cards
from newscrawler.discovery.urls import absolute
from newscrawler.tree import css_path

_PAGES = 9
"""The second page of a listing has no greater number, the second page's first row has."""
_ROW = re.compile(r"[?&](?:start|offset|skip|limitstart|cstart)=$", re.IGNORECASE)
_OF_ALL = re.compile(
    r"/(?:(?:az|ru|en|news?|content|xeber|xeberler|cat|category|kateqoriya|lists?)/)*(?:(?:son|butun|bütün|all|latest|vse|poslednie)[-_]?)*"
    r"(?:xeberl[eə]r|xeber|news|novosti|son|latest|all|butun|arxiv|archive|lent[ai]?|xeber-lenti)(?:\.\w{3,4})?/?$"
)
"""What the page of all news is called, which goes further back than that of a section."""
_NEXT_LINKS = ("[rel=next]", "a.next", ".next a", ".pagination .active + li a")
_EDITION = re.compile(rf"^/(?:{'|'.join(EDITIONS)})/")
_ABOUT = re.compile(
    r"(?:about|haqq|elaq|əlaq|contact|kontakt|o-nas|reklam|advert|ads\b|privacy|mexfilik|terms|qayda|redaksiya|team"
    r"|vakansi|vacanc|sitemap|xerite|tags?/|etiket|author|muellif|abune|subscri|rss|hava\b|valyuta|namaz"
    r"|pdf|[ck]ap-?versiya|e-?qezet|fotos?\b|photos?\b|videos?\b|[qg]aler|gallery|multimedia|canli|live\b)",
    re.IGNORECASE,
)
"""Pages of every site that list no articles of a section."""


@dataclass(frozen=True)
class ProspectListing:
    """A page that lists articles: its `cards`, and how it goes on: a `next_url`, or numbered `pages` (`…/{page}/`).

    `first` and `step` are as `Pages` has them; `next_link` is a selector of the link to `next_url`, where one is plain.
    """

    url: str
    cards: Cards
    pages: str | None = None
    first: int = 1
    step: int = 1
    next_url: str | None = None
    next_link: str = ""

    @property
    def is_of_all(self) -> bool:
        """Does it list the articles of all sections, by its address: a front page, `/son-xeberler/`?"""
        path = urlsplit(self.url).path
        return path.strip("/") in ("", *EDITIONS) or _OF_ALL.fullmatch(path) is not None

    def pages_of(self, section: str) -> str | None:
        """The numbered pages of another section whose address is made as this one's; None for any other page.

        >>> one = ProspectListing("https://a.az/cat.php?id=1", Cards("li"), "https://a.az/cat.php?id=1&page={page}")
        >>> one.pages_of("https://a.az/cat.php?id=7"), one.pages_of("https://a.az/elaqe.php?id=1")
        ('https://a.az/cat.php?id=7&page={page}', None)
        """
        behind = self.pages.removeprefix(self.url) if self.pages and self.pages.startswith(self.url) else ""
        return f"{section}{behind}" if behind and is_sister(section, self.url) else None


def listing_of(rule: AnyURL, page: Fetched) -> ProspectListing | None:
    """The listing that a page is; None where fewer than three articles are shown alike."""

    def is_ours(url: str) -> bool:
        return bare_host(url) in (rule.host, bare_host(page.url)) and rule.identify(url) is not None

    cards = guess_cards(page, is_ours)
    if cards is None:
        return None
    following = Onward(page, rule).next_page()
    number, is_plain = number_after(page.url, following) if following else (None, False)
    if following is None or number is None:
        return ProspectListing(page.url, cards, next_url=following)
    place = [found.start() for found in re.finditer(rf"(?<!\d){number}(?!\d)", following)][-1]
    pages = f"{following[:place]}{{page}}{following[place + len(str(number)) :]}"
    is_row = is_plain and (number > _PAGES or _ROW.search(following[:place]) is not None)
    first, step = (0, number) if is_row else (number - 1, 1)
    return ProspectListing(page.url, cards, pages, first, step)


def days_of(rule: AnyURL, page: Fetched, others: Iterable[ProspectListing] = ()) -> ProspectListing | None:
    """The calendar of which a page is one day's, where it shows articles: its URL has the day as a form of it.

    A day of one or two articles is read by the cards of the `others` lists of the site.
    """
    form, listing = day_form(page.url), listing_of(rule, page)
    known = [listing.cards] if listing else [one.cards for one in others]
    cards = next((one for one in known if one.read(parse(page), page, "").candidates), None)
    if form is None or cards is None:
        return None
    onward = Onward(page, rule).next_page()
    told = (link for link in _NEXT_LINKS if onward in (absolute(url, page.url) for url in _hrefs(link, page)))
    return ProspectListing(form, cards, next_url=onward, next_link=next(told, "") if onward else "")


def sections_of(rule: AnyURL, fronts: Iterable[Fetched]) -> list[str]:
    """The sections that front pages link to, that of all news first; none that is a page of another one."""
    found = dict.fromkeys(url for page in fronts for url in _sections(rule, page))
    return sorted(found, key=lambda url: not _OF_ALL.search(urlsplit(url).path))


def _sections(rule: AnyURL, page: Fetched) -> Iterator[str]:
    for url in Onward(page, rule).sections():
        if not _ABOUT.search(urlsplit(url).path) and not number_after(page.url, url)[1]:
            yield url


def _hrefs(link: str, page: Fetched) -> list[str]:
    return css_path(f"{link}::attr(href)").strings(parse(page))


def is_sister(one: str, other: str) -> bool:
    """Do two addresses differ in nothing but their last segment, or in the value of one parameter?"""
    here, there = _pieces(one), _pieces(other)
    if len(here) != len(there):
        return False
    odd = [place for place, pair in enumerate(zip(here, there, strict=True)) if pair[0] != pair[1]]
    is_value = bool(odd) and here[odd[0]][0] == there[odd[0]][0]
    return not odd or (len(odd) == 1 and is_value)


def _pieces(url: str) -> list[tuple[str, str]]:
    """What an address is made of, as (name, value): with a query its parameters, without one the last segment."""
    parts = urlsplit(url)
    path = _EDITION.sub("/", parts.path)  # sections of other editions are made alike
    above, _, last = path.rstrip("/").rpartition("/")
    if parts.query:
        return [(f"{parts.netloc}{path}", ""), *((name, value) for name, value in parse_qsl(parts.query))]
    return [(f"{parts.netloc}{above}", ""), ("/" * parts.path.endswith("/"), last)]
