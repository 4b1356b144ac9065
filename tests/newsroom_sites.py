"""The sites that the newsroom plays, asked as a reader asks: pages, links, lists, the stories behind them."""

import gzip
import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

from newscrawler.newsroom import Answer, Newsroom, Story
from newscrawler.newsroom.sites.choice import names
from tests.newsroom_facts import KNOWN

BROWSER = {"User-Agent": "Mozilla/5.0 (compatible; test)"}
SITES = tuple(name for name in names() if name != "report")
LAST = 60


@cache
def room_of(site: str) -> Newsroom:
    return Newsroom(articles=100, seed=3, sites=(site,))


def ask(room: Newsroom, url: str) -> Answer:
    parts = urlsplit(url)
    return room.respond("GET", parts.netloc, urlsplit(url)._replace(scheme="", netloc="").geturl() or "/", BROWSER)


def follow(room: Newsroom, url: str) -> Answer:
    """The answer after one redirect."""
    answer = ask(room, url)
    return ask(room, urljoin(url, answer.header("Location") or "")) if answer.status in (301, 302) else answer


def content(answer: Answer) -> str:
    packed = answer.header("Content-Type") == "application/x-gzip"
    return (gzip.decompress(answer.body) if packed else answer.body).decode()


def tree(room: Newsroom, url: str) -> Any:
    answer = follow(room, url)
    assert answer.status == 200, url
    return html.document_fromstring(content(answer))


def texts(found: Any, path: str) -> list[str]:
    return [" ".join(" ".join(node.itertext()).split()) for node in found.cssselect(path)]


def links(page: str, base: str) -> list[str]:
    """Every address that a listing, feed or sitemap names, absolute."""
    found = re.findall(r"""href="([^"]+)"|<loc>([^<]+)</loc>|<link>([^<]+)</link>""", page)
    return [urljoin(base, "".join(groups)) for groups in found]


def listed(site: str, room: Newsroom) -> Iterator[tuple[str, str]]:
    """(list, article) for every article address in the lists of a site, the pages of each until one is no news."""
    known = KNOWN[site]
    days = sorted({f"{story.published:%Y-%m-%d}" for story in room.stories})
    for address in known.lists:
        for day in days if "{day}" in address else [""]:
            for page, base in pages(room, address.replace("{day}", day)):
                yield from ((base, url) for url in links(page, base) if re.fullmatch(known.article, url.rstrip("/")))


def pages(room: Newsroom, address: str) -> Iterator[tuple[str, str]]:
    """The list's pages: numbered ones until one shows nothing new, an index with its children."""
    seen: set[str] = set()
    for number in range(1, LAST) if "{n}" in address else [0]:
        url = address.replace("{n}", str(number))
        answer = ask(room, url)
        if answer.status != 200:
            assert number > 1, (url, answer.status)
            return
        page = content(answer)
        found = set(links(page, url))
        if number and found <= seen:
            return
        seen |= found
        yield page, url
        for child in (one for one in found if re.search(r"sitemap[^/]*\.xml(?:\.gz)?$", one)):
            yield content(ask(room, child)), child


def same(url: str) -> str:
    """One spelling of an address."""
    return unquote(url.rstrip("/"))


def story_of(room: Newsroom, url: str) -> Story | None:
    """The story behind an article's address, by the number or slug in it."""
    number = re.search(r"(\d+)(?:\.html|/[^/]*)?/?$", url)
    by_number = {str(story.short_id): story for story in room.stories}
    by_url = {same(one): story for story in room.stories for one in (story.url, story.listed)}
    return by_url.get(same(url)) or (by_number.get(number[1]) if number else None)


def some(site: str, *marks: str, **fields: Any) -> Story:
    """The newest story that bears all marks (features, layout, kind) and fields."""
    for story in reversed(room_of(site).stories):
        known = {story.layout, story.kind, *story.features}
        if set(marks) <= known and all(getattr(story, name) == value for name, value in fields.items()):
            return story
    raise AssertionError(f"{site}: no story with {marks} {fields}")


def page(site: str, story: Story) -> Any:
    return tree(room_of(site), story.url)
