"""What was met and is not held: every address once, by the reason it came to last, however often it was asked for."""

from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from newscrawler.archive.layout import REJECTED, segments
from newscrawler.archive.model import JSON
from newscrawler.archive.turns import read_in_turn

_NO_REFUSALS = ("pending", "alias")  # what waits will be asked for again, an alias is held under its other address


class Refusal(NamedTuple):
    """The last word on an address, from a line of `rejected/`."""

    at: str
    reason: str
    site: str
    kind: str


class Refusals:
    """Made `of` archives, then told what they hold; memory grows with refusals alone.

    A source that is polled writes no line when it answers again, so that it counts until its page is read as a listing.
    """

    def __init__(self) -> None:
        self._last: dict[str, Refusal] = {}

    @classmethod
    def of(cls, archives: Iterable[Path], sites: Collection[str] = ()) -> "Refusals":
        """What `rejected/` says, of these sites or of all. Raises `ArchiveError` naming file and line."""
        refusals = cls()
        for root in archives:
            for site in sorted({segment.site for segment in segments(root, REJECTED)}):
                if not sites or site in sites:
                    refusals._read(root, site)
        return refusals

    def _read(self, root: Path, site: str) -> None:
        found: dict[str, Refusal] = {}
        for _, line in read_in_turn(root, REJECTED, site):
            if is_refusal(line):
                found[line["url"]] = Refusal(line["at"], line["reason"] or line["state"], line["site"], line["kind"])
            else:
                found.pop(line["url"], None)
        for url, refusal in found.items():  # commits of several archives have no order but time
            self._last[url] = max(refusal, self._last.get(url, refusal))

    def strike(self, url: str) -> None:
        """An article is held under this address, or was until somebody asked for its removal: it is not refused."""
        self._last.pop(url, None)

    def articles(self, site: str) -> Counter[str]:
        """How many addresses of a site, of articles and of cards that led to none, by reason."""
        return Counter(one.reason for one in self._last.values() if one.site == site and one.kind != "source")

    def sources(self, site: str) -> Counter[str]:
        """How many addresses of its feeds, sitemaps and listings, by reason."""
        return Counter(one.reason for one in self._last.values() if one.site == site and one.kind == "source")


def is_refusal(line: JSON) -> bool:
    """Does a line of `rejected/` say that nothing came of its address? A listing that was read has a line as well."""
    return line["state"] not in _NO_REFUSALS and line["reason"] != "listing"
