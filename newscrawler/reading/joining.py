"""Addresses of a page made absolute. Joining costs more than everything else about a link, and most need none."""

import re
from typing import Final
from urllib.parse import urljoin

_PLAIN_PATH: Final = re.compile(r"/[\w~%,@=&+:!'()*$./?#-]*+")
_TO_RESOLVE: Final = re.compile(r"^//|/\.|\?#|[?#]$")
_TO_REWRITE: Final = re.compile(r"[\[\];\s\0-\x20]|\?#|[?#]$|^https?://[/?#]")
"""What joining changes in an address that is absolute already."""


class Joiner:
    """Joins addresses to the `base` of a page: its `<base href>`, else its URL."""

    def __init__(self, base: str) -> None:
        self._base = base
        origin = urljoin(base, "/")
        self._origin = origin[:-1] if origin.startswith(("https://", "http://")) else ""

    def __call__(self, href: str) -> str:
        """`href` as an absolute URL; what cannot be joined comes back as it is."""
        if href.startswith(("https://", "http://")):
            if ("/." not in href and "//" not in href[8:]) or not _TO_REWRITE.search(href):
                return href.strip()
        elif self._origin and _PLAIN_PATH.fullmatch(href) and not _TO_RESOLVE.search(href):
            return self._origin + href
        try:
            return urljoin(self._base, href.strip())
        except ValueError:
            return href
