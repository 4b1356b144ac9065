"""Which pages are served in place of an article; what is an article all the same stands in test_notices_articles.py."""

import pytest
from parsel import Selector

from newscrawler.reading.notices import Notice, leads_to_login, recognise
from newscrawler.tree import Element

CHROME = (
    '<div class="top"><a href="/">Sayt</a> <a href="/siyaset">Siyasət</a></div>{}<aside><h3>Son xəbərlər</h3>'
    + '<a href="/1">Limanda yük aşırılması artıb, yeni kran payızda işə düşəcək</a>' * 9
    + "</aside><footer>Bütün hüquqlar qorunur. Materiallardan istifadə zamanı sayta istinad və link mütləqdir.</footer>"
)


def parsed(page: str) -> Element:
    root: Element = Selector(text=page or "<html></html>").root
    return root


def page(title: str = "Sayt", body: str = "", head: str = "") -> Element:
    return parsed(f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>")


def reason_of(root: Element) -> str | None:
    found = recognise(root)
    return found.reason if found else None


@pytest.mark.parametrize(
    ("name", "value"), [("cf-mitigated", "challenge"), ("x-amzn-waf-action", "captcha"), ("x-sucuri-block", "BLK001")]
)
def test_a_header_tells_whatever_the_page_holds(name: str, value: str) -> None:
    assert recognise(page("Limanda yük"), 403, {name: value}) == Notice("challenge", f"{name}: {value}")


def test_headers_that_every_page_has_tell_nothing() -> None:
    assert recognise(page(), 200, {"server": "cloudflare", "cf-ray": "8a-FRA", "x-sucuri-id": "1"}) is None


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Just a moment...", '<div id="challenge-error-text">Enable JavaScript and cookies to continue</div>'),
        ("Bir dəqiqə…", "<div></div>"),
        ("Один момент…", "<noscript>Включите JavaScript</noscript>"),
        ("sayt.az", "<script>window._cf_chl_opt={cvId:'3'};</script><h1>sayt.az</h1><p>Performing checks</p>"),
        ("sayt.az", '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>'),
        ("sayt.az", '<form id="challenge-form" action="/x"></form>'),
        ("sayt.az", "<p>Verify you are human by completing the action below.</p>"),
        ("Attention Required! | Cloudflare", "<h1>Sorry, you have been blocked</h1>" + "<p>Why? Security.</p>" * 9),
        ("Access denied | sayt.az used Cloudflare to restrict access", "<h1>Error 1020</h1>"),
        ("", "error code: 1020"),
        ("DDoS-Guard", "<p>Checking your browser before accessing sayt.az</p>"),
        ("sayt.az", '<script src="/.well-known/ddos-guard/js-challenge/index.js"></script>'),
        ("Sucuri WebSite Firewall - Access Denied", "<h1>Access Denied</h1>"),
        ("You are being redirected...", "<script>var s='x';sucuri_cloudproxy_js=''</script>"),
        ("", '<iframe src="/_Incapsula_Resource?SWUDNSAI=9">Request unsuccessful. Incapsula incident ID: 1-2</iframe>'),
        ("Access Denied", 'You don\'t have permission to access "http://sayt.az/" on this server.<p>Reference #18.1'),
        ("Sayt", '<p>Подтвердите, что вы не робот</p><div class="smart-captcha" data-sitekey="1"></div>'),
        ("Sayt", '<form action="/verify"><div class="g-recaptcha" data-sitekey="1"></div></form>'),
        ("Sayt", '<div class="h-captcha"></div><p>Davam etmək üçün təsdiq edin</p>'),
        ("Вы не робот?", '<form action="/checkcaptcha?key=1"></form>'),
        ("", '<script>document.cookie="a=1;path=/";location.reload();</script>'),
        ("", '<script>document.cookie = "b=2"; window.location.href = "/xeber/1";</script>'),
        ("Brauzeriniz yoxlanılır", "<p>Bir neçə saniyə gözləyin.</p>"),
        ("Robot olmadığınızı təsdiq edin", "<button>Davam</button>"),
        ("Доступ запрещен", "<p>Ваш адрес заблокирован.</p>"),
    ],
)
def test_a_challenge_is_recognised(title: str, body: str) -> None:
    assert reason_of(page(title, body)) == "challenge"


FORM = '<form method="post"><input name="u"><input type="password" name="p"><button>Daxil ol</button></form>'


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Giriş | Sayt", f"<h1>Sistemə giriş</h1>{FORM}"),
        ("Sayt", f"<div class='box'>{FORM}<p>Parolu unutmusunuz?</p></div>"),
        ("Вход на сайт", f"<main>{FORM}</main>"),
        ("Log in to your account", FORM.replace("password", "Password")),
        ("Qeydiyyat", f"<h1>Qeydiyyat</h1><p>Hesab yaradın</p>{FORM}"),
        ("Sayt", "<h2>Davam etmək üçün daxil olun</h2><button>Google ilə</button>"),
        ("Sayt", "<p>Для продолжения необходимо войти</p>"),
        ("Site", "<p>You must be logged in to view this page.</p>"),
        ("Sayt", '<meta http-equiv="refresh" content="0; url=/login?next=/xeber/1">'),
    ],
)
def test_a_login_wall_is_recognised(title: str, body: str) -> None:
    assert reason_of(page(title, body)) == "login"


