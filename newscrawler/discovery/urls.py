"""URLs as sites write them, made whole."""

import re
from typing import Final
from urllib.parse import urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string

_HOST, _PATH, _QUERY = r"[a-z0-9-]+(?:\.[a-z0-9-]+)*", r"/[\w.~/-]*+", r"\?[\w.~=&-]++"
PLAIN: Final = re.compile(rf"https?://(?P<host>{_HOST})(?P<path>{_PATH})(?:{_QUERY})?", re.ASCII)
"""A whole http(s) URL as it should be written, without port and fragment. Most are: one look, and no parsing."""


def absolute(href: str, base: str) -> str | None:
    """`href` as an absolute http(s) URL without fragment, safely escaped; None for anything else.

    >>> absolute("//modern.az/allahrehmet elesin/7/a/", "https://modern.az/az")
    'https://modern.az/allahrehmet%20elesin/7/a/'
    >>> absolute("", "https://modern.az/az") is None and absolute("mailto:a@b.az", "https://modern.az/") is None
    True
    """
    if PLAIN.fullmatch(href):
        return href
    href = "".join(href.split("\n")).strip()
    if not href or href.startswith("#"):
        return None
    try:
        url = safe_url_string(urljoin(base, href))
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
    except ValueError:
        return None
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", parts.query, ""))
