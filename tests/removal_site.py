"""A small archive in which one article has left traces everywhere, for the tests of removal."""

import json
import zlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from newscrawler.archive.ledger import Ledger
from newscrawler.archive.model import Discovered, Finished, Lease, Tick
from newscrawler.archive.rawpages import members
from newscrawler.archive.removal import Removed, Target, remove
from newscrawler.archive.store import Archive
from newscrawler.clock import Clock
from tests.archive_site import START, address, capture, found, record

PHRASE = "Gizli söz heç yerdə"
"""Stands in title, text, listed title and raw pages of article 1, and nowhere else."""

AMP = "https://demo.example/amp/1/"
LATER = START + timedelta(days=1)
TARGET = Target("demo", "demo:1", address(1))


def page(number: int, phrase: str = "") -> bytes:
    return f"<html><h1>{number} {phrase}</h1>{'<p>söz</p>' * 200 * number}</html>".encode()


def secret(revision: int, **changes: Any) -> dict[str, Any]:
    """A revision of article 1."""
    return record(1, title=f"{PHRASE} {revision}", text=f"{PHRASE}, {revision}.\nİkinci abzas.", **changes)


def make(root: Path) -> None:
    """Articles 0 to 4; article 1 with two revisions, an alias, a page that was gone for a while and a rejected one."""
    with Archive.open(root, Clock(START, 0)) as archive:
        listed = {"title": PHRASE}
        numbers: list[Discovered] = [found(address(n), listed=listed if n == 1 else None) for n in range(5)]
        archive.commit(Tick(discovered=[*numbers, found(AMP, "rss", listed=listed)]))
        archive.claim(["demo.example"])
        for lease in archive.lease("demo", 9):
            archive.commit(Tick(finished=[_end(lease)]))
        _again(archive, lambda lease: Finished(lease, "gone", status=404, page=_page(address(1), PHRASE)))
        again = secret(2, fetched_at="2025-12-15T18:00:00Z")
        _again(archive, lambda lease: Finished(lease, "stored", again, page=_page(address(1), PHRASE * 3)))


def _page(url: str, phrase: str) -> Any:
    return capture(url, page(1, phrase))


def _end(lease: Lease) -> Finished:
    if lease.url == AMP:
        return Finished(lease, "stored", secret(1), page=_page(AMP, PHRASE))
    number = int(lease.url.rstrip("/").rpartition("/")[2])
    if number == 1:
        return Finished(lease, "stored", secret(1), page=_page(lease.url, PHRASE))
    if number == 3:
        return Finished(lease, "rejected", reason="no date", detail="başlıq", page=capture(lease.url, page(3)))
    return Finished(lease, "stored", record(number), page=capture(lease.url, page(number)))


def _again(archive: Archive, end: Any) -> None:
    archive.commit(Tick(discovered=[found(address(1), "again", again=True)]))
    [lease] = archive.lease("demo", 9)
    archive.commit(Tick(finished=[end(lease)]))


def take_out(root: Path, *targets: Target, purge: bool = False, reason: str = "letter") -> list[Removed]:
    """Removes article 1, or `targets`."""
    return remove(root, lambda ledger: targets or (TARGET,), reason, purge=purge, clock=Clock(LATER, 0))


def files_with(root: Path, phrase: str) -> list[str]:
    """The files of the whole folder in which a phrase stands, in any of its spellings, packed or plain."""
    spellings = [phrase.encode(), json.dumps(phrase)[1:-1].encode()]
    files = [path for path in sorted(root.rglob("*")) if path.is_file()]
    return [
        path.relative_to(root).as_posix()
        for path in files
        if any(spelling in data for data in _contents(root, path) for spelling in spellings)
    ]


def _contents(root: Path, path: Path) -> Iterator[bytes]:
    data = path.read_bytes()
    yield data
    if path.name.endswith(".warc.gz"):
        for begin, end in members(root, path.relative_to(root).as_posix()):
            yield zlib.decompress(data[begin:end], 16 + zlib.MAX_WBITS)


def stones(root: Path) -> list[dict[str, Any]]:
    """The lines of `demo/removed.jsonl`."""
    path = root / "demo" / "removed.jsonl"
    return [json.loads(line) for line in path.read_bytes().splitlines()] if path.exists() else []


def held(root: Path, name: str) -> Any:
    """What the ledger knows of an id."""
    ledger = Ledger.reader(root)
    try:
        return ledger.held(name)
    finally:
        ledger.close()


def crawl_again(root: Path) -> list[str]:
    """What a crawl would fetch when every source shows article 1 again, a new one in another section among them."""
    with Archive.open(root, Clock(LATER, 0)) as archive:
        urls = [address(1), AMP, "https://demo.example/other/1/"]
        shown = [found(url, "listing", record="demo:1", listed={"title": PHRASE}, again=True) for url in urls]
        archive.commit(Tick(discovered=shown))
        archive.claim(["demo.example"])
        return [lease.url for lease in archive.lease("demo", 9)]


if __name__ == "__main__":
    import sys

    take_out(Path(sys.argv[1]), purge=True)
