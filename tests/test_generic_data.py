"""The dates that only the data of a page's scripts tell: Next.js, Nuxt, `window.…`."""

import json

import pytest

from tests.test_generic import TEXT, TITLE, paragraphs
from tests.test_generic_invented import DATED, MINUTE, read

PACKED = [{"item": 1}, {"title": 2, "published_at": 3, "likes": 4}, TITLE, "2026-02-12T10:15:00+04:00", 15]
STREAM = ['1:HL[]\n2:{"item":{"title":' + json.dumps(TITLE), ',"publishedAt":"2026-02-12T06:15:00Z"}}\n']
NEXT = '<script id="__NEXT_DATA__" type="application/json">{}</script>'


def item(**told: object) -> str:
    others = [{"title": "Kənd klubunda dərnək açılır", "publishedAt": "2026-02-01T09:00:00Z"}]
    return NEXT.format(json.dumps({"props": {"page": {"headline": TITLE, **told}, "rail": others}}))


@pytest.mark.parametrize(
    "data",
    [
        item(publishedAt="2026-02-12T06:15:00.000Z", updatedAt="2026-02-13T06:15:00Z"),
        item(published_at="2026-02-12 10:15:00", createdAt="2026-02-11 09:00:00"),
        item(publish_date=1770876900),
        item(date="1770876900000"),
        item(PublishDate="/Date(1770876900000)/"),
        item(PublishDate="/Date(1770876900000+0400)/"),
        item(createdAt="2026-02-12T10:15:00+04:00"),
        f'<script id="__NUXT_DATA__" type="application/json">{json.dumps(PACKED)}</script>',
        f"<script>window.__STATE__ = {json.dumps({'a': [{'title': TITLE, 'date': '2026-02-12 10:15'}]})};go()</script>",
        "".join(f"<script>self.__next_f.push([1,{json.dumps(one)}])</script>" for one in STREAM),
    ],
)
def test_a_date_that_only_the_data_of_a_script_tell_is_read_in_its_zone(data: str) -> None:
    record = read(f"<h1>{TITLE}</h1>{paragraphs(TEXT)}", data)
    assert (record.published_at, record.published_source) == (MINUTE, "json-ld")


def test_a_local_time_that_data_label_as_utc_gives_way_to_the_printed_one() -> None:
    record = read(f"<h1>{TITLE}</h1>{DATED}{paragraphs(TEXT)}", item(publishedAt="2026-02-12T10:15:00.000Z"))
    assert record.published_at == MINUTE
    assert "zone_conflict" in record.flags


def test_the_day_on_which_an_article_was_made_comes_behind_what_the_page_prints() -> None:
    data = item(createdAt="2026-02-10T06:00:00Z")
    shown = read(f"<h1>{TITLE}</h1>{DATED}{paragraphs(TEXT)}", data)
    assert (shown.published_at, shown.published_source) == (MINUTE, "printed")
    assert read(f"<h1>{TITLE}</h1>{paragraphs(TEXT)}", data).published_on == "2026-02-10"


def test_where_the_head_tells_a_date_the_data_of_scripts_have_no_say() -> None:
    head = f'<meta property="article:published_time" content="{MINUTE}">'
    record = read(f"<h1>{TITLE}</h1>{paragraphs(TEXT)}", head + item(createdAt="2026-02-10T06:00:00Z"))
    assert (record.published_at, record.published_source, "date_conflict" in record.flags) == (MINUTE, "meta", False)


@pytest.mark.parametrize("told", [{}, {"publishedAt": "sabah"}, {"date": 77}, {"date": True}])
def test_data_that_date_only_other_articles_date_nothing(told: dict[str, object]) -> None:
    page = read(f"<h1>{TITLE}</h1>{DATED}{paragraphs(TEXT)}", item(**told))
    assert (page.published_at, page.published_source) == (MINUTE, "printed")


def test_a_date_with_its_type_in_json_ld_and_one_without_marks_in_meta_are_read() -> None:
    typed = {"@type": "NewsArticle", "datePublished": {"@type": "Date", "@value": MINUTE}}
    for head in (
        f'<script type="application/ld+json">{json.dumps(typed)}</script>',
        '<meta property="article:published_time" content="20260212T1015+0400">',
    ):
        assert read(f"<h1>{TITLE}</h1>{paragraphs(TEXT)}", head).published_at == MINUTE
