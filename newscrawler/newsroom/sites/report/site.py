"""report.az: which request meets which page."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import partial

from newscrawler.newsroom.answer import Page, Request
from newscrawler.newsroom.plan import drafts
from newscrawler.newsroom.sites.report import address, article, feeds, listing, pages
from newscrawler.newsroom.sites.report.desk import Ask, Desk
from newscrawler.newsroom.sites.report.group import stories
from newscrawler.newsroom.story import Story
from newscrawler.newsroom.switches import Switches

Route = Callable[[Desk, Ask], Page | None]

# The first that fits and answers; the edition is cut off the path before, a slash at the end as well.
ROUTES: tuple[tuple[re.Pattern[str], Route], ...] = tuple(
    (re.compile(pattern), route)
    for pattern, route in (
        (r"|/son-xeberler", listing.latest),
        (r"/robots\.txt", feeds.robots),
        (r"/rss", feeds.rss),
        (r"/news-sitemap\.xml", feeds.news_sitemap),
        (r"/sitemap-posts-archive\.xml", feeds.archive_index),
        (r"/sitemap-posts-archive-(?P<number>\d+)\.xml", feeds.archive_shard),
        (r"/news-feed", feeds.news_feed),
        (r"/infinity/(?P<name>[a-z0-9/-]+)", listing.infinity),
        (r"/archive/ajax", listing.day_rest),
        (r"/archive/(?P<day>\d{4}/\d\d/\d\d)(?:/(?P<number>[1-9]\d*))?", listing.day),
        (r"/search", pages.search),
        (r"/preview/(?P<name>.+)", pages.preview),
        (r"/(?:tag|person|author|story)/(?P<name>[a-z0-9-]+)", pages.tag),
        (r"/(?P<name>haqqimizda|elaqe|valyuta|hava|vacancies|playlist)", pages.plain),
        (r"/(?P<number>\d{4,})", article.short_link),
        (r"/amp/(?P<section>[a-z0-9-]+)/(?P<slug>[a-z0-9-]+)", article.amp),
        (r"/(?P<section>[a-z0-9-]+)/page/(?P<number>[1-9]\d*)", listing.section),
        (r"/(?P<section>[a-z0-9-]+)/(?P<slug>[a-z0-9-]+)", article.page),
        (r"/(?P<section>[a-z0-9-]+)", listing.section),
    )
)
_EDITION = re.compile(r"(?:/(ru|en)(?=/|$))?(.*?)/?")


class ReportPaper:
    """report.az with its stories."""

    def __init__(self, planned: tuple[Story, ...], given: Switches) -> None:
        self._desk = Desk(planned, given)

    def page(self, request: Request, now: datetime) -> Page:
        """What the site answers; pages are kept, listings as long as nothing new is out."""
        edition = _EDITION.fullmatch(request.path)
        assert edition is not None
        language, path = edition[1] or "az", edition[2]
        for pattern, route in ROUTES:
            if found := pattern.fullmatch(path):
                ask = Ask(language, path, found.groupdict(), request.query, now)
                if page := self._desk.kept(request.target, partial(route, self._desk, ask), now):
                    return page
        return article.missing(self._desk, Ask(language, path, {}, {}, now))


class Report:
    """The site, as the newsroom knows it."""

    name = "report"
    hosts = address.HOSTS

    def stories(self, articles: int, end: datetime, seed: int, given: Switches) -> tuple[Story, ...]:
        """That many stories up to `end` as report.az publishes them."""
        return stories(drafts(articles, end, seed), seed, given)

    def paper(self, planned: tuple[Story, ...], given: Switches) -> ReportPaper:
        """report.az with these stories."""
        return ReportPaper(planned, given)


SITE = REPORT = Report()
