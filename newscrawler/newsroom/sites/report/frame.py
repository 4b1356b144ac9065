"""The frame of every page of report.az: header with clock, weather and rates, menu, topic bar, footer."""

from typing import Any

from newscrawler.newsroom.sites.report.desk import Ask, Desk
from newscrawler.newsroom.sites.report.editions import HOME, PREFIX, SECTIONS, SITE_NAME
from newscrawler.newsroom.sites.report.words import WORDS, page_clock

TOPICS = ("WUF13", "COP30", "Orta Dəhliz", "TDT", "Zəngəzur dəhlizi")
LANGUAGES = {"az": "Azərbaycanca", "ru": "Русский", "en": "English"}
RATES = ("USD - 1.7000", "EUR - 1.9452", "RUB - 0.0228", "BRENT - 79.24")


def frame(desk: Desk, ask: Ask) -> dict[str, Any]:
    """The names that header, footer and other shared templates fill in."""
    prefix = HOME + PREFIX[ask.language]
    menu = [{"url": f"{prefix}/{one[ask.language].slug}", "name": one[ask.language].name} for one in SECTIONS.values()]
    return {
        **WORDS[ask.language],
        "language": ask.language,
        "site": SITE_NAME[ask.language],
        "home": f"{prefix}/",
        "prefix": prefix,
        "clock": page_clock(ask.now, ask.language),
        "rates": list(RATES),
        "menu": menu,
        "topics": [{"name": topic, "number": number} for number, topic in enumerate(TOPICS, 1)],
        "editions": [{"url": f"{HOME}{PREFIX[code]}/", "name": name} for code, name in LANGUAGES.items()],
    }
