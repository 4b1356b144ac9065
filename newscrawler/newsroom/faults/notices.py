"""Faults that are another page in the article's place: notices, forms, front pages, with status 200."""

import json

from newscrawler.newsroom.answer import JSON, Answer
from newscrawler.newsroom.faults.redirects import path
from newscrawler.newsroom.faults.strike import Strike

_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"


def notice(title: str, body: str, language: str = "az", head: str = "") -> str:
    """A small page of one's own."""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="UTF-8">\n<title>{title}</title>\n{head}'
        f"</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def form(strike_path: str) -> str:
    """A site's login form."""
    return notice(
        "Sayta giriş",
        f'<h1>Daxil olun</h1>\n<p>Davam etmək üçün hesabınıza daxil olun.</p>\n<form method="post" action="/giris">\n'
        f'<input type="hidden" name="next" value="{strike_path}">\n<input type="email" name="email">\n'
        '<input type="password" name="password">\n<button type="submit">Daxil ol</button>\n</form>\n'
        '<p><a href="/qeydiyyat">Qeydiyyat</a></p>',
    )


def empty(strike: Strike) -> Answer:
    """200, no body."""
    return strike.say()


def blank(strike: Strike) -> Answer:
    """200, white space only."""
    return strike.say("\n \t\r\n\n")


def works_in_progress(strike: Strike) -> Answer:
    """200, a page that says that the site is being worked on."""
    text = "Saytda texniki işlər aparılır. Narahatlığa görə üzr istəyirik, tezliklə qayıdacağıq."
    return strike.say(notice("Texniki işlər", f'<div class="maintenance"><h1>Texniki işlər</h1><p>{text}</p></div>'))


def login_wall(strike: Strike) -> Answer:
    """200, a login form instead of the article."""
    return strike.say(form(path(strike)))


def soft_404(strike: Strike) -> Answer:
    """200, a page that says "Səhifə tapılmadı"."""
    text = "Axtardığınız səhifə silinib və ya ünvanı dəyişib."
    return strike.say(
        notice("Səhifə tapılmadı", f'<h1>Səhifə tapılmadı</h1><p>{text}</p><a href="/">Əsas səhifəyə qayıt</a>')
    )


def front_page(strike: Strike) -> Answer:
    """200, the front page under the article's address."""
    return strike.show(strike.site("/"))


def other_article(strike: Strike) -> Answer:
    """200, another article under this address, with that one's canonical: a cache that mixed them up."""
    return strike.show(strike.site(strike.other))


def database_error(strike: Strike) -> Answer:
    """200, WordPress's line that it cannot reach its database."""
    title = "Error establishing a database connection"
    return strike.say(notice("Database Error", f"<h1>{title}</h1>", "en"))


def sql_error(strike: Strike) -> Answer:
    """200, a PHP page that died at its first query: no HTML around the message."""
    return strike.say(
        "<br />\n<b>Fatal error</b>:  Uncaught mysqli_sql_exception: User 'xeber_db' has exceeded the "
        "'max_user_connections' resource (current value: 30) in /var/www/xeber/inc/db.php:12\n"
        "Stack trace:\n#0 {main}\n  thrown in <b>/var/www/xeber/inc/db.php</b> on line <b>12</b><br />\n"
    )


def account_suspended(strike: Strike) -> Answer:
    """200, the page of a hosting company whose customer has not paid."""
    text = "This Account has been suspended. Contact your hosting provider for more information."
    return strike.say(notice("Account Suspended", f"<h1>Account Suspended</h1><p>{text}</p>", "en"))


def parked_domain(strike: Strike) -> Answer:
    """200, a registrar's page: the domain is for sale."""
    text = f"{strike.request.host} domeni satılır. Təklifinizi göndərin."
    return strike.say(notice(strike.request.host, f'<h1>{text}</h1><a href="https://park.example/al">Al</a>'))


def default_page(strike: Strike) -> Answer:
    """200, the page that a freshly installed nginx shows."""
    text = "If you see this page, the nginx web server is successfully installed and working."
    return strike.say(notice("Welcome to nginx!", f"<h1>Welcome to nginx!</h1><p>{text}</p>", "en"))


def meta_refresh(strike: Strike) -> Answer:
    """200, an empty page whose meta refresh leads to the front page."""
    return strike.say(notice("", "", head='<meta http-equiv="refresh" content="0; url=/">\n'))


def script_redirect(strike: Strike) -> Answer:
    """200, nothing but a script that leads away."""
    return strike.say("<script>window.location.replace('/?ref=xeber');</script>\n")


def json_error(strike: Strike) -> Answer:
    """200, a JSON object that says what went wrong."""
    return strike.say(json.dumps({"success": False, "code": 500, "message": "Server xətası"}), kind=JSON)


def pdf(strike: Strike) -> Answer:
    """200, a PDF under the article's address."""
    return strike.say(_PDF + b"trailer<</Root 1 0 R>>\n%%EOF\n", kind="application/pdf")
