"""What an article is filed under, cleaned: its section, its tags, who wrote it. As printed, without what is none."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Final, Protocol
from urllib.parse import urlsplit

from newscrawler.az import fold
from newscrawler.reading.dated import is_date


class Tells(Protocol):
    """Is a string, beside the names of the site, an answer at all?"""

    def __call__(self, text: str, houses: Collection[str]) -> object:
        """True, or what is left of the string."""
        ...


_HOME: Final = frozenset(
    map(
        fold,
        "ana səhifə|əsas səhifə|baş səhifə|əsas|kateqoriyasız|главная|главная страница|на главную|без рубрики|"
        "без категории|home|home page|homepage|main|main page|uncategorized|uncategorised".split("|"),
    )
)
"""The way home, and the name of no category at all."""
_ALL_NEWS: Final = frozenset(
    map(
        fold,
        "xəbərlər|xəbər|bütün xəbərlər|son xəbərlər|xəbər lenti|lent|manşet|slayder|slider|новости|все новости|"
        "последние новости|лента|лента новостей|главное|news|all news|latest news|latest|top news|featured".split("|"),
    )
)
_ACCOUNTS: Final = frozenset("admin administrator superadmin root user webmaster editor moderator author".split())
"""Names of accounts, which publishing systems print where nobody signed."""
_LONGEST_NAME: Final = 100
WROTE: Final = (
    r"(?:yazı(?:nın)?\s+)?müəllifi?|yazar|hazırla(?:dı|yan|yıb)|yaz(?:ıb|dı|an)|автор(?:\s+текста)?|authors?"
    r"|(?:written\s+)?by"
)
"""How a page says who wrote; the pattern of a label, in small letters."""
_LABEL: Final = re.compile(
    rf"(?:{WROTE}|mətn|текст|подготовил[аи]?|(?:posted|published)\s+by|text)\s*(?::|(?<=\w)\s)\s*",
    re.IGNORECASE,
)
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_BEHIND: Final = re.compile(r"\s+[|•·]\s.*")
_EDGES: Final = " \t,;:|•·/–—-"
_ADDRESS: Final = re.compile(r"(?:https?:)?//|www\.|/|@|#")


def is_house(text: str, houses: Collection[str]) -> bool:
    """Is it one of the site's names? `houses` are folded; a mark around them or `.az` behind them is no matter."""
    told = fold(text).strip(f"{_EDGES}.«»“”\"'")
    return told in houses or told.removeprefix("www.") in houses


def houses_of(url: str, names: Iterable[str]) -> frozenset[str]:
    """The site's names, folded, for `is_house`: those told and its host."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return frozenset(fold(name).strip() for name in (*names, host) if name)


def is_section(text: str, houses: Collection[str]) -> bool:
    """Does it name a section: not the way home, not the site, not all its news?

    >>> houses = houses_of("https://kend.az/1", ["Kənd.az"])
    >>> [is_section(text, houses) for text in ("İqtisadiyyat", "ANA SƏHİFƏ", "Kənd.az", "Son xəbərlər")]
    [True, False, False, False]
    """
    return is_filed(text, houses) and fold(text).strip(_EDGES) not in _ALL_NEWS


def is_filed(text: str, houses: Collection[str]) -> bool:
    """The same, where a section of all news is better than none."""
    return fold(text).strip(_EDGES) not in _HOME and not is_house(text, houses)


def best_section(names: Sequence[str], houses: Collection[str]) -> str | None:
    """The first of `names` that names a section, else the first that is not the way home; None without any."""
    filed = [name for name in names if is_filed(name, houses)]
    return next((name for name in filed if is_section(name, houses)), next(iter(filed), None))


def clean_authors(authors: Iterable[str], houses: Collection[str]) -> list[str]:
    """The names of people and agencies: no label, address, account, date, biography, and not the site itself.

    >>> houses = houses_of("https://kend.az/1", ["Kənd.az"])
    >>> clean_authors(["Müəllif: Aysel Kərimli", "admin", "Kənd.az", "Kend.az"], houses)
    ['Aysel Kərimli']
    """
    named: dict[str, str] = {}
    for author in authors:
        name = author_named(author, houses)
        if name and not any(fold(name).startswith(f"{known} ") for known in named):
            named.setdefault(fold(name), name)
    return [*named.values()]


def author_named(text: str, houses: Collection[str]) -> str:
    """The name that a line about an author tells; empty where it tells none."""
    name = _BEHIND.sub("", _MAIL.sub("", text)).strip(_EDGES)
    if (label := _LABEL.match(name)) is not None:
        name = name[label.end() :].strip(_EDGES)
    head, comma, tail = name.rpartition(",")
    if comma and is_house(tail, houses):
        name = head.strip(_EDGES)
    if len(name) > _LONGEST_NAME or _ADDRESS.match(name) or not any(map(str.isalpha, name)):
        return ""
    return "" if fold(name) in _ACCOUNTS or is_house(name, houses) or is_date(name) else name


def clean_tags(tags: Iterable[str], title: str) -> list[str]:
    """Each tag once: no address, no date, not the headline.

    >>> clean_tags(["#Quba", "quba", "04.03.2026", "https://kend.az/tag/alma"], "Başlıq")
    ['Quba']
    """
    kept: dict[str, str] = {}
    for tag in (tag.lstrip("# ").strip() for tag in tags):
        folded = fold(tag)
        if any(map(str.isalnum, tag)) and not (_ADDRESS.match(tag) or is_date(tag) or folded == fold(title)):
            kept.setdefault(folded, tag)
    return [*kept.values()]
