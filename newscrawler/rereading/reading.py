"""One stored page, read again: is its record as it was, another one, or none? What a worker process does."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

from newscrawler.archive.model import JSON, Place
from newscrawler.archive.rawpages import read_page
from newscrawler.archive.records import read_at
from newscrawler.archive.revisions import flagged
from newscrawler.article import Evidence
from newscrawler.discovery import Span
from newscrawler.errors import ArchiveError, PageError
from newscrawler.sitereader import Told
from newscrawler.storedpages import Site, fetched_page, read_stored

Verdict = Literal["equal", "changed", "fresh", "known", "refused", "unread", "pageless", "damaged", "out_of_range"]

KEPT = ("id", "site", "url", "fetched_at", "revision", "raw")
"""What a re-reading leaves as it is: which article this is, when and as what it was fetched."""

FOLLOWS = ("content_sha256", "extractor", "schema")
"""What only follows from the rest: alone it makes no new line, and no difference that a person wants to see."""

TOLD = ("listing", "feed", "sitemap")
"""Evidence that no page holds: a source told it before the page was fetched."""

LASTING = ("unclosed", "imported")
"""Flags that a page's text does not tell."""


@dataclass(frozen=True, slots=True)
class Task:
    """A line whose page is to be read: a record, or a `rejected` one with what its source told of it.

    `wanted` are the days that an article may have that comes in.
    """

    place: Place
    rejected: bool = False
    told: tuple[Evidence, ...] = ()
    wanted: tuple[date | None, date | None] = (None, None)


@dataclass(slots=True)
class Read:
    """What came of a task; `record` where it is to be written, `differences` of each field: (old, new)."""

    verdict: Verdict
    url: str
    id: str | None = None
    revision: int | None = None
    reason: str = ""
    record: JSON | None = None
    differences: dict[str, tuple[Any, Any]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The article for a message: id and revision, else the URL."""
        return f"{self.id} revision {self.revision}" if self.id else self.url


def read_again(root: Path, site: Site, task: Task) -> Read:
    """The page of a line by today's classes. Raises nothing but for a line that is not there."""
    line = read_at(root, task.place)
    return _rejected(root, site, task, line) if task.rejected else read_record(root, site, line)


def read_record(root: Path, site: Site, old: JSON) -> Read:
    """The page of a record by today's classes."""
    found = Read("equal", old["url"], old["id"], old["revision"])
    if not old["raw"]:
        found.verdict = "pageless"
        return found
    evidence = [one for one in old["published_evidence"] if one["source"] in TOLD]
    lasting = [flag for flag in LASTING if flag in old["flags"]]
    try:
        page = fetched_page(
            read_page(root, old["raw"]), old["rights"]["robots"], datetime.fromisoformat(old["fetched_at"])
        )
        new = {**vars(read_stored(site, page, Told(old["url"], evidence), lasting))}
    except PageError as error:
        found.verdict, found.reason = "refused", _why(error)
    except ArchiveError as error:
        found.verdict, found.reason = "damaged", str(error)
    else:
        _compare(found, old, new)
    return found


def _compare(found: Read, old: JSON, new: JSON) -> None:
    new |= {name: old[name] for name in KEPT}
    if "id_conflict" in old["flags"]:
        new = flagged(new)
    found.differences = {name: (old[name], new[name]) for name in old if name not in FOLLOWS and old[name] != new[name]}
    if found.differences:
        found.verdict, found.record = "changed", new


def _rejected(root: Path, site: Site, task: Task, line: JSON) -> Read:
    found = Read("unread", line["url"], reason=line["reason"] or line["state"])
    try:
        page = read_page(root, line["raw"])
        new = {**vars(read_stored(site, fetched_page(page), Told(line["url"], task.told)))}
    except PageError as error:
        found.reason = _why(error)
    except ArchiveError as error:
        found.verdict, found.reason = "damaged", str(error)
    else:
        found.id, found.revision, found.record = new["id"], 1, {**new, "raw": line["raw"]}
        inside = Span(*task.wanted).holds(date.fromisoformat(new["published_on"]))
        found.verdict = "fresh" if inside else "out_of_range"
        found.reason = "" if inside else f"published on {new['published_on']}"
    return found


def _why(error: PageError) -> str:
    return " ".join(part for part in (error.reason, error.field, error.detail) if part)
