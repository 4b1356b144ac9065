"""What an address alone tells on a site that nobody has described: an article, a page that is none, its edition."""

import re
from hashlib import sha256
from urllib.parse import parse_qsl, quote, unquote, unquote_to_bytes, urlencode, urlsplit

from newscrawler.discovery.telling import DATE, ENDING, is_telling
from newscrawler.discovery.wording import ABOUT, LISTS, NEWEST, OF_LIST, PAGES, STATIC

EDITIONS = ("az", "ru", "en")
LONGEST_KEY = 250
"""Characters; a longer one is cut, with a digest of the whole in place of its end."""

_TRACKING = re.compile(
    r"(?:utm|mtm|pk|fb|hsa|_hs|at|wt|ga|vero|trk|oly)_\w+|\w*clid|_g[al]|_openstat|mc_[ce]id|igsh(?:id)?|ncid|cmp(?:id)?"
    r"|spm|ref(?:err?er)?|source|from|via|shared?|amp|print|sid|nocache|replytocom",
    re.IGNORECASE,
)
_SESSION = re.compile(r"(?:(?:php|j|asp)?sess(?:ion)?_?(?:id)?=.*|sid=\w{16,})", re.IGNORECASE)
_SESSION_OF_PATH = re.compile(r";j?sessionid=[^/?#]*", re.IGNORECASE)
_IDENTIFYING = re.compile(
    r"lang|hl|dil|language|locale|(?!(?:cat\w*|[csu]|tag|user|author|section|rubric|menu|item)_?id$)\w*id",
    re.IGNORECASE,
)
_OF_PAGE = re.compile(r"p(?:age|g|aged)?|seh(?:ife)?|start|limitstart|offset|skip|pagen_\d", re.IGNORECASE)
_OF_LANGUAGE = ("lang", "hl", "dil", "language", "locale")
_INDEX = re.compile(r"/(?:index|default|home)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+|\d{1,2}")


def names_article(url: str) -> bool:
    """Does the address alone look like an article's: a number, a headline in hyphens, a date with something behind?

    >>> told = ("/news/12345.html", "/olke/yol-ili-bu-gun-acildi", "/news.php?id=77", "/2025/12/15/korpu")
    >>> all(names_article(f"https://a.az{path}") for path in told)
    True
    >>> any(names_article(f"https://a.az{path}") for path in ("/idman", "/son-xeberler/", "/2025/12/15/", "/?page=2"))
    False
    """
    parts = urlsplit(url)
    if is_list(parts.path, parts.query):
        return False
    path = plain_path(parts.path)
    if any(_identifies(path, *pair) and re.search(r"\d", pair[1]) for pair in parse_qsl(parts.query)):
        return True
    return is_telling(ENDING.sub("", path.rstrip("/")))


def is_list(path: str, query: str) -> bool:
    """Is this a section by the name of its script or parameter, its `id` that of the section?

    >>> [is_list("/cat.php", query) for query in ("id=1&page=2", "cid=4", "cid=4&id=77", "newsid=77")]
    [True, True, False, False]
    >>> [is_list("/index.php", query) for query in ("do=cat&id=1", "do=news&id=1")], is_list("/bolme/5", "")
    ([True, False], True)
    """
    before, _, last = path.rstrip("/").rpartition("/")
    if not query:
        return last.isdigit() and len(last) < 5 and LISTS.fullmatch(before.rpartition("/")[2]) is not None
    pairs = [(name, value) for name, value in parse_qsl(query) if not _is_beside(name)]
    if not LISTS.fullmatch(ENDING.sub("", last)) and not any(LISTS.fullmatch(value) for _, value in pairs):
        return False
    ids = [name.lower() for name, _ in pairs if _IDENTIFYING.fullmatch(name)]
    return not ids or (ids == ["id"] and not any(OF_LIST.fullmatch(name) for name, _ in pairs))


def is_number_of_page(name: str, value: str) -> bool:
    """Does a parameter of this name and value number the pages of a list: `page=2`?"""
    return _OF_PAGE.fullmatch(name) is not None and value.isdigit()


def is_of_language(name: str) -> bool:
    """Does a parameter of this name tell the language of a page: `lang=ru`?"""
    return name.lower() in _OF_LANGUAGE


def without_session(url: str) -> str:
    """`url` without the number of its reader's visit, which would make every address new on every page.

    >>> without_session("https://a.az/news.php?id=7&PHPSESSID=0a1b2c"), without_session("https://a.az/x;jsessionid=7F")
    ('https://a.az/news.php?id=7', 'https://a.az/x')
    """
    start, sign, query = _SESSION_OF_PATH.sub("", url).partition("?")
    kept = "&".join(part for part in query.split("&") if not _SESSION.fullmatch(part))
    return f"{start}{sign if kept else ''}{kept}"


