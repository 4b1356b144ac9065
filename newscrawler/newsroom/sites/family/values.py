"""What templates may name: of the page's frame, of a story wherever it is told of, of an article's own page."""

from datetime import datetime
from hashlib import md5
from html import escape
from typing import Any

from newscrawler.newsroom.printing import BAKU, parts
from newscrawler.newsroom.sites.family.body import blocks
from newscrawler.newsroom.sites.family.desk import Ask, Desk
from newscrawler.newsroom.story import Story

CUT = 150
RAIL = 10


def frame(desk: Desk, ask: Ask) -> dict[str, Any]:
    """Header, menu and footer."""
    house, edition = desk.house, ask.edition
    menu = {one.slug: one.name for one in edition.sections.values()}
    address = house.section_url
    return {
        **edition.words,
        "language": edition.language,
        "home": edition.home,
        "agency": edition.agency.strip('"'),
        "clock": house.clock.print(ask.now, edition.language, ask.now),
        "menu": [{"url": address.format(home=edition.home, section=slug), "name": name} for slug, name in menu.items()],
        "year": f"{ask.now.astimezone(BAKU):%Y}",
    }


def about(story: Story, desk: Desk, now: datetime) -> dict[str, Any]:
    """A story as cards, feeds and its own page tell of it."""
    house, edition = desk.house, desk.edition_of(story)
    section = edition.sections[story.topic]
    photo, caption = story.images[0] if story.images else (f"{edition.home}/img/none.png", None)
    return {
        **{name: name in story.features for name in (*house.features, *house.shapes)},
        **_dates(story, desk, now),
        **_words(story),
        **_links(story),
        "section": section.name,
        "section-slug": section.slug,
        "section-url": house.section_url.format(home=edition.home, section=section.slug),
        "photo": photo,
        "photo-path": "/" + photo.split("/", 3)[3],
        "caption": caption or "",
        "author": story.authors[0] if story.authors else "",
        "views": 100 + story.short_id % 900,
        "of-language": story.language,
    }


def _dates(story: Story, desk: Desk, now: datetime) -> dict[str, str]:
    """Every form in which the site prints the publication, and the parts of the last edit."""
    forms = {**desk.house.dates, **desk.edition_of(story).dates}
    dates = {f"date-{name}": form.print(story.published, story.language, now) for name, form in forms.items()}
    modified = (story.modified or story.published).astimezone(BAKU)
    edits = {f"edit-{name}": value for name, value in parts(modified, story.language).items()}
    return {**dates, **edits, "plus": escape(story.published.isoformat(timespec="seconds")).replace("+", "&#x2B;")}


def _words(story: Story) -> dict[str, str]:
    """Title and description, the way each kind of page wants them escaped."""
    description = (story.paragraphs[0] if story.paragraphs else story.title)[:CUT]
    return {
        "title": story.title,
        "title-escaped": escape(story.title).replace(" ", "&nbsp;", 1),
        "json-title": _quoted(story.title),
        "description": description,
        "description-escaped": escape(f"<p>{description}</p>"),
        "json-description": _quoted(description),
    }


def _links(story: Story) -> dict[str, Any]:
    """The story's addresses, as they stand in links and as the page says its own."""
    return {
        "url": story.url,
        "link": story.listed,
        "path": "/" + story.listed.split("/", 3)[3],
        "bare-link": story.listed.removeprefix("https:").replace("%20", " "),
        "id": story.short_id,
        "digest": md5(story.url.encode(), usedforsecurity=False).hexdigest(),
    }


def article(story: Story, desk: Desk, ask: Ask) -> dict[str, Any]:
    """Everything that the template of an article names: the frame, the story, its body, its neighbours."""
    values = frame(desk, ask) | about(story, desk, ask.now)
    near = [one for one in desk.shelf(ask.edition).newest(RAIL, ask.now) if one.key != story.key]
    values |= {"tags": [{"name": tag} for tag in story.tags], "rail": [about(one, desk, ask.now) for one in near]}
    values["textless"] = not story.held
    values["items"] = [
        {**about(one, desk, ask.now), "blocks": blocks(one, desk.house, values)} for one in _shown(story, desk, ask)
    ]
    values["blocks"] = values["items"][0]["blocks"]
    return values


def _shown(story: Story, desk: Desk, ask: Ask) -> list[Story]:
    """The story; on a page that gathers several, those that stand after it there as well."""
    if story.layout != "digest":
        return [story]
    older = desk.shelf(ask.edition).older(story.published, 40, ask.now)
    return [story, *[one for one in older if one.layout == "digest"][:3]]


def _quoted(text: str) -> str:
    """A string within a JSON script."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("</", "<\\/")
