"""Who wrote an article and what pictures stand with it, where only a reader's eye tells: near headline and text."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile
from typing import Final

from newscrawler.reading.document import Document
from newscrawler.reading.filing import WROTE
from newscrawler.reading.generic.page_lines import Line, common_block
from newscrawler.reading.pictures import IMAGES, is_enlarged, is_twin, leads_away
from newscrawler.tree import Element

_LONGEST: Final = 120
_NEAR: Final = 3
_CAPITAL: Final = r"[A-ZÇƏĞİÖŞÜА-ЯЁ][^\W\d]*[.'’-]?[^\W\d]*"
_SIGNED: Final = re.compile(
    rf"(?:^|[|•·,] ?)(?i:{WROTE}|söhbətləş(?:di|ib))\s*:?\s+(?P<name>{_CAPITAL}(?: {_CAPITAL}){{1,3}})"
    r"(?=\s*(?:$|[|•·,(/–—-]|\d))"
)
_NOT_ITS_OWN: Final = frozenset(("nav", "aside", "footer"))
_LINE: Final = frozenset("p span strong b em center picture source a".split())
NO_PHOTO: Final = (
    r"(?i)(?<![a-z])(?:(?:site|header|footer)?logo|icon|avatar|banner|spacer|pixel|counter)s?(?![a-z])|\.svg|\.gif"
)


def is_signature(text: str) -> bool:
    """Is a line a label and a name, and nothing else?

    >>> is_signature("Yazıb: Aysel Quliyeva"), is_signature("Müəllif: Aysel Quliyeva, Quba")
    (True, False)
    """
    match = _SIGNED.match(text)
    return match is not None and match.end() == len(text.rstrip())


def signatures(lines: Sequence[Line], headline: Line | None, text: Sequence[Line]) -> list[str]:
    """The names behind `Müəllif:` and its like, printed by the headline, at the end of the text or right below it."""
    if not text:
        return []
    order = {line: place for place, line in enumerate(lines)}
    first, last = order[text[0]], order[text[-1]]
    head = order[headline] if headline is not None and order[headline] < first else first
    near = [*lines[max(0, head - _NEAR) : first + 1], *lines[last : last + 1 + _NEAR]]
    found = (_SIGNED.search(line.text) for line in near if len(line.text) <= _LONGEST)
    return list(dict.fromkeys(match["name"] for match in found if match))


def pictures(page: Document, headline: Line | None, text: Sequence[Line]) -> Iterator[Element]:
    """The images that stand with headline and text: not in rails, not in cards; below the text only its own."""
    told = [*text, *([headline] if headline is not None else [])]
    block = common_block(told, 1.0)
    if block is None or not text:
        return
    last = text[-1].holder
    # in the body itself the images above the headline are the site's
    is_open, is_over = headline is None or block.tag not in ("body", "html"), False
    for node in block.iter():
        is_open = is_open or (headline is not None and node is headline.holder)
        if node.tag in IMAGES and is_open and not (leads_away(page, node) or is_twin(node)):
            above = [*takewhile(lambda up: up is not block, node.iterancestors())]
            if _is_in_sight(above) and (not is_over or last in (block, *above) or _is_below(node, above, last, block)):
                yield node
        is_over = is_over or node is last


def _is_in_sight(above: Collection[Element]) -> bool:
    """Does a picture stand in no rail?"""
    return not any(up.tag in _NOT_ITS_OWN for up in above)


def _is_below(node: Element, above: Sequence[Element], last: Element, block: Element) -> bool:
    """Does a picture below the last line belong to the text: in a figure, as one of a gallery, or in a paragraph?"""
    if is_enlarged(node) or any(up.tag == "figure" for up in above):
        return True
    beside = last.getparent()
    around = [*takewhile(lambda up: up is not beside, above)]
    return beside in (block, *above) and all(up.tag in _LINE for up in around)
