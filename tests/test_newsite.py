"""A site that nobody has described is added with `scrapy newsite` as a newcomer would: in a copy of the repository."""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings

from newscrawler.ending import Exit
from newscrawler.errors import ArgumentError
from newscrawler.newsite.writing import Places, check, write_all
from newscrawler.newsroom import Newsroom
from newscrawler.scrubbing import surviving
from tests.conftest import PROJECT, SCRAPY
from tests.server import Reply, play

URL = "https://dalga.example/"
PAGES = Path("tests/pages/dalga")


@dataclass(frozen=True)
class Copy:
    """A copy of the repository in which `newsite` ran against a newsroom, and what the newsroom knows."""

    root: Path
    origin: str
    truth: list[Any]
    told: str

    def scrapy(self, *args: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return run_in(self.root, [sys.executable, "-c", SCRAPY, *args, "-s", f"ORIGIN={self.origin}"], **environment)

    @property
    def cases(self) -> list[Path]:
        return sorted((self.root / PAGES).glob("*.json"))


LINK = '<a href="https://xeber.kend.az/olke/{}.html">Kənddə yeni körpü nəhayət bu gün açıldı</a>'
ELSEWHERE = Reply("".join(map(LINK.format, (101, 102, 103))))


def run_in(root: Path, command: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in a copy, whose own package is imported; Scrapy at full pace, warnings as errors."""
    path = os.pathsep.join(filter(None, (str(root), os.environ.get("PYTHONPATH"))))
    settings = {"NEWSCRAWLER_DOWNLOAD_DELAY": "0.002", "NEWSCRAWLER_WAIT_DUE": "0", "PYTHONPATH": path}
    env = {**os.environ, **settings, **environment}
    return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    """The repository without its saved pages, and in it the site that `newsite` proposed."""
    root = tmp_path_factory.mktemp("copy") / "repository"
    for folder in ("newscrawler", "tests", "seeds"):
        shutil.copytree(PROJECT / folder, root / folder, ignore=shutil.ignore_patterns("pages", "__pycache__"))
    for file in ("scrapy.cfg", "pyproject.toml"):
        shutil.copy(PROJECT / file, root)
    room = Newsroom(articles=60, seed=3, sites=("dalga",))
    with room.serve() as origin:
        made = Copy(root, origin, [story.truth() for story in room.published()], "")
        done = made.scrapy("newsite", "dalga", URL)
        assert done.returncode == Exit.COMPLETE, done.stderr
        yield Copy(root, origin, made.truth, done.stdout + done.stderr)


def test_newsite_tells_each_request_and_each_file(copy: Copy) -> None:
    asked = [line for line in copy.told.splitlines() if line.startswith(URL)]
    assert asked[0].startswith(f"{URL}robots.txt: HTTP 200")
    assert 5 < len(asked) <= 15 + 20
    assert len(re.findall(r"^written .*dalga", copy.told, re.MULTILINE)) == 2 + 2 * 3


def test_proposed_spider_is_short_and_clean(copy: Copy) -> None:
    spider = copy.root / "newscrawler" / "spiders" / "dalga.py"
    code = [line for line in spider.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert len(code) <= 31
    for tool in (("ruff", "check"), ("ruff", "format", "--check")):
        if shutil.which(tool[0]):
            assert run_in(copy.root, [*tool, str(spider)]).returncode == 0


def test_tests_of_the_repository_pass_for_the_new_site(copy: Copy) -> None:
    command = [sys.executable, "-m", "pytest", "tests/test_pages.py", "-k", "dalga", "-v"]
    done = run_in(copy.root, command)
    assert done.returncode == 0, done.stdout
    assert "4 passed" in done.stdout


def test_crawl_of_the_new_site_holds_what_the_newsroom_wrote(copy: Copy, tmp_path: Path) -> None:
    done = copy.scrapy("crawl", "dalga", "-a", "since=2000", NEWSCRAWLER_ARCHIVE_DIR=str(tmp_path / "archive"))
    assert done.returncode == Exit.COMPLETE, done.stderr
    files = (tmp_path / "archive" / "dalga" / "articles").glob("*.jsonl")
    held = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    truth = {story["url"].rstrip("/"): story for story in copy.truth if story["held"]}
    known = [(one, truth[one["url"].rstrip("/")]) for one in held if one["url"].rstrip("/") in truth]
    assert len(known) == len(held)
    assert len(held) >= 0.9 * len(truth)
    for field in ("title", "text", "published_on"):
        assert [one[field] for one, _ in known] == [story[field] for _, story in known], field
    assert sum(one["published_at"][:16] == story["published_at"][:16] for one, story in known) == len(known)


def test_saved_pages_hold_no_four_words_of_the_newsroom_in_a_row(copy: Copy) -> None:
    by_number = {story["url"].rstrip("/").rpartition("-")[2]: story for story in copy.truth}
    assert len(copy.cases) == 3
    for case in copy.cases:
        told = case.read_text(encoding="utf-8")
        page = gzip.decompress(case.with_suffix(".html.gz").read_bytes()).decode()
        number = json.loads(told)["url"].rstrip("/").rpartition("-")[2]
        story = by_number[number]
        prose = [story["title"], *story["paragraphs"], story["lead"] or ""]
        assert surviving(prose, page) == []
        assert surviving(prose, told) == []
        assert story["published_on"] == json.loads(told)["expected"]["published_on"]


def test_newsite_overwrites_nothing(copy: Copy) -> None:
    before = {path: path.read_bytes() for path in copy.root.rglob("*dalga*") if path.is_file()}
    done = copy.scrapy("newsite", "dalga", URL)
    assert done.returncode == Exit.USAGE
    assert "'dalga' already" in done.stderr + done.stdout
    assert before == {path: path.read_bytes() for path in before}


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Of a project whose spiders are ours, and whose seeds and pages lie in a folder of the test."""
    monkeypatch.delenv("PAGES", raising=False)
    modules = {"SPIDER_MODULES": ["newscrawler.spiders"], "NEWSPIDER_MODULE": "newscrawler.spiders"}
    return Settings({**modules, "SEEDS_DIR": str(tmp_path / "seeds")})


@pytest.mark.parametrize(
    ("name", "url", "why"),
    [
        ("Kend", "https://kend.az/", "cannot be a site's name"),
        ("class", "https://kend.az/", "cannot be a site's name"),
        ("any", "https://kend.az/", "cannot be a site's name"),
        ("../kend", "https://kend.az/", "cannot be a site's name"),
        ("report", "https://kend.az/", "'report' already"),
        ("kend", "https://www.report.az/", "the site of the spider 'report'"),
        ("kend", "kend.az", "not the address of a site"),
        ("kend", "ftp://kend.az/", "not the address of a site"),
        ("kend", "http://127.0.0.1/", "private address"),
    ],
)
def test_bad_names_and_addresses_are_refused(settings: Settings, name: str, url: str, why: str) -> None:
    with pytest.raises(ArgumentError, match=re.escape(why)):
        check(settings, name, url, force=False)


def test_files_of_the_same_name_are_refused_without_force(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "kend.txt").write_text("", encoding="utf-8")
    with pytest.raises(ArgumentError, match=r"kend\.txt exists already"):
        check(settings, "kend", "https://kend.az/", force=False)
    assert isinstance(check(settings, "kend", "https://kend.az/", force=True), Places)


def test_nothing_is_left_when_one_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_bytes(b"before")
    (tmp_path / "wall").write_bytes(b"")
    files = {tmp_path / "new" / "one.py": b"1", tmp_path / "kept.txt": b"after", tmp_path / "wall" / "two": b"2"}
    with pytest.raises(ArgumentError, match="nothing was written"):
        write_all(files)
    assert (tmp_path / "kept.txt").read_bytes() == b"before"
    assert not (tmp_path / "new" / "one.py").exists()


@pytest.mark.parametrize(
    ("pages", "why"),
    [
        ({"/robots.txt": Reply("User-agent: *\nDisallow: /", kind="text/plain")}, "robots.txt"),
        ({"/robots.txt": Reply("", 404), "/": Reply("<h1>Kənd</h1>")}, "leads to anything like an article"),
        ({"/robots.txt": Reply("", 404), "/": Reply("yoxdur", 404)}, "HTTP 404"),
        ({"/robots.txt": Reply("", 404), "/": ELSEWHERE}, "are on xeber.kend.az: give newsite https://xeber"),
    ],
    ids=["forbidden", "no article", "not there", "elsewhere"],
)
def test_site_that_tells_too_little_is_not_written(pages: dict[str, Reply], why: str, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "__init__.py").touch()
    shutil.copy(PROJECT / "scrapy.cfg", tmp_path)
    package = {"NEWSCRAWLER_SPIDER_MODULES": "mine", "NEWSCRAWLER_NEWSPIDER_MODULE": "mine"}
    folders = {"NEWSCRAWLER_SEEDS_DIR": str(tmp_path / "seeds"), "PAGES": str(tmp_path / "pages")}
    path = os.pathsep.join((str(tmp_path), str(PROJECT)))
    with play(pages) as server:
        command = [sys.executable, "-c", SCRAPY, "newsite", "kend", "https://kend.az/", "-s", f"ORIGIN={server.origin}"]
        done = run_in(tmp_path, command, **package, **folders, PYTHONPATH=path)
    assert done.returncode == Exit.NOTHING_FETCHED, done.stderr
    assert why in done.stderr
    assert "nothing was written" in done.stderr
    assert sorted(one.name for one in (tmp_path / "mine").glob("*.py")) == ["__init__.py"]
    assert not (tmp_path / "seeds").exists()