@pytest.mark.parametrize(
    "text",
    [
        *("Saytda texniki işlər aparılır", "SAYTDA TEXNİKİ İŞLƏR APARILIR", "Hazırda saytda profilaktik işlər gedir"),
        *("Sayt müvəqqəti olaraq işləmir", "Saytımız yenilənir", "Hörmətli oxucular, sayt təmirdədir!"),
        *("Üzrlü sayın, saytda texniki işlər aparılır", "Sayt texniki səbəblərə görə fəaliyyət göstərmir"),
        *("Tezliklə sizinləyik!", "Ведутся технические работы", "На сайте проводятся профилактические работы"),
        *("Сайт на реконструкции", "Сайт временно недоступен", "Уважаемые посетители, сайт находится в разработке"),
        *("The site is under maintenance", "We'll be back soon", "Our website is currently under construction"),
        *("503 Service Temporarily Unavailable", "502 Bad Gateway", "Error establishing a database connection"),
        *("SQLSTATE[HY000] [2002] Connection refused", "Fatal error: Uncaught Error in index.php on line 3"),
        *(
            "Server Error in '/' Application.",
            "Whoops, looks like something went wrong.",
            "MySQL: Too many connections",
        ),
        *("Welcome to nginx!", "Apache2 Ubuntu Default Page: It works", "IIS Windows Server", "Index of /"),
        *(
            "Account Suspended",
            "sayt.az is for sale",
            "This domain has expired",
            "Срок регистрации домена sayt.az истек",
        ),
        *(
            "Default Web Site Page",
            "Web Server's Default Page",
            "sayt.az domeni satılır",
            "sayt.az | 521: Web server is down",
        ),
    ],
)
def test_a_site_out_of_order_is_recognised_in_title_headline_and_text(text: str) -> None:
    assert reason_of(page(text)) == "maintenance"
    assert reason_of(page("Sayt", CHROME.format(f"<h1>{text}</h1>"))) == "maintenance"
    assert (
        reason_of(page("Sayt", CHROME.format(f"<div><h2>{text}</h2><p>Bir azdan qayıdın.</p></div>"))) == "maintenance"
    )


@pytest.mark.parametrize(
    "text",
    [
        *("Axtardığınız səhifə tapılmadı", "Xəta 404", "Belə bir xəbər mövcud deyil", "Xəbər silinib", "404 xətası"),
        *("Material arxivdən silinmişdir", "Üzr istəyirik, bu material saytdan çıxarılıb", "Sehife tapilmadi"),
        *("SƏHİFƏ TAPILMADI", "Ups! Axtardığınız səhifə silinib və ya ünvanı dəyişib", "Bu xəbər artıq mövcud deyil"),
        *("Страница не найдена", "Ошибка 404", "Запрашиваемая страница не существует", "К сожалению, новость удалена"),
        *("Такой страницы не существует", "Материал снят с публикации", "Page not found", "404 Not Found"),
        *("The page you are looking for could not be found", "This article is no longer available", "Error 404"),
    ],
)
def test_a_soft_404_is_recognised_in_title_headline_and_text(text: str) -> None:
    assert reason_of(page(f"{text} | Sayt.az")) == "gone"
    assert reason_of(page("Sayt", CHROME.format(f"<h1>{text}</h1>"))) == "gone"
    assert reason_of(page("Sayt", CHROME.format(f"<h1>Sayt.az</h1><p>{text}.</p>"))) == "gone"


@pytest.mark.parametrize("title", ["404", "Xəta", "Error", "Tezliklə", "Coming soon", "Texniki işlər - Sayt", "Скоро"])
def test_a_faint_word_tells_as_the_headline_of_an_empty_page_only(title: str) -> None:
    assert reason_of(page(title)) in ("gone", "maintenance")
    assert reason_of(page("Sayt", f"<h1>Limanda yük</h1><p>{title}</p>")) is None
    assert reason_of(page(title, '<h1>x</h1><meta property="article:published_time" content="2025-05-12">')) is None


def test_a_page_of_wordpress_without_a_post_is_gone() -> None:
    assert reason_of(parsed('<html><body class="error404 wp"><h1>Axtarın</h1></body></html>')) == "gone"


def test_a_status_of_400_and_more_leaves_nothing_to_weigh() -> None:
    body = "<p>" + "Serverlərimiz yenilənir, bir neçə saatdan sonra yenə burada olacağıq, gözləyin. " * 9 + "</p>"
    assert recognise(page("Saytda texniki işlər aparılır", body * 4)) is None
    told = recognise(page("Saytda texniki işlər aparılır", body * 4), 503)
    assert told
    assert told.reason == "maintenance"


def test_a_mark_is_at_most_100_characters_long() -> None:
    told = recognise(page(body=f"<p>Fatal error: Uncaught {'x' * 150}</p>"))
    assert told
    assert (told.reason, len(told.mark)) == ("maintenance", 100)


@pytest.mark.parametrize("host", ["login.sayt.az", "auth.sayt.az", "passport.yandex.ru", "consent.google.com"])
def test_a_host_leads_to_a_login(host: str) -> None:
    assert leads_to_login(f"https://{host}/x")


@pytest.mark.parametrize(
    "path",
    [
        *("/", "", "/siyaset/giris-qadagandir", "/login-melumatlari-ogurlanib", "/abune/12.html", "/news/auth/story"),
        *("/xeber/1?next=/login", "/az/abuneciler-artib", "/subscribe-records", "/author/ali", "/?page=2", "/az"),
    ],
)
def test_an_address_of_an_article_leads_to_no_login(path: str) -> None:
    assert not leads_to_login(f"https://sayt.az{path}")
    assert not leads_to_login("http://[broken")
