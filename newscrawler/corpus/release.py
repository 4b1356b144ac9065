"""One export from beginning to end: read, compare, write, describe; a release stands there whole, or nothing does."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import TypeVar

from newscrawler.archive.model import JSON
from newscrawler.corpus.copies.duplicates import Duplicates, Mark, find_duplicates
from newscrawler.corpus.copies.equal import find_equal
from newscrawler.corpus.description import describe_release
from newscrawler.corpus.formats.lines import extended
from newscrawler.corpus.holdings.catalogue import Catalogue
from newscrawler.corpus.holdings.choices import check_values, told_empty
from newscrawler.corpus.holdings.earlier import Earlier, held, told
from newscrawler.corpus.masking import mask
from newscrawler.corpus.model import About
from newscrawler.corpus.order.options import Order, Tell
from newscrawler.corpus.press import Press, Printed
from newscrawler.corpus.sequel import continued
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
    earlier += [Earlier.open(order.previous, "--previous")] if order.previous else []
    with workshop(order.out) as folder:
        index = folder / SCRATCH / "catalogue.sqlite3"
        stage = tell.stage("reading")
        news: JSON = {"held": held(earlier), "told": told(earlier)}
        catalogue = Catalogue.build(order.archives, order.selection, index, tell=stage, **news)
        with closing(catalogue):
            for note in catalogue.notes:
                tell.note(note)
            check_values(order.selection, catalogue.seen)
            _refuse_empty(order, catalogue)
            found = _compared(order, catalogue, tell.stage("comparing"))
            splitter = make_splitter(order.split, found)
            if order.is_update:
                splitter = continued(splitter, found, catalogue.splits_before())
            stage = tell.stage("writing")
            left_out = _leave_out(order, catalogue, found)
            lines = _counted(catalogue.lines(only_new=order.is_update), _count(order, catalogue), stage)
            printed = _print(order, lines, found, splitter, Press(folder, order.formats), left_out)
            return describe_release(order, folder, catalogue, found, splitter, printed, earlier)


def _compared(order: Order, catalogue: Catalogue, stage: Callable[[int, int], None]) -> Duplicates:
    total = len(catalogue)
    if order.near:
        return find_duplicates(_counted(catalogue.records(), total, stage), near=True)
    found = find_equal(catalogue.known, catalogue.record)
    stage(total, total)
    return found


def _count(order: Order, catalogue: Catalogue) -> int:
    """How many records are to be written."""
    return catalogue.fresh() if order.is_update else len(catalogue)


def _refuse_empty(order: Order, catalogue: Catalogue) -> None:
    """Raises `ArgumentError` where there is nothing to release, not even a removal that is news."""
    if _count(order, catalogue) or catalogue.difference().removed:
        return
    if len(catalogue):
        raise ArgumentError("nothing is new since that release, and nothing was removed")
    raise ArgumentError(f"nothing in the archive matches the selection: {told_empty(catalogue.seen)}")


def _leave_out(order: Order, catalogue: Catalogue, found: Duplicates) -> int:
    """Takes the copies out that are not wanted; returns how many records are not written for it."""
    if order.duplicates == "keep":
        return 0
    before = _count(order, catalogue)
    numbers = range(len(catalogue))
    catalogue.leave_out(number for number in numbers if _is_left_out(order.duplicates, found.mark(number)))
    return before - _count(order, catalogue)


def _counted(records: Iterable[Entry], total: int, tell: Callable[[int, int], None]) -> Iterator[Entry]:
    for done, entry in enumerate(records):
        if done % _STEP == 0:
            tell(done, total)
        yield entry
    tell(total, total)


def _print(
    order: Order,
    lines: Iterable[tuple[int, JSON, bytes]],
    found: Duplicates,
    splitter: Splitter,
    press: Press,
    left_out: int,
) -> Printed:
    """Every record with the columns of its cluster into the files of its split."""
    for number, record, line in lines:
        mark = found.mark(number)
        columns = _columns(mark)
        printed = mask(record, order.masked) | columns if order.masked else extended(record, line, columns)
        press.put(printed, splitter.split_of(number, record, mark))
    return press.finished(left_out)


def _columns(mark: Mark | None) -> JSON:
    """What `schema.DUPLICATES` tells of a record."""
    cluster, of, jaccard = (mark.cluster, mark.of, mark.jaccard) if mark else (None, None, None)
    return {"dup_cluster": cluster, "dup_of": of, "dup_jaccard": jaccard}


def _is_left_out(policy: str, mark: Mark | None) -> bool:
    return mark is not None and (policy == "drop" or (policy == "first" and mark.of is not None))
