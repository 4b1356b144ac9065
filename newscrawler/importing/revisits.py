"""Records that only say "the same as before": their pages out of the files that are imported, or out of our archive."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from newscrawler.archive.backend import Backend
from newscrawler.archive.layout import ARTICLES
from newscrawler.archive.model import Capture
from newscrawler.archive.rawpages import Page, read_page
from newscrawler.archive.records import read
from newscrawler.errors import ArchiveError
from newscrawler.importing.captures import is_payload
from newscrawler.importing.digests import contradict
from newscrawler.importing.model import Foreign, Revisit
from newscrawler.importing.shelf import Shelf
from newscrawler.outcome import host_of
from newscrawler.storedsites import Hosts

Waiting = tuple[str, Revisit]
"""A revisit and its host."""


def _keys(one: Revisit) -> Iterator[Hashable]:
    """What its target can be known by, the surest first."""
    if one.target:
        yield one.target
    if one.target_url and one.target_at:
        yield one.target_url, _second(one.target_at)
    if one.digest:
        yield one.digest.upper()


def _keys_of(page: Foreign) -> Iterator[Hashable]:
    yield from page.names[:1]
    yield page.capture.url, _second(page.capture.at)
    yield page.digest.upper()


def _second(at: datetime) -> datetime:
    return at.replace(microsecond=0)  # some tell the fraction in one place and not in the other


def bring_from_files(waiting: list[Waiting], shelf: Shelf) -> list[Waiting]:
    """Puts the pages of revisits on the shelf whose targets stand there; returns the others."""
    wanted = {key for _, one in waiting for key in _keys(one)}
    found: dict[Hashable, tuple[int, str]] = {}
    for number, page in shelf.numbered() if wanted else ():
        for key in wanted.intersection(_keys_of(page)):
            found.setdefault(key, (number, page.digest))
    others: list[Waiting] = []
    for host, one in waiting:
        targets = (found[key] for key in _keys(one) if key in found)
        target = next((number for number, digest in targets if not contradict(one.digest, digest)), None)
        if target is None:
            others.append((host, one))
        else:
            shelf.put(host, _again(one, shelf.at(target)[1]))
    return others


def _again(one: Revisit, page: Foreign) -> Foreign:
    capture = replace(page.capture, url=one.url, at=one.at, ip=None)
    return replace(page, capture=capture, where=one.where, names=())


@dataclass(frozen=True)
class HeldPages:
    """The pages that an archive keeps of its articles."""

    root: Path
    ledger: Backend
    hosts: Hosts

    def bring(self, waiting: list[Waiting], shelf: Shelf) -> list[Waiting]:
        """Puts the pages of revisits on the shelf whose targets the archive holds; returns the others."""
        wanted: dict[str, dict[str, list[Waiting]]] = {}
        for host, one in waiting:
            site = self.hosts.site(host)
            for record in {*self._ids(one)} if site else ():
                wanted.setdefault(site.name if site else host, {}).setdefault(record, []).append((host, one))
        brought: set[str] = set()
        for name, records in wanted.items():
            for record, page in self._pages(name, records):
                for host, one in records[record]:
                    if one.where not in brought and _is_target(one, page):
                        brought.add(one.where)
                        shelf.put(host, _again(one, Foreign(page, one.where)))
        return [(host, one) for host, one in waiting if one.where not in brought]

    def _ids(self, one: Revisit) -> Iterator[str]:
        for url in filter(None, (one.target_url, one.url)):
            site = self.hosts.site(host_of(url))
            identity = site.reader.urls.identify(url) if site else None
            held = self.ledger.held_at(identity.url if identity else url)
            if held is not None and held.removed_at is None:
                yield held.id

    def _pages(self, site: str, records: Iterable[str]) -> Iterator[tuple[str, Capture]]:
        for _, line in read(self.root, ARTICLES, site):
            if line["id"] in records and line["raw"]:
                try:
                    page = read_page(self.root, line["raw"])
                except ArchiveError:
                    continue  # the page is lost, or was taken out: `scrapy verify` tells
                yield line["id"], _capture(page)


def _capture(page: Page) -> Capture:
    return Capture(page.url, page.at, page.status, page.headers, page.payload, "OK")


def _is_target(one: Revisit, page: Capture) -> bool:
    if one.digest and is_payload(page, one.digest):
        return True
    is_same = one.target_url == page.url and one.target_at is not None
    return is_same and _second(page.at) == _second(one.target_at or page.at)
