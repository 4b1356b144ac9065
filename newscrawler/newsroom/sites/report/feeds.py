"""What report.az offers to machines: robots.txt, RSS, the two sitemaps, the JSON feed."""

import json
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

from newscrawler.newsroom.answer import JSON, TEXT, XML, Page
from newscrawler.newsroom.printing import BAKU
from newscrawler.newsroom.sites.report.desk import Ask, Desk
from newscrawler.newsroom.sites.report.editions import HOME, PREFIX, SITE_NAME
from newscrawler.newsroom.story import Story
from newscrawler.newsroom.template import render

FEED = 30
NEWS_HOURS = 48


def robots(desk: Desk, ask: Ask) -> Page:
    """robots.txt; a Crawl-delay only where the switch says so."""
    values = {"delay": desk.switches.crawl_delay is not None, "seconds": f"{desk.switches.crawl_delay or 0:g}"}
    return Page(render("report", "robots.txt", values).encode(), TEXT)


def rss(desk: Desk, ask: Ask) -> Page:
    """The 30 newest of an edition."""
    items = [_item(story) for story in desk.editions[ask.language].newest(FEED, ask.now)]
    values = {"items": items, "language": ask.language, "site": SITE_NAME[ask.language]}
    return Page(render("report", "rss.xml", values | {"home": HOME + PREFIX[ask.language] + "/"}).encode(), XML)


def _item(story: Story) -> dict[str, Any]:
    return {
        "title": story.title,
        "url": story.listed,
        "description": story.lead or story.paragraphs[0],
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
    """The index of the archive's shards."""
    count, size = desk.all.until(ask.now), desk.switches.shard
    shards = [{"number": number} for number in range(1, (count + size - 1) // size + 1)]
    return Page(render("report", "archive-index.xml", {"shards": shards, "home": HOME}).encode(), XML)


def archive_shard(desk: Desk, ask: Ask) -> Page | None:
    """One shard: the oldest articles are in the first."""
    number, size = int(ask.parts["number"]), desk.switches.shard
    stories = desk.all.newest(desk.all.until(ask.now), ask.now)[::-1][(number - 1) * size : number * size]
    if not stories:
        return None
    items = [{"url": one.listed, "lastmod": (one.modified or one.published).isoformat()} for one in stories]
    return Page(render("report", "shard.xml", {"items": items}).encode(), XML)


def news_feed(desk: Desk, ask: Ask) -> Page:
    """`/news-feed/`: the 20 newest as JSON."""
    posts = [
        {"id": story.short_id, "url": story.listed.removeprefix(HOME), "title": story.title}
        for story in desk.editions[ask.language].newest(20, ask.now)
    ]
    return Page(json.dumps({"posts": posts}).encode(), JSON)
