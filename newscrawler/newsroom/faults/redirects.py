"""Faults that are a redirect: in circles, away, inside, to what is no page."""

from urllib.parse import quote, urlsplit

from newscrawler.newsroom.answer import Answer
from newscrawler.newsroom.faults.strike import Strike

HOPS = 12
LOGIN = "/giris"
# The networks of the house, its own machine, and where clouds keep their keys: none of a crawler's business.
PRIVATE = ("http://10.0.0.1/", "http://127.0.0.1:22/", "http://[::1]/", "http://169.254.169.254/")


def _to(strike: Strike, location: str, status: int = 302) -> Answer:
    return strike.say(b"", status, ("Location", location))


def path(strike: Strike) -> str:
    """The page's own path."""
    return urlsplit(strike.story.url).path


def redirect_loop(strike: Strike) -> Answer:
    """302 to `<address>-2`, which answers 302 back."""
    return _to(strike, strike.story.url if strike.hop > 1 else f"{strike.story.url.rstrip('/')}-2")


def redirect_self(strike: Strike) -> Answer:
    """302 to its own address, with a cookie: the site wants it before it shows anything."""
    return strike.say(b"", 302, ("Location", strike.story.url), ("Set-Cookie", "yoxlama=1; path=/"))


def redirect_chain(strike: Strike) -> Answer:
    """Twelve 302s, `<address>-2` to `<address>-13`, paths without a host; the last shows the right page."""
    if strike.hop > HOPS:
        return strike.show(strike.page)
    return _to(strike, f"{path(strike).rstrip('/')}-{strike.hop + 1}")


def redirect_offsite(strike: Strike) -> Answer:
    """301 to the same path on another host, `http://other.example/…`."""
    return _to(strike, f"http://other.example{path(strike)}", 301)


def redirect_private(strike: Strike) -> Answer:
    """302 into a private network; every second page to this machine, `[::1]` or the cloud's key store in turn."""
    turn, odd = divmod(strike.place, 2)
    return _to(strike, PRIVATE[1 + turn % 3] if odd else PRIVATE[0] + path(strike)[1:])


def redirect_ftp(strike: Strike) -> Answer:
    """302 to ftp://."""
    return _to(strike, f"ftp://{strike.request.host}{path(strike)}")


def redirect_file(strike: Strike) -> Answer:
    """302 to file:///etc/passwd."""
    return _to(strike, "file:///etc/passwd")


def redirect_javascript(strike: Strike) -> Answer:
    """302 with `Location: javascript:…`."""
    return _to(strike, "javascript:history.back()")


def redirect_nowhere(strike: Strike) -> Answer:
    """302 without a Location."""
    return strike.say(b"", 302)


def redirect_garbage(strike: Strike) -> Answer:
    """302 with a Location that is no URL."""
    return _to(strike, "http://[xeber/")


def redirect_home(strike: Strike) -> Answer:
    """302 to the front page: the site's way to say that there is no such article."""
    return _to(strike, "/")


def login_redirect(strike: Strike) -> Answer:
    """302 to `/giris?next=…`, which is a form and answers 200."""
    return _to(strike, f"{LOGIN}?next={quote(path(strike), safe='')}")
