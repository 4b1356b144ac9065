"""Dates in listings, feeds and sitemaps: a hint for discovery, so an unreadable one is no date and no error."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median_low

from newscrawler.article import READ_FROM, Evidence
from newscrawler.az import BAKU, DateError, ParsedDate, parse_date
from newscrawler.discovery.candidate import Trail

_AHEAD = timedelta(hours=1)  # a server's clock may be ahead of ours
_DISORDER = timedelta(days=1)
_HALF_A_YEAR = timedelta(days=183)
_WEEKS = timedelta(days=60)
_FEW = 2


def read_date(raw: str | None, now: datetime, language: str = "az") -> ParsedDate | None:
    """The date in `raw`, read as of the instant `now` (yearless and relative forms); None when it holds none.

    What is listed was published: a date without a year, or a bare time of day, is the latest that is not ahead of now.
    """
    if not raw:
        return None
    latest = now.astimezone(BAKU) + _AHEAD
    try:
        date = parse_date(raw, language=language, now=now.astimezone(BAKU))
    except DateError:
        return None
    if "year_inferred" in date.flags:
        return _latest(date, latest)
    if date.rule == "time" and date.value > latest:
        return replace(date, value=date.value - timedelta(days=1))
    return date


def date_cards(
    raws: Sequence[str | None], now: datetime, trail: Trail | None = None
) -> tuple[list[ParsedDate | None], datetime | None]:
    """The dates of one page's cards, newest first, and the date that this page of the listing has reached.

    A year that is not printed is that of `now` on a page without a `trail`; on a further page it follows from the date
    that the page before it had reached, if the card is not more than half a year older. Where the cards jump back over
    a year's end in another place (a page that spans years, a listing out of order), and on all pages behind such a
    one, the year cannot be told: no date. Reached is the median date: a pinned card is not where we are.
    """
    start = now + _AHEAD if trail is None else trail.reached + _DISORDER if trail.reached else None
    dates: dict[int, ParsedDate] = {n: date for n, raw in enumerate(raws) if (date := read_date(raw, now))}
    whole = {n: date for n, date in dates.items() if "year_inferred" not in date.flags}
    inferred, lost = _in_order(_in_years(dates.keys() - whole.keys(), dates, start))
    lost = lost or start is None
    if trail is not None and start is not None:
        inferred = {n: date for n, date in inferred.items() if start - date.value <= _HALF_A_YEAR}
    found = whole | inferred
    values = [date.value for date in (whole if lost else found).values()]
    before = None if lost or trail is None else trail.reached
    return [found.get(n) for n in range(len(raws))], median_low(values) if values else before


def as_evidence(source: str, raw: str | None, date: ParsedDate | None) -> tuple[Evidence, ...]:
    """The evidence that a listing gives: its string as printed, if that says the date without knowing when it was read.

    An article may be fetched long after its card: `18:49`, `2 oktyabr` go on as the date that they were then, and what
    was printed behind it (`READ_FROM`), for such a date is weaker than one printed in full. What no date can be read
    from, or only a rough one (`3 saat əvvəl`), is no evidence.
    """
    if raw is None or date is None or "approximate" in date.flags:
        return ()
    leans_on_now = {"relative", "year_inferred"} & {*date.flags}
    return (Evidence(source=source, raw=f"{date}{READ_FROM}{raw}" if leans_on_now else raw),)


def _in_years(cards: Iterable[int], dates: Mapping[int, ParsedDate], start: datetime | None) -> dict[int, ParsedDate]:
    """The yearless dates, each in the latest year that does not put it after `start`."""
    if start is None:
        return {}
    return {n: date for n in sorted(cards) if (date := _latest(dates[n], start.astimezone(BAKU)))}


def _in_order(dates: dict[int, ParsedDate]) -> tuple[dict[int, ParsedDate], bool]:
    """The dates that can be trusted, and whether the order of years is lost: a later date stands behind an earlier one.

    One card may be out of place among neighbours of a few weeks (a pinned one); else all from the jump on are out.
    """
    rise = _rise([*dates.values()])
    if rise is None:
        return dates, False
    numbers = [*dates]
    for odd in (numbers[rise], numbers[rise + 1]):
        rest = {n: date for n, date in dates.items() if n != odd}
        values = [date.value for date in rest.values()]
        if len(rest) > _FEW and _rise([*rest.values()]) is None and values[0] - values[-1] <= _WEEKS:
            return rest, False
    return {n: dates[n] for n in numbers[: rise + 1]}, True


def _rise(dates: Sequence[ParsedDate]) -> int | None:
    """The place of the first date that is followed by a later one."""
    steps = enumerate(pairwise(dates))
    return next((place for place, (one, other) in steps if other.value > one.value + _DISORDER), None)


def _latest(date: ParsedDate, bound: datetime) -> ParsedDate | None:
    """`date` in the latest year that does not put it after `bound`; None for a 29 February that neither year has."""
    for year in (bound.year, bound.year - 1):
        try:
            value = date.value.replace(year=year)
        except ValueError:
            return None
        if value.date() <= bound.date() if date.precision == "day" else value <= bound:
            return replace(date, value=value)
    return None
