"""Does an archive agree with itself? Lines, pages, digests and ledger are compared, and each mismatch has a name."""

import os
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from newscrawler.archive.disk import locked, storage
from newscrawler.archive.layout import LEDGER, has_ledger
from newscrawler.archive.ledger import Ledger
from newscrawler.archive.purging import PLAN
from newscrawler.archive.rebuild import is_malformed
from newscrawler.archive.replay import Reading
from newscrawler.archive.segment import ends_line, sizes_of
from newscrawler.archive.tombstones import removed
from newscrawler.archive.witness import Mismatch, Witness
from newscrawler.errors import ArchiveError


def verify(root: Path) -> Iterator[Mismatch]:
    """Everything in an archive that does not agree with the rest. Changes nothing; a crawl may be running.

    Memory does not grow with the archive. Raises `ArchiveError` when files are of a newer program.
    """
    root = root.absolute()
    if not has_ledger(root):
        yield Mismatch(LEDGER, "there is none; rebuild-ledger makes it from the files")
        return
    if (root / PLAN).exists():
        yield Mismatch(PLAN, "a purge was interrupted: the next crawl, or scrapy remove --purge again, finishes it")
    if wrong := _unreadable(root):
        yield wrong
        return
    with TemporaryDirectory(prefix="verify-") as folder, closing(Ledger.reader(root)) as ledger:
        scratch = Path(folder) / "scratch.sqlite3"
        Ledger(scratch, durable=False).close()
        with ledger.beside(scratch):
            lengths = ledger.lengths()
            yield from _sizes(root, lengths)
            purged = {name for name, stone in removed(root).items() if stone.get("purge")}
            with closing(Witness(Path(folder) / "witness.sqlite3", purged)) as witness:
                present = {path: length for path, length in lengths.items() if (root / path).exists()}
                reading = Reading(root, present, witness=witness)
                with closing(Ledger(scratch, durable=False)) as fresh:
                    reading.into(fresh)
                yield from (Mismatch(line.place.path, why, line.number) for line, why in reading.damaged)
                yield from witness.records()
                yield from witness.pages(root, present)
            yield from _rows(ledger)


def _unreadable(root: Path) -> Mismatch | None:
    """What is wrong with a ledger that is none, or a broken one."""
    try:
        with closing(Ledger.reader(root)) as ledger:
            sound = ledger.sound()
    except ArchiveError as error:
        if not is_malformed(error):
            raise
        sound = False
    return None if sound else Mismatch(LEDGER, "malformed; rebuild-ledger makes it anew from the files")


def _sizes(root: Path, lengths: Mapping[str, int]) -> Iterator[Mismatch]:
    found = sizes_of(root)
    for path, length in lengths.items():
        size = found.pop(path, None)
        if size is None:
            yield Mismatch(path, "the ledger knows this segment, and it is not there")
        elif size < length:
            yield Mismatch(path, f"{length - size} bytes shorter than the ledger committed")
        elif not ends_line(root, path, length):
            yield Mismatch(path, f"no line ends at its committed length of {length} bytes: somebody wrote into it")
        elif size > length and not _is_written(root / path):
            yield Mismatch(path, f"{size - length} bytes beyond the committed length: torn or not yet recovered")
    for path, size in found.items():
        if size and not _is_written(root / path):
            yield Mismatch(path, "a segment that the ledger does not know")


def _is_written(path: Path) -> bool:
    """Does a living writer hold it?"""
    with storage(path):
        descriptor = locked(path)
        if descriptor is None:
            return True
        os.close(descriptor)
        return False


def _rows(ledger: Ledger) -> Iterator[Mismatch]:
    for table, side, row in ledger.differences():
        says = "only the ledger says" if side == "here" else "only the files say"
        facts = ", ".join(f"{key} {value!r}" for key, value in row.items() if value is not None and key != "url")
        yield Mismatch(LEDGER, f"{table}: {says}: {facts}", id=row.get("record") or row.get("held"), url=row.get("url"))
