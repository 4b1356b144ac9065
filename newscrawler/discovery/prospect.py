"""Prospecting: what a few pages of an undescribed site tell of how to crawl it. Pages in, a `Prospect` out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from newscrawler.az import BAKU
from newscrawler.discovery.addresses import EDITIONS
from newscrawler.discovery.anypage import AnyPage
from newscrawler.discovery.anyurl import AnyURL
from newscrawler.discovery.calendars import day_form, newest_days
from newscrawler.discovery.candidate import Fetched
from newscrawler.discovery.cards import parse
from newscrawler.discovery.kinds import PageKind, is_guess, kind_of, next_guess, root_of
from newscrawler.discovery.onward import Onward
from newscrawler.discovery.prospect_address import is_version
from newscrawler.discovery.prospect_listing import ProspectListing, days_of, listing_of, sections_of
from newscrawler.discovery.prospect_marks import dates_told, family_of
from newscrawler.discovery.prospect_rule import Rule, article_rule
from newscrawler.discovery.sitemap import NewsSitemap
from newscrawler.discovery.span import Span
from newscrawler.errors import DiscoveryError

_FEW = 6
"""Articles, by their addresses: where fewer are met, the links that read as headlines count as well."""
_SECTIONS = 5
"""Sections that are looked at before the last of the usual addresses of feeds and sitemaps are tried."""
_KINDS: Sequence[PageKind] = ("robots", "front", "feed", "sitemap", "index", "addresses", "posts")


@dataclass(frozen=True)
class Prospect:
    """What is known of a site. URLs are absolute; `examples` are articles' in the order met; `dates` where they stand.

    `rule` is None where no article was met, `family` where no mark was. `news_sitemaps` tell when their entries were
    published, or hold the last days; `sitemaps` the past (an index or a sitemap that is none of an index). `days` are
    calendars: the page of each day, its URL with `{day:%Y-%m-%d}`. `sections` are linked to by the front pages, looked
    at or not.
    """

    home: str
    host: str
    feeds: tuple[str, ...] = ()
    news_sitemaps: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    listings: tuple[ProspectListing, ...] = ()
    days: tuple[ProspectListing, ...] = ()
    sections: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    family: str | None = None
    posts: str | None = None
    rule: Rule | None = None
    dates: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


def prospect(home: str, pages: Iterable[Fetched], articles: Iterable[str] = ()) -> Prospect:
    """What these pages tell, each by what it is; those that cannot be read tell nothing.

    `articles`: addresses that were read as articles.
    """
    rule, pages = AnyURL(r"(?!)", home=home), list(pages)
    html = [*{page.url: page for page in pages if kind_of(page) in ("front", "page")}.values()]
    news, past = _sitemaps(rule, {page.asked or page.url: page for page in pages})
    examples = _examples(rule, pages)
    hosts = dict.fromkeys(urlsplit(url).hostname or "" for url in examples if rule.is_at_home(url))
    posts = (Onward(page, rule).posts() for page in html)
    listings = tuple(one for page in html if day_form(page.url) is None and (one := listing_of(rule, page)))
    others = (url for page in html for url in Onward(page, rule).sections())
    return Prospect(
        home=home,
        host=rule.host,
        feeds=tuple(page.asked or page.url for page in pages if kind_of(page) == "feed"),
        news_sitemaps=tuple(news),
        sitemaps=tuple(past),
        listings=listings,
        days=tuple(dict.fromkeys(one for page in html if (one := days_of(rule, page)))),
        sections=tuple(sections_of(rule, _fronts(rule, pages))),
        editions=_editions(examples, html),
        family=family_of(html),
        posts=next(filter(None, posts), None),
        rule=article_rule(examples, hosts, articles, [*(one.url for one in listings), *others]),
        dates=dates_told(page for page in html if page.url in set(examples)),
        examples=tuple(examples),
    )


def to_ask(home: str, pages: Iterable[Fetched], missing: Iterable[str] = ()) -> list[str]:
    """The addresses worth asking for next, the most telling first; `missing` are those that answered with no page.

    Begins with robots.txt and the front page; then feeds and sitemaps that were named, or usual ones where none was;
    of an index its first shard; and sections. Ask, add to `pages`, ask again; an empty list is the end.
    """
    rule, pages, gone = AnyURL(r"(?!)", home=home), list(pages), set(missing)
    found, fronts = [root_of(home) + "robots.txt", home], _fronts(rule, pages)
    for page in pages:
        more = _more(rule, page, is_front=page in fronts)
        found += more[:1] if kind_of(page) == "index" else more
    is_bare = not any(kind_of(page) == "robots" for page in pages) and root_of(home) + "robots.txt" in gone
    found += [root_of(home) + "sitemap.xml"] if is_bare else []
    wrong = {page.asked or page.url for page in pages if kind_of(page) in ("page", "front")}
    guesses = [url for one in (*gone, *wrong) if is_guess(one) and (url := next_guess(one))]
    sections = sections_of(rule, fronts)
    asked = gone | {page.asked or page.url for page in pages} | {page.url for page in pages}
    ahead = dict.fromkeys([*found, *_day(rule, fronts), *sections[:_SECTIONS], *guesses, *sections[_SECTIONS:]])
    return [url for url in ahead if url not in asked]


def _day(rule: AnyURL, fronts: Iterable[Fetched]) -> list[str]:
    """The page of the newest whole day that a calendar on the front pages leads to, if one does."""
    for page in fronts:
        yesterday = page.at.astimezone(BAKU).date() - timedelta(days=1)  # of today there may be no article yet
        if days := newest_days((url for _, url in Onward(page, rule).anchors), yesterday):
            return days[:1]
    return []


def _fronts(rule: AnyURL, pages: Sequence[Fetched]) -> list[Fetched]:
    """The front pages, and those to which they send their reader on (`<meta http-equiv="refresh">`)."""
    fronts = [page for page in pages if kind_of(page) == "front" and not is_guess(page.asked or page.url)]
    stand_ins = {Onward(page, rule).refresh() for page in fronts}
    return [*fronts, *(page for page in pages if kind_of(page) == "page" and (page.asked or page.url) in stand_ins)]


def _more(rule: AnyURL, page: Fetched, *, is_front: bool = False) -> list[str]:
    if not is_front and kind_of(page) not in _KINDS:
        return []
    try:
        found = AnyPage(page.url, rule).read(page, Span())
    except DiscoveryError:
        return []
    return [url for url in (*found.instead, *found.more) if "/wp-json/" not in url]


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


def _sitemaps(rule: AnyURL, pages: Mapping[str, Fetched]) -> tuple[list[str], list[str]]:
    """The sitemaps of the last days, and those of the past: indexes, and what is no shard of one."""
    indexes = {url: _more(rule, page) for url, page in pages.items() if kind_of(page) == "index"}
    maps = {url: _is_news(rule, page) for url, page in pages.items() if kind_of(page) in ("sitemap", "addresses")}
    recent = {url for url, shards in indexes.items() if shards and all(maps.get(shard, False) for shard in shards)}
    sharded = {shard for url, shards in indexes.items() if url not in recent for shard in shards}
    news = [url for url, is_news in maps.items() if is_news and url not in sharded]
    others = (url for url, is_news in maps.items() if not is_news and url not in sharded)
    return news, [*(url for url in indexes if url not in recent), *others]


def _is_news(rule: AnyURL, page: Fetched) -> bool:
    """Does a sitemap tell when its entries were published, as only one for Google News does, or only of the last days?

    Such a sitemap may keep older entries as well.
    """
    if kind_of(page) == "sitemap" and any(one.evidence for one in NewsSitemap(page.url).read(page, Span()).candidates):
        return True
    return not AnyPage(page.url, rule).read(page, Span()).whole


def _editions(examples: Sequence[str], html: Iterable[Fetched]) -> tuple[str, ...]:
    """The languages of prefixed addresses, and that of the bare ones as the front page says it."""
    prefixed = {first for url in examples if (first := urlsplit(url).path.strip("/").split("/")[0]) in EDITIONS}
    is_bare = any(urlsplit(url).path.strip("/").split("/")[0] not in EDITIONS for url in examples)
    langs = (parse(page).get("lang", "") for page in html if kind_of(page) == "front")
    own = next((lang[:2].lower() for lang in langs if lang[:2].lower() in EDITIONS), "az")
    return tuple(name for name in EDITIONS if name in prefixed or (is_bare and name == own))
