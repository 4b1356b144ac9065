"""A walk through the pages of one source: it ends when it shows nothing new any more, as endless calendars do."""

from collections import deque
from collections.abc import Iterable

STALE = 5
"""Pages in a row that show only what the pages before them showed."""

PAGES = 50_000
"""Pages of one source in one crawl: ten years of thirty cards a page are some ten thousand."""


class Walk:
    """What the last pages of a source showed."""

    def __init__(self) -> None:
        self._last: deque[frozenset[str]] = deque(maxlen=2 * STALE)
        self._stale = self._pages = 0

    def ends(self, shown: Iterable[str]) -> str | None:
        """Takes the addresses that the next page shows; tells why no more is asked, None while the walk leads on.

        >>> walk = Walk()
        >>> [walk.ends(["https://report.az/a/b"]) for _ in range(7)][4:]
        [None, '5 pages in a row show nothing new', '5 pages in a row show nothing new']
        """
        page = frozenset(shown)
        self._pages += 1
        is_stale = bool(page) and any(page <= before for before in self._last)
        self._stale = self._stale + 1 if is_stale else 0
        if page:
            self._last.append(page)
        if self._stale >= STALE:
            return f"{STALE} pages in a row show nothing new"
        return f"more than {PAGES} pages" if self._pages > PAGES else None
