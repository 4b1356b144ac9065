"""What the files of a site hold of an article: its records, what became of its URLs, its titles in listings, its pages.

One pass over the lines, and one over the pages when the text is to go. A line is parsed only when it holds the
article's id or one of its URLs.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from newscrawler.archive.disk import storage
from newscrawler.archive.erasing import Member, read_members, rest_of
from newscrawler.archive.layout import ARTICLES, CUT, DISCOVERED, EVENTS, LEDGER, PAGES, REJECTED
from newscrawler.archive.meter import Meter, Tell, silent
from newscrawler.archive.model import JSON
from newscrawler.archive.purging import Edit
from newscrawler.archive.records import STUB, Line, as_line, parse, stub, upgrade, whole_lines
from newscrawler.errors import ArchiveError

_LINES = (ARTICLES, DISCOVERED, REJECTED, EVENTS)
_FEW = 24  # names: to look for more of them costs more than to parse every line


@dataclass(eq=False)
class Traces:
    """The traces of one article, `id`, under all its `urls`.

    `revisions` are its lines as a tombstone tells them, `url` and `published` those of the newest; `edits` what takes
    the place of each line that holds text; `pages` the places of its raw pages that lines point to.
    """

    id: str
    urls: set[str]
    url: str | None = None
    published: str | None = None
    revisions: list[JSON] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    pages: set[tuple[str, int]] = field(default_factory=set)

    @property
    def names(self) -> tuple[str, ...]:
        """The id and the URLs, one of which every line about the article bears."""
        return (self.id, *sorted(self.urls))

    def meet(self, kind: str, line: Line, record: JSON, at: str) -> None:
        """One line that bears one of the names. Raises `ArchiveError` when it lacks what a record has."""
        is_named = record.get("id") == self.id
        if kind == ARTICLES:
            if is_named:
                self._hold(upgrade(record, line.where), line)
                self._replace(line, stub(record, at))
        elif kind == DISCOVERED:
            if record.get("url") in self.urls:
                self._replace(line, {**record, "listed": None})
        elif is_named or record.get("url") in self.urls:
            self._replace(line, {**record, **{key: None for key in ("detail", "raw") if record.get(key)}})
        else:
            return
        if is_named or record.get("url") in self.urls:
            self._point(record)

    def _hold(self, record: JSON, line: Line) -> None:
        if missing := [key for key in STUB if key not in record]:
            raise ArchiveError(line.where, f"{missing[0]} missing")
        raw = record.get("raw") or {}
        told = {key: record[key] for key in ("revision", "content_sha256", "fetched_at")}
        self.revisions.append({**told, "raw_sha256": raw.get("sha256")})
        self.url, self.published = record["url"], record["published_at"] or record["published_on"]
        self.urls.add(record["url"])

    def _point(self, record: JSON) -> None:
        if raw := record.get("raw"):
            self.pages.add((str(raw["warc"]), int(raw["offset"])))

    def _replace(self, line: Line, record: JSON) -> None:
        """Only what changes: a line without text stays as it is."""
        if record != parse(line):
            self.edits.append(
                Edit(line.place.path, line.place.offset, len(line.data) + 1, as_line(record, compact=True))
            )


def look(root: Path, site: str, wanted: list[Traces], at: str, tell: Tell = silent) -> None:
    """Fills `wanted` from every whole line of a site. Raises `ArchiveError` for one about them that cannot be read."""
    meter = Meter(root, site, _LINES, tell)
    for kind in _LINES:
        named = {name: one for one in wanted for name in one.names}
        needles = _needles(named)
        for segment in meter.through(kind):
            for line in whole_lines(root, segment.path):
                if (record := _about(line, needles)) is not None:
                    for one in dict.fromkeys(named.get(str(record.get(key))) for key in ("id", "url")):
                        if one is not None:
                            one.meet(kind, line, record, at)


def _about(line: Line, needles: list[bytes]) -> JSON | None:
    """The object of a line that may hold one of the needles; None when it does not, or nobody can read it anyway."""
    is_suspect = len(needles) > _FEW or any(needle in line.data for needle in needles)
    try:
        return parse(line) if is_suspect else None
    except ArchiveError:
        if any(needle in line.data for needle in needles):
            raise
        return None


def page_edits(root: Path, site: str, wanted: list[Traces], at: str, tell: Tell = silent) -> Iterator[Edit]:
    """What takes the place of the articles' raw pages: responses that lines point to or of their URLs, and requests."""
    places = {place for one in wanted for place in one.pages}
    addresses = {_bare(url) for one in wanted for url in one.urls}
    meter = Meter(root, site, (PAGES,), tell)
    for name in meter.through(PAGES):
        request: Member | None = None
        for member in read_members(root, name.path):
            meter.reach(member.end)
            kind = member.headers.get("warc-type")
            is_theirs = (name.path, member.begin) in places or _bare(_target(member)) in addresses
            if kind == "request":
                request = member
                continue
            if kind == "response" and is_theirs:
                if request is not None and _belongs(request, member):
                    yield _edit(request, at)
                yield _edit(member, at)
            request = None


def log_edits(root: Path, wanted: list[Traces]) -> Iterator[Edit]:
    """Logs that lie in the archive, as that of a demo: their lines tell headlines, and end behind the name then."""
    names = b"|".join(re.escape(name.encode("utf-8", "backslashreplace")) for one in wanted for name in one.names)
    pattern = re.compile(rb"(?<!\S)(?:" + names + rb")(?=\s)")
    for path in sorted(root.glob("*.log")):
        for line in whole_lines(root, path.name):
            if match := pattern.search(line.data):
                yield Edit(path.name, line.place.offset, len(line.data) + 1, line.data[: match.end()])


def leftovers(root: Path, wanted: list[Traces]) -> list[str]:
    """What recoveries put aside and holds something of the articles; a ledger that a killed rebuild left half made."""
    needles = _needles(name for one in wanted for name in one.names)
    with storage(root / CUT):
        files = sorted((root / CUT).iterdir()) if (root / CUT).is_dir() else []
        found = [f"{CUT}/{file.name}" for file in files if any(one in file.read_bytes() for one in needles)]
        return found + sorted(path.name for path in root.glob(f"{LEDGER}.new*"))


def _needles(names: Iterable[str]) -> list[bytes]:
    """The bytes of which a line that bears one of the names holds some."""
    return [json.dumps(name, ensure_ascii=False).encode("utf-8", "backslashreplace") for name in names]


def _belongs(request: Member, response: Member) -> bool:
    named = request.headers.get("warc-concurrent-to")
    return named is not None and named == response.headers.get("warc-record-id")


def _edit(member: Member, at: str) -> Edit:
    return Edit(member.path, member.begin, member.length, rest_of(member, at))


def _target(member: Member) -> str:
    return member.headers.get("warc-target-uri", "")


def _bare(url: str) -> str:
    """A URL without its scheme and closing slash: a page may have been fetched under either."""
    return url.partition("://")[2].rstrip("/") or url
