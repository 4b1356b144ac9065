"""JSON-LD that a template got wrong, and JSON-LD that speaks of another article than the page shows."""

from typing import Any

import pytest

from newscrawler.reading.broken_json import values
from newscrawler.reading.document import Document

URL = "https://numune.az/xeber/12"
TOLD = {"@type": "NewsArticle", "headline": "Kənddə bal festivalı", "datePublished": "2025-12-15T15:17:00+04:00"}
SOUND = '{"@type":"NewsArticle","headline":"Kənddə bal festivalı","datePublished":"2025-12-15T15:17:00+04:00"}'


@pytest.mark.parametrize(
    "block",
    [
        SOUND[:-1] + ",}",
        f"//<![CDATA[\n{SOUND}\n//]]>",
        f"/*<![CDATA[*/{SOUND}/*]]>*/",
        f"<!-- {SOUND} -->",
        f"\ufeff{SOUND};",
        SOUND.replace("-", r"\-"),
    ],
)
def test_an_object_is_read_whatever_a_template_put_around_or_behind_it(block: str) -> None:
    assert values(block) == [TOLD]


def test_objects_after_one_another_are_all_read() -> None:
    assert values('{"@type": "Organization"}\n{"@type": "WebPage",},[{"@type": "Person"}]') == [
        {"@type": "Organization"},
        {"@type": "WebPage"},
        [{"@type": "Person"}],
    ]


def test_quotes_inside_a_value_are_kept_as_text() -> None:
    block = '{"headline": ""Araz" çayı", "description": "o "böyük", uzun gün", "datePublished": "2025-12-15"}'
    told = {"headline": '"Araz" çayı', "description": 'o "böyük", uzun gün', "datePublished": "2025-12-15"}
    assert values(block) == [told]


def test_of_a_block_cut_short_the_whole_values_are_read_and_no_half_one() -> None:
    block = '{"@type":"NewsArticle","author":[{"@type":"Person","name":"Leyla Ağayeva"}],"headline":"Yol","dateMod'
    assert values(block) == [{"@type": "NewsArticle", "headline": "Yol", "author": "Leyla Ağayeva"}]
    assert values('{"@type":"NewsArticle","datePublished":"2025-12-1') == [{"@type": "NewsArticle"}]


@pytest.mark.parametrize(
    "block", ["", "nothing", '{"a": [1, 2', "[" * 50_000, '{"@type":"Article"} {"@type":"Article" x']
)
def test_what_tells_nothing_for_sure_says_nothing(block: str) -> None:
    assert not list(Document(page(block), URL).ld_values("headline"))


def page(block: str, body: str = "") -> str:
    return f'<html><head><script type="application/ld+json">{block}</script></head><body>{body}</body></html>'


def article_of(body: str, **said: Any) -> dict[str, Any]:
    said = {"@type": "NewsArticle", "headline": "Limanda yeni kran", **said}
    block = str(said).replace("'", '"')
    return Document(page(block, body), URL).ld_article


@pytest.mark.parametrize("key", ["url", "@id", "mainEntityOfPage"])
@pytest.mark.parametrize("address", ["https://numune.az/xeber/7", "https://basqa.az/xeber/12"])
def test_the_object_of_another_article_is_not_heard(key: str, address: str) -> None:
    assert article_of("<h1>Kənddə bal festivalı</h1>", **{key: address}) == {}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<h1>Kənddə bal festivalı</h1>", {"url": "https://www.numune.az/xeber/12/#article"}),
        ("<h1>Kənddə bal festivalı</h1>", {"@id": "#article"}),
        ("<h1>Kənddə bal festivalı</h1>", {}),
        ("<h1>Limanda yeni kran quraşdırılıb</h1>", {"url": "https://numune.az/"}),
        ("<div>Kənddə bal festivalı</div>", {"url": "https://numune.az/xeber/7"}),
        ("<h1>Kənddə bal festivalı</h1>", {"url": "https://[numune.az/", "mainEntityOfPage": "/xeber/12"}),
    ],
)
def test_a_slip_in_the_address_or_the_headline_alone_does_not_silence_an_object(
    body: str, said: dict[str, str]
) -> None:
    assert article_of(body, **said)["headline"] == "Limanda yeni kran"
