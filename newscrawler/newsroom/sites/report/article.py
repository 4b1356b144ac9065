"""Article pages of report.az, in both layouts and as AMP."""

from hashlib import blake2b
from random import Random
from typing import Any

from newscrawler.newsroom.answer import Page
from newscrawler.newsroom.printing import slug
from newscrawler.newsroom.sites.report import address, dates, linked
from newscrawler.newsroom.sites.report.body import blocks
from newscrawler.newsroom.sites.report.desk import Ask, Desk
from newscrawler.newsroom.sites.report.editions import HOME, HREFLANG, LOCALE, PREFIX, SITE_NAME
from newscrawler.newsroom.sites.report.frame import frame
from newscrawler.newsroom.sites.report.words import WORDS
from newscrawler.newsroom.story import Story
from newscrawler.newsroom.template import render

RAIL = 14
CUT = 157


def page(desk: Desk, ask: Ask) -> Page | None:
    """The article of that slug; 301 from a wrong section, 410 for one taken down, nothing for an unknown one."""
    story = _found(desk, ask)
    if story is None:
        return None
    if story.status in (404, 410):
        return missing(desk, ask, story.status)
    if ask.parts["section"] != story.section_slug:
        return Page(b"", status=301, location=story.url)
    return _shown(story, f"{story.layout}.html", values(story, desk, ask), lasting=_is_final(story, desk))


def amp(desk: Desk, ask: Ask) -> Page | None:
    """The AMP form of the article: the same text, its own markup, and the canonical address."""
    story = _found(desk, ask)
    if story is None or not story.held:
        return None
    script = linked.amp(story, description(story))
    return _shown(story, "amp.html", values(story, desk, ask) | {"script": script})


def short_link(desk: Desk, ask: Ask) -> Page | None:
    """`/2844552` leads to the article."""
    story = desk.by_number.get(int(ask.parts["number"]))
    return Page(b"", status=301, location=story.url) if story and story.published <= ask.now else None


def missing(desk: Desk, ask: Ask, status: int = 404) -> Page:
    """The page that says there is none."""
    return Page(render("report", "missing.html", frame(desk, ask) | {"status": status}).encode(), status=status)


def description(story: Story) -> str:
    """The standfirst, or how the text begins, cut as the site cuts it."""
    text = story.lead or story.paragraphs[0]
    return text if len(text) <= CUT else text[:CUT] + "..."


def _found(desk: Desk, ask: Ask) -> Story | None:
    story = desk.by_slug.get((ask.language, ask.parts["slug"]))
    return story.at(ask.now) if story and story.published <= ask.now else None


def _is_final(story: Story, desk: Desk) -> bool:
    planned = desk.by_url[story.url]
    return story is planned and planned.removed is None


def _shown(story: Story, template: str, filled: dict[str, Any], lasting: bool = False) -> Page:
    tag = blake2b(f"{template} {story.title}\n{story.text}".encode(), digest_size=8).hexdigest()
    body = render("report", template, filled).encode()
    return Page(body, modified=story.modified or story.published, tag=tag, lasting=lasting)


def values(story: Story, desk: Desk, ask: Ask) -> dict[str, Any]:
    """Everything the templates of an article name."""
    return {**frame(desk, ask), **_head(story), **_dates(story), **_about(story), **_around(story, desk, ask)}


def _head(story: Story) -> dict[str, Any]:
    quiet = story.title.replace('"', "").replace("“", "").replace("”", "")
    alternates = [{"code": HREFLANG[language], "url": url} for language, url in story.translations]
    return {
        "title": story.title,
        "og_title": quiet if story.layout == "old" else story.title,
        "url": story.url + ("/" if story.layout == "old" else ""),
        "amp_url": address.amp(story),
        "description": description(story),
        "keywords": ", ".join(story.tags) if "keywords" in story.features else "",
        "locale": LOCALE[story.language],
        "alternates": [*alternates, {"code": HREFLANG[story.language], "url": story.url}] if alternates else [],
        "scripts": linked.scripts(story, description(story)),
    }


def _dates(story: Story) -> dict[str, Any]:
    day, time = dates.printed(story)
    timed, modified = "meta-time" in story.features, story.modified
    return {
        "day": day,
        "time": time,
        "meta_time": dates.meta(story, story.published) if timed else "",
        "meta_modified": dates.meta(story, modified) if timed and modified and modified != story.published else "",
        "naive": dates.microdata(story.published),
        "naive_modified": dates.microdata(modified) if modified else "",
    }


def _about(story: Story) -> dict[str, Any]:
    rng = Random(f"page {story.record_id}")
    photo, caption = (address.PLACEHOLDER, "") if "placeholder" in story.features else story.images[0]
    repeats = "caption-repeats-title" in story.features
    return {
        "section": story.section,
        "section_url": f"{HOME}{PREFIX[story.language]}/{story.section_slug}",
        "blocks": blocks(story),
        "photo": photo,
        "caption": story.title if repeats else caption or "",
        "tags": [{"name": tag, "url": _tag_url(tag, story)} for tag in story.tags],
        "has_tags": bool(story.tags),
        "authors": [{"name": name, "url": _author_url(name, story)} for name in story.authors],
        "short": f"{'' if rng.random() < 0.5 else 'https://'}report.az/{story.short_id}",
        "views": rng.randint(31, 9_400),
        "author_type": "Person" if story.authors else "Organization",
        "has_audio": "audio" in story.features,
        "subscribe": "subscribe" in story.features,
        "related": "related" in story.features,
    }


def _around(story: Story, desk: Desk, ask: Ask) -> dict[str, Any]:
    shelf = desk.editions[story.language]
    others = [{"title": desk.by_url[url].at(ask.now).title, "url": url} for _, url in story.translations]
    near = [one for one in desk.section(story.language, story.section_slug).newest(5, ask.now) if one.key != story.key]
    rail = [one for one in shelf.newest(RAIL, ask.now) if one.key != story.key]
    previous = shelf.older(story.published, 1, ask.now)
    return {
        "others": others,
        "rail": [_line(other) for other in rail],
        "near": [_line(other) for other in near[:3]],
        "previous": previous[0].url + "/" if previous else "",
        "label": WORDS[story.language]["latest"],
        "site_name": SITE_NAME[story.language],
    }


def _line(story: Story) -> dict[str, str]:
    return {"url": story.listed, "title": story.title, "time": f"{story.published:%H:%M}", "section": story.section}


def _tag_url(tag: str, story: Story) -> str:
    return f"{HOME}{PREFIX[story.language]}/tag/{slug(tag, story.language)}/"


def _author_url(name: str, story: Story) -> str:
    return f"{HOME}{PREFIX[story.language]}/author/{slug(name, story.language)}/"
