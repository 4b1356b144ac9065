"""Numbered listing pages: where the walk begins and ends, and which year a card without one means."""

from datetime import UTC, date, datetime

import pytest

from newscrawler.archive.model import Lease
from newscrawler.az import BAKU
from newscrawler.discovery import Candidate, Cards, Fetched, Harvest, Pages, Span, Trail
from newscrawler.discovery.dates import as_evidence, date_cards, read_date
from newscrawler.spiders.report import ReportSpider
from newscrawler.work import as_candidate, as_work

NOW = datetime(2025, 12, 15, 14, tzinfo=UTC)
SITE = "https://axar.az"
CARDS = (Cards("div.card", title="h3", date="span"),)
LATEST = Pages(f"{SITE}/latest/page{{page}}/", CARDS)
MONTH = Span.parse("2025-12")


def cards(*dates: str, first: int = 0) -> str:
    """A page of cards with these dates, the links numbered from `first`."""
    shown = enumerate(dates, first)
    return "".join(
        f'<div class="card"><a href="/{n}"><h3>Xəbər {n}</h3></a><span>{day}</span></div>' for n, day in shown
    )


def read(
    body: str, number: int = 1, span: Span = MONTH, source: Pages = LATEST, url: str = "", trail: Trail | None = None
) -> Harvest:
    asked = source.page_of(number)
    return source.read(Fetched(url or asked, body.encode(), NOW, asked=asked, trail=trail), span)


def test_the_walk_begins_at_the_first_number_and_goes_on_by_the_step() -> None:
    rows = Pages(f"{SITE}/xeberler/?start={{page}}", CARDS, first=1, step=30)
    assert rows.name == f"pages {SITE}/xeberler/?start={{page}}"
    assert list(rows.begin(MONTH, NOW)) == [f"{SITE}/xeberler/?start=1"]
    assert read(cards("15 dekabr 2025"), source=rows).more == [f"{SITE}/xeberler/?start=31"]
    assert read(cards("15 dekabr 2025"), 31, source=rows).more == [f"{SITE}/xeberler/?start=61"]


def test_the_walk_goes_on_over_pages_that_are_newer_than_the_span_and_ends_at_one_that_is_older() -> None:
    newer = read(cards("15 dekabr 2025", "14 dekabr 2025"), span=Span.parse("2025-11", "2025-11"))
    assert (newer.candidates, newer.more) == ([], [f"{SITE}/latest/page2/"])
    assert read(cards("1 dekabr 2025", "30 noyabr 2025"), 2).more == [f"{SITE}/latest/page3/"]
    assert read(cards("29 noyabr 2025", "28 noyabr 2025", ""), 3).more == []


def test_a_card_pinned_to_every_page_does_not_end_the_walk() -> None:
    assert read(cards("3 yanvar 2019", "15 dekabr 2025", "14 dekabr 2025")).more


def test_a_page_that_repeats_the_one_before_ends_the_walk() -> None:
    last = read(cards("3 dekabr 2025"), 7)
    assert last.more == [f"{SITE}/latest/page8/"]
    assert read(cards("3 dekabr 2025"), 8, trail=last.trail).more == []
    assert read(cards("3 dekabr 2025", first=5), 8, trail=last.trail).more == [f"{SITE}/latest/page9/"]


@pytest.mark.parametrize("elsewhere", [f"{SITE}/", f"{SITE}/latest/", f"{SITE}/latest/page1/", f"{SITE}/xeta/page99/"])
def test_a_redirect_from_a_number_beyond_the_last_page_ends_the_walk(elsewhere: str) -> None:
    assert read(cards("15 dekabr 2025"), 99, url=elsewhere).more == []


@pytest.mark.parametrize("here", [f"{SITE}/latest/", "http://www.axar.az/latest/page1", f"{SITE}/latest/page1/"])
def test_the_first_page_may_have_an_address_of_its_own(here: str) -> None:
    assert read(cards("15 dekabr 2025"), 1, url=here).more == [f"{SITE}/latest/page2/"]


def test_a_redirect_that_keeps_the_number_is_the_same_page() -> None:
    assert read(cards("15 dekabr 2025"), 4, url="https://www.axar.az/latest/page4").more == [f"{SITE}/latest/page5/"]


def test_a_page_without_cards_ends_the_walk() -> None:
    assert read("<p>Xəbər yoxdur</p>", 12).more == []


def test_cards_without_any_date_are_walked_to_the_end() -> None:
    harvest = read(cards("", ""))
    assert [one.published for one in harvest.candidates] == [None, None]
    assert harvest.more


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("18:49", "2025-12-15T18:49:00+04:00"),
        ("23:50", "2025-12-14T23:50:00+04:00"),
        ("2 Oktyabr 16:08", "2025-10-02T16:08:00+04:00"),
        ("21 Fevral 23:50", "2025-02-21T23:50:00+04:00"),
        ("15 dekabr", "2025-12-15"),
        ("16 dekabr", "2024-12-16"),
        ("28 oktyabr", "2025-10-28"),
    ],
)
def test_a_card_without_year_or_day_is_never_dated_ahead_of_the_fetch(printed: str, meant: str) -> None:
    assert str(read_date(printed, NOW)) == meant


