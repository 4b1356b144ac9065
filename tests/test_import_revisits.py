"""Records that only say "the same as before", and answers to requests that sent something."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from newscrawler.importing.gathering import Imported
from tests.archive_audit import memory
from tests.foreign import AT, bring, http, page, record, save, sha1, verdicts
from tests.small_site import edited, stories
from tests.stored import assert_sound, capture, fill, lines

STORY, OTHER = stories(2)
EDITED = edited(STORY, 3)
DAY = timedelta(days=1)


@pytest.fixture
def root() -> Iterator[Path]:
    with memory() as folder:
        yield folder / "archive"


def stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def revisit(at: datetime, status: str = "200 OK", url: str = STORY.url, **fields: str) -> bytes:
    return record(url, http(b"", status=status), at, kind="revisit", **fields)


BY_ID = {"WARC_Refers_To": "<urn:uuid:first>"}
BY_TIME = {"WARC_Refers_To_Target_URI": STORY.url, "WARC_Refers_To_Date": stamp(AT)}
BY_DIGEST = {"WARC_Payload_Digest": sha1(STORY.html.encode())}
FIRST = page(STORY, AT, WARC_Record_ID="<urn:uuid:first>", **BY_DIGEST)


@pytest.mark.parametrize("named", [BY_ID, BY_TIME, BY_DIGEST], ids=["id", "address and time", "digest"])
@pytest.mark.parametrize("status", ["200 OK", "304 Not Modified"])
def test_a_revisit_is_read_as_the_page_that_it_names(
    root: Path, tmp_path: Path, named: dict[str, str], status: str
) -> None:
    """The article was edited and the edit taken back: without the revisit the archive would not know it."""
    back = save(tmp_path / "a.warc.gz", revisit(AT + 2 * DAY, status, **named))
    rest = save(tmp_path / "b.warc.gz", FIRST, page(EDITED, AT + DAY))
    assert verdicts(bring(root, back, rest)[0]) == ["new", "revision", "revision"]
    assert [(line["text"], line["fetched_at"]) for line in lines(root)] == [
        (STORY.text, stamp(AT)),
        (EDITED.text, stamp(AT + DAY)),
        (STORY.text, stamp(AT + 2 * DAY)),
    ]
    assert_sound(root, tmp_path)


@pytest.mark.parametrize("named", [BY_TIME, BY_DIGEST], ids=["address and time", "digest"])
def test_the_page_of_a_revisit_may_lie_in_the_archive(root: Path, tmp_path: Path, named: dict[str, str]) -> None:
    bring(root, save(tmp_path / "a.warc.gz", FIRST, page(EDITED, AT + DAY)))
    told, _ = bring(root, save(tmp_path / "b.warc.gz", revisit(AT + 2 * DAY, **named)))
    assert verdicts(told) == ["revision"]
    assert [line["text"] for line in lines(root)] == [STORY.text, EDITED.text, STORY.text]
    again, _ = bring(root, tmp_path / "a.warc.gz", tmp_path / "b.warc.gz")
    assert {one.verdict for one in again if isinstance(one, Imported)} <= {"held", "unchanged"}
    assert len(lines(root)) == 3


def test_the_page_of_a_revisit_may_be_one_of_our_own_crawl(root: Path, tmp_path: Path) -> None:
    fill(root, [capture(STORY.url, STORY.html, AT), capture(STORY.url, EDITED.html, AT + DAY)])
    told, _ = bring(root, save(tmp_path / "a.warc", revisit(AT + 2 * DAY, **BY_DIGEST)))
    assert verdicts(told) == ["revision"]


def test_a_revisit_whose_page_is_nowhere_is_listed_with_what_it_names(root: Path, tmp_path: Path) -> None:
    fill(root, [capture(STORY.url, STORY.html, AT + DAY)])
    nowhere = [revisit(AT + 2 * DAY, **BY_TIME), revisit(AT + 3 * DAY, **BY_ID), revisit(AT + 4 * DAY)]
    told, _ = bring(root, save(tmp_path / "a.warc", *nowhere))
    assert verdicts(told) == ["revisit"] * 3
    assert [one.detail.split(":")[0] for one in told if isinstance(one, Imported)] == [
        f"the same as {STORY.url} of {stamp(AT)}".split(":")[0],
        "the same as <urn",
        "the same as another capture that it does not name",
    ]
    assert len(lines(root)) == 1


def test_a_revisit_is_not_read_as_a_page_with_another_digest(root: Path, tmp_path: Path) -> None:
    other = revisit(AT + DAY, **BY_ID, WARC_Payload_Digest=sha1(b"x"))
    assert verdicts(bring(root, save(tmp_path / "a.warc", FIRST, other))[0]) == ["revisit", "new"]


def test_a_revisit_of_a_redirect_or_a_lost_page_says_so(root: Path, tmp_path: Path) -> None:
    told, _ = bring(root, save(tmp_path / "a.warc", revisit(AT, "301 Moved"), revisit(AT, "404 Not Found")))
    assert verdicts(told) == ["redirect", "gone"]


@pytest.mark.parametrize("request_first", [True, False])
def test_the_answer_to_a_post_is_no_article(root: Path, tmp_path: Path, request_first: bool) -> None:
    sent = record(
        STORY.url,
        b"POST /x HTTP/1.1\r\nHost: report.az\r\n\r\na=1",
        kind="request",
        WARC_Concurrent_To="<urn:uuid:first>",
    )
    asked = record(OTHER.url, b"GET /x HTTP/1.1\r\n\r\n", kind="request")
    pair = [sent, FIRST] if request_first else [FIRST, sent]
    marked = record(f"{OTHER.url}?__wb_method=POST&__wb_post_data=e30", http(OTHER.html.encode()))
    told, passed = bring(root, save(tmp_path / "a.warc", *pair, asked, page(OTHER), marked))
    assert sorted(verdicts(told)) == ["new", "not_get", "not_get"]
    assert [line["url"] for line in lines(root)] == [OTHER.url]
    assert passed.kinds == {"request": 2}


@pytest.mark.parametrize("told", ["2099-01-01T00:00:00Z", stamp(datetime(2026, 3, 1, 1))])
def test_a_capture_from_the_future_is_named_and_not_taken(root: Path, tmp_path: Path, told: str) -> None:
    found, _ = bring(root, save(tmp_path / "a.warc", page(STORY, AT, WARC_Date=told), page(OTHER)))
    [wrong] = [one for one in found if not isinstance(one, Imported)]
    assert (wrong.where, f"WARC-Date {told!r} lies in the future" in wrong.why) == ("a.warc@0", True)
    assert [line["url"] for line in lines(root)] == [OTHER.url]


@pytest.mark.parametrize("told", ["2026-01-05", "2026", "20260105100000", "2026-W02-1", "2026-01-05T10", ""])
def test_a_date_that_is_not_whole_is_no_time(root: Path, tmp_path: Path, told: str) -> None:
    found, _ = bring(root, save(tmp_path / "a.warc", page(STORY, AT, WARC_Date=told)))
    assert verdicts(found) == ["damaged"]
