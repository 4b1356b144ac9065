"""What an archive holds, counted: the figures that a person wants to see after a crawl."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newscrawler.archive.layout import ARTICLES
from newscrawler.archive.newest import Newest
from newscrawler.archive.records import read_at
from newscrawler.archive.refusals import Refusals
from newscrawler.archive.tombstones import removed


@dataclass
class Summary:
    """Articles of one site by language and section, the days they span; what was rejected and is not held, by reason.

    `rejected` counts addresses of articles, as the card of a release does, `sources` those of feeds and listings.
    """

    site: str
    articles: int = 0
    revisions: int = 0
    characters: int = 0
    first_day: str | None = None
    last_day: str | None = None
    languages: Counter[str] = field(default_factory=Counter)
    sections: Counter[tuple[str, str]] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    first_record: dict[str, Any] | None = None


def summarise(archive: Path, site: str) -> Summary:
    """The summary of one site; a record that was read again counts once. Raises `ArchiveError` for a broken line."""
    summary, refusals = Summary(site), Refusals.of([archive], [site])
    gone = removed(archive, site)
    for stone in gone.values():
        refusals.strike(stone["url"])
    with Newest(archive, ARTICLES, site, wanted=lambda record: record["id"] not in gone) as places:
        for place in places:
            record = read_at(archive, place)
            refusals.strike(record["url"])
            _count(summary, record)
    summary.rejected, summary.sources = refusals.articles(site), refusals.sources(site)
    return summary


def _count(summary: Summary, record: dict[str, Any]) -> None:
    summary.first_record = summary.first_record or record
    if record["revision"] > 1:
        summary.revisions += 1
        return
    summary.articles += 1
    summary.characters += len(record["text"])
    summary.languages[record["language"]] += 1
    summary.sections[record["language"], record["section"] or "–"] += 1
    summary.flags.update(flag.split(":")[0] for flag in record["flags"])
    day = record["published_on"]
    summary.first_day = min(summary.first_day or day, day)
    summary.last_day = max(summary.last_day or day, day)
