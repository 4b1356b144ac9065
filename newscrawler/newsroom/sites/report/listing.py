"""Listings of report.az: latest news and sections with their cursor, the day archive, the home page."""

import json
from datetime import datetime
from hashlib import blake2b
from typing import Any

from newscrawler.newsroom.answer import JSON, Page
from newscrawler.newsroom.printing import BAKU, new_date, old_date
from newscrawler.newsroom.shelf import Shelf
from newscrawler.newsroom.sites.report.address import PLACEHOLDER
from newscrawler.newsroom.sites.report.desk import Ask, Desk
from newscrawler.newsroom.sites.report.editions import HOME, HREFLANG, PREFIX, SECTIONS, Section
from newscrawler.newsroom.sites.report.frame import frame
from newscrawler.newsroom.sites.report.words import MARKS, WORDS
from newscrawler.newsroom.story import Story
from newscrawler.newsroom.template import render


def latest(desk: Desk, ask: Ask) -> Page:
    """`/son-xeberler` and the front page: the newest of an edition, and where its cursor goes on."""
    stories = desk.editions[ask.language].newest(desk.switches.batch, ask.now)
    return _listing(desk, ask, stories, WORDS[ask.language]["latest"], "index")


def section(desk: Desk, ask: Ask) -> Page | None:
    """`/energetika`: the newest of a section; its cursor has an address of its own.

    `/energetika/page/3` is a trap: it repeats the cards of pages 1 and 2 before its own.
    """
    found = _section(ask.language, ask.parts["section"])
    if found is None:
        return None
    count = desk.switches.batch * int(ask.parts.get("number", 1))
    stories = desk.section(ask.language, found.slug).newest(count, ask.now)
    return _listing(desk, ask, stories, found.name, f"category/{found.number}")


def infinity(desk: Desk, ask: Ask) -> Page | None:
    """`/infinity/index?date=2025-12-15 17:40:03&oldest=1`: the next cards, strictly older; at last none."""
    shelf = _shelf(desk, ask)
    if shelf is None:
        return None
    date = _moment(ask.query.get("date", ""))
    if date is None:
        return Page(b"", status=400)
    size = desk.switches.batch
    stories = shelf.older(date, size, ask.now) if ask.query.get("oldest") == "1" else shelf.newer(date, ask.now)[-size:]
    return Page(render("report", "cards.html", {"cards": [card(story) for story in stories]}).encode())


def day(desk: Desk, ask: Ask) -> Page | None:
    """`/archive/2021/07/11/2`: a page of one day's cards, as the layout before late 2025 showed them."""
    wanted = _moment(ask.parts["day"].replace("/", "-"))
    if wanted is None:
        return None
    number, size = int(ask.parts["number"] or 1), desk.switches.per_day_page
    stories = desk.editions[ask.language].day(wanted.date(), ask.now)
    path, prefix = f"/archive/{wanted:%Y/%m/%d}/", HOME + PREFIX[ask.language]
    alternates = [
        {"code": code, "url": f"{HOME}{PREFIX[language]}{path}{number}/"}
        for language, code in HREFLANG.items()
        if language != ask.language
    ]
    shown = stories[(number - 1) * size : number * size]
    own = {
        "title": WORDS[ask.language]["archive"],
        "cards": [card(story) for story in shown],
        "next": f"{prefix}{path}{number + 1}/" if number * size < len(stories) else "",
        "more": f"/archive/ajax/?date={wanted:%Y-%m-%d}",
        "alternates": alternates,
    }
    return _tagged("archive.html", frame(desk, ask) | own, shown)


def day_rest(desk: Desk, ask: Ask) -> Page | None:
    """`/archive/ajax/?date=2021-07-11&timestamp=2021-07-11 14:25:31`: that day's older cards, in JSON."""
    wanted, after = _moment(ask.query.get("date", "")), _moment(ask.query.get("timestamp", ""))
    if wanted is None or after is None:
        return Page(b"", status=400)
    stories = [one for one in desk.editions[ask.language].day(wanted.date(), ask.now) if one.published < after]
    shown = stories[: desk.switches.per_day_page]
    cards = render("report", "archive-cards.html", {"cards": [card(story) for story in shown]})
    return Page(json.dumps({"html": cards, "limitReached": len(shown) == len(stories)}).encode(), JSON)


def card(story: Story) -> dict[str, Any]:
    """A card as both kinds of listing print it."""
    moment = story.published.astimezone(BAKU)
    return {
        "path": story.listed.removeprefix(HOME),
        "url": story.listed,
        "title": story.title,
        "bare": story.title.replace('"', ""),
        "mark": MARKS.get(story.kind, {}).get(story.language, "") if story.layout == "old" else "",
        "section": story.section,
        "stamp": f"{moment:%Y-%m-%d %H:%M:%S}",
        "date": new_date(moment, story.language),
        "old_date": old_date(moment, story.language),
        "time": f"{moment:%H:%M}",
        "image": PLACEHOLDER if "placeholder" in story.features else story.images[0][0],
    }


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=BAKU)
    except ValueError:
        return None


def _shelf(desk: Desk, ask: Ask) -> Shelf | None:
    name = ask.parts["name"]
    if name == "index":
        return desk.editions[ask.language]
    known = (one[ask.language] for one in SECTIONS.values())
    found = next((one for one in known if f"category/{one.number}" == name), None)
    return desk.section(ask.language, found.slug) if found else None


def _section(language: str, slug: str) -> Section | None:
    return next((one[language] for one in SECTIONS.values() if one[language].slug == slug), None)


def _listing(desk: Desk, ask: Ask, stories: list[Story], title: str, cursor: str) -> Page:
    own = {
        "title": title,
        "url": HOME + PREFIX[ask.language] + ask.path,
        "cards": [card(story) for story in stories],
        "cursor": f"{PREFIX[ask.language]}/infinity/{cursor}",
    }
    return _tagged("listing.html", frame(desk, ask) | own, stories)


def _tagged(template: str, values: dict[str, Any], stories: list[Story]) -> Page:
    """A page whose identity is its cards: the clock in its header makes no new one."""
    shown = "\n".join(f"{story.listed} {story.title}" for story in stories)
    tag = blake2b(f"{template}\n{shown}".encode(), digest_size=8).hexdigest()
    newest = max((story.published for story in stories), default=None)
    return Page(render("report", template, values).encode(), modified=newest, tag=tag)
