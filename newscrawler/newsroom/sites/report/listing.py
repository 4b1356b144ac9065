"""Listings of report.az: latest news and sections with their cursor, the day archive, the home page."""

from datetime import datetime
from typing import Any

from newscrawler.newsroom.answer import Page
from newscrawler.newsroom.printing import BAKU, new_date, old_date
from newscrawler.newsroom.shelf import Shelf
from newscrawler.newsroom.sites.report.desk import Ask, Desk
from newscrawler.newsroom.sites.report.editions import HOME, PREFIX, SECTIONS, SITE_NAME
from newscrawler.newsroom.story import Story
from newscrawler.newsroom.template import render

LATEST = {"az": "Son xəbərlər", "ru": "Последние новости", "en": "Latest news"}
ARCHIVE = {"az": "Arxiv", "ru": "Архив", "en": "Archive"}


def latest(desk: Desk, ask: Ask) -> Page:
    """`/son-xeberler`: the newest of an edition, and where its cursor goes on."""
    shelf = desk.editions[ask.language]
    return _cards(ask, "listing.html", shelf.newest(desk.switches.batch, ask.now), LATEST[ask.language], "index")


def home(desk: Desk, ask: Ask) -> Page:
    """The front page: the newest of an edition."""
    return latest(desk, ask)


def section(desk: Desk, ask: Ask) -> Page | None:
    """`/energetika`: the newest of a section; its cursor has an address of its own."""
    found = _section(ask.language, ask.parts["section"])
    shelf = desk.sections.get((ask.language, ask.parts["section"]))
    if found is None or shelf is None:
        return None
    newest = shelf.newest(desk.switches.batch, ask.now)
    return _cards(ask, "listing.html", newest, found.name, f"category/{found.number}")


def repeating(desk: Desk, ask: Ask) -> Page | None:
    """`/energetika/page/3` repeats the cards of pages 1 and 2 before its own."""
    found = _section(ask.language, ask.parts["section"])
    shelf = desk.sections.get((ask.language, ask.parts["section"]))
    if found is None or shelf is None:
        return None
    cards = shelf.newest(desk.switches.batch * int(ask.parts["number"]), ask.now)
    return _cards(ask, "listing.html", cards, found.name, f"category/{found.number}")


def infinity(desk: Desk, ask: Ask) -> Page | None:
    """`/infinity/index?date=2025-12-15 17:40:03&oldest=1`: the next cards, strictly older; an empty fragment at the end."""
    shelf = _shelf(desk, ask)
    if shelf is None:
        return None
    try:
        date = datetime.fromisoformat(ask.query.get("date", "")).replace(tzinfo=BAKU)
    except ValueError:
        return Page(b"", status=400)
    size = desk.switches.batch
    cards = shelf.older(date, size, ask.now) if ask.query.get("oldest") == "1" else shelf.newer(date, ask.now)
    return _cards(ask, "cards.html", cards[:size], "", "")


def _shelf(desk: Desk, ask: Ask) -> Shelf | None:
    name = ask.parts["name"]
    if name == "index":
        return desk.editions[ask.language]
    number = name.removeprefix("category/")
    for sections in SECTIONS.values():
        if str(sections[ask.language].number) == number:
            return desk.sections.get((ask.language, sections[ask.language].slug))
    return None


def _section(language: str, slug: str) -> Any:
    return next((one[language] for one in SECTIONS.values() if one[language].slug == slug), None)


def day(desk: Desk, ask: Ask) -> Page | None:
    """`/archive/2021/07/11/2`: a page of one day's cards, as the layout before late 2025 showed them."""
    try:
        wanted = datetime.strptime(ask.parts["day"], "%Y/%m/%d").date()
    except ValueError:
        return None
    number, size = int(ask.parts["number"] or 1), desk.switches.per_day_page
    stories = desk.editions[ask.language].day(wanted, ask.now)
    shown = stories[(number - 1) * size : number * size]
    path = f"/archive/{wanted:%Y/%m/%d}/"
    values = _page(ask, [card(story) for story in shown], ARCHIVE[ask.language], "")
    values["next"] = f"{HOME}{PREFIX[ask.language]}{path}{number + 1}/" if number * size < len(stories) else ""
    values["alternates"] = [
        {"code": code, "url": f"{HOME}{PREFIX[name]}{path}{number}/"}
        for name, code in (("az", "az-AZ"), ("ru", "ru-RU"), ("en", "en-US"))
        if name != ask.language
    ]
    return _done("archive.html", values, shown)


def card(story: Story) -> dict[str, Any]:
    """A card as both kinds of listing print it."""
    moment = story.published.astimezone(BAKU)
    return {
        "path": story.listed.removeprefix(HOME),
        "url": story.listed,
        "title": story.title,
        "section": story.section,
        "stamp": f"{moment:%Y-%m-%d %H:%M:%S}",
        "date": new_date(moment, story.language),
        "old_date": old_date(moment, story.language),
        "time": f"{moment:%H:%M}",
        "image": story.images[0][0] if story.images else "/assets/images/thunk_600.webp",
    }


def _cards(ask: Ask, template: str, stories: list[Story], title: str, cursor: str) -> Page:
    address = f"{PREFIX[ask.language]}/infinity/{cursor}"
    return _done(template, _page(ask, [card(story) for story in stories], title, address), stories)


def _page(ask: Ask, cards: list[dict[str, Any]], title: str, cursor: str) -> dict[str, Any]:
    return {"language": ask.language, "site": SITE_NAME[ask.language], "title": title, "cards": cards, "cursor": cursor}


def _done(template: str, values: dict[str, Any], stories: list[Story]) -> Page:
    return Page(render("report", template, values).encode())
