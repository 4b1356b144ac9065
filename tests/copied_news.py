"""News of the newsroom, and copies of it as desks and keyboards make them."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from newscrawler.az import BAKU
from newscrawler.newsroom.plan import Draft, drafts

JSON = dict[str, Any]
Paragraphs = list[str]

END = datetime(2025, 12, 15, 18, tzinfo=BAKU)
DATELINES = {"az": "Bakı. {} dekabr. APA", "ru": "Баку, {} декабря, АПА", "en": "BAKU, December {} – APA"}
DIGITS = {
    "az": "sıfır bir iki üç dörd beş altı yeddi səkkiz doqquz".split(),
    "ru": "ноль один два три четыре пять шесть семь восемь девять".split(),
    "en": "zero one two three four five six seven eight nine".split(),
}
ASCII = str.maketrans("əƏıİöÖüÜşŞçÇğĞ", "eEiIoOuUsScCgG")


def record(name: str, title: str, text: str, moment: datetime, revision: int = 1) -> JSON:
    """The keys that the search for copies reads; `name` is the id, `site:key`."""
    day = moment.date().isoformat()
    return {"id": name, "site": name.split(":")[0], "title": title, "text": text, "published_on": day} | {
        "published_at": moment.isoformat(),
        "revision": revision,
    }


def in_order(records: list[JSON]) -> list[JSON]:
    """In the total order of a release."""
    return sorted(records, key=lambda one: (one["published_on"], one["published_at"], one["id"], one["revision"]))


def news(count: int, seed: int) -> list[Draft]:
    """Stories of the newsroom, from 2014 to 2025."""
    return drafts(count, END, seed)


def told(draft: Draft, name: str) -> JSON:
    """A story as its own site tells it."""
    return record(name, draft.copy.title, "\n".join(draft.copy.paragraphs), draft.moment)


def copied(draft: Draft, name: str, kind: str, chance: Random) -> JSON:
    """The story as another site tells it up to three days later, edited in the manner of `kind`."""
    paragraphs = EDITS[kind](list(draft.copy.paragraphs), draft, chance)
    title = "Hamısı bir xəbərdə: nə baş verdi?" if kind in ("headline", "all at once") else draft.copy.title
    return record(name, title, "\n".join(paragraphs), draft.moment + timedelta(hours=chance.choice((1, 5, 26, 70))))


def _headline(paragraphs: Paragraphs, draft: Draft, chance: Random) -> Paragraphs:
    return paragraphs


def _last_dropped(paragraphs: Paragraphs, draft: Draft, chance: Random) -> Paragraphs:
    return paragraphs[:-1]


def _dateline(paragraphs: Paragraphs, draft: Draft, chance: Random) -> Paragraphs:
    return [f"{DATELINES[draft.language].format(chance.randint(1, 31))} {paragraphs[0]}", *paragraphs[1:]]


def _byline(paragraphs: Paragraphs, draft: Draft, chance: Random) -> Paragraphs:
    return ["Müəllif: Aygün Məmmədova", *paragraphs, "Mənbə: APA. Bütün hüquqlar qorunur"]


def _quotes(paragraphs: Paragraphs, draft: Draft, chance: Random) -> Paragraphs:
    return [re.sub('"([^"]*)"', r"«\1»", one).replace(" - ", " — ").replace("'", "’") for one in paragraphs]


def _ascii(paragraphs: Paragraphs, draft: Draft, chance: Random) -> Paragraphs:
    return [one.translate(ASCII) for one in paragraphs]


def _capitals(paragraphs: Paragraphs, draft: Draft, chance: Random) -> Paragraphs:
    return [one.upper() for one in paragraphs]


def _figures_respelt(paragraphs: Paragraphs, draft: Draft, chance: Random) -> Paragraphs:
    joined = (re.sub(r"(\d{1,3})[  ,](\d{3})\b", r"\1\2", one) for one in paragraphs)
    return [re.sub(r"(\d),(\d)", r"\1.\2", one) for one in joined]


def _figures_in_words(paragraphs: Paragraphs, draft: Draft, chance: Random) -> Paragraphs:
    digits = DIGITS[draft.language]
    return [re.sub(r"(?<= )\d(?= [^\W\d])", lambda digit: digits[int(digit[0])], one) for one in paragraphs]


def _agency(paragraphs: Paragraphs, draft: Draft, chance: Random) -> Paragraphs:
    return [re.sub("(?i)report", "Trend", one) for one in paragraphs]


def _words(paragraphs: Paragraphs, draft: Draft, chance: Random) -> Paragraphs:
    return [
        re.sub(r"(?<= )[^\W\d]{4,}(?= )", lambda word: word[0] if chance.random() > 0.03 else "filan", one)
        for one in paragraphs
    ]


def _all_at_once(paragraphs: Paragraphs, draft: Draft, chance: Random) -> Paragraphs:
    for edit in (_last_dropped, _dateline, _quotes, _agency):
        paragraphs = edit(paragraphs, draft, chance)
    return paragraphs


EDITS: dict[str, Callable[[Paragraphs, Draft, Random], Paragraphs]] = {
    "headline": _headline,
    "last paragraph dropped": _last_dropped,
    "dateline": _dateline,
    "byline": _byline,
    "quotes": _quotes,
    "ascii": _ascii,
    "capitals": _capitals,
    "figures respelt": _figures_respelt,
    "figures in words": _figures_in_words,
    "agency": _agency,
    "3 % of words": _words,
    "all at once": _all_at_once,
}
