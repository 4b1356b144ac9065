"""Which pages show only the free part of an article, and which only look like it."""

import json

import pytest

from newscrawler.reading.document import Document
from newscrawler.reading.invitations import is_invitation
from newscrawler.reading.paywall import is_paywalled

URL = "https://sayt.az/iqtisadiyyat/limanda-yuk"
SENTENCE = "Limanda ilin əvvəlindən bəri yük aşırılması artıb, yeni kran isə payız aylarında işə düşəcək. "


def told(count: int) -> str:
    return "".join(f"<p>{SENTENCE}Bənd {number}.</p>" for number in range(count))


def paywalled(body: str, head: str = "") -> bool:
    return is_paywalled(Document(f"<html><head>{head}</head><body><h1>Limanda yük</h1>{body}</body></html>", URL))


def ld(**more: object) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Limanda yük", "url": URL, **more}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


@pytest.mark.parametrize("value", [False, "False", "false", "http://schema.org/False"])
def test_an_article_that_says_it_is_not_free_is_paywalled(value: object) -> None:
    assert paywalled(told(6), ld(isAccessibleForFree=value))


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"isAccessibleForFree": True},
        {"isAccessibleForFree": "True"},
        {"isAccessibleForFree": None},
        {"hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".ekstra"}},
        {"isAccessibleForFree": True, "hasPart": [{"@type": "WebPageElement", "isAccessibleForFree": "False"}]},
        {"isPartOf": {"@type": "CreativeWork", "isAccessibleForFree": False}},
    ],
)
def test_a_part_that_is_not_free_does_not_close_a_free_article(more: dict[str, object]) -> None:
    assert not paywalled(told(3), ld(**more))


def test_the_article_of_a_graph_and_its_page_are_asked() -> None:
    page = {"@type": "WebPage", "url": URL, "isAccessibleForFree": False}
    assert paywalled(told(2), f'<script type="application/ld+json">{json.dumps({"@graph": [page]})}</script>')
    assert not paywalled(told(2), ld(isAccessibleForFree=True) + ld(url=URL + "-2", isAccessibleForFree=False))


def test_microdata_and_the_content_tier_are_asked() -> None:
    scope = (
        '<div itemscope itemtype="https://schema.org/NewsArticle"><meta itemprop="isAccessibleForFree" content="{}">'
    )
    assert paywalled(scope.format("False") + told(2) + "</div>")
    assert not paywalled(scope.format("True") + told(2) + "</div>")
    assert paywalled(told(2), '<meta property="article:content_tier" content="locked">')
    assert not paywalled(told(2), '<meta property="article:content_tier" content="free">')


WALLS = (
    '<div class="paywall">Davamı var</div>',
    '<div class="article__paywall">Davamı var</div>',
    '<section id="paywall"><b>Davamı var</b></section>',
    '<div class="premium-content">Davamı var</div>',
    '<div class="subscribe-wall">Davamı var</div>',
    '<div class="subscription-wall__message">Davamı var</div>',
    '<div class="paid-content-locked"><i class="fa fa-lock"></i></div>',
    '<div class="article-locked">Davamı var</div>',
    '<div class="subscribers-only">Davamı var</div>',
    '<div class="regwall">Davamı var</div>',
    "<div data-paywall>Davamı var</div>",
    '<div data-paywall="true"></div>',
    '<div data-access="paid"></div>',
)


@pytest.mark.parametrize("wall", WALLS)
def test_a_wall_behind_a_short_text_is_a_paywall(wall: str) -> None:
    assert paywalled(told(2) + wall)


@pytest.mark.parametrize("wall", WALLS[:10])
def test_a_wall_in_a_card_a_menu_a_hidden_box_or_behind_a_whole_article_is_none(wall: str) -> None:
    assert not paywalled(told(3) + f'<div class="news-card">{wall}</div>')
    assert not paywalled(told(3) + f"<ul><li>{wall}</li></ul><aside>{wall}</aside>")
    assert not paywalled(told(3) + f'<div style="display: none">{wall}</div>')
    assert not paywalled(told(9) + wall)
    assert not paywalled(told(2) + wall, ld(isAccessibleForFree=True))


