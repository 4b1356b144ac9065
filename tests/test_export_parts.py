"""Parts of formats by themselves: names of text files, lines taken over as they are, instants taken apart."""

import json

import pytest

from newscrawler.archive.records import as_line
from newscrawler.corpus.formats.instants import join, part
from newscrawler.corpus.formats.lines import extended
from newscrawler.corpus.formats.txt import file_name
from tests.corpus_site import articles
from tests.test_export_formats import JSON, NO_COPY


def test_names_of_text_files_are_safe_and_never_the_same() -> None:
    keys = ["slug", "Slug", "ru/slug", "../../etc/passwd", "..", "a" * 300, "con:1", "xəbər", "a b", "slug-r2"]
    named = [file_name({"id": f"report:{key}", "published_on": "2025-12-15", "revision": 1}) for key in keys]
    named.append(file_name({"id": "report:slug", "published_on": "2025-12-15", "revision": 2}))
    assert named[0] == "2025-12-15-slug.txt"
    assert all("/" not in name and len(name) <= 130 and name.isascii() for name in named)
    assert len({name.lower() for name in named}) == len(named)


@pytest.mark.parametrize("form", [{}, {"ensure_ascii": True}, {"separators": (",", ":")}, {"sort_keys": True}])
def test_who_wrote_a_line_in_which_form_changes_no_byte(form: JSON) -> None:
    record = next(articles(1))
    line = (json.dumps(record, **form) if form else as_line(record).decode().rstrip("\n")).encode() + b"\n"
    read = json.loads(line)
    told = extended(read, line, NO_COPY)
    assert getattr(told, "line", as_line(told)) == as_line(record | NO_COPY)


@pytest.mark.parametrize(
    "instant", ["2014-07-01T12:00:00+05:00", "2014-07-01T07:00:00Z", "2014-07-01 12:00:00.250+05:00"]
)
def test_an_instant_is_the_same_after_it_was_taken_apart(instant: str) -> None:
    assert join(*part(instant)) == instant
