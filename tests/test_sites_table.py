"""The table of sites: what the code declares, what the README says of it, how an archive stands with each."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from newscrawler.archive.answers import Stand
from newscrawler.declaration import SiteSpider
from newscrawler.discovery import DayPages, Feed, Listing, Pages
from newscrawler.errors import ArgumentError
from newscrawler.newsroom import Newsroom
from newscrawler.sites import KINDS, Site, as_markdown, health, write_between
from tests.conftest import PROJECT, RunScrapy

NOW = datetime(2025, 12, 15, 14, tzinfo=UTC)
LOADER = SpiderLoader.from_settings(Settings({"SPIDER_MODULES": ["newscrawler.spiders"]}))
SPIDERS = [spider for name in sorted(LOADER.list()) if issubclass(spider := LOADER.load(name), SiteSpider)]


def test_the_readmes_table_is_what_the_spiders_declare() -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    table = readme.split("<!-- sites -->\n")[1].split("<!-- /sites -->")[0]
    told = "make it again: scrapy sites --markdown --write README.md"
    assert table == as_markdown(Site.of(spider) for spider in SPIDERS), told


def test_every_kind_of_source_has_a_word_for_the_table() -> None:
    assert {source.name.split(" ")[0] for spider in SPIDERS for source in (*spider.live, *spider.archive)} <= {*KINDS}


def test_a_row_tells_editions_software_sources_and_reach() -> None:
    class Kend(SiteSpider):
        name = "kend"
        allowed_domains = ["kend.example"]
        hosts = {"kend.example": "www.kend.example"}
        editions = ("az", "ru")
        aggregator = True
        live = (Feed("https://kend.example/a"), Feed("https://kend.example/b"), Listing("https://kend.example/", ()))
        archive = (Pages("https://kend.example/{page}", ()), DayPages("https://kend.example/{day}", ()))

    row = Site.of(Kend)
    assert (row.address, row.editions, row.family, row.aggregator) == (
        "https://www.kend.example",
        ("az", "ru"),
        None,
        True,
    )
    assert row.live == ("feed ×2", "listing")
    assert row.backfill == ("numbered pages", "day pages")
    assert "| [kend](https://www.kend.example) (aggregator) | az, ru |  | feed ×2, listing |" in as_markdown([row])


@pytest.mark.parametrize(
    ("answered", "blocked", "told"),
    [
        (NOW, 0, "ok"),
        (NOW - timedelta(days=3), 4, "ok"),
        (NOW - timedelta(days=4), 0, "silent since 2025-12-11"),
        (NOW, 12, "blocked 12 %"),
        (NOW - timedelta(days=9), 100, "blocked 100 %"),
        (None, 0, None),
    ],
)
def test_health_is_the_last_answer_and_the_share_that_is_refused(
    answered: datetime | None, blocked: int, told: str | None
) -> None:
    assert health(Stand(50, "2025-12-15", answered, blocked, 100), NOW) == told


def test_a_site_that_was_never_asked_has_no_health() -> None:
    assert health(None, NOW) is None


def test_the_table_is_put_between_its_marks_and_nothing_else_is_touched(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("above\n<!-- sites -->\nold\n<!-- /sites -->\nbelow\n", encoding="utf-8")
    write_between(page, "| new |\n")
    assert page.read_text(encoding="utf-8") == "above\n<!-- sites -->\n| new |\n<!-- /sites -->\nbelow\n"


@pytest.mark.parametrize("text", [None, "no marks", "<!-- /sites --> <!-- sites -->"])
def test_a_document_without_the_marks_is_left_alone(text: str | None, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    if text is not None:
        page.write_text(text, encoding="utf-8")
    with pytest.raises(ArgumentError, match=r"page\.md"):
        write_between(page, "| new |\n")
    assert text is None or page.read_text(encoding="utf-8") == text


def test_the_command_shows_every_site_and_what_the_archive_holds(crawl: RunScrapy, run_scrapy: RunScrapy) -> None:
    room = Newsroom(articles=12, seed=4, sites=("axar",))
    clock = ("-s", "CLOCK=2025-12-15T18:00:00+04:00")
    with room.serve() as origin:
        crawled = crawl(origin, *clock, site="axar")
    rows = {row["name"]: row for row in json.loads(run_scrapy("sites", "--json", *clock).log)}
    assert rows.keys() == {spider.name for spider in SPIDERS}
    axar = rows["axar"]
    held = crawled.lines(site="axar")
    assert held
    assert axar["articles"] == len(held)
    assert (axar["newest"], axar["health"]) == (max(line["published_on"] for line in held), "ok")
    assert (rows["milli"]["articles"], rows["milli"]["health"]) == (None, None)
    later = json.loads(run_scrapy("sites", "axar", "--json", "-s", "CLOCK=2025-12-30T18:00:00+04:00").log)
    assert [row["health"] for row in later] == ["silent since 2025-12-15"]
    shown = run_scrapy("sites", "axar", "sonxeber", env={"COLUMNS": "200"})
    assert shown.code == 0
    assert "https://axar.az" in shown.log
    assert "sonxeber (aggregator)" in shown.log


@pytest.mark.parametrize(
    "arguments", [("nobody",), ("--write", "README.md"), ("--markdown", "--json"), ("--markdown", "--write", "no.md")]
)
def test_a_wrong_command_line_exits_2(arguments: tuple[str, ...], run_scrapy: RunScrapy) -> None:
    done = run_scrapy("sites", *arguments)
    assert done.code == 2
    assert "Traceback" not in done.log
