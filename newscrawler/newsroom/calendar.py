"""When the newsroom publishes: dense last weeks with full, quiet and empty days, and a thin trail back to 2014."""

from datetime import datetime, timedelta
from random import Random

from newscrawler.newsroom.printing import BAKU

RECENT = 0.7
BUSY = 17
# Events a weekday, Monday first, as a share of a busy day; a quiet Saturday, a nearly silent Sunday.
WEEK = (1.0, 1.2, 0.9, 1.3, 1.0, 0.35, 0.2)
# Some editors set the time by hand, to the minute.
SECONDS = (*range(60), *(0,) * 5)
# Moments that a crawler gets wrong: summer time of 2014 and 2015, both sides of midnight and of New Year, 29 February.
EDGES = tuple(
    datetime.fromisoformat(line.strip()).replace(tzinfo=BAKU)
    for line in """
    2014-01-01 00:00:09
    2014-07-17 00:41:22
    2014-08-03 13:20:05
    2014-12-31 23:59:31
    2015-03-29 12:07:44
    2015-06-30 23:58:03
    2015-07-01 00:03:51
    2015-10-24 21:15:36
    2015-12-31 23:59:58
    2016-01-01 00:00:17
    2016-02-29 10:31:12
    2016-07-04 15:45:29
    2018-03-01 00:20:40
    2020-02-29 18:02:33
    2020-12-31 23:59:07
    2021-01-01 00:00:48
    2021-07-11 22:14:24
    2024-02-29 23:50:19
    2024-12-31 23:59:45
    2025-01-01 00:00:26
    """.strip().splitlines()
)


def moments(count: int, end: datetime, rng: Random) -> list[datetime]:
    """`count` instants up to `end`, oldest first, unique to the second, none in a skipped or doubled hour."""
    recent = round(count * RECENT)
    edges = [edge for edge in EDGES if edge < end][: max(0, (count - recent) // 2)]
    found = set(edges)
    day = end
    while len(found) < len(edges) + recent:
        found |= _day(day, end, rng, len(edges) + recent - len(found))
        day -= timedelta(days=1)
    first = EDGES[0]
    while len(found) < count:
        found.add(_daytime(first + timedelta(days=rng.random() ** 0.6 * (day - first).days), rng))
    return sorted(found)


def _day(day: datetime, end: datetime, rng: Random, wanted: int) -> set[datetime]:
    """The events of one day; every ninth day or so nothing happens."""
    count = round(BUSY * WEEK[day.weekday()] * rng.uniform(0.8, 1.2)) if rng.random() > 0.11 else 0
    drawn = {_daytime(day, rng) for _ in range(min(count, wanted))}
    return {moment for moment in drawn if moment <= end}


def _daytime(day: datetime, rng: Random) -> datetime:
    """A moment of that day in Baku: seldom before eight, never between four and five."""
    hour = rng.choice((0, 0, 1, 3, 7)) if rng.random() < 0.06 else min(23, max(5, round(rng.gauss(14.5, 4))))
    return day.astimezone(BAKU).replace(
        hour=hour, minute=rng.randrange(60), second=rng.choice(SECONDS), microsecond=0, fold=0
    )
