"""Copies whose text is equal to the letter, from what a catalogue's index knows: no text is read again for them."""

from collections.abc import Iterable
from datetime import date
from hashlib import blake2b

from newscrawler.archive.model import JSON
from newscrawler.corpus.duplicates import Duplicates

Known = tuple[str, str, str, bytes]
"""Id, site, `published_on` and `text_digest` of a record."""

_SHORT = 200


def text_digest(record: JSON) -> bytes:
    """Eight bytes that stand for a text; for a short one, which can stand under many headlines, with its own."""
    text = record["text"]
    told = text if len(text) >= _SHORT else f"{record['title']}\n{text}"
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def find_equal(records: Iterable[Known]) -> Duplicates:
    """The copies among `records`, which come in total order; in one pass and flat memory."""
    import numpy as np  # here, as in `find_duplicates`

    from newscrawler.corpus.shingles import Print
    from newscrawler.corpus.tally import Tally
    from newscrawler.corpus.words import hash64

    tally = Tally()
    hashes, codes = np.empty(0, np.uint64), np.empty(0, np.uint32)
    for name, site, day, digest in records:
        known = int.from_bytes(digest, "big"), hash64(name), date.fromisoformat(day).toordinal()
        tally.note({"id": name, "site": site}, Print(*known, codes, hashes, codes))
    return Duplicates(tally)
