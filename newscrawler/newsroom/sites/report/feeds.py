"""What report.az offers to machines: robots.txt, RSS, the two sitemaps, the JSON feed."""

import json
import math
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any

from newscrawler.newsroom.answer import JSON, TEXT, XML, Page
from newscrawler.newsroom.printing import BAKU, MONTHS
from newscrawler.newsroom.sites.report.address import PLACEHOLDER
from newscrawler.newsroom.sites.report.article import description
from newscrawler.newsroom.sites.report.desk import Ask, Desk
from newscrawler.newsroom.sites.report.editions import HOME, PREFIX, SITE_NAME
from newscrawler.newsroom.story import Story
from newscrawler.newsroom.template import render

FEED = 30
NEWS_HOURS = 48
JSON_FEED = 20


def robots(desk: Desk, ask: Ask) -> Page:
    """robots.txt; a Crawl-delay only where the switch says so."""
    delay = desk.switches.crawl_delay
    return Page(render("report", "robots.txt", {"delay": f"{delay:g}" if delay is not None else ""}).encode(), TEXT)


def rss(desk: Desk, ask: Ask) -> Page:
    """The 30 newest of an edition."""
    items = [_item(story) for story in desk.editions[ask.language].newest(FEED, ask.now)]
    values = {"items": items, "language": ask.language, "site": SITE_NAME[ask.language]}
    return Page(render("report", "rss.xml", values | {"home": HOME + PREFIX[ask.language] + "/"}).encode(), XML)


def _item(story: Story) -> dict[str, Any]:
    return {
        "title": story.title,
        "url": story.listed,
        "description": description(story),
        "date": format_datetime(story.published.astimezone(BAKU)),
        "section": story.section,
        "image": story.images[0][0] if story.images else "",
    }


def news_sitemap(desk: Desk, ask: Ask) -> Page:
    """The Google-News sitemap: the last 48 hours, all editions in one file."""
    stories = desk.all.newer(ask.now - timedelta(hours=NEWS_HOURS), ask.now)
    items = [_item(story) | {"language": story.language, "iso": story.published.isoformat()} for story in stories]
    return Page(render("report", "news-sitemap.xml", {"items": items}).encode(), XML)


def archive_index(desk: Desk, ask: Ask) -> Page:
    """The index of the archive's shards, each with the last change in it."""
    count = math.ceil(desk.all.until(ask.now) / desk.switches.shard)
    shards = [
        {"number": n, "lastmod": max(map(_changed, _shard(desk, ask, n))).isoformat()} for n in range(1, count + 1)
    ]
    return Page(render("report", "archive-index.xml", {"shards": shards, "home": HOME}).encode(), XML)


def archive_shard(desk: Desk, ask: Ask) -> Page | None:
    """One shard: the oldest articles are in the first, and those taken down are still in theirs."""
    stories = _shard(desk, ask, int(ask.parts["number"]))
    if not stories:
        return None
    items = [{"url": one.listed, "lastmod": _changed(one).isoformat()} for one in stories]
    return Page(render("report", "shard.xml", {"items": items}).encode(), XML)


def _shard(desk: Desk, ask: Ask, number: int) -> list[Story]:
    size = desk.switches.shard
    return desk.all.all((number - 1) * size, number * size, ask.now)


def _changed(story: Story) -> datetime:
    return max(story.published, story.modified or story.published)


def news_feed(desk: Desk, ask: Ask) -> Page:
    """`/news-feed/`: the 20 newest as JSON."""
    posts = [_post(story) for story in desk.editions[ask.language].newest(JSON_FEED, ask.now)]
    return Page(json.dumps({"posts": posts}).encode(), JSON)


def _post(story: Story) -> dict[str, Any]:
    moment = story.published.astimezone(BAKU)
    return {
        "id": story.short_id,
        "url": story.listed.removeprefix(HOME),
        "title": story.title,
        "titleWithoutQuotes": story.title.replace('"', ""),
        "description": description(story),
        "imageThumb": story.images[0][0] if story.images else PLACEHOLDER,
        "published_at": f"{moment:%H:%M}",
        "published_at_long": f"{moment.day} {MONTHS[story.language][moment.month - 1]}, {moment:%Y}",
        "categoryUrl": f"{PREFIX[story.language]}/{story.section_slug}/",
        "category_title": story.section,
        "is_important": False,
        "is_main": False,
    }
