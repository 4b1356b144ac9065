"""Prospecting: what a few pages of an undescribed site tell of how to crawl it. Pages in, a `Prospect` out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from newscrawler.az import BAKU
from newscrawler.discovery.addresses import EDITIONS, names_article
from newscrawler.discovery.anypage import AnyPage
from newscrawler.discovery.anyurl import AnyURL
from newscrawler.discovery.calendars import day_form, day_page, newest_days
from newscrawler.discovery.candidate import Fetched
from newscrawler.discovery.cards import parse
from newscrawler.discovery.headlines import MANY
from newscrawler.discovery.kinds import is_guess, kind_of, next_guess, root_of
from newscrawler.discovery.onward import Onward
from newscrawler.discovery.prospect_address import is_version
from newscrawler.discovery.prospect_listing import ProspectListing, days_of, listing_of, sections_of
from newscrawler.discovery.prospect_marks import dates_told, family_of
from newscrawler.discovery.prospect_rule import Rule, article_rule
from newscrawler.discovery.prospect_sitemaps import is_past_told, leads_on, sitemaps
from newscrawler.discovery.span import Span
from newscrawler.errors import DiscoveryError

_FEW = 6
"""Articles, by their addresses: where fewer are met, the links that read as headlines count as well."""
_SECTIONS = 5
"""Sections that are looked at before the last of the usual addresses of feeds and sitemaps are tried."""


@dataclass(frozen=True)
class Prospect:
    """What is known of a site. URLs are absolute; `examples` are articles' in the order met; `dates` where they stand.

    `rule` is None where no article was met, `family` where no mark was. `news_sitemaps` tell when their entries were
    published, or hold the last days; `sitemaps` the past (an index or a sitemap that is none of an index). `days` are
    calendars: the page of each day, its URL with `{day:%Y-%m-%d}`. `sections` are linked to by the front pages, looked
    at (and found to list articles) or not. `is_past_told`: the sitemaps reach back so far that no list need be walked.
    """

    home: str
    host: str
    feeds: tuple[str, ...] = ()
    news_sitemaps: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    listings: tuple[ProspectListing, ...] = ()
    days: tuple[ProspectListing, ...] = ()
    sections: tuple[str, ...] = ()
    is_past_told: bool = False
    editions: tuple[str, ...] = ()
    family: str | None = None
    posts: str | None = None
    rule: Rule | None = None
    dates: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


def prospect(home: str, pages: Iterable[Fetched], articles: Iterable[str] = (), lists: Iterable[str] = ()) -> Prospect:
    """What these pages tell, each by what it is; those that cannot be read tell nothing.

    `articles`: addresses that were read as articles; `lists`: those that look like an article's and show a list.
    """
    rule, pages, lists = AnyURL(r"(?!)", home=home), list(pages), set(lists)
    html = [*{page.url: page for page in pages if kind_of(page) in ("front", "page")}.values()]
    news, past = sitemaps(rule, {page.asked or page.url: page for page in pages})
    alike = {_but_for_numbers(url) for url in lists}  # further pages of a list look like articles as it does
    examples = [url for url in _examples(rule, pages) if _but_for_numbers(url) not in alike]
    hosts = dict.fromkeys(urlsplit(url).hostname or "" for url in examples if rule.is_at_home(url))
    posts = (Onward(page, rule).posts() for page in html)
    shown = (page for page in html if day_form(page.url) is None and (page.url in lists or not names_article(page.url)))
    listings = tuple(one for page in shown if (one := listing_of(rule, page)))
    bare = {page.url for page in html if not AnyPage(page.url, rule, walks=True).read(page, Span()).candidates}
    others = (url for page in html for url in Onward(page, rule).sections())
    return Prospect(
        home=home,
        host=rule.host,
        feeds=tuple(page.asked or page.url for page in pages if kind_of(page) == "feed"),
        news_sitemaps=tuple(news),
        sitemaps=tuple(past),
        listings=listings,
        days=tuple(dict.fromkeys(one for page in html if (one := days_of(rule, page, listings)))),
        sections=tuple(url for url in sections_of(rule, _fronts(rule, pages)) if url not in bare),
        is_past_told=is_past_told(rule, pages),
        editions=_editions(examples, html),
        family=family_of(html),
        posts=next(filter(None, posts), None),
        rule=article_rule(examples, hosts, articles, [*(one.url for one in listings), *others, *lists]),
        dates=dates_told(page for page in html if page.url in set(examples)),
        examples=tuple(examples),
    )


def _but_for_numbers(url: str) -> str:
    return re.sub(r"\d+", "#", url)


def to_ask(home: str, pages: Iterable[Fetched], missing: Iterable[str] = ()) -> list[str]:
    """The addresses worth asking for next, the most telling first; `missing` are those that answered with no page.

    Begins with robots.txt and the front page; then feeds and sitemaps that were named, or usual ones where none was;
    of an index its first shard; and sections. Ask, add to `pages`, ask again; an empty list is the end.
    """
    rule, pages, gone = AnyURL(r"(?!)", home=home), list(pages), set(missing)
    found, fronts = [root_of(home) + "robots.txt", home], _fronts(rule, pages)
    for page in pages:
        more = leads_on(rule, page, is_front=page in fronts)
        found += more[:1] if kind_of(page) == "index" else more
    is_bare = not any(kind_of(page) == "robots" for page in pages) and root_of(home) + "robots.txt" in gone
    found += [root_of(home) + "sitemap.xml"] if is_bare else []
    wrong = {page.asked or page.url for page in pages if kind_of(page) in ("page", "front")}
    guesses = [url for one in (*gone, *wrong) if is_guess(one) and (url := next_guess(one))]
    sections = sections_of(rule, fronts)
    asked = gone | {page.asked or page.url for page in pages} | {page.url for page in pages}
    html = [*fronts, *(page for page in pages if kind_of(page) == "page")]
    ahead = dict.fromkeys([*found, *_day(rule, html), *sections[:_SECTIONS], *guesses, *sections[_SECTIONS:]])
    return [url for url in ahead if url not in asked]


def shows_list(home: str, page: Fetched) -> bool:
    """Does a page show so many articles that it is a list of them, if it is none itself?"""
    found = AnyPage(page.url, AnyURL(r"(?!)", home=home), walks=True).read(page, Span())
    return kind_of(page) == "page" and len(found.candidates) >= MANY


def _day(rule: AnyURL, pages: Iterable[Fetched]) -> list[str]:
    """The page of the newest whole day that a calendar on the pages leads to, if one does and none was asked for."""
    for page in pages:
        if day_page(page.url) is not None:
            return []
        yesterday = page.at.astimezone(BAKU).date() - timedelta(days=1)  # of today there may be no article yet
        if days := newest_days((url for _, url in Onward(page, rule).anchors), yesterday):
            return days[:1]
    return []


def _fronts(rule: AnyURL, pages: Sequence[Fetched]) -> list[Fetched]:
    """The front pages, and those to which they send their reader on (`<meta http-equiv="refresh">`)."""
    fronts = [page for page in pages if kind_of(page) == "front" and not is_guess(page.asked or page.url)]
    stand_ins = {Onward(page, rule).refresh() for page in fronts}
    return [*fronts, *(page for page in pages if kind_of(page) == "page" and (page.asked or page.url) in stand_ins)]


def _examples(rule: AnyURL, pages: Iterable[Fetched]) -> list[str]:
    """The articles that the pages name, those of feeds and sitemaps first."""
    found: list[str] = []
    headlines: list[str] = []
    for page in sorted(pages, key=lambda page: kind_of(page) in ("front", "page")):
        try:
            shown = AnyPage(page.url, rule).read(page, Span()).candidates
        except DiscoveryError:
            continue
        urls = [rule.tidy(one.url) or one.url for one in shown if rule.identify(one.url)]
        is_list = kind_of(page) in ("front", "page")
        found += [url for url in urls if rule.names_article(url) or not is_list]
        headlines += urls
    found = list(dict.fromkeys(found if len(found) >= _FEW else [*found, *headlines]))
    return [url for url in found if not is_version(url)] or found


def _editions(examples: Sequence[str], html: Iterable[Fetched]) -> tuple[str, ...]:
    """The languages of prefixed addresses, and that of the bare ones as the front page says it."""
    prefixed = {first for url in examples if (first := urlsplit(url).path.strip("/").split("/")[0]) in EDITIONS}
    is_bare = any(urlsplit(url).path.strip("/").split("/")[0] not in EDITIONS for url in examples)
    langs = (parse(page).get("lang", "") for page in html if kind_of(page) == "front")
    own = next((lang[:2].lower() for lang in langs if lang[:2].lower() in EDITIONS), "az")
    return tuple(name for name in EDITIONS if name in prefixed or (is_bare and name == own))
