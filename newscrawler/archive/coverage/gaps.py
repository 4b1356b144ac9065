"""What is worth asking again: articles by their URLs, pages of sources, days to be walked once more."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from newscrawler.archive.coverage.model import Missing
from newscrawler.archive.coverage.result import Coverage


@dataclass(frozen=True)
class Gaps:
    """What a backfill may go for.

    `urls` of articles to be asked for again; `days` to be walked again with every source that reaches back; `pages` of
    sources that could not be read, named as in the ledger (`…#since=2025-12-01`), for the days of such a page are among
    `days` only where other sources tell of them.
    """

    urls: list[str]
    days: list[date]
    pages: list[str]


def gaps(coverage: Coverage, missing: Iterable[Missing]) -> Gaps:
    """What to go for; `missing` are all the missing articles, which a coverage itself remembers the first of."""
    return Gaps([one.url for one in missing], list(gap_days(coverage)), gap_pages(coverage))


def gap_days(coverage: Coverage) -> dict[date, list[str]]:
    """The days to be walked again, each with the reasons why, oldest first."""
    told: dict[date, list[str]] = defaultdict(list)
    for day in coverage.unknown_days:
        told[day].append("no source was read for it")
    for odd in coverage.odd_days:
        told[odd.day].append(f"below pattern: {odd.known} known, {odd.expected:g} expected")
    for hole in coverage.holes:
        told[hole.day].append(f"hole of {hole.source}: {hole.shown} of {hole.known}")
    return dict(sorted(told.items()))


def gap_pages(coverage: Coverage) -> list[str]:
    """The pages of sources that may be read if they are asked for again, as the ledger names them."""
    return [one.row for one in coverage.unread if not one.is_final]
