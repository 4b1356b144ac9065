"""Every fault has one known outcome: its state, its reason, its requests, and nothing false in the archive."""

import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from newscrawler.archive.answers import Row
from newscrawler.archive.ledger import Ledger
from newscrawler.archive.records import read
from newscrawler.archive.verify import verify
from newscrawler.newsroom import Newsroom
from newscrawler.newsroom.faults import FAULTS
from newscrawler.newsroom.story import Story
from tests.conftest import PROJECT

TRIES = 3
MORE = range(TRIES, TRIES + 4)  # a try that falls into the rest of its host does not count
ONCE = range(1, 2)
TWICE = range(1, 3)  # a page that stops without its end is looked at once more

# fault: (state, reason, requests for its page); a state of `stored` is the whole article, equal to the truth
MATRIX: dict[str, tuple[str, str | None, range]] = {
    **dict.fromkeys(("server_error", "bad_gateway", "gateway_timeout"), ("failed", "server_error", MORE)),
    **dict.fromkeys(("origin_down", "bandwidth_exceeded"), ("failed", "server_error", MORE)),
    **dict.fromkeys(("unavailable", "unavailable_retry_after"), ("failed", "busy", MORE)),
    **dict.fromkeys(("retry_after_year", "retry_after_past"), ("failed", "busy", MORE)),
    **dict.fromkeys(("too_many_requests", "retry_after_date", "retry_after_nonsense"), ("blocked", "busy", MORE)),
    **dict.fromkeys(("gone_404", "gone_410", "soft_404", "redirect_home"), ("gone", "gone", ONCE)),
    **dict.fromkeys(("forbidden", "unauthorized", "unavailable_legal"), ("blocked", "blocked", ONCE)),
    **dict.fromkeys(("challenge", "challenge_200", "cookie_script", "captcha"), ("blocked", "challenge", ONCE)),
    "firewall": ("blocked", "challenge", ONCE),
    **dict.fromkeys(("login_wall", "login_redirect"), ("blocked", "login", ONCE)),
    **dict.fromkeys(("no_content", "unasked_304", "partial_206", "redirect_nowhere"), ("failed", "no_page", MORE)),
    **dict.fromkeys(("timeout", "slow_loris", "slow_headers"), ("failed", "timeout", MORE)),
    **dict.fromkeys(("reset_before_headers", "hang_up", "two_lengths"), ("failed", "no_answer", MORE)),
    **dict.fromkeys(("long_header", "no_status_line", "wrong_protocol"), ("failed", "no_answer", MORE)),
    **dict.fromkeys(("reset_mid_body", "body_cut", "chunked_cut", "chunk_garbage"), ("failed", "short_body", MORE)),
    **dict.fromkeys(("page_cut", "content_length_short", "sql_error"), ("failed", "cut_off", MORE)),
    "gzip_truncated": ("failed", "truncated", MORE),
    **dict.fromkeys(("gzip_checksum", "gzip_garbage"), ("failed", "garbled", MORE)),
    "unknown_coding": ("failed", "unknown_coding", MORE),
    **dict.fromkeys(("empty", "blank"), ("failed", "empty", MORE)),
    **dict.fromkeys(("works_in_progress", "database_error", "database_notice"), ("failed", "maintenance", MORE)),
    **dict.fromkeys(("account_suspended", "parked_domain", "default_page"), ("failed", "maintenance", MORE)),
    "no_paragraphs": ("rejected", "incomplete", ONCE),
    **dict.fromkeys(("meta_refresh", "script_redirect"), ("rejected", "unknown_layout", TWICE)),
    "deep_nesting": ("rejected", "unknown_layout", ONCE),
    "json_error": ("failed", "not_html", MORE),
    "pdf": ("not_article", "not_html", ONCE),
    **dict.fromkeys(("huge", "huge_undeclared", "endless"), ("rejected", "too_large", ONCE)),
    "gzip_bomb": ("rejected", "too_large", TWICE),  # the newsroom builds it while a first request may time out
    **dict.fromkeys(("redirect_loop", "redirect_self", "redirect_chain"), ("failed", "redirect_loop", MORE)),
    "redirect_offsite": ("not_article", "offsite_redirect", ONCE),
    "redirect_private": ("not_article", "private_redirect", ONCE),
    **dict.fromkeys(
        ("redirect_ftp", "redirect_file", "redirect_javascript"), ("not_article", "redirect_refused", ONCE)
    ),
    "redirect_garbage": ("failed", "failed", MORE),
    **dict.fromkeys(("malformed_header", "content_length_long", "gzip_no_trailer", "gzip_lie"), ("stored", None, ONCE)),
    **dict.fromkeys(("gzip_twice", "gzip_undeclared", "php_warning", "octet_stream"), ("stored", None, ONCE)),
    **dict.fromkeys(("no_content_type", "latin1_header", "utf8_header_cp1254"), ("stored", None, ONCE)),
    **dict.fromkeys(("cp1254_no_charset", "meta_cp1251", "charset_bogus"), ("stored", None, ONCE)),
    **dict.fromkeys(("utf16", "utf8_bom", "nul_bytes"), ("stored", None, ONCE)),
}

# these are told apart below: a teaser that is kept and flagged; pages of another address
OTHERS = {"paywall", "front_page", "other_article"}
PASSES = [name for name, (state, _, _) in MATRIX.items() if state in ("failed", "stored")]
PASSES += ["too_many_requests", "retry_after_date", "retry_after_nonsense"]


