"""Is a page of a known site, whose layout nobody declared or whose body stands elsewhere now, the article asked for?"""

import re
from collections.abc import Callable, Iterable
from typing import Final
from urllib.parse import urlsplit

from newscrawler.az.casing import fold
from newscrawler.reading.generic.page import GenericPage
from newscrawler.reading.generic.page_lines import Line, letters_of, prose
from newscrawler.reading.looks import first, ld, meta, micro

LEAST_TEXT: Final = 80
"""Characters of sentences: the shortest news in brief that is taken for one without its layout."""
LEAST_ELSEWHERE: Final = 400
"""The same, where the layout's own place for the text is there and empty: a gallery has its text in its rails."""
_MOSTLY: Final = 0.5
_BEGINNING: Final = 40
_SPOKEN: Final = 3
"""Words from which on an address says something."""
_STEM: Final = 5
_DATED: Final = first(ld("datePublished"), micro("datePublished"), meta("article:published_time"))


def is_the_article(page: GenericPage, is_own: Callable[[str], bool]) -> bool:
    """Does the page say that it is an article, and this one?

    `is_own`: is this URL an address of the article that was asked for? The page has to name no other URL as its own,
    and to call itself an article in its head (JSON-LD, og:type, a date of publication); or to print a date by its
    headline, and to name this URL or show a headline: then the headline must not contradict the words of the address.
    """
    document = page.document
    if document.canonical is not None and not is_own(document.canonical):
        return False
    kinds = document.metas.get("og:type", [])
    if document.ld_article or "article" in map(str.lower, kinds) or _DATED.best(document):
        return True
    if _contradicts(document.url, document.title or ""):
        return False
    is_named = document.canonical is not None or document.has_headline
    return is_named and bool(page.published.find(document))  # last, for a printed date is looked for by the text


def _contradicts(url: str, title: str) -> bool:
    """Does the address say in words, in Latin letters as the headline, something else than the headline does?

    >>> url = "https://numune.az/korpu-acildi-yeni-yol"
    >>> _contradicts(url, "Yeni körpü açıldı"), _contradicts(url, "Kənddə bal festivalı")
    (False, True)
    """
    slug = [
        word for word in re.split(r"[^a-z]+", fold(urlsplit(url).path.rstrip("/").rpartition("/")[2])) if len(word) > 3
    ]
    words = [word for word in re.split(r"[^a-z]+", fold(title)) if len(word) > 3]
    if len(slug) < _SPOKEN or not words:
        return False
    return not any(word[:_STEM] == other[:_STEM] for word in slug for other in words)


def holds_text(page: GenericPage, *, is_elsewhere: bool = False) -> bool:
    """Is there running text that is more than the headline and the standfirst?

    `is_elsewhere`: the place where the text should stand is there and empty; then there has to be more of it, and the
    text has to begin as the page's description or contain it.
    """
    document = page.document
    known = {letters_of(text) for text in (document.title, *_descriptions(page)) if text}
    least = LEAST_ELSEWHERE if is_elsewhere else LEAST_TEXT
    if _told([line for line in document.lines if line.letters not in known]) < least:
        return False  # without the wait for trafilatura, which a crawl feels when it is imported
    lines = [line for line in document.text if line.letters not in known]
    size, told = sum(len(line.text) for line in lines), _told(lines)
    if is_elsewhere:
        text = "".join(line.letters for line in document.text)
        own = any(letters_of(one)[:_BEGINNING] in text for one in _descriptions(page) if one)
        return own and told >= max(least, _MOSTLY * size)
    return told >= max(least, _MOSTLY * size)


def _told(lines: Iterable[Line]) -> int:
    """The characters of whole sentences."""
    return sum(len(line.text) for line in prose(lines))


def _descriptions(page: GenericPage) -> list[str]:
    return [found.raw for found in first(page.lead).find(page.document)]
