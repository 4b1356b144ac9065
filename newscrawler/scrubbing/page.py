"""A page with other words: text by text, attribute by attribute."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from lxml import etree, html
from parsel import Selector

from newscrawler.scrubbing.addresses import Addresses, file_of
from newscrawler.scrubbing.data import Strings
from newscrawler.scrubbing.dates import BESIDE, is_date
from newscrawler.scrubbing.exchange import Exchange
from newscrawler.scrubbing.lines import Line, lines_of
from newscrawler.scrubbing.runs import RUN, keys, letters, runs
from newscrawler.scrubbing.strip import WRITTEN, strip
from newscrawler.scrubbing.tokens import Token, is_house, is_name
from newscrawler.tree import Element

_PLAIN = frozenset(
    "class id style rel type lang dir media sizes charset http-equiv property name itemprop itemtype itemscope role "
    "for width height target method datetime hreflang crossorigin integrity loading as prefix dateTime".split()
)
_URLS = frozenset("href src action cite itemid data-src data-url data-href data-original data-lazy-src poster".split())
_SETS = frozenset(("srcset", "data-srcset", "imagesrcset"))
_TECHNICAL = frozenset(
    "viewport robots generator format-detection theme-color referrer og:type og:locale twitter:card apple-itunes-app "
    "googlebot msapplication-tilecolor content-type fb:app_id fb:pages csrf-token".split()
)
_FILES = frozenset(("stylesheet", "preconnect", "dns-prefetch", "preload", "icon", "modulepreload", "manifest"))


@dataclass(frozen=True)
class Prose:
    """What was read on a page: its `title`, its `lines` (paragraphs, lead, captions), `names` and tags; the URLs of its
    `pictures`; its `language`.

    `kept` are short strings that stay what they are: the section, the site's names. `is_label` knows lines of the text
    that the site's own page class goes by (`Digər xəbərlər`).
    """

    title: str
    lines: Sequence[str]
    names: Sequence[str] = ()
    tags: Sequence[str] = ()
    language: str = "az"
    kept: Sequence[str] = ()
    pictures: Sequence[str] = ()
    is_label: Callable[[str], bool] = field(default=lambda line: False)

    @property
    def all(self) -> Iterable[str]:
        """Everything that must not survive."""
        return (self.title, *self.lines, *self.names, *self.tags)


@dataclass(frozen=True)
class Scrubbed:
    """The page as text, and how any of its URLs reads now."""

    page: str
    url: Callable[[str], str]


def scrub(page: str, prose: Prose, *, seed: str) -> Scrubbed:
    """The page without its prose, names, pictures, comments and scripts; the same for the same `seed`."""
    root: Element = Selector(text=page or "<html></html>").root
    exchange = Exchange(prose.language, seed, frozenset(_all_runs(root, prose)), _phrases(prose.kept))
    for text in sorted((prose.title, *prose.lines), key=len, reverse=True):
        exchange.learn(text)
    for text in prose.names:
        exchange.learn(text, name=True)
    for text in prose.tags:
        exchange.learn(text)
    strings = Strings(Addresses(exchange, frozenset(map(file_of, prose.pictures))))
    strip(root)
    _Texts(exchange, prose).replace(root)
    for node in root.iter(etree.Element):
        _attributes(node, strings)
        if node.tag == "script" and node.text:
            begin = WRITTEN if node.text.startswith(WRITTEN) else ""
            node.text = begin + strings.json(node.text.removeprefix(begin))
    told: str = html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")
    return Scrubbed(f"{told}\n", strings.addresses.url)


def _phrases(kept: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(phrase for text in kept if 0 < len(phrase := tuple(keys(text))) < RUN)


def _all_runs(root: Element, prose: Prose) -> set[tuple[str, ...]]:
    """Every run of words that the page shows: nothing invented may hold one by accident."""
    texts = chain((" ".join(line.text for line in lines_of(root)),), prose.all)
    return {run for text in texts for run in runs(text)}


class _Texts:
    """The visible text: dates and labels stay, and of menus so few words in a row that they are no prose."""

    def __init__(self, exchange: Exchange, prose: Prose) -> None:
        self.exchange, self.prose = exchange, prose
        self.row = 0  # words in a row that stayed, line after line

    def replace(self, root: Element) -> None:
        """Line by line, in the order of the page."""
        for line in lines_of(root):
            words = letters(line.text)
            if self.prose.is_label(line.text) and self.exchange.knows(line.text):
                line.replace(self._with_other_town, self._is_known)
            elif words and self._stays(line, words):
                self.row += words
            elif words:
                self.row = 0
                line.replace(self.exchange.words, self._is_known)

    def _with_other_town(self, tokens: Sequence[Token]) -> list[Token]:
        """A dateline (`Bakı, 5 fevral, AZƏRTAC`) that a page class goes by."""
        return [*self.exchange.words(tokens[:1], whole=True), *tokens[1:]]

    def _is_known(self, text: str) -> bool:
        """Is this the section, a house's name or a date?"""
        return self.exchange.keeps(text) or is_house(text) or is_date(text, beside=0)

    def _stays(self, line: Line, words: int) -> bool:
        is_prose = self.exchange.knows(line.text)
        if (
            is_date(line.text, beside=0 if is_prose else BESIDE)
            or self.prose.is_label(line.text)
            or self.exchange.keeps(line.text)
        ):
            return True
        is_short = words < RUN - 1 and self.row + words < RUN
        return is_short and not is_name(line.text) and not is_prose


def _attributes(node: Element, strings: Strings) -> None:
    for name, value in node.attrib.items():
        if name == "content" and node.tag == "meta":
            value = _content(node, str(value), strings)
        elif name in _SETS:
            value = strings.addresses.sources(str(value))
        elif name in _URLS:
            is_file = node.tag == "script" or set(node.get("rel", "").split()) & _FILES
            is_picture = node.tag in ("img", "source") and name != "href"
            value = value if is_file else strings.addresses.url(str(value), picture=is_picture)
        elif name not in _PLAIN:
            value = _other(str(value), strings)
        node.set(name, value)


def _content(node: Element, value: str, strings: Strings) -> str:
    name = (node.get("property") or node.get("name") or node.get("itemprop") or node.get("http-equiv") or "").lower()
    if name in _TECHNICAL or name.endswith(("verification", ":width", ":height", ":type", ":locale")):
        return value
    return strings.string(value, picture="image" in name)


def _other(value: str, strings: Strings) -> str:
    text = value.strip()
    if text[:1] in ("{", "[") and (told := strings.json(text)):
        return told
    return strings.string(value)
