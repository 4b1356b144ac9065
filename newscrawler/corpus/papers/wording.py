"""Turns of phrase and of Markdown that the papers of a release share."""

import textwrap
from collections.abc import Iterable, Sequence
from typing import Final

_WIDTH: Final = 110


def heading(text: str, level: int = 2) -> list[str]:
    """A heading and the empty line after it."""
    return [f"{'#' * level} {text}", ""]


def paragraph(text: str) -> list[str]:
    """A paragraph in lines of moderate length, and the empty line after it."""
    return [*textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False), ""]


def bullets(items: Iterable[str]) -> list[str]:
    """A list, an item each, and the empty line after it; nothing where there is no item."""
    lines: list[str] = []
    for item in items:
        lines += textwrap.wrap(
            f"* {item}", _WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
        )
    return [*lines, ""] if lines else []


def amount(number: int, what: str) -> str:
    """A number and what it counts, which is a regular English noun.

    >>> amount(1, "site"), amount(12345, "news article")
    ('1 site', '12,345 news articles')
    """
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def share(part: int, whole: int) -> str:
    """A part in per cent, never rounded up to all or down to nothing.

    >>> share(999_999, 1_000_000), share(1, 1_000_000), share(0, 0)
    ('>99.9 %', '<0.1 %', '0 %')
    """
    if part == 0 or whole == 0:
        return "0 %"
    if part == whole:
        return "100 %"
    told = 100 * part / whole
    return ">99.9 %" if told >= 99.95 else "<0.1 %" if told < 0.05 else f"{told:.1f} %"


def among(names: Iterable[str]) -> str:
    """Names in a sentence.

    >>> among(["az"]), among(["az", "ru", "en"])
    ('az', 'az, ru and en')
    """
    told: Sequence[str] = list(names)
    return " and ".join([", ".join(told[:-1]), told[-1]]) if len(told) > 1 else "".join(told)
