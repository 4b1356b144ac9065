"""Articles about notices, and articles beside forms and scripts that notices have too: not one is recognised."""

import gzip
import json
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from parsel import Selector

from newscrawler.reading.document import Document
from newscrawler.reading.notices import leads_to_login, recognise
from newscrawler.reading.paywall import is_paywalled
from newscrawler.tree import Element
from tests.test_notices import page, parsed, reason_of

SAVED = Path(__file__).resolve().parent / "pages" / "report"
GENERIC = Path(__file__).resolve().parents[2] / "shared" / "data" / "generic" / "html"
TOLD = (
    "Nazirliyin mətbuat xidmətindən bildirilib ki, işlər həftənin sonuna qədər başa çatacaq və xidmətlər açılacaq.",
    "İstifadəçilər bu müddətdə müraciətlərini qaynar xətt vasitəsilə, yaxud ən yaxın xidmət mərkəzində verə bilərlər.",
    "Xatırladaq ki, bənzər fasilə ötən ilin payızında da olmuş və iki gün çəkmişdi, məlumatlar isə itməmişdi.",
)
SHORT = "<p>Saytda texniki işlər aparılır və sayt müvəqqəti olaraq işləmir, bunu bu gün nazirlikdən bildiriblər.</p>"
TEXT = "".join(f"<p>{line}</p>" for line in TOLD)
LD = '<script type="application/ld+json">{}</script>'.format(
    json.dumps({"@type": "NewsArticle", "headline": "x", "datePublished": "2025-05-12T10:30:00+04:00"})
)
META = '<meta property="article:published_time" content="2025-05-12T10:30:00+04:00">'
OG = '<meta property="og:type" content="article">'
PRINTED = '<span class="news-date">12 may 2025, 10:30</span>'
HEADLINES = (
    *("Saytda texniki işlər aparılır", "Sayt müvəqqəti olaraq işləmir", "Axtardığınız səhifə tapılmadı", "Xəta 404"),
    *("Ведутся технические работы", "Страница не найдена", "Доступ запрещен", "Сайт временно недоступен", "Я не робот"),
    *(
        "Just a moment",
        "Access Denied",
        "Page not found",
        "Coming soon",
        "Tezliklə",
        "404",
        "Error 404",
        "Xəbər silinib",
    ),
    *("Account suspended", "Internal Server Error", "Too many connections", "Please verify you are human", "Giriş"),
)


@pytest.mark.parametrize("headline", HEADLINES)
def test_an_article_may_bear_a_notice_for_its_headline(headline: str) -> None:
    title, body = f"{headline} | Sayt.az", f"<h1>{headline}</h1>"
    assert reason_of(page(title, body + TEXT)) is None
    assert reason_of(page(title, body + PRINTED + "".join(f"<p>{line}</p>" for line in TOLD[:2]))) is None
    for mark in (LD, META):
        assert reason_of(page(title, f"{body}<p>{TOLD[0]}</p>", mark)) is None
    assert reason_of(page(title, f"{body}{PRINTED}<p>{TOLD[0]}</p>", OG)) is None
    assert reason_of(page(title, f"{body}<div>{'<br><br>'.join(TOLD)}</div>")) is None


@pytest.mark.parametrize("mark", [LD, META, OG + LD])
def test_a_dated_item_of_one_paragraph_may_speak_as_a_notice_does(mark: str) -> None:
    assert (
        reason_of(page("Saytda texniki işlər aparılır", f"<h1>Saytda texniki işlər aparılır</h1>{SHORT}", mark)) is None
    )
    assert reason_of(page("Nazirlik", f"<h1>Nazirlik</h1>{SHORT}", mark)) is None


@pytest.mark.parametrize(
    "line",
    [
        *("Saytda texniki işlər aparılır.", "Səhifə tapılmadı", "Xəbər silinib.", "Checking your browser", "Xəta 404"),
        *(
            "Сайт временно недоступен.",
            "Страница не найдена",
            "Access denied",
            "Just a moment...",
            "Fatal error: Uncaught X",
        ),
        *("Davam etmək üçün daxil olun", "Для продолжения необходимо войти", "error code: 1020", "Index of /"),
    ],
)
def test_an_article_may_quote_a_notice(line: str) -> None:
    assert reason_of(page("Limanda yük", f"<h1>Limanda yük</h1><p>{line}</p>{TEXT}")) is None
    assert reason_of(page("Limanda yük", f"<p>{line}</p><p>{TOLD[0]}</p>", META)) is None
    assert reason_of(page("Limanda yük", f"<div>{TOLD[0]}<br>{line}<br>{TOLD[1]}<br>{TOLD[2]}</div>")) is None


JSD = (
    "<script>(function(){window.__CF$cv$params={r:'8'};var a=document.createElement('script');"
    "a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js';document.head.appendChild(a)})();</script>"
)
BESIDE = (
    JSD,
    '<a href="/cdn-cgi/l/email-protection" class="__cf_email__">[email&#160;protected]</a>',
    '<script src="https://challenges.cloudflare.com/turnstile/v0/api.js"></script>',
    '<script src="/_Incapsula_Resource?SWJIYLWA=719d34d31c8e3a6e6fffd425f7e032f3"></script>',
    '<form class="comment"><textarea></textarea><div class="g-recaptcha" data-sitekey="1"></div></form>',
    '<form id="reg"><div class="h-captcha"></div></form>',
    '<form class="comment-form"><div class="cf-turnstile"></div></form>',
    '<header><form action="/login"><input type="password"><button>Daxil ol</button></form></header>',
    '<div id="login-modal" class="modal"><h2>Giriş</h2><form><input type="password"></form></div>',
    '<div class="sidebar"><form action="/giris"><input type="password"></form></div>',
    '<form action="/comment"><p>Şərh yazmaq üçün daxil olun</p><input type="password"></form>',
    '<script>document.cookie="seen=1";if(location.hash){location.href="/x"}</script>',
    "<noscript>Please enable JavaScript and cookies to continue</noscript>",
    '<meta http-equiv="refresh" content="300">',
    "<svg><title>Error</title></svg>",
    '<div class="hidden">Səhifə tapılmadı</div>',
    '<div style="display:none">Axtardığınız xəbər tapılmadı</div>',
    '<div class="cookie-bar">Please enable cookies</div>',
)