def test_an_article_that_says_in_its_own_element_that_it_is_locked_is_paywalled() -> None:
    assert paywalled(f'<article data-paywall="true">{told(9)}</article>')
    assert not paywalled(f'<article data-access="public">{told(9)}</article>')
    assert not paywalled(told(9) + f'<div data-premium="1">{SENTENCE}</div>' * 3)


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="paywall">{told(6)}</div>',
        f'{told(4)}<div id="paywall"></div>',
        f'{told(2)}<div data-paywall="false">Davamı var</div>',
        f'{told(2)}<div class="wallpaper">Fon</div><div class="only-mobile">x</div><div class="paywall-free">x</div>',
        f'{told(2)}<script>var paywall = "subscribers only";</script><style>.paywall {{ color: red }}</style>',
        f'{told(2)}<div class="premium-banner">Reklam</div>',
    ],
)
def test_what_only_sounds_like_a_wall_is_none(body: str) -> None:
    assert not paywalled(body)


INVITATIONS = (
    "Xəbərin davamını oxumaq üçün abunə olun",
    "Məqalənin tam mətnini oxumaq üçün abunəlik əldə edin.",
    "Materialın tam versiyasını oxumaq üçün daxil olun və ya qeydiyyatdan keçin",
    "Bu material yalnız abunəçilər üçün əlçatandır.",
    "Yalnız abunəçilər üçün",
    "Davamı yalnız abunəçilərimiz üçündür",
    "Bu xəbər ödənişlidir.",
    "YALNIZ ABUNƏÇİLƏR ÜÇÜN",
    "Davamini oxumaq ucun abune olun",
    "Материал доступен только подписчикам",
    "Полный текст доступен только по подписке.",
    "Статья доступна по подписке",
    "Только для подписчиков",
    "Чтобы читать дальше, оформите подписку",
    "Чтобы продолжить чтение, войдите или зарегистрируйтесь",
    "Оформите подписку, чтобы прочитать статью целиком",
    "Available to subscribers only",
    "This article is for subscribers only.",
    "Subscribe to continue reading",
    "To continue reading, please log in",
    "Log in or create an account to read the full article",
    "Subscriber-only content",
    "Become a member to read this story",
    "A subscription is required to read this article",
)
NONE = (
    "Telegram kanalımıza abunə olun!",
    "Xəbərləri vaxtında oxumaq üçün Telegram kanalımıza abunə olun",
    "YouTube kanalımıza abunə olmağı unutmayın",
    "Bizi sosial şəbəkələrdə izləyin, abunə olun",
    "Xəbər bülletenimizə abunə olun",
    "Abunə ol",
    "Davamını oxumaq üçün linkə keçid edin",
    "Abunəçilərin sayı iki milyonu ötüb",
    "Sayta daxil olun",
    "Подпишитесь на наш Telegram-канал",
    "Чтобы читать новости первыми, подпишитесь на наш канал",
    "Подписаться на рассылку",
    "Число подписчиков выросло вдвое",
    "Войти",
    "Subscribe to our newsletter",
    "Subscribe to our newsletter to keep reading the best of the week",
    "Subscribe to our YouTube channel",
    "Log in",
    "The operator counts two million subscribers",
    "Follow us on Facebook to read more",
)


@pytest.mark.parametrize("line", INVITATIONS)
def test_an_invitation_at_the_end_of_a_stub_is_a_paywall(line: str) -> None:
    assert is_invitation(line)
    assert paywalled(f'<div class="body">{told(2)}<p>{line}</p></div>')
    assert paywalled(f'<div class="body">{told(1)}</div><div class="box"><a href="/abune">{line}</a></div>')


@pytest.mark.parametrize("line", INVITATIONS[::3])
def test_an_invitation_that_is_quoted_carded_or_followed_by_the_text_is_none(line: str) -> None:
    assert not paywalled(f"<article>{told(2)}<p>{line}</p>{told(2)}</article>")
    assert not paywalled(f"<article>{told(2)}<p>Səhifədə bu yazılıb: {SENTENCE} {line}, {SENTENCE}</p></article>")
    assert not paywalled(f"<article>{told(3)}</article><div class='card'><span>{line}</span><h3>Başqa xəbər</h3></div>")
    assert not paywalled(f"<article>{told(3)}</article><aside>{line}</aside><footer>{line}</footer>")
    assert not paywalled(f"<article>{told(3)}</article>" + f"<div><b>{line}</b> Başqa xəbər</div>" * 3)


@pytest.mark.parametrize("line", NONE)
def test_an_invitation_to_a_channel_or_a_newsletter_is_none(line: str) -> None:
    assert not is_invitation(line)
    assert not paywalled(f'<div class="body">{told(2)}<p>{line}</p></div>')
