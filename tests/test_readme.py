"""The documents tell the truth of today."""

import doctest
import re
import textwrap
from statistics import median

import pytest
from scrapy.settings import Settings

from newscrawler import article, discovery
from newscrawler.article import Article
from newscrawler.spider import NewsSpider
from tests.conftest import PROJECT

README = (PROJECT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
CONTRIBUTING = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SPIDERS = sorted((PROJECT / "newscrawler" / "spiders").glob("[a-z]*.py"))
OURS = sorted(path.stem for path in (PROJECT / "newscrawler" / "commands").glob("[a-z]*.py"))
SCRAPYS = {"shell", "fetch", "parse", "view", "check"}


def test_the_readmes_python_runs() -> None:
    for block in re.findall(r"```python\n(.*?)```", README, re.DOTALL):
        example = doctest.DocTestParser().get_doctest(block, {}, "README.md", "README.md", 0)
        assert doctest.DocTestRunner(verbose=False).run(example).failed == 0


@pytest.mark.parametrize("command", OURS)
def test_every_command_is_named_in_a_document(command: str) -> None:
    assert f"scrapy {command}" in README or (command in SCRAPYS and f"`{command}`" in ARCHITECTURE) or command == "demo"


def test_every_command_that_the_readme_names_exists() -> None:
    named = set(re.findall(r"^scrapy ([a-z-]+)", README, re.MULTILINE))
    assert named <= {*OURS, "list"}


def test_every_setting_that_the_readme_names_exists() -> None:
    settings = Settings()
    settings.setmodule("newscrawler.settings")
    table = README.split("## Settings")[1].split("##")[0]
    for name in re.findall(r"`([A-Z_]{4,})`", table):
        assert name in settings, name


def test_every_key_of_the_record_stands_in_the_architecture() -> None:
    table = ARCHITECTURE.split("## The record")[1].split("## ")[0]
    for key in Article.__dataclass_fields__:
        assert f"`{key}`" in table, key
    assert f"version of this table: {article.SCHEMA}" in table


def test_adding_a_site_is_told_in_a_hundred_lines() -> None:
    assert CONTRIBUTING.count("\n") <= 100


def test_the_site_of_the_example_is_a_spider_that_python_takes() -> None:
    code = textwrap.dedent(re.findall(r"```python\n(.*?)```", CONTRIBUTING, re.DOTALL)[0])
    found: dict[str, object] = {"__name__": "numune"}
    exec(compile(code, "CONTRIBUTING.md", "exec"), found)
    spider = found["NumuneSpider"]
    assert isinstance(spider, type)
    assert issubclass(spider, NewsSpider)
    assert spider().urls.leads_to_article("https://numune.az/iqtisadiyyat/1234.html")
    assert code.count("\n") <= 25


def test_every_family_and_every_source_is_named_where_adding_a_site_is_told() -> None:
    for name in discovery.__all__:
        if hasattr(getattr(discovery, name), "begin") and name != "Source":
            assert f"`{name}`" in CONTRIBUTING, name
    for path in (PROJECT / "newscrawler" / "cms").glob("[a-z]*.py"):
        if path.stem != "tails":
            assert re.search(rf"\b{path.stem}\b", CONTRIBUTING + ARCHITECTURE), path.stem


def test_a_spider_file_is_a_declaration_of_some_twenty_lines() -> None:
    lines = [path.read_text(encoding="utf-8").count("\n") for path in SPIDERS]
    assert median(lines) <= 25
    assert max(lines) <= 40


def test_there_are_sixty_saved_pages_and_three_of_each_site() -> None:
    saved = {path.stem: len(list((PROJECT / "tests" / "pages" / path.stem).glob("*.gz"))) for path in SPIDERS}
    assert min(saved.values()) >= 3
    assert sum(saved.values()) >= 60


def test_no_document_and_no_code_names_a_machine() -> None:
    files = [path for pattern in ("*.md", "*.toml", "Makefile") for path in PROJECT.glob(pattern)]
    files += [*PROJECT.glob("newscrawler/**/*.py"), *PROJECT.glob("docs/*.md")]
    wrong = re.compile(r"/(?:home|root|tmp|work|Users)/\w|https?://localhost")
    assert [path.name for path in files if wrong.search(path.read_text(encoding="utf-8"))] == []
