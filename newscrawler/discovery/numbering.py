"""Pages of a listing by the numbers in their addresses."""

import re
from collections.abc import Mapping

from newscrawler.discovery.wording import NUMBERED

_BESIDE = r"(?:[?&][\w-]+=[\w-]*)*"
_ADDED = re.compile(
    rf"/?(?:{_BESIDE}(?P<word>{NUMBERED.pattern[:-1]})|[?&]\w+=)?/?(?P<number>\d{{1,6}})(?:\.html?)?", re.IGNORECASE
)


def number_after(here: str, there: str) -> tuple[int | None, bool]:
    """The number by which alone `there` differs from `here`, or which it adds; and is a word before it a page's?

    >>> pairs = [("/x?page=2", "/x?page=3"), ("/", "/?page=2&n=9"), ("/x/", "/x/page/2/"), ("/5/", "/6/"), ("/x", "/y")]
    >>> [number_after(f"https://a.az{here}", f"https://a.az{there}") for here, there in pairs]
    [(3, True), (2, True), (2, True), (6, False), (None, False)]
    >>> number_after("https://a.az/cat.php?id=1", "https://a.az/cat.php?page=2&id=1")
    (2, True)
    """
    ours, theirs = _page_last(here.rstrip("/")), _page_last(there.rstrip("/"))
    if match := _ADDED.fullmatch(theirs.removeprefix(ours)) if theirs.startswith(ours) else None:
        return int(match["number"]), match["word"] is not None
    pieces, others = re.split(r"(\d+)", ours), re.split(r"(\d+)", theirs)
    if len(pieces) != len(others):
        return None, False
    places = [place for place, pair in enumerate(zip(pieces, others, strict=True)) if pair[0] != pair[1]]
    if len(places) != 1 or not (pieces[places[0]].isdigit() and others[places[0]].isdigit()):
        return None, False
    return int(others[places[0]]), NUMBERED.search(others[places[0] - 1]) is not None


def _page_last(url: str) -> str:
    """`url` with the number of the page as its last parameter, as it would be added to that of the first page."""
    start, sign, query = url.partition("?")
    parts = query.split("&")
    last = [part for part in parts if (match := _ADDED.fullmatch(f"&{part}")) and match["word"]]
    return f"{start}{sign}{'&'.join([part for part in parts if part not in last] + last)}"


def number_of(here: str, others: Mapping[int, str]) -> int | None:
    """The number of a page, by the addresses of `others` with theirs; None for one that has none."""
    for url in others.values():
        ours, theirs = re.split(r"(\d+)", here.rstrip("/")), re.split(r"(\d+)", url.rstrip("/"))
        if len(ours) == len(theirs):
            return next((int(one) for one, other in zip(ours, theirs, strict=True) if one != other), None)
    return None
