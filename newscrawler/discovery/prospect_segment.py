"""Patterns for the segments of articles' addresses: of the last one several, the one that tells most comes first."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

NO_ARTICLES = r"(?!(?:tag|category|author|search|page)/)"
"""For the place in a rule where a name may stand: under these a site keeps lists."""
ENDING = re.compile(r"\.[a-z]{2,5}$")

_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"(?<!\d)(?:{_YEAR}([-_.])\d{{1,2}}(?:\1\d{{1,2}})?|\d{{1,2}}([-_.])\d{{1,2}}\2{_YEAR}"
    rf"|{_YEAR}(?:(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])?)?)(?!\d)"
)
_SPECIAL = re.compile(r"[.^$*+?{}\[\]\\|()]")


def is_date(text: str) -> bool:
    """Is this a year or a day, as addresses write them: `2026`, `202611`, `20261122`, `2026-11-22`, `22.11.2026`?"""
    return _DATE.fullmatch(text) is not None


def fixed(text: str) -> str:
    r"""What stays the same in all addresses, as a pattern: dates in it do not stay.

    >>> print(fixed("arxiv-2026-11"), fixed("20261122"), fixed("news.php"))
    arxiv-\d{4}-\d{1,2} \d{8} news\.php
    """
    pieces, end = list[str](), 0
    for date in _DATE.finditer(text):
        pieces += [_escaped(text[end : date.start()]), re.sub(r"\d+", _digits, _escaped(date[0]))]
        end = date.end()
    return "".join([*pieces, _escaped(text[end:])])


def column(values: Sequence[str], before: Sequence[str] = ()) -> str:
    """A segment before the last: itself where it never changes, numbers, days, or any name.

    `before`: the segment in front of it; what follows a year is a month or a day, also where it never changes.
    """
    follows_date = bool(before) and all(map(is_date, before))
    if all(re.fullmatch(r"\d{1,2}", value) for value in values):
        return r"\d{1,2}"
    told = {fixed(value) for value in values}
    is_dated = all(_DATE.search(value) for value in values)
    if len(told) == 1 and (is_dated or (len(values) > 2 and not follows_date)):
        return told.pop()
    return r"\d+" if all(value.isdigit() for value in values) else rf"{NO_ARTICLES}[^/]+"


def are_ids(values: Sequence[str]) -> bool:
    """May the numbers of a segment each name one article?"""
    return all(re.fullmatch(r"\d{3,}", value) for value in values) and not all(map(is_date, values))


def tails(values: Sequence[str]) -> Iterator[str]:
    """Patterns of the last segment with a number in it as the key; none where there is no such number."""
    ending = ENDING.search(values[0])
    end = fixed(ending[0]) if ending else ""
    stems = [ENDING.sub("", value) if ending else value for value in values]
    yield from _leading(stems, end)
    if behind := _behind(stems):
        stems, end = [stem.removesuffix(behind) for stem in stems], fixed(behind) + end
    found = [match for stem in stems if (match := re.fullmatch(r".+?([-_]?)(\d{3,})", stem))]
    if found and not all(is_date(match[2]) for match in found):
        before = r"[^/]+[-_]" if all(match[1] for match in found) else f"[^/]+{_mark(found) or '?'}"
        yield rf"{before}(?P<key>\d{{3,}}){end}"


def names(values: Sequence[str]) -> Iterator[str]:
    """Patterns of the last segment which is the key as a whole: one always fits."""
    ending = ENDING.search(values[0])
    end = fixed(ending[0]) if ending else ""
    yield rf"(?P<key>[^/.]+){end}"
    yield rf"(?P<key>[^/.]*-[^/.]*){end}"
    yield rf"(?P<key>[^/?#]+){end}"


def _leading(stems: Sequence[str], end: str) -> Iterator[str]:
    """A number at the beginning, or behind what all begin with; a headline may follow."""
    prefix = re.sub(r"\d+$", "", common(stems)) if len(stems) > 2 else ""
    found = [match for stem in stems if (match := re.match(r"(\d+)([-_].*)?$", stem.removeprefix(prefix)))]
    is_bare = not any(match[2] for match in found)
    enough = [match for match in found if len(match[1]) > 2 or is_bare]
    if enough and not all(is_date(match[1]) for match in enough):
        yield rf"{fixed(prefix)}(?P<key>\d+){'' if is_bare else '(?:[-_][^/]*)?'}{end}"


def _behind(stems: Sequence[str]) -> str:
    """The word that stands behind the number in all: `_az` of `Siyaset_e90000_az`."""
    shared = common([stem[::-1] for stem in stems])[::-1] if len(stems) > 2 else ""
    found = re.search(r"[-_][a-z]+$", shared)
    return found[0] if found and all(stem[: -len(found[0])][-1:].isdigit() for stem in stems) else ""


def _mark(numbers: Sequence[re.Match[str]]) -> str:
    """The letters in front of the number that all have: `_e` of `Siyaset_e90000`."""
    before = {found[1] if (found := re.search(r"([-_][a-z]{1,3})$", one[0][: one.start(2)])) else "" for one in numbers}
    return fixed(before.pop()) if len(before) == 1 else ""


def common(texts: Sequence[str]) -> str:
    """The letters with which all begin."""
    return "".join(letters[0] for letters in takewhile(lambda letters: len({*letters}) == 1, zip(*texts, strict=False)))


def _digits(number: re.Match[str]) -> str:
    return r"\d{1,2}" if len(number[0]) < 3 else rf"\d{{{len(number[0])}}}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)
