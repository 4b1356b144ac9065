"""What an address alone tells on a site that nobody has described: an article, a page that is none, its edition."""

import re
from hashlib import sha256
from urllib.parse import parse_qsl, quote, unquote, unquote_to_bytes, urlencode, urlsplit

EDITIONS = ("az", "ru", "en")
LONGEST_KEY = 250
"""Characters; a longer one is cut, with a digest of the whole in place of its end."""

_TRACKING = re.compile(
    r"(?:utm|mtm|pk|fb|hsa|_hs|at|wt|ga|vero|trk|oly)_\w+|\w*clid|_g[al]|_openstat|mc_[ce]id|igsh(?:id)?|ncid|cmp(?:id)?"
    r"|spm|ref(?:err?er)?|source|from|via|shared?|amp|print|(?:php|j)?sess(?:ion)?(?:id)?|sid|nocache|replytocom",
    re.IGNORECASE,
)
_IDENTIFYING = re.compile(
    r"p|lang|hl|(?!(?:cat\w*|[csu]|tag|user|author|section|rubric|menu|item)_?id$)\w*id", re.IGNORECASE
)
_LISTS = re.compile(
    r"cats?|categor(?:y|ies)|kateqori(?:ya(?:lar)?|i)|kategori|sections?|seksiya|b[oö]l(?:me|mə|um|üm)(?:ler|lər)?"
    r"|rubri[ckq]a?s?|razdel|topics?|m[oö]vzu|tags?|teq|arxiv|archives?"
    r"|(?:news|xeber|post)?_?(?:list|cat|category|archive)",
    re.IGNORECASE,
)
"""What scripts are called, and values of parameters, that show a list: `cat.php?id=1`, `?do=cat&id=1`."""
_OF_LIST = re.compile(r"(?:cat\w*|kat\w*|[csu]|tag|section|rubric|b[oö]lm[eə]|menu)(?:_?id)?", re.IGNORECASE)
_OF_PAGE = re.compile(r"lang|hl|p(?:age|g|aged)?|sehife|start|offset", re.IGNORECASE)
_STATIC = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|ico|bmp|css|m?js|json|xml|gz|zip|rar|7z|pdf|docx?|xlsx?|pptx?|mp[34]|m4[av]|ogg"
    r"|wav|avi|mov|webm|woff2?|ttf|eot|apk|exe|rss|atom|txt|csv|webmanifest|ics)$",
    re.IGNORECASE,
)
_PAGES = frozenset(
    "tag tags teq teqler etiket etiketler hashtag keyword keywords category categories kateqoriya kateqoriyalar "
    "author authors muellif muellifler user users profile profil search axtar axtaris poisk page login signin signup "
    "logout register registration giris qeydiyyat account hesab cart checkout feed rss comments comment trackback "
    "print embed cdn-cgi wp-admin wp-content wp-includes wp-json wp-login.php xmlrpc.php admin administrator ajax api "
    "static assets uploads upload themes cgi-bin".split()
)
"""Segments of paths under which no site keeps its articles."""
_ABOUT = frozenset(
    "about about-us about_us haqqimizda haqqinda biz-kimik contact contacts contact-us elaqe bizimle-elaqe kontakt "
    "kontakty kontakti o-nas reklam reklama advertise advertising ads privacy privacy-policy terms terms-of-use "
    "mexfilik-siyaseti istifade-qaydalari redaksiya team vakansiya vakansiyalar vacancies sitemap site-map archive "
    "arxiv arhiv home index main news xeberler xeber son-xeberler butun-xeberler xeber-lenti novosti lenta latest "
    "popular video videos foto photo photos gallery qalereya multimedia tv live".split()
)
"""Last segments that name a page of every site and no article."""
_INDEX = re.compile(r"/(?:index|default|home)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_ENDING = re.compile(r"\.(?:html?|php|aspx?|shtml)$|/amp$", re.IGNORECASE)
_NUMBER = re.compile(r"\d{3,}")
_DATE = re.compile(r"(?:19|20)\d\d(?:(?:[-/._]\d{1,2}){0,2}|(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])?)")
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
    if any(_IDENTIFYING.fullmatch(name) and re.search(r"\d", value) for name, value in parse_qsl(parts.query)):
        return True
    return _is_telling(_ENDING.sub("", plain_path(parts.path).rstrip("/")))


def is_list(path: str, query: str) -> bool:
    """Is this a section by the name of its script or parameter, its `id` that of the section?

    >>> [is_list("/cat.php", query) for query in ("id=1&page=2", "cid=4", "cid=4&id=77", "newsid=77")]
    [True, True, False, False]
    >>> [is_list("/index.php", query) for query in ("do=cat&id=1", "do=news&id=1")], is_list("/bolme/5", "")
    ([True, False], True)
    """
    before, _, last = path.rstrip("/").rpartition("/")
    if not query:
        return last.isdigit() and len(last) < 5 and _LISTS.fullmatch(before.rpartition("/")[2]) is not None
    pairs = [(name, value) for name, value in parse_qsl(query) if not _OF_PAGE.fullmatch(name)]
    if not _LISTS.fullmatch(_ENDING.sub("", last)) and not any(_LISTS.fullmatch(value) for _, value in pairs):
        return False
    ids = [name.lower() for name, _ in pairs if _IDENTIFYING.fullmatch(name)]
    return not ids or (ids == ["id"] and not any(_OF_LIST.fullmatch(name) for name, _ in pairs))


def edition_of(url: str) -> str | None:
    """The edition that a path's first segment, a parameter or a subdomain names: `ru`.

    >>> [edition_of(url) for url in ("https://a.az/ru/olke/1", "https://en.a.az/1", "https://a.az/?lang=ru&id=1")]
    ['ru', 'en', 'ru']
    """
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    first = parts.path.strip("/").split("/")[0].lower()
    told = (first, query.get("lang", query.get("hl", "")), (parts.hostname or "").split(".")[0])
    return next((name for name in told if name in EDITIONS), None)


def bare_host(url: str) -> str:
    """The host of `url` without `www.`."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _is_telling(path: str) -> bool:
    """Does the path end in what only an article has? A bare date is a listing's."""
    last = path.rpartition("/")[2]
    dated = re.search(rf"/{_DATE.pattern}(?=/)", path)
    if _DATE.fullmatch(last) and len(last) != 6:  # six digits are a number as well
        return False
    words = [word for word in re.split(r"[-_]", last) if word]
    return bool(_NUMBER.search(last)) or len(words) > 2 or (dated is not None and re.search(r"[a-z]", last) is not None)


def is_page(path: str, query: str) -> bool:
    """Is this plainly no article: the front page, a file, a tag, a search, a section of one word, a day?"""
    segments = path.lower().strip("/").split("/") if path.strip("/") else []
    if segments and segments[0] in EDITIONS:
        segments = segments[1:]
    if is_list(path, query):
        return True
    if query:
        return bool(_PAGES & {*segments}) or not re.search(r"=[^&]", query) or query.startswith(("s=", "q=", "page="))
    if not segments or _PAGES & {*segments} or _STATIC.search(segments[-1]):
        return True
    last = _ENDING.sub("", segments[-1])
    is_word = len(segments) == 1 and _WORD.fullmatch(unquote(last)) is not None
    return last in _ABOUT or is_word or _DATE.fullmatch("/".join(segments)) is not None


def told_query(path: str, query: str) -> str:
    """Of a query what may name the article: all but tracking where the path does not name it already, by name."""
    pairs = [(name, value) for name, value in parse_qsl(query) if value and not _TRACKING.fullmatch(name)]
    if _is_telling(_ENDING.sub("", path.rstrip("/"))):
        pairs = [(name, value) for name, value in pairs if _IDENTIFYING.fullmatch(name)]
    return urlencode(sorted(pair for pair in pairs if pair not in (("m", "0"), ("m", "1"))))  # for phones or not


def plain_path(path: str) -> str:
    """A path in one spelling: percent signs in upper case, no doubled slashes, no index file."""
    found = quote(unquote_to_bytes(path), safe="/-._~!$'()*+,;=:@")
    return _INDEX.sub("/", re.sub(r"/{2,}", "/", found))


def short_key(key: str) -> str:
    """The key itself; of an endless one its beginning and a digest."""
    if len(key) <= LONGEST_KEY:
        return key
    return f"{key[: LONGEST_KEY - 17]}~{sha256(key.encode()).hexdigest()[:16]}"
