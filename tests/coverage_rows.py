"""Hand-made rows of a ledger, and what a coverage says of them."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from newscrawler.archive.answers import Held, Row
from newscrawler.archive.coverage import Coverage, coverage
from newscrawler.archive.model import State
from newscrawler.survey import day_of, page_day

BAKU = ZoneInfo("Asia/Baku")
AT = datetime(2026, 1, 10, 8, tzinfo=UTC)
MONDAY = date(2025, 9, 1)
CURSOR, SHARDS, FEED = "cursor https://demo.az/son", "shards https://demo.az/map.xml", "feed https://demo.az/rss"
DAYS = "days https://demo.az/{day:%Y/%m/%d}/"
ALL = (CURSOR, SHARDS)
NUMBERS = count()


def row(kind: str = "article", state: State = "pending", **facts: Any) -> Row:
    """A row of the ledger, its facts laid over an empty one."""
    plain: dict[str, Any] = dict.fromkeys(Row.__dataclass_fields__)
    plain |= {"url": f"https://demo.az/{next(NUMBERS)}", "site": "demo", "host": "demo.az", "kind": kind}
    plain |= {"state": state, "attempts": 0, "priority": 0, "first_seen": AT, "changed": AT, "sources": ()}
    return Row(**plain | facts)


def shown(sources: Iterable[str]) -> tuple[tuple[str, datetime], ...]:
    return tuple((name, AT) for name in sources)


def held(day: date, sources: Iterable[str] = ALL, state: State = "stored", id: str = "", **facts: Any) -> Row:
    """A held article of that day."""
    published = datetime.combine(day, time(0, 30), BAKU).isoformat()
    places = {"gone_at": None, "removed_at": None, "place": None} | facts
    article = Held(id or f"demo:{next(NUMBERS)}", 1, "", published, AT, AT, **places)
    return row(state=state, held=article, record=article.id, sources=shown(sources))


def other(day: date | None, state: State, reason: str | None = None, sources: Iterable[str] = ALL) -> Row:
    """An article that is not held."""
    listed = {"title": "Körpü", "evidence": [{"source": "listing", "raw": day.isoformat()}]} if day else None
    return row(state=state, reason=reason, listed=listed, sources=shown(sources))


def page(source: str, since: date | None, until: date | None = None, state: State = "not_article", **facts: Any) -> Row:
    """A page of a source, asked for some days; read, unless a state says otherwise."""
    payload: dict[str, Any] = {"source": source} | {"trail": facts.pop("trail", None)}
    payload |= {"since": since and since.isoformat(), "until": until and until.isoformat()}
    reason = facts.pop("reason", "listing" if state == "not_article" else state)
    return row("source", state, payload=payload, reason=reason, sources=shown([source]), **facts)


def cover(rows: Iterable[Row], since: date | None = None, until: date | None = None) -> Coverage:
    return coverage(rows, since, until, day_of, page_day)


def days(number: int, first: date = MONDAY) -> list[date]:
    return [first + timedelta(days=n) for n in range(number)]


def walks(sources: Sequence[str] = ALL) -> list[Row]:
    return [page(source, MONDAY) for source in sources]


def full(lacking: dict[str, set[date]], number: int = 40, a_day: int = 4) -> list[Row]:
    """Held articles of some weeks, which every source lists but on the days that it lacks."""
    return [
        held(day, [source for source in ALL if day not in lacking.get(source, ())])
        for day in days(number)
        for _ in range(a_day)
    ]


def published(counts: dict[date, int]) -> list[Row]:
    return [held(day) for day, number in counts.items() for _ in range(number)]
