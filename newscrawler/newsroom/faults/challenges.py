"""Faults that are a gate: pages that want a browser, a cookie or a human before they show anything."""

from datetime import datetime

from newscrawler.newsroom.answer import HTML, Answer, Page, Request, answer
from newscrawler.newsroom.faults.notices import notice
from newscrawler.newsroom.faults.strike import Strike, with_header, without

_RAY = "8f2a6c41de90b7f3"
_CLOUDFLARE = f"""<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title>
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><meta name="robots" content="noindex,nofollow">
<meta http-equiv="refresh" content="360"></head><body>
<div class="main-wrapper" role="main"><div class="main-content">
<noscript><span id="challenge-error-text">Enable JavaScript and cookies to continue</span></noscript>
</div></div>
<script>(function(){{window._cf_chl_opt={{cvId:"3",cType:"managed",cRay:"{_RAY}"}};
var a=document.createElement("script");a.src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1?ray={_RAY}";
document.getElementsByTagName("head")[0].appendChild(a);}}());</script>
</body></html>
"""
_GUARD = notice(
    "DDoS-Guard",
    '<div id="content"><h1 id="h1">Checking your browser before accessing the site</h1>'
    '<p id="description">This check takes a few seconds.</p></div>\n'
    '<script src="/.well-known/ddos-guard/check?context=free_splash"></script>',
    "en",
)
_COOKIE = """<html><body><script type="text/javascript" src="/aes.js"></script><script>
function toNumbers(d){var e=[];d.replace(/(..)/g,function(d){e.push(parseInt(d,16))});return e}
var a=toNumbers("f655ba9d09a112d4968c63579db590b4"),b=toNumbers("98344c2eee86c3994890592585b49f80");
document.cookie="__test="+a.length+b.length+"; path=/";location.href=location.pathname+"?i=1";</script>
<noscript>This site requires Javascript to work, please enable Javascript in your browser.</noscript></body></html>
"""


def interstitial(request: Request, now: datetime) -> Answer:
    """403 as Cloudflare sends it: `Server: cloudflare`, `cf-mitigated: challenge`, "Just a moment..."."""
    page = Page(_CLOUDFLARE.encode(), f"{HTML}; charset=UTF-8", 403)
    found = without(answer(page, Request("GET", request.host, request.target), now), "Vary")
    for name, value in (("Server", "cloudflare"), ("cf-mitigated", "challenge"), ("CF-RAY", f"{_RAY}-GYD")):
        found = with_header(found, name, value)
    return with_header(found, "Cache-Control", "private, max-age=0, no-store, no-cache")


def challenge(strike: Strike) -> Answer:
    """403 as Cloudflare sends it: `Server: cloudflare`, `cf-mitigated: challenge`, "Just a moment..."."""
    return interstitial(strike.request, strike.now)


def challenge_200(strike: Strike) -> Answer:
    """200, an interstitial as DDoS-Guard shows it: "Checking your browser"."""
    return strike.say(_GUARD, 200, ("Server", "ddos-guard"), ("Set-Cookie", "__ddg1_=Zk3x; HttpOnly; path=/"))


def cookie_script(strike: Strike) -> Answer:
    """200, a script that sets a cookie and asks again: the gate of free hosts."""
    return strike.say(_COOKIE)


def captcha(strike: Strike) -> Answer:
    """200, a page that asks whether one is a robot."""
    body = (
        '<h1>Siz robot deyilsiniz?</h1>\n<form method="post"><div class="g-recaptcha" data-sitekey="6Lx"></div></form>'
    )
    return strike.say(
        notice("Yoxlama", body + '\n<script src="https://www.google.com/recaptcha/api.js" async defer></script>')
    )


def firewall(strike: Strike) -> Answer:
    """403, an application firewall's page with an incident number."""
    text = "The requested URL was rejected. Please consult with your administrator.<br>Your support ID is: 7290146633"
    return strike.say(notice("Request Rejected", text, "en"), 403)