def is_front(url: str) -> bool:
    """Is this the front page of a host or an edition: `/`, `/ru/`, `/?lang=ru`?

    >>> [is_front(f"https://a.az{path}") for path in ("/", "/ru", "/?lang=ru", "/?lang=ru&id=7", "/olke")]
    [True, True, True, False, False]
    """
    parts = urlsplit(url)
    names_edition = all(name in _OF_LANGUAGE and value in EDITIONS for name, value in parse_qsl(parts.query))
    return parts.path.strip("/") in ("", *EDITIONS) and names_edition


def edition_of(url: str) -> str | None:
    """The edition that a path's first segment, a parameter or a subdomain names: `ru`.

    >>> [edition_of(url) for url in ("https://a.az/ru/olke/1", "https://en.a.az/1", "https://a.az/?lang=ru&id=1")]
    ['ru', 'en', 'ru']
    """
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    first = parts.path.strip("/").split("/")[0].lower()
    told = (first, *(query.get(name, "") for name in _OF_LANGUAGE), (parts.hostname or "").split(".")[0])
    return next((name for name in told if name in EDITIONS), None)


def bare_host(url: str) -> str:
    """The host of `url` without `www.`."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
    return host.removeprefix("www.")


def is_page(path: str, query: str) -> bool:
    """Is this plainly no article: the front page, a file, a tag, a search, a section of one word, a day?"""
    segments = path.lower().strip("/").split("/") if path.strip("/") else []
    if segments and segments[0] in EDITIONS:
        segments = segments[1:]
    if is_list(path, query):
        return True
    if query:
        return bool(PAGES & {*segments}) or not re.search(r"=[^&]", query) or _is_of_list(path, query)
    if not segments or PAGES & {*segments} or STATIC.search(segments[-1]):
        return True
    last = ENDING.sub("", segments[-1])
    is_word = len(segments) == 1 and _WORD.fullmatch(unquote(last)) is not None
    return last in ABOUT or last in NEWEST or is_word or DATE.fullmatch("/".join(segments)) is not None


def _is_of_list(path: str, query: str) -> bool:
    """A search, or a list by its number alone; `/?p=77` is an article of WordPress."""
    pairs = [pair for pair in parse_qsl(query) if pair[0].lower() not in _OF_LANGUAGE]
    is_numbered = all(is_number_of_page(*pair) and not _identifies(path, *pair) for pair in pairs)
    return query.startswith(("s=", "q=", "page=")) or (is_numbered and bool(pairs))


def _identifies(path: str, name: str, value: str) -> bool:
    """Does a parameter name an article? `?p=77` does on the front page of WordPress, elsewhere `?p=2` is a page."""
    return (path == "/" or len(value) > 3) if name == "p" else _IDENTIFYING.fullmatch(name) is not None


def _is_beside(name: str) -> bool:
    return is_of_language(name) or _OF_PAGE.fullmatch(name) is not None


def is_about(url: str) -> bool:
    """Is this a page about the site: who makes it, what an advertisement costs?"""
    return ENDING.sub("", urlsplit(url).path.rstrip("/")).rpartition("/")[2].lower() in ABOUT


def told_query(path: str, query: str) -> str:
    """Of a query what may name the article: all but tracking where the path does not name it already, by name."""
    pairs = [(name, value) for name, value in parse_qsl(query) if value and not _TRACKING.fullmatch(name)]
    if is_telling(ENDING.sub("", path.rstrip("/"))):
        pairs = [pair for pair in pairs if _identifies(path, *pair)]
    return urlencode(sorted(pair for pair in pairs if pair not in (("m", "0"), ("m", "1"))))  # for phones or not


def telling_query(path: str, query: str) -> str:
    """Of a told query what tells articles apart: beside a number of its own the number of its section does not.

    >>> [telling_query("/read.php", query) for query in ("bolme=1&id=77", "cat=news&id=77", "bolme=1", "a=2&b=3")]
    ['id=77', 'cat=news&id=77', 'bolme=1', 'a=2&b=3']
    """
    pairs = parse_qsl(query)
    if not any(_identifies(path, *pair) and pair[1].isdigit() for pair in pairs):
        return query
    return urlencode([pair for pair in pairs if not (OF_LIST.fullmatch(pair[0]) and pair[1].isdigit())])


def plain_path(path: str) -> str:
    """A path in one spelling: percent signs in upper case, no doubled slashes, no index file."""
    found = quote(unquote_to_bytes(path), safe="/-._~!$'()*+,;=:@")
    return _INDEX.sub("/", re.sub(r"/{2,}", "/", found))


def short_key(key: str) -> str:
    """The key itself; of an endless one its beginning and a digest."""
    if len(key) <= LONGEST_KEY:
        return key
    return f"{key[: LONGEST_KEY - 17]}~{sha256(key.encode()).hexdigest()[:16]}"
