"""Pages of foreign archives into ours: gathered first, then admitted in the order of their time."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from newscrawler.archive.disk import check_free
from newscrawler.archive.layout import ARTICLES
from newscrawler.archive.model import JSON, Taken, Tick
from newscrawler.archive.rawpages import Page
from newscrawler.archive.records import read
from newscrawler.archive.rehearsal import Rehearsal
from newscrawler.archive.store import Archive
from newscrawler.bodies import closes
from newscrawler.errors import PageError
from newscrawler.importing.captures import NOT_GET
from newscrawler.importing.gathering import Imported
from newscrawler.importing.model import Foreign
from newscrawler.importing.shelf import Shelved
from newscrawler.reading.normalise import utc_text
from newscrawler.rereading.reading import read_record
from newscrawler.storedpages import Site, fetched_page, read_stored
from newscrawler.storedsites import Hosts

IMPORTED = "imported"
PER_COMMIT, BYTES = 100, 32 << 20  # captures, and the bytes of their pages, which are in memory until then

_TAKEN = ("new", "revision", "conflict", "unchanged")


class Admitting:
    """Reads gathered pages and gives them to the archive, oldest first, by the rules of a crawl."""

    def __init__(self, archive: Archive | Rehearsal, hosts: Hosts, largest: int, least_free: int) -> None:
        self._archive, self._hosts, self._largest, self._least_free = archive, hosts, largest, least_free
        self._waiting: list[tuple[Imported, Taken]] = []
        self._bytes = 0

    def admit(self, shelf: Iterable[Shelved]) -> Iterator[Imported]:
        """What became of each; told when it is durable. What is only older is told last."""
        older: list[Imported] = []
        for host, page in shelf:
            site = self._hosts.site(host)
            assert site is not None
            yield from self._take(site, page)
            if len(self._waiting) >= PER_COMMIT or self._bytes >= BYTES:
                yield from self._commit(older)
        yield from self._commit(older)
        yield from self._settled(older)

    def _take(self, site: Site, page: Foreign) -> Iterator[Imported]:
        capture = page.capture
        told = Imported("refused", site.name, capture.url, utc_text(capture.at), page.where)
        try:
            record = self._record(site, page)
        except PageError as error:
            detail = " ".join(part for part in (error.field, error.detail) if part)
            yield replace(told, reason=error.reason, detail=detail)
            return
        told = replace(told, id=record["id"])
        if self._is_reading(site, record):
            yield replace(told, verdict="held", reason="read differently today: scrapy reextract")
            return
        identity = site.reader.urls.identify(capture.url)
        asked = identity.url if identity else capture.url
        self._waiting.append((told, Taken(record, asked, capture)))
        self._bytes += len(capture.payload)

    def _record(self, site: Site, page: Foreign) -> JSON:
        one = page.capture
        if page.sent:
            raise PageError(one.url, NOT_GET, detail="the answer to a request that sent something")
        if len(one.payload) > self._largest:
            raise PageError(one.url, "too_large", detail=f"{len(one.payload):,} bytes, more than DOWNLOAD_MAXSIZE")
        stored = Page(one.url, one.at, one.status, [*one.headers], one.payload)
        fetched = fetched_page(stored, largest=self._largest)
        if page.truncated and not closes(fetched.body):
            raise PageError(one.url, "truncated", detail=page.truncated)
        try:
            return read_stored(site, fetched, flags=[IMPORTED]).as_dict()
        except PageError as error:
            if (notice := fetched.notice) is None:
                raise
            raise PageError(one.url, notice.reason, detail=notice.mark) from error

    def _is_reading(self, site: Site, record: JSON) -> bool:
        """Is what looks like an edit only today's reading of the page that is held?"""
        found = self._archive.judge(record)
        old = self._archive.read(found.held) if found.verdict == "revision" and found.held else None
        if old is None:
            return False
        again = read_record(self._archive.root, site, old)
        return again.record is not None and again.record["content_sha256"] == record["content_sha256"]

    def _commit(self, older: list[Imported]) -> Iterator[Imported]:
        if not self._waiting:
            return
        check_free(self._archive.root, self._least_free)
        done = self._archive.commit(Tick(taken=[taken for _, taken in self._waiting]))
        for (told, taken), ending in zip(self._waiting, done.endings, strict=True):
            told = replace(told, id=ending.id, revision=ending.revision, verdict=ending.verdict)
            if ending.verdict == "older":
                older.append(replace(told, url=taken.record["url"], detail=taken.record["content_sha256"]))
            elif ending.verdict in _TAKEN:
                yield told
            else:
                yield replace(told, verdict="refused", reason=ending.verdict)
        self._waiting.clear()
        self._bytes = 0

    def _settled(self, older: list[Imported]) -> Iterator[Imported]:
        """Of captures older than what is held those are held themselves that a line of their time or text shows."""
        known: set[tuple[str, str]] = set()
        wanted, newest = {one.url for one in older}, {one.id: 1 for one in older}
        for site in sorted({one.site for one in older}):
            for line in self._lines(site):
                if line["id"] in newest:
                    newest[line["id"]] = max(newest[line["id"]], line["revision"])
                if line["url"] in wanted:
                    known |= {(line["url"], line["fetched_at"]), (line["url"], line["content_sha256"])}
        yield from _told_older(older, known, newest)

    def _lines(self, site: str) -> Iterator[JSON]:
        yield from (line for _, line in read(self._archive.root, ARTICLES, site))
        if isinstance(self._archive, Rehearsal):
            yield from self._archive.written(site)


def _told_older(
    older: list[Imported], known: set[tuple[str, str]], newest: dict[str | None, int]
) -> Iterator[Imported]:
    for one in older:
        if {(one.url, one.at), (one.url, one.detail)} & known:
            yield replace(one, verdict="held", detail="")
        else:
            told = f"revision {newest[one.id]}, which is held, is newer; revisions only go forward in time"
            yield replace(one, verdict="refused", reason="older", detail=told, revision=newest[one.id])