@dataclass
class Outcome:
    """What a crawl of faults left: the ledger, the records by URL, how often each path was asked for."""

    room: Newsroom
    archive: Path
    code: int
    log: str

    def __post_init__(self) -> None:
        self.records = {line["url"]: line for _, line in read(self.archive) if "content_sha256" in line}
        self.asked = Counter(urlsplit(seen.target).path for seen in self.room.log)
        ledger = Ledger.reader(self.archive)
        self.rows = {row.url: row for row in ledger.rows("report")}
        self.by_record = {row.record: row for row in self.rows.values()}
        ledger.close()

    def row(self, story: Story) -> Row:
        return self.rows.get(story.url) or self.by_record[story.record_id]  # found under an older address


def crawl(room: Newsroom, archive: Path, *args: str) -> Outcome:
    """At 600 times the pace, with timeouts of a second; waits for everything that is due."""
    settings = {"ARCHIVE_DIR": str(archive), "CLOCK": "2025-12-15T18:00:00+04:00*600", "WAIT_DUE": "1000000"}
    settings |= {"DOWNLOAD_DELAY": "0.002", "DOWNLOAD_TIMEOUT": "1", "RETRY_TIMES": str(TRIES - 1)}
    environment = {f"NEWSCRAWLER_{name}": value for name, value in settings.items()}
    with room.serve() as origin:
        done = subprocess.run(
            [sys.executable, "-m", "newscrawler", "crawl", "report", "-s", f"ORIGIN={origin}", *args],
            cwd=PROJECT,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    return Outcome(room, archive, done.returncode, done.stderr)


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """One crawl of every fault, each on one article, for ever."""
    room = Newsroom(articles=300, seed=5, faults=" ".join(FAULTS), fault_wait=60)
    return crawl(room, tmp_path_factory.mktemp("faults") / "archive", "-a", "since=2000")


def test_the_table_tells_of_every_fault() -> None:
    assert MATRIX.keys() | OTHERS == FAULTS.keys()


@pytest.mark.parametrize("fault", MATRIX)
def test_a_fault_has_its_one_outcome(fault: str, outcome: Outcome) -> None:
    state, reason, requests = MATRIX[fault]
    [story] = outcome.room.struck[fault]
    row = outcome.row(story)
    assert (row.state, row.reason) == (state, reason)
    assert outcome.asked[urlsplit(story.url).path] in requests
    held = outcome.records.get(story.url)
    assert (held is not None) == (state == "stored")
    if held is not None:
        assert (held["title"], held["text"]) == (story.title, story.text)


def test_nothing_false_is_in_the_archive(outcome: Outcome) -> None:
    truth = {story.url: story for story in outcome.room.stories}
    teasers = {story.url for story in outcome.room.struck["paywall"]}
    for url, record in outcome.records.items():
        assert record["title"] == truth[url].title
        assert record["text"] == truth[url].text or url in teasers
    assert list(verify(outcome.archive)) == []


def test_what_no_fault_struck_is_held(outcome: Outcome) -> None:
    struck = {story.url for stories in outcome.room.struck.values() for story in stories}
    missing = [
        story.url for story in outcome.room.stories if story.held and story.url not in struck | outcome.records.keys()
    ]
    assert missing == []


def test_a_paid_article_is_held_with_what_is_free_and_flagged(outcome: Outcome) -> None:
    [story] = outcome.room.struck["paywall"]
    record = outcome.records[story.url]
    assert "paywall" in record["flags"]
    assert story.text.startswith(record["text"])
    assert all("paywall" not in other["flags"] for url, other in outcome.records.items() if url != story.url)


def test_a_crawl_of_faults_says_that_it_was_blocked_and_lists_what_it_gave_up(outcome: Outcome) -> None:
    assert outcome.code == 5
    assert "Traceback" not in outcome.log
    assert not [row.url for row in outcome.rows.values() if row.state == "pending" and row.kind == "article"]


def test_a_fault_that_passes_costs_no_article(tmp_path: Path) -> None:
    room = Newsroom(articles=300, seed=6, faults=" ".join(f"{name}*1" for name in PASSES), fault_wait=60)
    done = crawl(room, tmp_path / "archive", "-a", "since=2000")
    assert done.code == 0, done.log[-1500:]
    truth = {story.url: story.text for story in room.stories if story.held}
    assert {url: record["text"] for url, record in done.records.items()} == truth


def test_giants_are_refused_within_forty_megabytes(tmp_path: Path) -> None:
    giants = "huge huge_undeclared endless gzip_bomb"
    room = Newsroom(articles=40, seed=5, faults=giants, feed_bomb=True, sitemap_bomb=True)
    done = crawl(room, tmp_path / "archive", "-s", "MEMUSAGE_CHECK_INTERVAL_SECONDS=0.05")
    start, peak = (int(re.search(rf"'memusage/{name}': (\d+)", done.log)[1]) for name in ("startup", "max"))  # type: ignore[index]
    assert peak - start < 40_000_000
    sources = {row.url: row.reason for row in done.rows.values() if row.kind == "source"}
    assert sources["https://report.az/rss/"] == "refused"
    assert sources["https://report.az/news-sitemap.xml"] == "too_large"
