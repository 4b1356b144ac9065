"""Faults of what lists the articles: XML bombs in feed and sitemap, and a listing that never ends."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from newscrawler.newsroom.answer import XML, Answer, Page, Request, answer
from newscrawler.newsroom.faults.giants import bomb, packed_answer
from newscrawler.newsroom.switches import Switches

Asked = Callable[[Request], Page]
_LEVELS = 10
_STAMP = re.compile(r'(?<=data-timestamp=")[^"]*')
_DAY = re.compile(r"(?P<day>.*/archive/\d{4}/\d\d/\d\d)(?:/(?P<number>\d+))?/?")
_NEXT = re.compile(r"<link\b[^>]*\brel=\"?next\b[^>]*>")
_FORM = "%Y-%m-%d %H:%M:%S"


def billion_laughs(host: str) -> bytes:
    """An RSS feed whose one title is an entity of a billion words."""
    entities = ['<!ENTITY w0 "xeber ">']
    entities += [f'<!ENTITY w{level} "{f"&w{level - 1};" * 10}">' for level in range(1, _LEVELS)]
    title = f"&w{_LEVELS - 1};"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE rss [\n{chr(10).join(entities)}\n]>\n'
        f'<rss version="2.0"><channel><title>{title}</title>\n'
        f"<item><title>{title}</title><link>https://{host}/hadise/{title}</link></item>\n</channel></rss>\n"
    ).encode()


def sitemap_bomb(host: str) -> bytes:
    """A gzip of 300 MB: a sitemap of some millions of entries, all of one address that is no article."""
    entry = f"<url><loc>https://{host}/elaqe</loc></url>\n"
    start = b'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return bomb(start, entry.encode(), b"</urlset>\n")


def spoiled(request: Request, site: Asked, given: Switches, now: datetime) -> Answer | None:
    """The answer of a source that a switch spoils; None for everything else."""
    if not (given.feed_bomb or given.sitemap_bomb or given.calendar):
        return None
    page = site(request)
    if given.feed_bomb and "xml" in page.kind and b"<rss" in page.body[:500]:
        return answer(Page(billion_laughs(request.host), XML), request, now)
    if given.sitemap_bomb and "xml" in page.kind and b"/sitemap-news/" in page.body[:1000]:
        return packed_answer(
            answer(Page(b"", XML), Request("GET", request.host, request.target), now), sitemap_bomb(request.host)
        )
    further = _further(request, page, site) if given.calendar else None
    return answer(further, request, now) if further else None


def _further(request: Request, page: Page, site: Asked) -> Page | None:
    """The page of a listing whose older pages never end; None for what is none, or still has an older page."""
    if "oldest" in request.query and not _STAMP.search(page.body.decode()):
        return _older(request, site)
    found = _DAY.fullmatch(request.path)
    return _next_day_page(request, page, site, found) if found and page.status == 200 else None


def _older(request: Request, site: Asked) -> Page | None:
    """Beyond the oldest card: the newest ones again, said to be older than what was asked for, an hour each."""
    try:
        last = datetime.fromisoformat(request.query["date"])
    except (KeyError, ValueError):
        return None
    newest = site(replace(request, target=f"{request.path}?date=2999-01-01%2000:00:00&oldest=1"))
    ages = iter(range(1, 1_000_000))
    text = _STAMP.sub(lambda _: (last - timedelta(hours=next(ages))).strftime(_FORM), newest.body.decode())
    return Page(text.encode(), newest.kind)


def _next_day_page(request: Request, page: Page, site: Asked, found: re.Match[str]) -> Page | None:
    """A page of a day, or beyond the last one the first page's cards again; always with a next."""
    number = int(found["number"] or 1)
    text = page.body.decode()
    if _NEXT.search(text):
        return None
    if not _STAMP.search(text):
        text = site(replace(request, target=f"{found['day']}/")).body.decode()
    link = f'<link href="https://{request.host}{found["day"]}/{number + 1}/" rel="next">'
    return Page(_NEXT.sub("", text).replace("</head>", f"{link}\n</head>", 1).encode(), page.kind)
