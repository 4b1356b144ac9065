"""A file of seeds of several sites: each read by whom it belongs to, and compared with what its line says."""

import json
from pathlib import Path

import pytest
from scrapy.settings import Settings

from newscrawler.discovery.seeds import read_lines, read_seeds
from newscrawler.errors import SeedError
from newscrawler.newsroom import Newsroom
from newscrawler.registry import Registry
from newscrawler.reseeding import by_site
from tests.conftest import RunScrapy

LOADER = Registry.from_settings(Settings({"SPIDER_MODULES": ["newscrawler.spiders"]}))


def written(tmp_path: Path, *lines: object) -> Path:
    path = tmp_path / "seeds.jsonl"
    text = (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    path.write_text("\n".join(text) + "\n", encoding="utf-8")
    return path


def test_lines_are_addresses_or_objects_and_comments_are_passed_over(tmp_path: Path) -> None:
    path = written(
        tmp_path, "# ilk", "https://a.example/1 # iki", "", {"url": "https://b.example/2", "id": "b:2", "text": "x"}
    )
    assert [(one.url, one.line, one.id) for one in read_lines(path)] == [
        ("https://a.example/1", 2, None),
        ("https://b.example/2", 4, "b:2"),
    ]
    assert list(read_seeds(path, lambda url: "//a." in url, passes=True)) == ["https://a.example/1"]
    with pytest.raises(SeedError, match=r"seeds\.jsonl:4: .*not a URL of this site"):
        list(read_seeds(path, lambda url: "//a." in url))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"url": ', "not a JSON object"),
        ("{}", "without a string `url`"),
        ('{"url": 7}', "without a string `url`"),
        ('{"url": "report.az/a"}', "is not a URL"),
        ('{"url": "https://a.example/1", "content_sha256": 7}', "`content_sha256` is no string"),
        ("a.example", "is not a URL"),
    ],
)
def test_a_bad_line_is_an_error_with_file_and_line(line: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(SeedError, match=rf"seeds\.jsonl:2: .*{why}"):
        list(read_lines(written(tmp_path, "https://a.example/1", line)))


def test_each_seed_goes_to_the_spider_of_its_host_else_to_its_host(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "https://report.az/ask/bir-xeber",
        "https://www.report.az/ask/iki-xeber",
        "https://www.kend.example/a/1001",
        {"url": "https://ru.kend.example/a/1002", "site": "kend.example"},
        {"url": "https://ru.kend.example/a/1003", "site": "report"},
    )
    found = by_site(read_lines(path), LOADER)
    assert {name: [one.line for one in seeds] for name, seeds in found.items()} == {
        "report": [1, 2],
        "kend.example": [3, 4],
        "ru.kend.example": [5],
    }


def test_the_registry_knows_any_host_and_lists_only_sites_with_a_spider() -> None:
    assert LOADER.load("any").name == "any"
    assert LOADER.load("kend.example").name == "kend.example"
    assert {"any", "kend.example"}.isdisjoint(LOADER.list())
    for name in ("kend", "www.kend.example", "a..b", "kend.example/x"):
        with pytest.raises(KeyError):
            LOADER.load(name)


def test_seeds_of_several_sites_are_fetched_and_compared_and_nothing_else_is(
    tmp_path: Path, run_scrapy: RunScrapy
) -> None:
    room = Newsroom(articles=12, seed=4, sites=("report", "dalga"))
    stories = [story for story in room.stories if story.held and story.listed == story.url]
    ours, strange = ([one for one in stories if one.site == site][-2:] for site in ("report", "dalga"))
    with room.serve() as origin:
        pace = ("-s", f"ORIGIN={origin}", "-s", "DOWNLOAD_DELAY=0.002", "-s", "CLOCK=2025-12-15T18:00:00+04:00")
        first = run_scrapy(
            "crawl", "any", "-a", f"seeds={written(tmp_path, *(one.url for one in (*ours, *strange)))}", *pace
        )
        assert first.code == 0, first.log[-2000:]
        lines = {line["url"]: line for site in ("report", "dalga.example") for line in first.lines(site=site)}
        assert {*lines} == {one.url for one in (*ours, *strange)}
        wrong = {**lines[strange[0].url], "content_sha256": "0" * 64}
        told = written(
            tmp_path,
            *(lines[one.url] for one in ours),
            wrong,
            lines[strange[1].url],
            "https://dalga.example/olke/yox-9999/",
        )
        again = run_scrapy("crawl", "any", "-a", f"seeds={told}", *pace)
    assert "report: of 2 seeds 2 agree, 0 differ, 0 unread" in again.log
    assert "dalga.example: of 3 seeds 1 agree, 1 differ, 1 unread" in again.log
    assert f"differs: {wrong['url']}" in again.log
    assert "unread: https://dalga.example/olke/yox-9999/" in again.log
    pages = [seen.target for seen in room.log if seen.target != "/robots.txt"]
    assert len(pages) == 9, "the seeds twice, one that is not there; no list of any site"


@pytest.mark.parametrize("args", [("only=seeds",), ("only=all", "seeds=x")])
def test_only_seeds_needs_seeds(args: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="only="):
        LOADER.load("report")(**dict(arg.split("=") for arg in args))
