"""What the copy of a living archive can lack: its files were copied one after the other, each at another moment."""

from pathlib import Path

from newscrawler.archive.backend import Backend
from newscrawler.archive.layout import PAGES, SegmentName, segments
from newscrawler.archive.model import JSON
from newscrawler.archive.rawpages import members
from newscrawler.archive.recovery import names_nothing

_LARGEST_PAGE = 64 << 20  # bytes at the end of a file of pages within which a torn one begins


class Lacking:
    """Tells the lines whose page, or whose record, was copied too early to be in the copy."""

    def __init__(self, root: Path, ledger: Backend) -> None:
        self._root, self._ledger = root, ledger
        self._newest: dict[str, SegmentName] = {name.site: name for name in segments(root, PAGES)}

    def __call__(self, kind: str, record: JSON) -> bool:
        """Does this line lean on something that the copy lacks?"""
        pointer = record.get("raw")
        if pointer and self._is_missing(str(pointer["warc"]), int(pointer["offset"])):
            return True
        return names_nothing(self._ledger, kind, record)

    def _is_missing(self, warc: str, offset: int) -> bool:
        path = self._root / warc
        if not path.exists():  # not copied yet, or thrown away long ago to save room
            name = SegmentName.parse(warc)
            return name.site in self._newest and name > self._newest[name.site]
        left = path.stat().st_size - offset
        if left > _LARGEST_PAGE:
            return False
        return left <= 0 or next(members(self._root, warc, offset), None) is None
