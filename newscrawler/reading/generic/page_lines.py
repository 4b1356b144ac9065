"""The lines of a whole page in document order, each with the block that holds it and how much of it is links."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from itertools import islice
from typing import Final

from lxml import etree

from newscrawler.reading.dated import clearer
from newscrawler.reading.generic.stamps import stamp_of
from newscrawler.reading.words import BLOCKS, SILENT, is_value
from newscrawler.tree import Element, one_line

_UNSEEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_ENOUGH: Final = 3
"""Paragraphs, from which a form is the wrapper of a whole page (as ASP.NET has them) and no form."""
_NO_LETTERS: Final = re.compile(r"[\W_]+")
_LINKED: Final = 0.75
_LABEL: Final = 20
_SENTENCE: Final = 40
_END: Final = re.compile(r"[.!?…:;։؟۔।။។።。！？”»\"]\W*$")
_UNMARKED: Final = re.compile("[\u0e01-\u0eff]")  # Thai and Lao mark no end of a sentence


class Line:
    """One line as a reader sees it: its text, the block that holds it, the characters of it that are links.

    `stamps` are the dates that attributes of the elements in it tell (`stamps.py`); where they tell one and show
    nothing, the text is empty. `apart` is the text with a space between elements that touch.
    """

    def __init__(self, text: str, holder: Element, linked: int, stamps: Sequence[str] = (), apart: str = "") -> None:
        self.text = text
        self.holder = holder
        self.linked = linked
        self.stamps = tuple(stamps)
        self._apart = apart or text

    @cached_property
    def letters(self) -> str:
        """The letters and digits alone, case aside: what two printings of one line share."""
        return letters_of(self.text)

    @cached_property
    def dated(self) -> str:
        """The text as it states a date, if it does."""
        return clearer(self.text, self._apart)

    @cached_property
    def is_link(self) -> bool:
        """Is there little in the line but a link, or a label and a link (`Həmçinin oxuyun: …`)?"""
        label, _, rest = self.text.partition(":")
        shown = rest if len(label) <= _LABEL <= len(rest) else self.text
        return bool(self.text) and self.linked >= _LINKED * len("".join(shown.split()))

    @cached_property
    def ends_sentence(self) -> bool:
        """Does it end as a sentence does?"""
        return (_END.search(self.text) or _UNMARKED.search(self.text)) is not None

    @property
    def is_sentence(self) -> bool:
        """Does it end as a sentence does, and is it long enough for one?"""
        return len(self.text) >= _SENTENCE and self.ends_sentence

    @property
    def is_heading(self) -> bool:
        """Does it stand in a heading?"""
        return self.holder.tag in ("h1", "h2", "h3", "h4", "h5", "h6")


def letters_of(text: str) -> str:
    """The letters and digits of a text, case aside.

    >>> letters_of("Qiymət: 1,70 – qalxdı!")
    'qiymət170qalxdı'
    """
    return _NO_LETTERS.sub("", text.casefold())


def lines_of(root: Element) -> list[Line]:
    """The lines of everything below `root` that can be seen, white space folded; `<br>` and blocks end a line."""
    scribe = _Scribe()
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    skipped: Element | None = None
    for event, node in walker:
        if event == "start" and is_unseen(node):
            skipped = node
            walker.skip_subtree()
            scribe.part()
        elif event == "start":
            scribe.enter(node)
        else:
            if event == "end" and node is not skipped:
                scribe.leave(node)
            if node is not root:
                scribe.write(node.tail)
    scribe.end_line(root)
    return scribe.lines


def is_unseen(node: Element) -> bool:
    """Is `node` no text for a reader: by its tag, an attribute or its style?"""
    if node.tag in SILENT and (node.tag != "form" or not _wraps_page(node)):
        return True
    return node.get("hidden") is not None or _UNSEEN.search(node.get("style") or "") is not None


def _wraps_page(form: Element) -> bool:
    if any(field.get("name") == "__VIEWSTATE" for field in form.iter("input")):
        return True
    return next(form.iter("h1"), None) is not None or len([*islice(form.iter("p"), _ENOUGH)]) == _ENOUGH


class _Scribe:
    """Writes down lines, element by element."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._pieces: list[str] = []
        self._apart: list[str] = []
        self._stamps: list[str] = []
        self._linked = 0
        self._links = 0

    def enter(self, node: Element) -> None:
        self._edge(node, node.getparent())
        self._links += node.tag == "a"
        if stamp := stamp_of(node):
            self._stamps.append(stamp)
        self.write(node.text)

    def leave(self, node: Element) -> None:
        self._links -= node.tag == "a"
        self._edge(node, node)

    def part(self) -> None:
        """What cannot be seen parts words all the same: an icon stands between day and time."""
        self._apart.append(" ")

    def write(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            self._apart.append(text)
            self._linked += len("".join(text.split())) if self._links else 0

    def end_line(self, holder: Element) -> None:
        if (line := one_line("".join(self._pieces))) or self._stamps:
            self.lines.append(Line(line, holder, self._linked, self._stamps, one_line("".join(self._apart))))
            self._stamps.clear()
        self._pieces.clear()
        self._apart.clear()
        self._linked = 0

    def _edge(self, node: Element, holder: Element | None) -> None:
        self.part()
        if is_value(node):
            self._pieces.append(" ")
        elif node.tag in BLOCKS:
            parent = node.getparent() if node.tag == "br" else holder
            self.end_line(node if parent is None else parent)


def prose(lines: Iterable[Line]) -> list[Line]:
    """Those of `lines` that are sentences: a page without any shows menus and cards, no text."""
    return [line for line in lines if line.is_sentence]


def common_block(lines: Iterable[Line], share: float) -> Element | None:
    """The innermost element that holds at least this share of the characters of `lines`; None without any."""
    weights: Counter[Element] = Counter()
    total = 0
    for line in lines:
        total += len(line.text)
        weights[line.holder] += len(line.text)
        for up in line.holder.iterancestors():
            weights[up] += len(line.text)
    heavy = [node for node, weight in weights.items() if weight >= share * total]
    return max(heavy, key=lambda node: sum(1 for _ in node.iterancestors()), default=None)


def held_by(lines: Collection[Line], node: Element | None) -> set[Line]:
    """Those of `lines` that stand inside `node`."""
    inside = set(node.iter()) if node is not None else set()
    return {line for line in lines if line.holder in inside}
