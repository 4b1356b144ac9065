"""What makes a cluster, who is its first, and what its marks say."""

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from newscrawler.archive.records import content_digest
from newscrawler.az import BAKU
from newscrawler.corpus.copies import window
from newscrawler.corpus.copies.duplicates import WINDOW_DAYS, Mark, find_duplicates
from newscrawler.errors import ArgumentError
from tests.copied_news import EDITS, JSON, copied, in_order, news, record, told
from tests.corpus_site import article, prose, write_archive
from tests.export_site import make_release, rows

DAY = datetime(2015, 7, 1, 12, tzinfo=BAKU)


def text(seed: int, words: int = 120) -> str:
    return prose(Random(seed), "az", words)


def later(days: float) -> datetime:
    return DAY + timedelta(days=days)


def find(*records: JSON, near: bool = True) -> dict[str, Mark | None]:
    """The marks by id and revision (`id#2`)."""
    ordered = in_order(list(records))
    found = find_duplicates(enumerate(ordered), near=near)
    names = (f"{one['id']}#{one['revision']}" if one["revision"] > 1 else one["id"] for one in ordered)
    return {name: found.mark(number) for number, name in enumerate(names)}


def test_nothing_is_a_copy_of_nothing() -> None:
    found = find_duplicates([], near=True)
    assert (len(found), found.clusters, found.copies) == (0, 0, 0)
    assert find(record("a:1", "", "", DAY), record("b:1", "", "", DAY)) == {"a:1": None, "b:1": None}


def test_the_article_published_first_is_the_head_and_others_are_of_it() -> None:
    marks = find(
        record("b:1", "X", text(1), later(0.1)), record("a:1", "Y", text(1), DAY), record("c:1", "Z", text(2), DAY)
    )
    assert marks == {"a:1": Mark("a:1", None, None), "b:1": Mark("a:1", "a:1", 1.0), "c:1": None}


