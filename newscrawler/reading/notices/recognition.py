"""`recognise`: is this page an article's, or a notice in its place?"""

from collections.abc import Iterator, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Final

from newscrawler.reading.notices.contents import LONG, Contents, has_running_text, is_out_of_sight
from newscrawler.reading.notices.defences import told_by_element, told_by_header
from newscrawler.reading.notices.login import told_by_form
from newscrawler.reading.notices.notice import Notice, Strength, notice
from newscrawler.reading.notices.phrases import speaks_to_visitor, told_by_headline, told_by_line
from newscrawler.tree import Element, text_of

_NO_HEADERS: Final[Mapping[str, str]] = MappingProxyType({})
_MOST_ON_A_NOTICE: Final = 900
_LONGEST_HEADLINE: Final = 200


def recognise(
    root: Element, status: int = 200, headers: Mapping[str, str] = _NO_HEADERS, url: str = ""
) -> Notice | None:
    """The notice that a page is, None for everything that may be an article. Raises nothing.

    `root`: the parsed page; `headers`: names in lower case; `url`: where it was fetched. From a status of 400 on the
    page is no article, and its marks need not be weighed.
    """
    if told := told_by_header(headers):
        return told
    told = max(_headline_notices(root), key=lambda one: one.strength, default=None)
    served = status < 400
    if told is None and served and has_running_text(root):
        return None
    contents = Contents(root, url)
    if served and contents.holds_article(told.strength if told else Strength.PLAIN):
        return None
    return told or _told_by_lines(contents) or told_by_element(contents) or told_by_form(contents)


def _headline_notices(root: Element) -> Iterator[Notice]:
    for node in _headlines(root):
        text = text_of(node)
        if len(text) <= _LONGEST_HEADLINE and (told := told_by_headline(text)):
            yield told
    if "error404" in (body.get("class") or "" if (body := root.find("body")) is not None else "").split():
        yield notice("gone", "<body class=error404>")


def _headlines(root: Element) -> Iterator[Element]:
    title = root.find("head/title")
    if title is not None:
        yield title
    yield from islice((node for node in root.iter("h1") if not is_out_of_sight(node)), 1)


def _told_by_lines(contents: Contents) -> Notice | None:
    if contents.size > _MOST_ON_A_NOTICE:
        return None
    told = [(line.text, told_by_line(line.text)) for line in contents.lines]
    found = next((one for _, one in told if one), None)
    if found and contents.dated and found.reason in ("challenge", "login"):
        return None  # a hidden hint of an article without text; only a notice of removal may keep the date
    others = any(not one and len(text) >= LONG and not speaks_to_visitor(text) for text, one in told)
    return None if others else found
