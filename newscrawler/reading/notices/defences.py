"""Systems that ask a visitor to prove that he is human: their headers, elements and scripts."""

import re
from collections.abc import Mapping
from typing import Final

from newscrawler.reading.notices.contents import Contents
from newscrawler.reading.notices.notice import Notice, notice
from newscrawler.tree import Element, Path, css_path, text_of

_NEXT_TO_NOTHING: Final = 100
_LITTLE: Final = 600
_OWN_ELEMENTS: Final = (
    "#challenge-form",
    "#challenge-running",
    "#cf-challenge-running",
    "#challenge-stage",
    "#challenge-error-text",
    "#ddg-captcha",
    "#sec-if-cpt-container",
    "form[action*='/checkcaptcha']",
    "form[action*='/showcaptcha']",
    "iframe[src*='_Incapsula_Resource']",
    "iframe[src*='captcha-delivery.com']",
)
_CAPTCHAS: Final = (
    ".g-recaptcha",
    ".h-captcha",
    ".cf-turnstile",
    ".smart-captcha",
    "#captcha-container",
    "iframe[src*='/recaptcha/']",
    "iframe[src*='hcaptcha.com']",
    "iframe[src*='smartcaptcha']",
)
_SCRIPTS: Final = Path("//script")
_CHALLENGE_SCRIPT: Final = re.compile(
    r"_cf_chl_opt|cf_chl_opt|/cdn-cgi/challenge-platform/[\w/.-]*(?:orchestrate|jsch|managed)|"
    r"_Incapsula_Resource|sucuri_cloudproxy_js|/\.well-known/ddos-guard/|js-challenge|captcha-delivery\.com|"
    r"awsWafCookieDomainList|token\.awswaf\.com|/_sec/cp_challenge|window\.gokuProps|toNumbers\(.*slowAES",
    re.IGNORECASE | re.DOTALL,
)
_SETS_COOKIE: Final = re.compile(r"document\.cookie\s*=")
_GOES_ON: Final = re.compile(r"location\s*\.\s*(?:reload|replace|assign)\s*\(|location(?:\.href)?\s*=[^=]|\.submit\(\)")


def told_by_header(headers: Mapping[str, str]) -> Notice | None:
    """The challenge that a response header names; names in lower case.

    >>> told_by_header({"cf-mitigated": "challenge"}).mark
    'cf-mitigated: challenge'
    >>> told_by_header({"server": "cloudflare", "cf-ray": "1"})
    """
    for name, telling in (
        ("cf-mitigated", "challenge"),
        ("x-amzn-waf-action", "challenge|captcha"),
        ("x-sucuri-block", ".+"),
    ):
        value = headers.get(name, "").strip()
        if re.fullmatch(telling, value, re.IGNORECASE):
            return notice("challenge", f"{name}: {value}")
    return None


def told_by_element(contents: Contents) -> Notice | None:
    """The challenge that an element or a script is, on a page that holds next to nothing else.

    Cloudflare puts its `scripts/jsd/main.js` into every page and Imperva its resource into many; a captcha belongs to
    a form for comments as well: so a script, a frame and a captcha tell only where there is no text.
    """
    if contents.size > _LITTLE or contents.dated:
        return None
    if found := css_path(*_OWN_ELEMENTS).elements(contents.root):
        return notice("challenge", _name(found[0]))
    if contents.paragraphs or contents.claims_article or contents.size + contents.linked > _LITTLE:
        return None
    if found := css_path(*_CAPTCHAS).elements(contents.root):
        return notice("challenge", _name(found[0]))
    return _told_by_script(contents)


def _told_by_script(contents: Contents) -> Notice | None:
    for script in _SCRIPTS.elements(contents.root):
        source = f"{script.get('src') or ''} {script.text or ''}"
        if found := _CHALLENGE_SCRIPT.search(source):
            return notice("challenge", f"script: {' '.join(found[0].split())}")
        if (
            contents.size + contents.linked <= _NEXT_TO_NOTHING
            and _SETS_COOKIE.search(source)
            and _GOES_ON.search(source)
        ):
            return notice("challenge", "script: document.cookie, then the page anew")
    return None


def _name(node: Element) -> str:
    name = node.get("id") or node.get("class") or node.get("action") or node.get("src") or text_of(node)
    return f"<{node.tag}> {name}"
