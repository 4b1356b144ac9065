"""The small tables of a release: `coverage.csv`, `sections.csv`, `removed.jsonl`, and tables in Markdown."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from newscrawler.archive.model import JSON
from newscrawler.archive.records import as_line
from newscrawler.corpus.formats.csv import defuse
from newscrawler.corpus.model import About
from newscrawler.corpus.schema import Column

STATES: Final = ("held", "gone", "blocked", "rejected", "failed", "pending")

COVERAGE: Final = (
    Column("site", "text", False, "The news site, by its short name."),
    Column("day", "day", False, "A day in Baku."),
    Column("status", "text", True, "complete, incomplete, or unknown: no source was walked back to this day."),
    Column("in_release", "integer", False, "Records of this day in this release."),
    Column(
        "discovered",
        "integer",
        True,
        "Articles of this day that any source showed, or that the archive holds; of "
        "several archives the counts are added up.",
    ),
    Column("held", "integer", True, "Of these, held by the archive."),
    Column("gone", "integer", True, "Taken down before they could be fetched."),
    Column("blocked", "integer", True, "Refused to the crawler."),
    Column("rejected", "integer", True, "Fetched, and no article that could be read."),
    Column("failed", "integer", True, "Not to be fetched for other reasons."),
    Column("pending", "integer", True, "Not fetched yet."),
    Column("expected", "real", True, "How many articles the site usually has on such a weekday."),
)
"""What `coverage.csv` tells of each day. `About.coverage` has objects with these keys, but for `in_release`; where it
has none for a day, the archive's ledger was not there to tell."""

SECTIONS: Final = (
    Column("site", "text", False, "The news site, by its short name."),
    Column("language", "text", False, "The language of the texts."),
    Column("section", "text", True, "The section as printed; empty where the page prints none."),
    Column("records", "integer", False, "Records of this release."),
    Column("characters", "integer", False, "Characters of their texts together."),
    Column("first_day", "day", False, "The earliest day of publication."),
    Column("last_day", "day", False, "The latest day of publication."),
)
"""What `sections.csv` tells of each section of a site."""

_STATUS: Final = ("complete", "incomplete", "unknown", None)


def coverage_asked(about: About) -> list[JSON]:
    """The rows of `about.coverage` on the days that were asked for, one for each site and day, in their order.

    Of several archives the counts are added up; the status is the best, for one that knows all of a day knows enough.
    """
    found: dict[tuple[str, str], JSON] = {}
    since, until = about.selection.since, about.selection.until
    for row in about.coverage:
        key = str(row["site"]), str(row["day"])
        if (not since or key[1] >= since.isoformat()) and (not until or key[1] <= until.isoformat()):
            found[key] = _merged(found[key], row) if key in found else row
    return [row for _, row in sorted(found.items(), key=lambda item: item[0])]


def _merged(one: JSON, other: JSON) -> JSON:
    """What two archives tell of one day, in whichever order."""
    counts = {name: (one.get(name) or 0) + (other.get(name) or 0) for name in ("discovered", *STATES)}
    status = min((one.get("status"), other.get("status")), key=_STATUS.index)
    usual = max((row["expected"] for row in (one, other) if row.get("expected") is not None), default=None)
    return {**one, **counts, "status": status, "expected": usual}


def coverage_rows(about: About) -> Iterator[JSON]:
    """A row for every site and day that is in the release or that the archive knows of, in their order."""
    told = {(str(row["site"]), str(row["day"])): row for row in about.coverage}
    for key in sorted({*told, *about.facts.days}):
        row = told.get(key, {})
        first = {"site": key[0], "day": key[1], "status": row.get("status"), "in_release": about.facts.days.get(key, 0)}
        yield first | {column.name: row.get(column.name) for column in COVERAGE[len(first) :]}


def section_rows(about: About) -> Iterator[JSON]:
    """A row for every section of the release."""
    for (site, language, section), sums in about.facts.sections().items():
        told = (site, language, section, sums.records, sums.characters, sums.first, sums.last)
        yield dict(zip((column.name for column in SECTIONS), told, strict=True))


def as_csv(columns: Sequence[Column], rows: Iterable[JSON]) -> bytes:
    """A table as the release's other CSV files: UTF-8 with its mark, lines ended as RFC 4180 has it, null as nothing.

    What a spreadsheet would run is led by an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    writer.writerows([_cell(row[column.name]) for column in columns] for row in rows)
    return text.getvalue().encode("utf-8-sig", "backslashreplace")


def as_jsonl(rows: Iterable[JSON]) -> bytes:
    """Objects as lines, as they are."""
    return b"".join(as_line(row) for row in rows)


def markdown(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[str]:
    """A table in Markdown; columns of numbers stand at the right, thousands are set off. Nothing where no row is.

    >>> print(*markdown(["site", "records"], [["report", 12345]]), sep="\\n")
    | site | records |
    | --- | ---: |
    | report | 12,345 |
    <BLANKLINE>
    """
    body = [list(row) for row in rows]
    if not body:
        return []
    marks = ["---:" if all(isinstance(row[at], int | float) for row in body) else "---" for at in range(len(head))]
    lines = [list(head), marks, *([_told(cell) for cell in row] for row in body)]
    return [*(f"| {' | '.join(line)} |" for line in lines), ""]


def _cell(value: Any) -> Any:
    return defuse(value) if isinstance(value, str) else value


def _told(cell: Any) -> str:
    if isinstance(cell, int):
        return f"{cell:,}"
    if isinstance(cell, float):
        return f"{cell:.2f}"
    return " ".join(str(cell).split()).replace("\\", "\\\\").replace("|", "\\|") or " "
