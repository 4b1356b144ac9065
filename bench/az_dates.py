"""`parse_date` against dateparser, given one language and told the order, on printed dates that both read right."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from importlib import import_module
from typing import Final

from bench.timing import Row, cpu_ratio
from newscrawler.az.dates import _read_whole, parse_date

TARGET: Final = 60
_SETTINGS: Final = {"DATE_ORDER": "DMY"}
_PRINTED: Final = (
    ("15 dekabr, 2025 15:17", datetime(2025, 12, 15, 15, 17)),
    ("- 8 yanvar, 2026\n- 09:05", datetime(2026, 1, 8, 9, 5)),
    ("11 İyul , 2021 23:43", datetime(2021, 7, 11, 23, 43)),
    ("19 avqust, 2024 / 12:33", datetime(2024, 8, 19, 12, 33)),
    ("3 Mart 2025, 18:20", datetime(2025, 3, 3, 18, 20)),
    ("26 oktyabr 2025", datetime(2025, 10, 26)),
    ("5-02-2026, 07:47", datetime(2026, 2, 5, 7, 47)),
    ("21.02.2026 19:22", datetime(2026, 2, 21, 19, 22)),
    ("18:05 / 04-11-2023", datetime(2023, 11, 4, 18, 5)),
    ("2013.10.24 / 10:57", datetime(2013, 10, 24, 10, 57)),
    ("Cümə, 14 Fevral 2025", datetime(2025, 2, 14)),
    ("Bazar ertəsi , Mart 17 2025", datetime(2025, 3, 17)),
    ("29 apr 2023 15:19", datetime(2023, 4, 29, 15, 19)),
    ("2026-04-07 10:00:00", datetime(2026, 4, 7, 10)),
)


def measure() -> list[Row]:
    """CPU-time ratio over the whole list of strings, in one run."""
    parse: Callable[..., datetime | None] = import_module("dateparser").parse  # it has no types
    theirs = partial(parse, languages=["az"], settings=_SETTINGS)
    for text, right in _PRINTED:
        if parse_date(text).value.replace(tzinfo=None) != right or theirs(text) != right:
            raise ValueError(f"not read right by both: {text!r}")
    texts = [text for text, _ in _PRINTED]

    def ours() -> None:
        _read_whole.cache_clear()  # the dates of one page are remembered: that is not what is measured
        list(map(parse_date, texts))

    median, low, high = cpu_ratio(lambda: list(map(theirs, texts)), ours)
    value = f"{median:.0f}x ({low:.0f}-{high:.0f})"
    return [Row("parse_date against dateparser, one language", value, f"{TARGET}x", median >= TARGET)]
