"""A site's coverage from its ledger: `archive.coverage` counts, what needs the language or a source's rules is here."""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, partial
from itertools import pairwise
from pathlib import Path

from newscrawler.archive.coverage import (
    MISSING_STATES,
    Coverage,
    Gaps,
    Missing,
    coverage,
    gaps,
    missing_articles,
)
from newscrawler.archive.coverage.walks import is_live
from newscrawler.archive.ledger import Ledger
from newscrawler.archive.model import JSON
from newscrawler.az import parse_date
from newscrawler.discovery import Span
from newscrawler.errors import DateError

_DAY_FIELD = re.compile(r"\{day:([^{}]+)\}")
_PARTS = {"%Y": r"(?P<y>\d{4})", "%m": r"(?P<m>\d{1,2})", "%-m": r"(?P<m>\d{1,2})"}
_PARTS |= {"%d": r"(?P<d>\d{1,2})", "%-d": r"(?P<d>\d{1,2})"}
_PART = re.compile(r"%-?[a-zA-Z]")


@dataclass(frozen=True)
class Survey:
    """One site of one archive, and the days to look at."""

    root: Path
    site: str
    span: Span = field(default_factory=Span)

    def is_known(self) -> bool:
        """Does the ledger know any URL of the site? Raises `ArchiveError` when there is no ledger."""
        with closing(Ledger.reader(self.root)) as ledger:
            return next(iter(ledger.rows(self.site)), None) is not None

    def coverage(self, *, with_live: bool = True) -> Coverage:
        """What is held and what is not. Raises `ArchiveError` when there is no ledger.

        Without what live sources tell (`with_live`) it survives `scrapy rebuild-ledger`: no file knows of polls.
        """
        with closing(Ledger.reader(self.root)) as ledger:
            rows, polled = ledger.rows(self.site), partial(last_poll, ledger, self.site)
            rows = rows if with_live else (row for row in rows if not is_live(row))
            return coverage(rows, self.span.since, self.span.until, day_of, page_day, polled)

    def missing(self) -> Iterator[Missing]:
        """Every missing article of the span, in the order they were found. Raises `ArchiveError`."""
        with closing(Ledger.reader(self.root)) as ledger:
            rows = ledger.rows(self.site, MISSING_STATES)
            yield from missing_articles(rows, self.span.since, self.span.until, day_of)

    def gaps(self) -> Gaps:
        """What a backfill may go for. Raises `ArchiveError`."""
        return gaps(self.coverage(), self.missing())


def last_poll(ledger: Ledger, site: str, source: str) -> datetime | None:
    """When `scrapy update` asked a live source last, whatever came of it; None when it never did."""
    told = (ledger.progress(site, source).get("poll") or {}).get("at")
    return datetime.fromisoformat(told) if told else None


def day_of(evidence: Sequence[JSON]) -> date | None:
    """The day in Baku that a source told of an article: its first date that needs no other knowledge to be read.

    >>> day_of([{"source": "feed", "raw": "Sun, 14 Dec 2025 21:30:00 GMT"}])
    datetime.date(2025, 12, 15)
    >>> day_of([{"source": "listing", "raw": "15 dekabr"}])
    """
    return next((day for one in evidence if (day := _day(str(one.get("raw") or "")))), None)


def _day(raw: str) -> date | None:
    try:
        found = parse_date(raw)
    except DateError:
        return None
    return None if found.precision == "month" or "approximate" in found.flags else found.day


def page_day(source: str, url: str) -> date | None:
    """The day that a page of a day archive is about, from the source's own template; None of any other source.

    >>> page_day("days https://report.az/archive/{day:%Y/%m/%d}/", "https://report.az/archive/2025/12/15/?page=2")
    datetime.date(2025, 12, 15)
    >>> page_day("cursor https://report.az/son-xeberler", "https://report.az/son-xeberler")
    """
    rule = _rule(source)
    match = rule.match(url) if rule else None
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"])) if match else None
    except ValueError:
        return None


@cache
def _rule(source: str) -> re.Pattern[str] | None:
    """The rule for the pages of a source whose name has `{day:…}` in it, in parts that make a whole day."""
    pieces = _DAY_FIELD.split(source.partition(" ")[2])
    if len(pieces) == 1:
        return None
    parts = (_form(piece) if number % 2 else re.escape(piece) for number, piece in enumerate(pieces))
    try:
        rule = re.compile("".join(parts))
    except re.error:  # a part twice
        return None
    return rule if {"y", "m", "d"} <= rule.groupindex.keys() else None


def _form(form: str) -> str:
    ends = [0, *(place for match in _PART.finditer(form) for place in match.span()), len(form)]
    pieces = [form[start:end] for start, end in pairwise(ends)]
    return "".join(_PARTS.get(piece, re.escape(piece)) for piece in pieces)
