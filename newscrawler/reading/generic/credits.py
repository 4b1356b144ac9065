"""Who wrote an article and what pictures stand with it, where only a reader's eye tells: near headline and text."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile
from typing import Final

from newscrawler.reading.generic.page_lines import Line, common_block
from newscrawler.tree import Element

_LONGEST: Final = 120
_NEAR: Final = 3
_CAPITAL: Final = r"[A-ZÇƏĞİÖŞÜА-ЯЁ][^\W\d]*[.'’-]?[^\W\d]*"
_SIGNED: Final = re.compile(
    r"(?:^|[|•·,] ?)(?i:(?:yazı(?:nın)? )?müəllifi?|yazar|hazırla(?:dı|yan)|söhbətləşdi|автор(?: текста)?|authors?|"
    rf"(?:written )?by)\s*:?\s+(?P<name>{_CAPITAL}(?: {_CAPITAL}){{1,3}})(?=\s*(?:$|[|•·,(/–—-]|\d))"
)
_NOT_ITS_OWN: Final = frozenset(("nav", "aside", "footer"))
NO_PHOTO: Final = r"(?i)logo|icon|avatar|banner|spacer|pixel|counter|\.svg|\.gif"


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


def pictures(headline: Line | None, text: Sequence[Line]) -> Iterator[Element]:
    """The images that stand with headline and text: not in rails, not in cards; below the text only in figures."""
    told = [*text, *([headline] if headline is not None else [])]
    block = common_block(told, 1.0)
    if block is None or not text:
        return
    last = text[-1].holder
    # in the body itself the images above the headline are the site's
    is_open, is_over = headline is None or block.tag not in ("body", "html"), False
    for node in block.iter():
        is_open = is_open or (headline is not None and node is headline.holder)
        if node.tag == "img" and is_open:
            above = [*takewhile(lambda up: up is not block, node.iterancestors())]
            if _is_own(above) and (not is_over or last in (block, *above) or any(up.tag == "figure" for up in above)):
                yield node
        is_over = is_over or node is last


def _is_own(above: Collection[Element]) -> bool:
    """Does a picture stand in no rail and in no link to another page?"""
    links = (up.get("href", "") for up in above if up.tag == "a")
    is_card = any(not re.search(r"\.(?:jpe?g|png|webp)", href) for href in links)
    return not is_card and not any(up.tag in _NOT_ITS_OWN for up in above)
