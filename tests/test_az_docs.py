"""docs/azerbaijani.md: its examples run, and its tables are those of the code."""

import doctest
import re
from pathlib import Path

import newscrawler.az
from newscrawler.az import FORMS
from newscrawler.az.tables import TABLES, fill_tables
from newscrawler.az.text import REPAIRS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "azerbaijani.md"


def test_the_tables_are_those_of_the_code() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert fill_tables(page) == page, "run: python -m newscrawler.az table docs/azerbaijani.md"


def test_every_table_is_on_the_page() -> None:
    assert set(re.findall(r"<!-- table: (\w+) -->", PAGE.read_text(encoding="utf-8"))) == set(TABLES)


def test_every_form_repair_and_public_name_is_named() -> None:
    page = PAGE.read_text(encoding="utf-8")
    names = {form.rule for form in FORMS} | set(newscrawler.az.__all__) - {"BAKU", "FORMS"}
    assert [name for name in sorted(names) if name not in page] == []
    assert [name for name in REPAIRS if f"`{name}:" not in page] == []


def test_the_examples_run() -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) > 5
    test = doctest.DocTestParser().get_doctest("".join(blocks), {}, PAGE.name, str(PAGE), 0)
    told: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=told.append)
    assert "".join(told) == ""


def test_every_line_of_a_table_has_as_many_cells_as_its_head() -> None:
    for name, rows in TABLES.items():
        widths = {len(row) for row in rows()}
        assert len(widths) == 1, name
