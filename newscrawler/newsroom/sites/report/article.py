"""Article pages of report.az, in both layouts."""

import json
from html import escape
from typing import Any

from newscrawler.newsroom.answer import Page
from newscrawler.newsroom.printing import BAKU, new_date, old_date
from newscrawler.newsroom.sites.report.desk import Ask, Desk
from newscrawler.newsroom.sites.report.editions import HOME, LOCALE, PREFIX, SITE_NAME
from newscrawler.newsroom.story import Story
from newscrawler.newsroom.template import render


def page(desk: Desk, ask: Ask) -> Page | None:
    """The article of that slug; 301 from a wrong section, 410 for one taken down, nothing for an unknown one."""
    story = desk.by_slug.get((ask.language, ask.parts["slug"]))
    if story is None or story.published > ask.now:
        return None
    if story.status == 410:
        return missing(desk, ask, 410)
    if ask.parts["section"] != story.section_slug:
        return Page(b"", status=301, location=story.url)
    body = render("report", f"{story.layout}.html", _values(story, desk, ask)).encode()
    return Page(body, modified=story.modified or story.published, tag=f"{story.short_id:x}", lasting=True)


def amp(desk: Desk, ask: Ask) -> Page | None:
    """The AMP form of the article."""
    return page(desk, ask)


def short_link(desk: Desk, ask: Ask) -> Page | None:
    """`/2844552` leads to the article."""
    story = desk.by_number.get(int(ask.parts["number"]))
    return Page(b"", status=301, location=story.url) if story and story.published <= ask.now else None


def missing(desk: Desk, ask: Ask, status: int = 404) -> Page:
    """The page that says there is none."""
    return Page(render("report", "missing.html", {"language": ask.language, "status": status}).encode(), status=status)


def _values(story: Story, desk: Desk, ask: Ask) -> dict[str, Any]:
    moment = story.published.astimezone(BAKU)
    return {
        "language": story.language,
        "site": SITE_NAME[story.language],
        "locale": LOCALE[story.language],
        "home": HOME + PREFIX[story.language] + "/",
        "title": story.title,
        "url": story.listed,
        "section": story.section,
        "section_url": f"{PREFIX[story.language]}/{story.section_slug}",
        "paragraphs": [escape(text, quote=False) for text in story.paragraphs],
        "date": (new_date if story.layout == "new" else old_date)(moment, story.language),
        "time": f"{moment:%H:%M}",
        "iso": story.published.isoformat(),
        "naive": f"{moment:%Y-%m-%dT%H:%M:%S}",
        "short": story.short_id,
        "ld": json.dumps(_ld(story), ensure_ascii=False).replace("</", "<\\/"),
        "rail": [rail(other) for other in desk.editions[story.language].newest(12, ask.now)],
        "translations": [{"language": language, "url": url, "title": desk.by_url[url].title} for language, url in story.translations],
    }


def rail(story: Story) -> dict[str, str]:
    """A line of the latest news beside an article."""
    return {"url": story.url, "title": story.title, "time": f"{story.published:%H:%M}", "section": story.section}


def _ld(story: Story) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": story.published.isoformat(),
        "mainEntityOfPage": story.url,
        "publisher": {"@type": "NewsMediaOrganization", "name": SITE_NAME[story.language]},
    }