def test_equal_texts_are_copies_at_any_distance_and_without_rensa(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rensa", None)
    records = record("a:1", "X", text(1), DAY), record("b:1", "Y", text(1).upper(), later(900))
    assert find(*records, near=False)["b:1"] == Mark("a:1", "a:1", 1.0)


def equal(folder: Path, *records: JSON) -> dict[str, str | None]:
    """The `dup_of` by id that an export without near-duplicates writes."""
    whole = [article(number, DAY, site=one["site"]) | one for number, one in enumerate(records)]
    whole = [one | {"content_sha256": content_digest(one["title"], one["text"])} for one in whole]
    root = write_archive(folder / "archive", whole)
    make_release(folder / "out", root)
    return {one["id"]: one["dup_of"] for one in rows(folder / "out")}


@pytest.mark.parametrize("words", [12, 60, 400])
def test_equal_is_one_thing_with_and_without_rensa(words: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newscrawler.corpus.papers.documents.draw_charts", lambda *_: [])
    told = f"{text(1, words)} “Qiymət” 1,5 manat olub, ş\u0259h\u0259r"
    other = [told.upper(), told.replace("1,5", "15"), told.replace("“Qiymət”", "«Qiymet» —"), f"{told} Łódź", told]
    records = [record(f"a:{number}", "X", one, later(number)) for number, one in enumerate(other)]
    records += [record("b:1", "X", f"{told} Lodz", later(9)), record("b:2", "X", "", later(9))]
    found = find_duplicates(enumerate(in_order(records)), near=False)
    marks = {one["id"]: found.mark(number) for number, one in enumerate(in_order(records))}
    assert equal(tmp_path, *records) == {name: mark.of if mark else None for name, mark in marks.items()}
    copies = {"a:2": "a:0", "a:4": "a:0", "b:1": "a:3"}
    assert {name: mark.of for name, mark in marks.items() if mark and mark.of} == copies


def test_near_copies_without_rensa_are_refused_naming_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rensa", None)
    with pytest.raises(ArgumentError, match=r"rensa: pip install -e '\.\[corpus\]' in the checkout"):
        find(record("a:1", "X", text(1), DAY))


def test_the_jaccard_is_that_of_shingles_of_three_words() -> None:
    words = [f"söz{number}a" for number in range(60)]  # 58 shingles; 50 words have 48 of them
    short, whole = " ".join(words[:50]), " ".join(words)
    marks = find(record("a:1", "X", whole, DAY), record("b:1", "Y", short, later(1)))
    assert marks["b:1"] == Mark("a:1", "a:1", round(48 / 58, 4))


@pytest.mark.parametrize(("days", "is_copy"), [(WINDOW_DAYS, True), (WINDOW_DAYS + 1, False)])
def test_near_copies_are_looked_for_within_the_window(days: int, is_copy: bool) -> None:
    marks = find(record("a:1", "X", text(1), DAY), record("b:1", "Y", f"{text(1)} Yeni cümlə.", later(days)))
    assert (marks["b:1"] is not None) is is_copy


def test_a_copy_of_a_copy_is_in_the_cluster_even_beyond_the_window() -> None:
    grown = [f"{text(1)} {'Yeni cümlə. ' * number}" for number in range(3)]
    marks = find(*(record(f"a:{number}", "X", one, later(number * 10)) for number, one in enumerate(grown)))
    assert [mark and mark.cluster for mark in marks.values()] == ["a:0", "a:0", "a:0"]


def test_revisions_of_one_article_are_no_copies_of_each_other() -> None:
    first, second = record("a:1", "X", text(1), DAY), record("a:1", "X", f"{text(1)} Yenilənib.", DAY, revision=2)
    assert find(first, second) == {"a:1": None, "a:1#2": None}
    back = record("a:1", "X", text(1), DAY, revision=3)
    assert set(find(first, second, back).values()) == {None}


def test_the_copy_of_one_revision_is_a_copy_of_the_article() -> None:
    first, second = record("a:1", "X", text(1), DAY), record("a:1", "X", text(2), DAY, revision=2)
    marks = find(first, second, record("b:1", "Y", text(2), later(1)), record("c:1", "Z", text(1), later(2)))
    assert marks["a:1"] == marks["a:1#2"] == Mark("a:1", None, None)
    assert marks["b:1"] == marks["c:1"] == Mark("a:1", "a:1", 1.0)


def test_all_revisions_of_a_copy_say_of_what_it_is_one() -> None:
    copy, edited = record("b:1", "Y", text(1), later(1)), record("b:1", "Y", text(3), later(1), revision=2)
    marks = find(record("a:1", "X", text(1), DAY), copy, edited)
    assert marks["b:1"] == marks["b:1#2"] == Mark("a:1", "a:1", 1.0)


def test_a_short_text_under_another_headline_is_another_article() -> None:
    marks = find(
        record("a:1", "Prezident Şuşada", "Ətraflı videoda.", DAY), record("a:2", "Qar yağdı", "Ətraflı videoda.", DAY)
    )
    assert marks == {"a:1": None, "a:2": None}


def test_a_brief_with_a_corrected_figure_is_another_story() -> None:
    told = (
        "Yanğında {} nəfər xəsarət alıb, bu barədə Fövqəladə Hallar Nazirliyinin mətbuat xidməti məlumat yayıb. "
        + text(4, 40)
    )
    marks = find(record("a:1", "X", told.format(2), DAY), record("b:1", "Y", told.format(3), later(0.1)))
    assert marks == {"a:1": None, "b:1": None}


def test_the_marks_do_not_depend_on_how_the_records_are_batched(monkeypatch: pytest.MonkeyPatch) -> None:
    drafts, chance = news(300, 3), Random(3)
    records = [told(draft, f"report:{number}") for number, draft in enumerate(drafts)]
    kinds = chance.choices(list(EDITS), k=100)
    records += [copied(drafts[number], f"apa:{number}", kind, chance) for number, kind in enumerate(kinds)]
    whole = find(*records)
    monkeypatch.setattr(window, "BATCH", 7)
    assert find(*records) == whole
    assert sum(mark is not None for mark in whole.values()) > 190


def test_where_more_is_published_than_fits_the_window_it_looks_back_less_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "BATCH", 10)
    monkeypatch.setattr(window, "MOST", 20)
    texts = [text(number) for number in range(60)]
    records = [record(f"a:{number:03}", "X", one, later(number / 100)) for number, one in enumerate(texts)]
    near, far = (record(f"b:{of}", "Y", f"{texts[of]} Yeni cümlə.", later(0.7)) for of in (55, 5))
    marks = find(*records, near, far)
    assert marks["b:55"] is not None
    assert marks["b:5"] is None


PEAK = """
import sys
from datetime import date, timedelta
from random import Random
from newscrawler.corpus.copies.duplicates import find_duplicates
from tests.corpus_site import prose
from tests.export_site import peak_memory
bag = [prose(Random(number), "az", 25) for number in range(500)]
def records(count):
    chance = Random(1)
    for number in range(count):
        day = date(2010, 1, 1) + timedelta(days=number // 100)
        text = "\\n".join(chance.choices(bag, k=2))
        record = {"id": f"report:an-article-{number}", "site": "report", "title": "", "text": text}
        yield number, record | {"published_on": str(day)}
        if number in (count // 2, count - 1):
            print(round(peak_memory() * 1024))
find_duplicates(records(int(sys.argv[1])), near=True)
"""


@pytest.mark.parametrize("count", [20_000, pytest.param(200_000, marks=pytest.mark.soak)])
def test_memory_grows_by_few_bytes_a_record(count: int) -> None:
    """Once the window is full: what grows is the ids and 50 bytes for each."""
    done = subprocess.run([sys.executable, "-c", PEAK, str(count)], capture_output=True, text=True, check=True)
    half, whole = (int(kilobytes) * 1024 for kilobytes in done.stdout.split())
    assert (whole - half) / (count / 2) < 500
    assert whole < 400 * 2**20
