"""Copies whose folded text is equal, from what a catalogue's index knows: only suspects are read again for them."""

from array import array
from collections.abc import Callable, Iterable
from datetime import date
from hashlib import blake2b

from newscrawler.archive.model import JSON
from newscrawler.corpus.copies.duplicates import Duplicates
from newscrawler.corpus.copies.folding import Folder

Known = tuple[str, str, str, int]
"""Id, site, `published_on` and digest of `Folder.letters` of a record."""

_SIGN = 1 << 63
_ALL = (1 << 64) - 1


def digest_of(words: bytes, name: str) -> int:
    """64 bits that stand for a text by its words or letters; of an empty one by its id, for nothing is no copy."""
    told = words or name.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(told, digest_size=8).digest(), "big")


def signed(digest: int) -> int:
    """The same 64 bits as SQLite can keep them."""
    return digest - (1 << 64) if digest & _SIGN else digest


def find_equal(known: Callable[[], Iterable[Known]], record: Callable[[int], JSON]) -> Duplicates:
    """The copies among the records that `known` tells of, in total order, and `record` reads by number.

    Two passes in flat memory. Records whose letters are equal are read: of `1,5` and `15` the letters are.
    """
    import numpy as np  # here, as in `find_duplicates`

    from newscrawler.corpus.copies.shingles import Print
    from newscrawler.corpus.copies.tally import Tally
    from newscrawler.corpus.copies.words import hash64

    digests = array("Q", (digest & _ALL for _, _, _, digest in known()))
    folder = Folder()
    for number in _suspects(digests):
        one = record(number)
        digests[number] = digest_of(b" ".join(folder.compared(one["title"], one["text"])), one["id"])
    tally, nothing = Tally(), (np.empty(0, np.uint32), np.empty(0, np.uint64), np.empty(0, np.uint32))
    for (name, site, day, _), digest in zip(known(), digests, strict=True):
        prints = Print(digest, hash64(name), date.fromisoformat(day).toordinal(), *nothing)
        tally.note({"id": name, "site": site}, prints)
    return Duplicates(tally)


def _suspects(digests: "array[int]") -> list[int]:
    """The numbers of records whose digest another one has."""
    import numpy as np

    bits = np.frombuffer(digests, np.uint64)
    _, places, counts = np.unique(bits, return_inverse=True, return_counts=True)
    found: list[int] = np.flatnonzero(counts[places] > 1).tolist()
    return found
