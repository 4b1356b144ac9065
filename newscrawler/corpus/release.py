"""One export from beginning to end: read, compare, write, describe; a release stands there whole, or nothing does."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import TypeVar

from newscrawler.archive.model import JSON
from newscrawler.corpus.catalogue import Catalogue
from newscrawler.corpus.choices import check_values
from newscrawler.corpus.description import describe_release
from newscrawler.corpus.duplicates import Duplicates, Mark, find_duplicates
from newscrawler.corpus.earlier import Earlier, held
from newscrawler.corpus.equal import find_equal
from newscrawler.corpus.formats.lines import extended
from newscrawler.corpus.masking import mask
from newscrawler.corpus.model import About
from newscrawler.corpus.options import Order, Tell
from newscrawler.corpus.press import Press, Printed
from newscrawler.corpus.splits import Splitter, make_splitter
from newscrawler.corpus.workshop import SCRATCH, refuse_occupied, workshop
from newscrawler.errors import ArgumentError

Entry = TypeVar("Entry")

_STEP = 256


def export(order: Order, tell: Tell) -> About:
    """Makes the release that was ordered; returns what its papers tell.

    Raises `ArgumentError` for what a person has to mend (an option, the place), `ArchiveError` naming file and line for
    what the archive or the disk refuses; nothing is left behind then.
    """
    refuse_occupied(order.out)
    order.check()
    earlier = [Earlier.open(folder) for folder in order.new_since]
    with workshop(order.out) as folder:
        index = folder / SCRATCH / "catalogue.sqlite3"
        stage = tell.stage("reading")
        catalogue = Catalogue.build(order.archives, order.selection, index, held=held(earlier), tell=stage)
        with closing(catalogue):
            check_values(order.selection, catalogue.seen)
            _refuse_empty(catalogue, bool(earlier))
            stage = tell.stage("comparing")
            found = (
                find_duplicates(_counted(catalogue.records(), len(catalogue), stage), near=True)
                if order.near
                else find_equal(_counted(catalogue.known(), len(catalogue), stage))
            )
            splitter = make_splitter(order.split, found)
            with Press(folder, order.formats) as press:
                stage = tell.stage("writing")
                lines = _counted(catalogue.lines(only_new=True), catalogue.fresh(), stage)
                printed = _print(order, lines, found, splitter, press)
            return describe_release(order, folder, catalogue, found, splitter, printed, earlier)


def _refuse_empty(catalogue: Catalogue, is_update: bool) -> None:
    if not len(catalogue):
        raise ArgumentError("nothing in the archive matches the selection")
    if is_update and not catalogue.fresh():
        raise ArgumentError("nothing is new since that release")


def _counted(records: Iterable[Entry], total: int, tell: Callable[[int, int], None]) -> Iterator[Entry]:
    for done, entry in enumerate(records):
        if done % _STEP == 0:
            tell(done, total)
        yield entry
    tell(total, total)


def _print(
    order: Order, lines: Iterable[tuple[int, JSON, bytes]], found: Duplicates, splitter: Splitter, press: Press
) -> Printed:
    """Every record with the columns of its cluster into the files of its split."""
    left_out = 0
    for number, record, line in lines:
        mark = found.mark(number)
        if _is_left_out(order.duplicates, mark):
            left_out += 1
            continue
        columns = _columns(mark)
        told = mask(record, order.masked) | columns if order.masked else extended(record, line, columns)
        press.put(told, splitter.split_of(number, record, mark))
    return press.finished(left_out)


def _columns(mark: Mark | None) -> JSON:
    """What `schema.DUPLICATES` tells of a record."""
    cluster, of, jaccard = (mark.cluster, mark.of, mark.jaccard) if mark else (None, None, None)
    return {"dup_cluster": cluster, "dup_of": of, "dup_jaccard": jaccard}


def _is_left_out(policy: str, mark: Mark | None) -> bool:
    return mark is not None and (policy == "drop" or (policy == "first" and mark.of is not None))
