"""What is printed beside the date of a page that nobody described: edits, counters, stamps that are false."""

import pytest

from newscrawler.errors import PageError
from tests.test_generic import TEXT, TITLE, paragraphs
from tests.test_generic_invented import MINUTE, read

DAY = "2026-02-12"
FALSE_UTC, BARE_UTC = "2026-02-12T10:15:00Z", "2026-02-12T06:15:00"
MIDNIGHT = "2026-02-12T00:00:00+04:00"


def record_of(byline: str) -> tuple[str, list[str]]:
    record = read(f"<h1>{TITLE}</h1>{byline}{paragraphs(TEXT)}")
    return record.published_at or record.published_on, [flag for flag in record.flags if "conflict" in flag]


@pytest.mark.parametrize(
    "byline",
    [
        "<div>12.02.2026 10:15 Son yenilənmə 13:45</div>",
        "<div>12.02.2026 10:15 (yenilənib: 13.02.2026 09:15)</div>",
        "<div>Son dəyişiklik: 13.02.2026 09:15</div><div>12.02.2026 10:15</div>",
        "<div>Redaktə edilib: 13.02.2026 09:15</div><div>12.02.2026 10:15</div>",
        "<div>Giriş: 12.02.2026 - 10:15 <span>Güncelleme: 13.02.2026 - 09:15</span></div>",
        "<div>Son Güncelleme: 13.02.2026 - 09:15</div><div>Yayınlanma: 12.02.2026 - 10:15</div>",
        "<div>Последнее обновление: 13.02.2026 09:15</div><div>12.02.2026 10:15</div>",
        "<div>Last update: 13.02.2026 09:15</div><div>12.02.2026 10:15</div>",
        "<div>Yenilənib: <time datetime='2026-02-13T09:15:00+04:00'>13.02.2026</time></div><div>12.02.2026 10:15</div>",
        "<div><time datetime='2026-02-13T09:15:00+04:00'>Yenilənib: 13 fevral</time>"
        "<time datetime='2026-02-12T10:15:00+04:00'>12 fevral</time></div>",
        "<div>İqlimə düzəliş | 12.02.2026 10:15</div>",
        "<div><span>2:30</span></div><div>12.02.2026 10:15</div>",
        "<div><svg></svg>12 fevral 2026<svg></svg>10:15<svg></svg>1245</div>",
    ],
)
def test_the_day_of_an_edit_or_a_number_beside_the_date_is_not_the_date(byline: str) -> None:
    assert record_of(byline) == (MINUTE, [])


@pytest.mark.parametrize("stamp", [FALSE_UTC, BARE_UTC])
def test_a_stamp_that_is_false_by_bakus_offset_gives_way_to_what_it_shows(stamp: str) -> None:
    assert record_of(f"<time datetime='{stamp}'>12 fevral 2026, 10:15</time>") == (MINUTE, ["zone_conflict"])


def test_a_midnight_of_a_stamp_is_filling() -> None:
    assert record_of(f"<time datetime='{MIDNIGHT}'>12 fevral 2026, 10:15</time>") == (MINUTE, [])
    assert record_of(f"<time datetime='{MIDNIGHT}'>12 fevral 2026</time>") == (DAY, [])


def test_a_true_stamp_is_believed_and_words_that_grow_old_do_not_contradict_it() -> None:
    assert record_of("<time datetime='2026-02-12T06:15:00Z'>12 fevral 2026, 10:15</time>") == (MINUTE, [])
    assert record_of("<time datetime='2026-02-12T06:15:00Z'>5 gün əvvəl</time>") == (MINUTE, [])


def test_a_stamp_that_shows_another_time_is_flagged() -> None:
    assert record_of(f"<time datetime='{MINUTE}'>12 fevral 2026, 11:20</time>") == (MINUTE, ["date_conflict"])


def test_a_length_of_a_video_above_the_day_is_no_time_of_it() -> None:
    assert record_of("<div>2:30</div><div>12 fevral 2026</div>") == (DAY, [])


@pytest.mark.parametrize("below", ["Yenilənib: 13:45", "Müddət: 12:30", "Hesab: 2:15", "USD 1.70", "Bakı vaxtı 14:20"])
def test_a_time_below_the_day_is_its_own_only_where_nothing_says_otherwise(below: str) -> None:
    assert record_of(f"<div>12 fevral 2026</div><div>{below}</div>") == (DAY, [])


@pytest.mark.parametrize("byline", ["<div>Yenilənib: 13.02.2026 09:15</div>", "<div>Tel: (012) 15-12-2025</div>"])
def test_a_page_that_tells_only_of_an_edit_or_a_telephone_has_no_date(byline: str) -> None:
    with pytest.raises(PageError, match="published_on"):
        record_of(byline)


def test_a_count_that_touches_the_day_makes_no_other_day_of_it() -> None:
    with pytest.raises(PageError, match="published_on"):
        record_of("<div><span>1</span><span>2 fevral 2026 10:15</span></div>")
