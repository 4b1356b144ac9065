"""What an address of an undescribed site is made of: the path behind the edition, the parameters that name."""

import re
from urllib.parse import parse_qsl, urlsplit

from newscrawler.discovery.addresses import EDITIONS, names_article
from newscrawler.discovery.prospect_segment import ENDING

_VERSIONS = r"print(?:er|able|version)?|share|amp|embed|send(?:mail)?|email|pdf|chap|cap"
_VERSION = re.compile(
    rf"(?:^|/)(?:{_VERSIONS})(?:\.\w+)?(?=/|$)|(?:^|[/_-])print\w*\.(?:php|aspx?)$|/(?:\w+_)?banners?/"
)
_PAGING = re.compile(r"page\w*|pg|sehife|seh|start|offset|skip|limit\w*", re.IGNORECASE)


def is_version(url: str) -> bool:
    """Is this another view of an article, for the printer, for phones, to be sent on? Or where a banner leads?

    >>> told = ("/print.php?id=7", "/news/7/print", "/amp/news/7", "/news/7?do=print", "/news/print-evi-acildi")
    >>> [is_version(f"https://a.az{path}") for path in told]
    [True, True, True, True, False]
    """
    parts = urlsplit(url.lower())
    query = [word for pair in parse_qsl(parts.query, keep_blank_values=True) for word in pair]
    return bool(_VERSION.search(parts.path)) or any(re.fullmatch(_VERSIONS, word) for word in query)


def telling(url: str) -> list[tuple[str, str]]:
    """The parameters that may name an article: none where the path does."""
    parts = urlsplit(url)
    if not parts.query or names_article(f"{parts.scheme}://{parts.netloc}{parts.path}"):
        return []
    pairs = [(name, value) for name, value in parse_qsl(parts.query) if not _PAGING.fullmatch(name)]
    return [pair for pair in pairs if re.search(r"\d", pair[1])] or pairs


def is_paging(url: str) -> bool:
    """Is it a page of a list, and does nothing else in its query have a number?"""
    pairs = parse_qsl(urlsplit(url).query)
    return any(_PAGING.fullmatch(name) for name, _ in pairs) and not any(re.search(r"\d", v) for _, v in telling(url))


def kind_of_address(url: str) -> str:
    """What addresses of one kind share: how many segments, where numbers stand, the ending, the parameters."""
    parts = own_segments(url)
    numbers = "".join("#" if part.isdigit() else "." for part in parts[:-1])
    ending, query = ENDING.search(parts[-1]), ",".join(sorted(name for name, _ in telling(url)))
    return f"{numbers} {ending[0] if ending else ''} {'/'.join(parts) if query else ''}?{query}"


def behind_host(url: str) -> str:
    """An address behind the host and the edition."""
    query = urlsplit(url).query
    return "/".join(own_segments(url)) + (f"?{query}" if query else "")


def segments(url: str) -> list[str]:
    """The segments of the path."""
    return urlsplit(url).path.strip("/").split("/")


def own_segments(url: str) -> list[str]:
    """The segments behind the edition."""
    parts = segments(url)
    return parts[1:] if parts[0] in EDITIONS and len(parts) > 1 else parts


def edition_named(url: str) -> str:
    """The edition that the first segment names, or nothing."""
    return next((first for first in segments(url)[:1] if first in EDITIONS), "")
