"""Which records may go into a release, by what their sites said of robots and of text and data mining at fetch time.

The signals stand in a record's `rights`: what robots.txt said (`allowed`, or `none` where a site has none), TDMRep's
`tdm-reservation` and `tdm-policy` (W3C community group report of 2024-05-10: reservation 1 means that rights are
reserved), and the page's robots directives, of its meta tag or its X-Robots-Tag header. Null means that nobody met
anything: by article 4 (3) of EU directive 2019/790 a reservation has to be expressed, so silence is none.
"""

from collections.abc import Mapping
from typing import Any

from newscrawler.archive.model import JSON
from newscrawler.errors import ArgumentError

MODES: Mapping[str, str] = {
    "any": "every record, whatever was said",
    "no-optout": "none that was reserved: tdm-reservation other than 0, noai, noml, or robots.txt forbids it",
    "strict": "only where robots.txt was read, and nothing is reserved, licensed apart (tdm-policy) or kept from "
    "indexes and archives (noindex, noarchive, nosnippet, none)",
}
"""The modes of `--rights`, and what each lets in."""

_NO_MINING = frozenset({"noai", "noml"})
_NO_COPIES = frozenset({"noindex", "noarchive", "nocache", "nosnippet", "none"})
_VALUED = frozenset({"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"})
_WELCOME = frozenset({"allowed", "none"})


def check_mode(mode: str) -> str:
    """`mode` when there is such a one; raises `ArgumentError` else."""
    if mode not in MODES:
        raise ArgumentError(f"--rights {mode!r}: there are {', '.join(MODES)}")
    return mode


def rights_allow(record: JSON, mode: str) -> bool:
    """May this record be in a release of that mode? Raises `ArgumentError` for a mode that there is not.

    >>> reserved = {"robots": "allowed", "tdm_reservation": "1", "tdm_policy": None, "meta_robots": None}
    >>> [rights_allow({"rights": reserved}, mode) for mode in MODES]
    [True, False, False]
    >>> [rights_allow({"rights": {"robots": None}}, mode) for mode in MODES]
    [True, True, False]
    """
    rights: Mapping[str, Any] = record.get("rights") or {}
    if check_mode(mode) == "any":
        return True
    told = directives(rights.get("meta_robots"))
    is_reserved = (rights.get("tdm_reservation") or "0").strip() != "0" or bool(told & _NO_MINING)
    if is_reserved or rights.get("robots") not in (None, *_WELCOME):
        return False
    if mode == "no-optout":
        return True
    return rights.get("robots") in _WELCOME and not rights.get("tdm_policy") and not told & _NO_COPIES


def directives(value: str | None) -> frozenset[str]:
    """The robots directives of a meta tag or header, in lower case, those that carry a value left out.

    A directive for one crawler alone counts for all: nobody can tell what a release will be used for.

    >>> sorted(directives("index, NOAI, max-image-preview:none; gptbot: noindex"))
    ['index', 'noai', 'noindex']
    """
    found = set()
    for part in (value or "").lower().replace(";", ",").split(","):
        name, colon, rest = (piece.strip() for piece in part.partition(":"))
        if name not in _VALUED:
            found.add(rest if colon else name)
    return frozenset(found - {""})
