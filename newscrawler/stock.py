"""What the archive has already: which articles need not be fetched again, how many bytes one takes."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from newscrawler.archive.backend import Backend
from newscrawler.archive.layout import KINDS
from newscrawler.archive.ledger import Ledger
from newscrawler.wishes import OUT_OF_RANGE

_ENOUGH = 50
"""Articles from which on their mean size is believed."""


def settled_share(ledger: Backend, urls: Sequence[str]) -> float:
    """Which part of the URLs has an ending in the ledger and will not be asked for again."""
    known = ledger.known(urls)
    rows = [ledger.row(url) for url in known]
    settled = sum(row is not None and row.state != "pending" and row.reason != OUT_OF_RANGE for row in rows)
    return settled / len(urls) if urls else 0.0


def size_of_article(root: Path, site: str) -> float | None:
    """Mean bytes on the disk an article of a site, all its files counted; None while it has few."""
    held = stored(root, site)
    if held < _ENOUGH:
        return None
    return sum(file.stat().st_size for kind in KINDS for file in (root / site / kind).glob("*")) / held


def stored(root: Path, site: str) -> int:
    """How many articles of a site are held."""
    with closing(Ledger.reader(root)) as ledger:
        return ledger.counts(site)["article", "stored"]
