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


@pytest.mark.parametrize(
    "above",
    [
        "<div>2:30</div>",
        "<div class=video><div class=duration>02:30</div></div>",
        "<figure><video></video><span>02:30</span></figure>",
    ],
)
def test_a_length_of_a_video_above_the_day_is_no_time_of_it(above: str) -> None:
    assert record_of(f"{above}<div>12 fevral 2026</div>") == (DAY, [])


@pytest.mark.parametrize(
    "stamp",
    [
        "<span data-date='2026-02-12 10:15'></span>",
        "<div><i data-datetime='2026-02-12T06:15:00Z'></i></div>",
        "<p><span data-time=1770876900>2 saat əvvəl</span></p>",
        "<p><span data-timestamp=1770876900000>yüklənir</span></p>",
        "<div data-date='2026-02-12' data-time='10:15'></div>",
        f"<time datetime='{MINUTE}'></time>",
        f"<abbr class=timeago title='{MINUTE}'>17 gün əvvəl</abbr>",
        "<abbr title='12.02.2026 10:15'>17 gün əvvəl</abbr>",
    ],
)
def test_a_date_that_only_an_attribute_tells_is_read(stamp: str) -> None:
    assert record_of(stamp) == (MINUTE, [])


def test_numbers_in_attributes_that_are_no_instants_date_nothing() -> None:
    with pytest.raises(PageError):
        record_of("<p data-time=150 data-date=today>oxuma vaxtı: üç dəqiqə</p>")


def test_a_date_in_a_heading_of_its_own_above_the_headline_is_read_and_that_of_a_card_is_not() -> None:
    assert read(f"<h4>12.02.2026 10:15</h4><h1>{TITLE}</h1>{paragraphs(TEXT)}").published_at == MINUTE
    card = "<div>11.02.2026</div><h4>Kənd klubunda dərnək açılır</h4>"
    assert read(f"{card}<p>12.02.2026 10:15</p><h1>{TITLE}</h1>{paragraphs(TEXT)}").published_at == MINUTE


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
