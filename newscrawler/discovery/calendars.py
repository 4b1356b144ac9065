"""Day pages of an undescribed site: `/2024/03/12/`, `/calendar/2024-03-12?page=2`, `/arxiv?tarix=12.03.2024`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from newscrawler.discovery.addresses import is_number_of_page

EMPTY = timedelta(days=31)
"""So long may a calendar show no article before it counts as come to its end."""

_YEAR_FIRST = r"(?P<y>(?:19|20)\d\d)(?P<sign>[-/._])(?P<m>\d{1,2})(?P=sign)(?P<d>\d{1,2})"
_DAY_FIRST = r"(?P<d>\d{1,2})(?P<sign>[-/._])(?P<m>\d{1,2})(?P=sign)(?P<y>(?:19|20)\d\d)"
_FORMS = (re.compile(_YEAR_FIRST), re.compile(_DAY_FIRST))
_PAGED = re.compile(r"/(?:pages?|sehife|seh|p)[-/]?\d{1,5}/?$", re.IGNORECASE)
_ENDS = re.compile(r"/(?P<date>[\d/._-]{8,10})/?(?:\.(?:html?|php|aspx))?$", re.IGNORECASE)


@dataclass(frozen=True)
class DayPage:
    """The page of one day: `stem` is its address without the day and the number of the page."""

    stem: str
    day: date


def day_page(url: str) -> DayPage | None:
    """The day of which `url` is the page, by the address alone; None for any other page.

    >>> told = ("/2024/03/12/", "/calendar/2024-03-12?page=2", "/arxiv?tarix=12.03.2024", "/2024/03/12/yol-acildi")
    >>> [str(found.day) if (found := day_page(f"https://a.az{path}")) else None for path in told]
    ['2024-03-12', '2024-03-12', '2024-03-12', None]
    """
    parts = urlsplit(url)
    path = _PAGED.sub("/", unquote(parts.path))
    pairs = [(name, value) for name, value in parse_qsl(parts.query) if not is_number_of_page(name, value)]
    ends = _ENDS.search(path)
    if ends and (day := _day_of(ends["date"])):
        return DayPage(f"{parts.netloc}{path[: ends.start()]}?{urlencode(pairs)}", day)
    dated = [(name, day) for name, value in pairs if (day := _day_of(value))]
    if len(dated) != 1:  # two are the bounds of a search
        return None
    rest = [pair for pair in pairs if pair[0] != dated[0][0]]
    return DayPage(f"{parts.netloc}{path}?{urlencode(rest)}&{dated[0][0]}", dated[0][1])


def day_form(url: str) -> str | None:
    """The address of a calendar's pages, with the day as `DayPages` has it; None where `url` is no day's page.

    >>> day_form("https://a.az/arxiv/2024-03-12"), day_form("https://a.az/arxiv/12.03.2024/?p=1"), day_form("https://a.az/")
    ('https://a.az/arxiv/{day:%Y-%m-%d}', 'https://a.az/arxiv/{day:%d.%m.%Y}/', None)
    """
    if day_page(url) is None:
        return None
    start, sign, query = url.partition("?")
    kept = "&".join(pair for pair in query.split("&") if not is_number_of_page(*pair.partition("=")[::2]))
    url = _PAGED.sub("/", start) + (sign if kept else "") + kept
    told = [match for form in _FORMS for match in form.finditer(url)]
    if len(told) != 1 or len(told[0]["m"] + told[0]["d"]) < 4:  # without leading zeros there is no form for it
        return None
    names = sorted("ymd", key=lambda name: told[0].start(name))
    form = told[0]["sign"].join({"y": "%Y", "m": "%m", "d": "%d"}[name] for name in names)
    return f"{url[: told[0].start()]}{{day:{form}}}{url[told[0].end() :]}"


def newest_days(urls: Iterable[str], today: date) -> list[str]:
    """Of each calendar to which `urls` lead the page of the newest day that has begun."""
    newest: dict[str, tuple[date, str]] = {}
    for url in urls:
        page = day_page(url)
        if page is not None and page.day <= today and (page.stem not in newest or page.day > newest[page.stem][0]):
            newest[page.stem] = (page.day, url)
    return [url for _, url in newest.values()]


def day_before(here: DayPage, urls: Iterable[str]) -> str | None:
    """Of `urls` the page of the last day before that of `here`, in the same calendar."""
    pages = ((page, url) for url in urls if (page := day_page(url)))
    earlier = {page.day: url for page, url in pages if page.stem == here.stem and page.day < here.day}
    return earlier[max(earlier)] if earlier else None


def counted_back(url: str) -> str | None:
    """The page of the day before, by the form of the address alone: for a calendar whose pages name no other day.

    >>> counted_back("https://a.az/arxiv/2024-03-01"), counted_back("https://a.az/arxiv/1.3.2024")
    ('https://a.az/arxiv/2024-02-29', None)
    """
    here, form = day_page(url), day_form(url)
    return form.format(day=here.day - timedelta(days=1)) if here and form else None


def is_other_day(url: str, here: str) -> bool:
    """Is `url` the page of a day, and not of the one whose page is `here`?"""
    there = day_page(url)
    return there is not None and there != day_page(here)


def _day_of(text: str) -> date | None:
    match = next((found for form in _FORMS if (found := form.fullmatch(text))), None)
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"])) if match else None
    except ValueError:
        return None
