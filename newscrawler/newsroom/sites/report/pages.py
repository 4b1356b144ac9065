"""Pages of report.az that are no articles: search, tags, people, the few that never change."""

from typing import Any

from newscrawler.newsroom.answer import Page
from newscrawler.newsroom.printing import slug
from newscrawler.newsroom.sites.report.desk import Ask, Desk
from newscrawler.newsroom.sites.report.frame import frame
from newscrawler.newsroom.sites.report.words import WORDS
from newscrawler.newsroom.template import render

HITS = 10


def search(desk: Desk, ask: Ask) -> Page:
    """`/search?query=neft`: the newest whose title holds it; 404 where none does, as the site answers."""
    wanted = ask.query.get("query", "").lower()
    newest = desk.editions[ask.language].newest(2_000, ask.now)
    lines = [{"url": one.listed, "title": one.title} for one in newest if wanted and wanted in one.title.lower()][:HITS]
    return _plain(desk, ask, WORDS[ask.language]["search"], lines, 200 if lines else 404)


def tag(desk: Desk, ask: Ask) -> Page | None:
    """`/tag/baki/`, `/person/…`, `/author/…`, `/story/…`: titles under a name."""
    name = ask.parts["name"]
    newest = desk.editions[ask.language].newest(2_000, ask.now)
    known = (one for one in newest if name in [slug(each, one.language) for each in (*one.tags, *one.authors)])
    return _plain(desk, ask, name, [{"url": one.listed, "title": one.title} for one in known][:HITS])


def plain(desk: Desk, ask: Ask) -> Page:
    """`/haqqimizda/`, `/valyuta/` and the like."""
    return _plain(desk, ask, ask.parts["name"].capitalize(), [])


def preview(desk: Desk, ask: Ask) -> Page:
    """A draft that robots.txt forbids; its page says noindex."""
    return Page(render("report", "preview.html", frame(desk, ask)).encode())


def _plain(desk: Desk, ask: Ask, title: str, lines: list[dict[str, Any]], status: int = 200) -> Page:
    values = frame(desk, ask) | {"title": title, "text": WORDS[ask.language]["copyright"], "lines": lines}
    return Page(render("report", "plain.html", values).encode(), status=status)
