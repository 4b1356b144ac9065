"""Login walls: a page whose content is a login form, and the addresses that lead to one."""

import re
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from newscrawler.az.casing import fold
from newscrawler.reading.notices.contents import LONG, Contents, is_beside
from newscrawler.reading.notices.notice import Notice, notice
from newscrawler.tree import Element, Path, text_of

_DOOR: Final = re.compile(
    r"(?:(?:user|account|member|customer|wp|my|do|web)[-_]?)?(?:log[-_]?in|sign[-_]?in|sign[-_]?up|giris|daxil[-_]?ol|"
    r"qeydiyyat|register|registration|registraciya|auth|authori[sz](?:e|ation)|authenticate|avtorizasiya|avtorizaciya|"
    r"voyti|vhod|oauth2?|sso|subscribe|subscriptions?|subscribe-now|abune|abune-ol|abunelik|podpiska|podpisatsya|"
    r"pay-?wall|reg-?wall|(?:cookie-?)?consent|collectconsent)(?:\.(?:php|html?|aspx?|jsp|do))?"
)
_DOOR_HOST: Final = re.compile(r"(?:login|auth|sso|oauth|passport|accounts?|signin|consent|giris)")
_TAIL: Final = re.compile(r"[a-z]{2}|index(?:\.\w+)?|form|page|step-?\d|new")
_DISPATCHERS: Final = frozenset("do action view page mod module route r p task act c op".split())
_PASSWORDS: Final = Path("//input[translate(@type, 'PASWORD', 'pasword') = 'password']")
_HEADLINES: Final = Path("//h1 | //head/title")
_REFRESHES: Final = Path("//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh']/@content")
_REFRESH: Final = re.compile(r"\s*[0-5](?:\.\d+)?\s*[;,]\s*url\s*=\s*['\"]?(?P<url>[^'\"]+)", re.IGNORECASE)
_MOST_BESIDE_FORM: Final = 400
_LOGIN_WORDS: Final = re.compile(
    fold(
        r"\b(?:giriş|daxil ol\w*|qeydiyyat\w*|avtorizasiya|hesab\w*|abunə\w*|вход|войти|войдите|авторизаци\w*|"
        r"регистраци\w*|личный кабинет|log ?in|sign ?in|sign ?up|register|registration|account|members? only|"
        r"subscribe\w*|authentication)\b"
    )
)


def leads_to_login(url: str) -> bool:
    """Is `url`, the target of a redirect, a login, a registration, an offer to subscribe or a request for consent?

    >>> leads_to_login("https://sayt.az/giris?next=/siyaset/1")
    True
    >>> leads_to_login("https://sayt.az/siyaset/login-ve-parol-ogurlanib")
    False
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    if _DOOR_HOST.fullmatch(host.split(".")[0]) and host.count(".") > 1:
        return True
    segments = [segment for segment in parts.path.lower().split("/") if segment]
    while len(segments) > 1 and _TAIL.fullmatch(segments[-1]):
        segments.pop()
    if segments and _DOOR.fullmatch(segments[-1]):
        return True
    asked = parse_qsl(parts.query.lower(), separator="&")
    return any(key in _DISPATCHERS and _DOOR.fullmatch(value.rsplit("/", 1)[-1]) for key, value in asked)


def told_by_form(contents: Contents) -> Notice | None:
    """The login wall that a page is whose main thing is a password to type, or that goes straight on to one."""
    if contents.dated or contents.claims_article:
        return None
    if (target := _straight_on(contents)) and contents.size < LONG:
        return notice("login", f"refresh: {target}")
    if (
        contents.paragraphs
        or contents.size > _MOST_BESIDE_FORM
        or not any(map(_is_main, _PASSWORDS.elements(contents.root)))
    ):
        return None
    headlines = [text_of(node) for node in _HEADLINES.elements(contents.root)]
    telling = next((text for text in headlines if _LOGIN_WORDS.search(fold(text))), None)
    has_own_headline = any(text_of(node) for node in contents.root.iter("h1"))
    if telling or leads_to_login(contents.document.url) or not has_own_headline:
        return notice("login", telling or "<input type=password>")
    return None


def _is_main(field: Element) -> bool:
    return not any(is_beside(node) or _is_for_comments(node) for node in (field, *field.iterancestors()))


def _is_for_comments(node: Element) -> bool:
    names = f"{node.get('action') or ''} {node.get('id') or ''} {node.get('class') or ''}".lower()
    return node.tag == "form" and ("comment" in names or next(node.iter("textarea"), None) is not None)


def _straight_on(contents: Contents) -> str | None:
    for content in _REFRESHES.strings(contents.root):
        if (found := _REFRESH.match(content)) and leads_to_login(contents.document.absolute(found["url"])):
            return found["url"]
    return None
