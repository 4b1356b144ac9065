"""The documents tell the truth of today."""

import doctest
import re

import pytest
from scrapy.settings import Settings

from newscrawler import article
from newscrawler.article import Article
from tests.conftest import PROJECT

README = (PROJECT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
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
    assert (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8").count("\n") <= 100


def test_no_document_and_no_code_names_a_machine() -> None:
    files = [path for pattern in ("*.md", "*.toml", "Makefile") for path in PROJECT.glob(pattern)]
    files += [*PROJECT.glob("newscrawler/**/*.py"), *PROJECT.glob("docs/*.md")]
    wrong = re.compile(r"/(?:home|root|tmp|work|Users)/\w|https?://localhost")
    assert [path.name for path in files if wrong.search(path.read_text(encoding="utf-8"))] == []