@pytest.mark.parametrize("beside", BESIDE)
def test_what_stands_beside_an_article_makes_it_no_notice(beside: str) -> None:
    assert reason_of(page("Limanda yük", f"{beside}<h1>Limanda yük</h1>{TEXT}")) is None
    assert reason_of(page("Limanda yük", f"<h1>Limanda yük</h1>{PRINTED}<p>{TOLD[0]}</p>{beside}", OG)) is None
    assert reason_of(page("Limanda yük", f"<h1>Limanda yük</h1><div>{' '.join(TOLD)}</div>{beside}", META)) is None
    assert reason_of(page("Limanda yük", f"{beside}<h1>Limanda yük</h1><img src=/a.jpg>", META)) is None


@pytest.mark.parametrize("beside", BESIDE)
def test_a_short_item_without_any_mark_of_an_article_is_no_notice_by_what_stands_beside_it(beside: str) -> None:
    assert reason_of(page("Limanda yük", f"{beside}<h1>Limanda yük</h1><p>{TOLD[0]}</p>")) is None


@pytest.mark.parametrize("beside", [one for one in BESIDE if "password" in one])
def test_a_login_beside_a_picture_is_no_wall(beside: str) -> None:
    assert reason_of(page("Limanda yük", f"{beside}<h2>Limanda yük</h2><img src=/a.jpg>")) is None


def test_an_article_inside_the_form_of_the_whole_page_is_read() -> None:
    body = f'<form id="aspnetForm"><h1>Saytda texniki işlər aparılır</h1>{TEXT}</form>'
    assert reason_of(page("Saytda texniki işlər aparılır", body)) is None


def test_an_article_about_cloudflare_with_its_code_in_print_is_read() -> None:
    body = f"<h1>Cloudflare nə edir</h1><pre>_cf_chl_opt; sucuri_cloudproxy_js</pre>{TEXT}{JSD}"
    assert reason_of(page("Cloudflare: Just a moment", body)) is None


def test_a_soft_404_among_cards_with_teasers_is_still_one() -> None:
    cards = "".join(f"<div class=box><a href=/{n}>Başlıq</a><p>{line}</p></div>" for n, line in enumerate(TOLD * 3))
    assert reason_of(page("Səhifə tapılmadı", f"<h1>Səhifə tapılmadı</h1>{cards}")) == "gone"


@pytest.mark.parametrize(
    "path",
    [
        *("/login?next=/xeber/1", "/giris", "/az/giris/", "/auth", "/signin", "/users/sign_in", "/abune", "/subscribe"),
        *("/wp-login.php?redirect_to=%2F", "/account/login", "/daxil-ol", "/oauth2/authorize", "/consent?u=1"),
        *("/index.php?do=register", "/?option=com_users&view=login", "/qeydiyyat", "/login/index.php", "/paywall"),
    ],
)
def test_an_address_leads_to_a_login(path: str) -> None:
    assert leads_to_login(f"https://sayt.az{path}")


def test_no_saved_page_of_report_but_its_two_notices_is_recognised() -> None:
    found = {path.name: reason_of(parsed(gzip.decompress(path.read_bytes()).decode())) for path in SAVED.glob("*.gz")}
    told = {name: reason for name, reason in found.items() if reason}
    assert told == {"maintenance-notice.html.gz": "maintenance", "new-az-soft-404.html.gz": "gone"}


@pytest.mark.skipif(not GENERIC.is_dir(), reason="the shared truth tables are not here")
def test_no_article_of_181_other_sites_is_recognised() -> None:
    paths = sorted(GENERIC.glob("*.html.gz"))
    texts = (gzip.decompress(path.read_bytes()).decode("utf-8", "replace") for path in paths)
    assert [text[:80] for text in texts if recognise(parsed(text))] == []
    assert len(paths) == 181


TAGS = st.sampled_from("html head title body div p a h1 form input script style iframe time br table li weird".split())
PIECES = st.sampled_from(["", "404", "Səhifə tapılmadı", "x" * 90, "document.cookie=1;location.reload()", " \n"])
WORDS = PIECES | st.text(string.printable.translate({11: None, 12: None}), max_size=30)
NAMES = st.sampled_from("class id type style hidden href src content property http-equiv data-paywall".split())


@st.composite
def trees(draw: st.DrawFn, depth: int = 3) -> Element:
    node = etree.Element(draw(TAGS), draw(st.dictionaries(NAMES, WORDS, max_size=3)))
    node.text, node.tail = draw(WORDS), draw(WORDS)
    for _ in range(draw(st.integers(0, 3 if depth else 0))):
        node.append(draw(trees(depth=depth - 1)) if draw(st.integers(0, 4)) else etree.Comment("Səhifə tapılmadı"))
    return node


@given(trees(), st.sampled_from([200, 202, 403, 404, 503]), st.text(max_size=20))
def test_no_tree_makes_it_raise(root: Element, status: int, url: str) -> None:
    found = recognise(root, status, {}, url)
    assert found is None or 0 < len(found.mark) <= 100
    leads_to_login(url)
    assert is_paywalled(Document(Selector(root=root, type="html"), url)) in (True, False)
