"""Captures that others made, written by hand, and an import of them."""

import base64
import gzip
import hashlib
import io
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import zstandard

from newscrawler.archive.foreign import Damaged
from newscrawler.archive.store import Archive
from newscrawler.clock import Clock
from newscrawler.importing.admitting import Admitting
from newscrawler.importing.gathering import Gathering, Imported, Passed
from newscrawler.importing.revisits import HeldPages
from newscrawler.importing.shelf import Shelf
from newscrawler.storedsites import Hosts
from tests.small_site import Story
from tests.stored import MODULES

AT = datetime(2026, 1, 5, 10, 0, 0, tzinfo=UTC)
CLOCK = Clock(datetime(2026, 3, 1, tzinfo=UTC), 0)
HOSTS = Hosts.of(MODULES)


def bring(root: Path, *paths: Path, hosts: Hosts = HOSTS) -> tuple[list[Imported | Damaged], Passed]:
    """An import: what was told of each capture and damage, and what was passed by."""
    with Archive.open(root, CLOCK) as archive, closing(Shelf(archive.root)) as shelf:
        gathering = Gathering(hosts, shelf, CLOCK.now())
        told: list[Imported | Damaged] = [one for path in paths for one in gather(gathering, path)]
        told += gathering.settle(HeldPages(archive.root, archive.ledger, hosts))
        told += Admitting(archive, hosts, 10_000_000, 0).admit(gathering.pages())
    return told, gathering.passed


def gather(gathering: Gathering, path: Path) -> Iterator[Imported | Damaged]:
    with path.open("rb") as file:
        yield from gathering.gather(path.name, file)


def verdicts(told: list[Imported | Damaged]) -> list[str]:
    return [one.reason or one.verdict if isinstance(one, Imported) else "damaged" for one in told]


def http(body: bytes, *headers: tuple[str, str], status: str = "200 OK", protocol: str = "HTTP/1.1") -> bytes:
    """An HTTP response as it goes over the wire."""
    kind = [("Content-Type", "text/html; charset=UTF-8"), *headers]
    head = "".join(f"{name}: {value}\r\n" for name, value in kind)
    return f"{protocol} {status}\r\n{head}\r\n".encode() + body


def record(url: str, block: bytes, at: datetime = AT, kind: str = "response", **fields: str) -> bytes:
    """A WARC record written by hand, so that nothing but the standard is tested."""
    told = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{hashlib.md5(url.encode() + block).hexdigest()}>",
        "WARC-Date": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "WARC-Target-URI": url,
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
    } | {name.replace("_", "-"): value for name, value in fields.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items() if value)
    return f"WARC/1.0\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def page(story: Story, at: datetime = AT, *headers: tuple[str, str], **fields: str) -> bytes:
    """The capture of an article."""
    return record(story.url, http(story.html.encode(), *headers), at, **fields)


def sha1(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def save(path: Path, *records: bytes) -> Path:
    """A file of records, packed as its name says."""
    data = b"".join(records)
    if path.suffix == ".gz":
        data = b"".join(map(gzip.compress, records))
    elif path.suffix == ".zst":
        data = b"".join(map(zstandard.ZstdCompressor().compress, records))
    elif path.suffix == ".wacz":
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as whole:
            whole.writestr("datapackage.json", "{}")
            whole.writestr("archive/data.warc.gz", b"".join(map(gzip.compress, records)))
        data = buffer.getvalue()
    path.write_bytes(data)
    return path


def chunked(body: bytes) -> bytes:
    parts = [body[start : start + 700] for start in range(0, len(body), 700)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
