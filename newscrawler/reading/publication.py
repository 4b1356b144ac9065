"""When was it published? One date out of all that a page, its listing and its feed say of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import combinations

from newscrawler.article import READ_FROM, Evidence
from newscrawler.az import BAKU, DateError, ParsedDate, parse_date
from newscrawler.reading.witness import BY_CLOCK, Witness, disagree, is_confirmed, is_mislabelled, is_same

RELIABILITY = ("json-ld", "microdata", "meta", "printed", "listing", "feed", "sitemap", "url")
_FINENESS = {"second": 0, "minute": 0, "day": 1}
_FUTURE = timedelta(hours=1)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Publication:
    """The date that won, all evidence with the winner's first, the flags that the choice earned, and the zone that a
    better source wrote and did not mean (`false_label`; empty where it wrote none and meant UTC)."""

    date: ParsedDate
    evidence: list[Evidence]
    flags: list[str] = field(default_factory=list)
    false_label: str | None = None

    @property
    def precision(self) -> str:
        """`second` only when a second other than :00 is known: padding is no knowledge."""
        if self.date.precision == "second" and self.date.value.second == 0:
            return "minute"
        return self.date.precision


def choose_publication(
    evidence: Sequence[Evidence], *, language: str, fetched_at: datetime, server_date: datetime | None = None
) -> Publication:
    """The most reliable date of `evidence`; later than the fetch only by up to an hour (flag `future`).

    Sources rank as in `RELIABILITY`; of one day the finer time wins. A card's date without its year or day comes last,
    and only in what it prints can it contradict the others. A disagreement of a minute or more is flagged
    `date_conflict` (of more than the hour or week, where one says no more than `2 saat əvvəl`). A local time under a
    false zone label (`Z`, or `+04:00` in a summer of +05:00: the same clock time stands elsewhere without that label,
    and nowhere the same moment by another clock) gives way, and so does universal time without any: `zone_conflict`. A
    structured midnight counts as a bare day where another source tells a time of that day, or what else is told is that
    day alone. Raises `DateError` when no evidence holds a day that can be true.
    """
    latest = max(fetched_at, server_date) if server_date else fetched_at
    ranked = _ranked(_without_padding(_read(evidence, language, latest)))
    if not ranked:
        raise DateError("; ".join(one["raw"] for one in evidence), "no date" if evidence else "no date found")
    flags: list[str] = []
    winner = _winner(ranked, server_date or fetched_at, flags)
    agreed = [one for one in ranked if one is winner or is_same(one, winner)]
    sound = [one for one in ranked if one in agreed or not any(is_mislabelled(one, other) for other in agreed)]
    if any(disagree(one, other) for one, other in combinations(sound, 2)):
        flags.append("date_conflict")
    if winner.date.value - (server_date or fetched_at) > timedelta(0) and winner.date.precision != "day":
        flags.append("future")
    rest = [one for one in evidence if one is not winner.evidence]
    flags.extend(flag for flag in winner.date.flags if flag not in (*flags, "utc"))  # a true label is nothing to flag
    false_label = ranked[0].label or "" if winner is not ranked[0] and "zone_conflict" in flags else None
    return Publication(winner.date, [winner.evidence, *rest], flags, false_label)


def _read(evidence: Sequence[Evidence], language: str, now: datetime) -> list[Witness]:
    """What states a date; one printed without its year is of the year that the best of the others names, if any does.

    Of an article of 2021 that prints `15 Noyabr 10:31` the fetch tells nothing, its `article:published_time` all.
    """
    read = [(one, _witness(one, language, now, now)) for one in evidence]
    sure = _ranked([one for _, one in read if one and not one.guessed and "year_inferred" not in one.date.flags])
    if sure:
        near = min(now, sure[0].date.value + _DAY)
        known = set(map(id, sure))
        read = [(one, old if id(old) in known else _witness(one, language, near, now)) for one, old in read]
    return [witness for _, witness in read if witness]


def _without_padding(witnesses: list[Witness]) -> list[Witness]:
    """With the midnights that only fill up a day as bare days: another source has a time of that day, none midnight.

    Where none has a time, but the page itself prints that day and no time, or nothing tells more than that day, the
    midnight is filling as well.
    """
    if not any(one.is_written and one.midnight for one in witnesses):
        return witnesses
    told = [one for one in witnesses if one.source in BY_CLOCK and one.date.precision != "day" and not one.guessed]
    if any(one.midnight and not one.is_written for one in told):
        return witnesses
    times = [one for one in told if not one.midnight]
    others = [one for one in witnesses if not one.is_written]
    printed = {one.date.day for one in others if one.source == "printed" and one.date.precision == "day"}

    def is_padded(one: Witness) -> bool:
        if not one.is_written or one.midnight is None:
            return False
        day = one.midnight.date()
        own_day = [other for other in times if other.wall.date() == day]
        if not own_day:
            alone = all((other.date.precision, other.date.day) == ("day", day) for other in others)
            return day in printed or (alone and one.source != "printed")
        return not any({*one.clocks} & {*other.clocks} for other in own_day)

    return [replace(one, date=_bare(one)) if is_padded(one) else one for one in witnesses]


def _bare(one: Witness) -> ParsedDate:
    day = one.midnight or one.date.value
    return replace(one.date, value=day.replace(tzinfo=BAKU), precision="day")


def _witness(one: Evidence, language: str, near: datetime, fetched_at: datetime) -> Witness | None:
    """What one string states. A year that it leaves out is that nearest to `near`, but the page was printed by then.

    A day or so ahead of the fetch says that a clock is wrong, not that the page is a year old: that is left to refuse.
    """
    told, _, card = one["raw"].partition(READ_FROM)
    try:
        date = parse_date(told, language=language, now=near.astimezone(BAKU))
        if "year_inferred" in date.flags and date.day > (fetched_at + _DAY).astimezone(BAKU).date():
            date = replace(date, value=date.value.replace(year=date.value.year - 1))
    except (DateError, ValueError):
        return None  # kept in the record as evidence; it just states no date
    if card and (guessed := _guessed(card, date, language)) == "year":
        date = replace(date, flags=("year_inferred", *date.flags))
    return Witness(one, date, guessed if card else "") if date.precision in _FINENESS else None


def _guessed(card: str, date: ParsedDate, language: str) -> str:
    """What the words of a card leave out of the date that they were read as."""
    return "year" if "year_inferred" in parse_date(card, language=language, now=date.value).flags else "day"


def _ranked(witnesses: list[Witness]) -> list[Witness]:
    """Best first, what only counts back in hours or weeks behind the others; a bare day gives way to a time on it."""
    ranked = sorted(witnesses, key=lambda one: (bool(one.guessed), "approximate" in one.date.flags, _rank(one.source)))
    if not ranked:
        return []
    finer = [
        one for one in ranked if one.date.day == ranked[0].date.day and one.date.precision != ranked[0].date.precision
    ]
    if ranked[0].date.precision == "day" and finer:
        ranked.remove(finer[0])
        ranked.insert(0, finer[0])
    return ranked


def _rank(source: str) -> int:
    return RELIABILITY.index(source) if source in RELIABILITY else len(RELIABILITY)


def _winner(ranked: list[Witness], fetched_at: datetime, flags: list[str]) -> Witness:
    best = ranked[0]
    for other in ranked[1:]:
        if is_mislabelled(best, other) and not is_confirmed(best, ranked):
            flags.append("zone_conflict")
            return other
    possible = [one for one in ranked if not _is_after(one, fetched_at)]
    if not possible:
        raise DateError(best.evidence["raw"], f"later than the fetch at {fetched_at.isoformat(timespec='seconds')}")
    return possible[0]


def _is_after(one: Witness, fetched_at: datetime) -> bool:
    if one.date.precision == "day":
        return one.date.day > (fetched_at + _FUTURE).astimezone(BAKU).date()
    return one.date.value - fetched_at > _FUTURE
