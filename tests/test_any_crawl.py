"""`scrapy crawl any`: a site that nobody described, archived whole by what it offers."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from newscrawler.anysite import AnySpider
from newscrawler.errors import ArgumentError
from newscrawler.newsroom import Newsroom, Story
from tests.conftest import PROJECT, SCRAPY, Crawled, RunScrapy
from tests.server import Reply, Server, play

SITE = "dalga.example"
HOME = f"https://{SITE}/"
NOW = "CLOCK=2025-12-15T18:00:00+04:00"
TRAPS = {"movzu/neft-qaz-sektoru/", "ru/tema/neft-qaz-sektoru/"}
GONE = {"olke/kohne-bir-xeber-haqqinda-77/", "ru/strana/kohne-bir-xeber-haqqinda-77/"}


def shingles(text: str) -> list[tuple[str, ...]]:
    words = text.split()
    return [tuple(words[place : place + 4]) for place in range(max(1, len(words) - 3))]


def f1(one: str, other: str) -> float:
    """How much of two texts is the same, by their runs of four words."""
    ours, theirs = shingles(one), shingles(other)
    return 2 * len({*ours} & {*theirs}) / (len({*ours}) + len({*theirs}))


def command(origin: str, *args: str) -> list[str]:
    pace = ("-s", f"ORIGIN={origin}", "-s", "DOWNLOAD_DELAY=0.002", "-s", NOW)
    return ["crawl", "any", "-a", f"url={HOME}", *pace, *args]


@pytest.fixture(scope="module")
def room() -> Newsroom:
    return Newsroom(articles=45, seed=11, sites=("dalga",))


def held(room: Newsroom, since: str = "") -> dict[str, Story]:
    return {one.url: one for one in room.stories if one.held and one.published.date().isoformat() >= since}


def test_the_whole_site_is_held_and_reads_as_it_was_written(room: Newsroom, run_scrapy: RunScrapy) -> None:
    with room.serve() as origin:
        done = run_scrapy(*command(origin))
        requests = len(room.log)
        again = run_scrapy(*command(origin))
    assert (done.code, again.code) == (0, 0), done.log[-3000:]
    stories, lines = held(room), done.lines(site=SITE)
    assert sorted(line["url"] for line in lines) == sorted(stories)
    assert {line["site"] for line in lines} == {SITE}
    assert all(line["id"] == f"{SITE}:{line['url'].removeprefix(HOME).rstrip('/')}" for line in lines)
    assert [line["title"] for line in lines] == [stories[line["url"]].title for line in lines]
    minutes = [(line["published_at"], stories[line["url"]].published.isoformat(timespec="seconds")) for line in lines]
    assert [told for told, _ in minutes] == [true for _, true in minutes]
    scores = [f1(line["text"], stories[line["url"]].text) for line in lines]
    assert sum(scores) / len(scores) > 0.97
    assert {line["language"] for line in lines} == {"az", "ru"}
    assert all("generic_extractor" in line["flags"] for line in lines)
    reasons = {url.removeprefix(HOME): reason for url, reason in done.reasons(SITE).items()}
    assert {url for url in reasons if reasons[url] == "gone"} == GONE
    assert {*reasons} >= TRAPS | {"teq/neft/"}
    assert not {*reasons} & {url.removeprefix(HOME) for url in stories}
    asked = {f"https://{seen.host}{seen.target}" for seen in room.log[requests:]}
    assert not asked & {*stories}, "the second crawl asks for the lists and for nothing that is known"
    assert len(room.log) - requests < 25, "of each section it asks for its first page: a sitemap tells of the others"
    assert {line["published_source"] for line in lines} == {"json-ld", "printed"}


def test_days_bound_it_and_the_commands_know_a_site_that_has_no_spider(room: Newsroom, run_scrapy: RunScrapy) -> None:
    with room.serve() as origin:
        done = run_scrapy(*command(origin, "-a", "since=2025-11-01"))
        assert done.code == 0, done.log[-2000:]
        assert sorted(line["url"] for line in done.lines(site=SITE)) == sorted(held(room, "2025-11-01"))
        assert 0 < len(held(room, "2025-11-01")) < len(held(room))
        article = done.lines(site=SITE)[0]
        for args in (("summary", SITE), ("verify",), ("show", article["id"])):
            told = run_scrapy(*args)
            assert told.code == 0, told.log
            assert "Traceback" not in told.log
        covered = run_scrapy("coverage", SITE, "--json", "--since", "2025-11-01", "--until", "2025-12-15", "-s", NOW)
        days = [json.loads(line) for line in covered.log.splitlines() if line.startswith('{"row": "day"')]
        assert sum(day["held"] for day in days) == len(done.lines(site=SITE))
        retried = run_scrapy("retry", SITE)
        assert retried.code == 0
        by_host = run_scrapy("crawl", SITE, *command(origin)[4:])
        assert by_host.code == 0, by_host.log[-2000:]


def test_a_crawl_that_was_killed_is_taken_up_and_holds_everything_once(room: Newsroom, tmp_path: Path) -> None:
    settings = {"NEWSCRAWLER_ARCHIVE_DIR": str(tmp_path / "a"), "NEWSCRAWLER_WAIT_DUE": "0", "PYTHONPATH": str(PROJECT)}
    before = len(room.log)
    with room.serve() as origin:
        args = [sys.executable, "-c", SCRAPY, *command(origin)]
        env = {**os.environ, **settings}
        first = subprocess.Popen(args, cwd=PROJECT, env=env, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        while len(room.log) - before < 35 and first.poll() is None:
            time.sleep(0.01)
        first.send_signal(signal.SIGKILL)
        first.wait()
        done = subprocess.run(args, cwd=PROJECT, env=env, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    lines = Crawled(0, "", tmp_path / "a").lines(site=SITE)
    assert sorted(line["url"] for line in lines) == sorted(held(room))


def article(number: int, canonical: str = "", day: str = "14 dekabr 2025, 10:20") -> Reply:
    """An article of a site with nothing but HTML; its number makes the text its own."""
    text = "".join(
        f"<p>Kəndin {number}-ci körpüsü {place} həftə bağlı qaldı, sakinlər çaydan qayıqla keçdilər.</p>"
        for place in range(3, 9)
    )
    head = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    title = f"{number}-ci körpü nəhayət açıldı"
    return Reply(
        f"<!DOCTYPE html><html lang='az'><head><title>{title}</title>{head}</head><body><div><h1>{title}</h1>"
        f"<span>{day}</span><div class='m'>{text}</div></div></body></html>"
    )


def front(links: Sequence[str], rest: str = "") -> Reply:
    shown = "".join(f'<li><a href="{url}">{url[-3:]}-ci körpü nəhayət bu gün açıldı</a></li>' for url in links)
    return Reply(f"<!DOCTYPE html><html><body><a href='/olke'>Ölkə</a><ul>{shown}</ul>{rest}</body></html>")


def crawled(run_scrapy: RunScrapy, server: Server, *args: str) -> Crawled:
    return run_scrapy("crawl", "any", "-a", "url=https://kend.example/", *_pace(server), *args)


def _pace(server: Server) -> tuple[str, ...]:
    return ("-s", f"ORIGIN={server.origin}", "-s", "DOWNLOAD_DELAY=0.002", "-s", NOW)


def test_articles_that_a_parameter_names_are_told_apart_whatever_their_canonical_says(run_scrapy: RunScrapy) -> None:
    urls = [f"/xeber.php?id={number}" for number in (101, 102, 103)]
    pages = {url: article(int(url[-3:]), "https://kend.example/") for url in urls}
    shown = [f"{urls[0]}&utm_source=x", *urls]
    with play({"/": front(shown), "/robots.txt": Reply(""), **pages}) as server:
        done = crawled(run_scrapy, server)
    assert done.code == 0, done.log[-2000:]
    ids = {line["id"] for line in done.lines(site="kend.example")}
    assert ids == {f"kend.example:xeber.php?id={number}" for number in (101, 102, 103)}


def test_where_no_sitemap_is_the_sections_are_walked_to_their_end(run_scrapy: RunScrapy) -> None:
    older = '<a href="/olke?page=2">2</a>'
    pages = {f"/olke/{number}": article(number) for number in range(101, 107)}
    lists = {
        "/": front(["/olke/101"]),
        "/olke": front(["/olke/101", "/olke/102", "/olke/103"], older),
        "/olke?page=2": front(["/olke/104", "/olke/105"], '<a href="/olke?page=3">3</a>'),
        "/olke?page=3": front(["/olke/106"]),
    }
    with play({**lists, **pages}) as server:
        done = crawled(run_scrapy, server)
    assert done.code == 0, done.log[-2000:]
    assert {line["url"][-3:] for line in done.lines(site="kend.example")} == {str(n) for n in range(101, 107)}
    assert "its sections are walked" in done.log


def test_robots_are_asked_for_once_and_obeyed(run_scrapy: RunScrapy) -> None:
    robots = Reply("User-agent: *\nDisallow: /olke/102\n", kind="text/plain")
    pages = {f"/olke/{number}": article(number) for number in (101, 102)}
    with play({"/": front(["/olke/101", "/olke/102"]), "/robots.txt": robots, **pages}) as server:
        done = crawled(run_scrapy, server)
    assert [line["url"][-3:] for line in done.lines(site="kend.example")] == ["101"]
    assert done.reasons("kend.example")["https://kend.example/olke/102"] == "disallowed"
    assert "/olke/102" not in server.paths
    assert server.paths.count("/robots.txt") == 1
    [receipt] = [json.loads(line) for file in done.archive.glob("runs/*.jsonl") for line in file.open("rb")]
    assert sum(receipt["requests"]["by_status"].values()) == receipt["requests"]["total"] == len(server.paths)


def test_a_site_that_is_dead_by_now_has_answered_nothing(run_scrapy: RunScrapy) -> None:
    with play(
        {"/": front(["/olke/101"]), "/robots.txt": Reply("", kind="text/plain"), "/olke/101": article(101)}
    ) as server:
        assert crawled(run_scrapy, server).code == 0
        port = server.origin.rpartition(":")[2]
    again = run_scrapy(
        "crawl", "any", "-a", "url=https://kend.example/", "-s", f"ORIGIN=http://127.0.0.1:{port}", "-s", "WAIT_DUE=0"
    )
    assert again.code == 4


def test_a_usual_address_that_is_forbidden_is_no_reason_to_fail(run_scrapy: RunScrapy) -> None:
    refused = {path: Reply("no", 403) for path in ("/feed/", "/rss", "/sitemap.xml")}
    with play({"/": front(["/olke/101"]), "/olke/101": article(101), **refused}) as server:
        done = crawled(run_scrapy, server)
    assert done.code == 0, done.log[-2000:]
    assert len(done.lines(site="kend.example")) == 1


@pytest.mark.parametrize(
    "url", ["", "kend", "ftp://kend.example/", "https://", "https://a..b/", "https://a:b@kend.example/"]
)
def test_what_is_no_site_is_refused_by_name(url: str) -> None:
    with pytest.raises(ArgumentError, match=f"url={url!r}"):
        AnySpider(url=url)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("crawl", "any"), "name the site"),
        (("crawl", "any", "-a", "url=http://169.254.169.254/"), "a private address"),
        (("update", "any"), "only a site with a spider"),
        (("backfill", SITE), "only a site with a spider"),
    ],
)
def test_what_cannot_be_done_is_a_wrong_command_line(args: tuple[str, ...], told: str, run_scrapy: RunScrapy) -> None:
    done = run_scrapy(*args)
    assert done.code == 2
    assert told in done.log
    assert "Traceback" not in done.log