def dated(*printed: str, reached: datetime | None = None, lost: bool = False) -> list[str]:
    """The dates of cards in their order, on a first page or on one whose forerunner had reached a date."""
    dates, _ = date_cards(printed, NOW, Trail("", reached) if reached or lost else None)
    return [str(date) for date in dates]


def test_on_a_further_page_the_year_follows_from_the_page_before() -> None:
    at = datetime(2024, 3, 2, 12, tzinfo=BAKU)
    assert dated("1 mart 10:00", reached=at) == ["2024-03-01T10:00:00+04:00"]
    new_year = datetime(2024, 1, 1, 0, 30, tzinfo=BAKU)
    assert dated("1 yanvar", "31 dekabr", "29 dekabr", reached=new_year) == ["2024-01-01", "2023-12-31", "2023-12-29"]


def test_a_card_out_of_the_walks_order_has_no_year() -> None:
    at = datetime(2024, 3, 2, 12, tzinfo=BAKU)
    assert dated("1 mart", "20 aprel", reached=at) == ["2024-03-01", "None"]
    assert dated("20 aprel 2025", "1 mart", reached=at) == ["2025-04-20", "2024-03-01"]


def test_a_page_that_spans_years_tells_no_year_from_where_it_jumps_back() -> None:
    assert dated("2 Oktyabr", "21 Fevral", "9 noyabr", "3 mart") == ["2025-10-02", "2025-02-21", "None", "None"]
    sparse = read(cards("2 Oktyabr", "21 Fevral", "9 noyabr"), span=Span.parse("2010"))
    assert sparse.trail is not None
    assert sparse.trail.reached is None
    assert dated("8 noyabr", "8 noyabr 2024, 12:00", lost=True) == ["None", "2024-11-08T12:00:00+04:00"]


@pytest.mark.parametrize("pinned", ["28 oktyabr", "16 dekabr", "3 mart"])
@pytest.mark.parametrize("place", [0, 2, 4])
def test_one_card_out_of_place_has_no_year_and_the_others_keep_theirs(pinned: str, place: int) -> None:
    printed = ["15 dekabr", "15 dekabr", "14 dekabr", "13 dekabr"]
    dates = dated(*printed[:place], pinned, *printed[place:])
    assert [one for n, one in enumerate(dates) if n != place] == [
        "2025-12-15",
        "2025-12-15",
        "2025-12-14",
        "2025-12-13",
    ]
    assert dates[place] in ("None", str(read_date(pinned, NOW)))


def test_the_walk_carries_its_date_from_page_to_page_over_the_turn_of_years() -> None:
    trail, seen = None, []
    for number, printed in enumerate(("8 dekabr", "30 iyun", "2 yanvar", "29 dekabr"), 1):
        harvest = read(cards(*[printed] * 3, first=10 * number), number, Span.parse("2010"), trail=trail)
        trail = harvest.trail
        seen += [one.published.day for one in harvest.candidates[:1] if one.published]
    assert seen == [date(2025, 12, 8), date(2025, 6, 30), date(2025, 1, 2), date(2024, 12, 29)]


def test_a_pinned_card_does_not_move_the_date_that_the_walk_reached() -> None:
    harvest = read(cards("3 yanvar 2019", "15 dekabr 2025", "14 dekabr 2025", "13 dekabr 2025"))
    assert harvest.trail is not None
    assert harvest.trail.reached == datetime(2025, 12, 13, tzinfo=BAKU)


def test_evidence_holds_without_knowing_when_the_card_was_read() -> None:
    said = {printed: as_evidence("listing", printed, read_date(printed, NOW)) for printed in ("18:49", "2 Oktyabr")}
    assert said["18:49"] == ({"source": "listing", "raw": "2025-12-15T18:49:00+04:00 ← 18:49"},)
    assert said["2 Oktyabr"] == ({"source": "listing", "raw": "2025-10-02 ← 2 Oktyabr"},)
    whole = "2 Oktyabr 2025, 16:08"
    assert as_evidence("listing", whole, read_date(whole, NOW)) == ({"source": "listing", "raw": whole},)
    for rough in ("3 saat əvvəl", "Baxış: 2 254", None):
        assert as_evidence("listing", rough, read_date(rough, NOW)) == ()


def test_the_trail_survives_the_ledger() -> None:
    trail = Trail("0123456789abcdef", datetime(2024, 3, 2, 12, tzinfo=BAKU))
    urls = ReportSpider().urls
    for told in (trail, Trail("0123456789abcdef"), None):
        page = Candidate(LATEST.page_of(2), LATEST.name, kind="source", span=MONTH, trail=told)
        work = as_work(page, "axar", urls)
        lease = Lease(1, work.url, "axar", "axar.az", "source", "pending", 0, 0, None, None, work.payload, None, None)
        assert as_candidate(lease) == page
