"""Names of elements that a person would choose: classes and ids that say what stands there."""

import re
from collections.abc import Iterator

from newscrawler.tree import Element

_PLAIN = re.compile(r"[A-Za-z][\w-]*")
_ASP_NET = re.compile(r"^ctl\d\d_")  # what it puts before the names of all elements of a page
_NUMBERED = re.compile(r"([A-Za-z][A-Za-z_-]{3,}[-_])\d+")  # `news-id-4711`
_HASHED = re.compile(r"\d{2,}|__?[A-Za-z0-9]{5,}$|(?:^|-)[a-f0-9]{6,}$")
_UTILITY = re.compile(
    r"(?:col|row|d|m[trblxy]?|p[trblxy]?|text|bg|flex|grid|float|w|h|order|g|gap|fs|fw|border|align|justify|hidden|sm|md|lg)"
    r"(?:-.*)?|(?:container|clearfix|active|wrapper|inner|left|right|main|content|block|box|item|first|last|row|wow)",
    re.IGNORECASE,
)
_TAGS = frozenset(("article", "main", "time", "h1"))


def names_of(node: Element) -> list[str]:
    """Selectors that name an element, the most telling first: ids, classes, what it says of itself, its tag.

    >>> from lxml import html
    >>> names_of(html.fragment_fromstring('<div class="col-8 news-text" id="post-4711" itemprop="articleBody"></div>'))
    ['[id^=post-]', '.news-text', '[itemprop=articleBody]', '.col-8']
    """
    name, classes = node.get("id") or "", [one for one in (node.get("class") or "").split() if is_stable(one)]
    telling = [f".{one}" for one in classes if not _UTILITY.fullmatch(one)]
    plain = [f".{one}" for one in classes if _UTILITY.fullmatch(one)]
    pairs = [f"{one}{other}" for one in telling[:2] for other in telling[1:3] if one < other]
    numbered = _NUMBERED.fullmatch(name)
    ids = [f"#{name}"] if is_stable(name) else [f"[id^={numbered[1]}]"] if numbered else []
    prop = node.get("itemprop") or ""
    props = [f"[itemprop={prop}]"] if _PLAIN.fullmatch(prop) else []
    tags = [str(node.tag)] if node.tag in _TAGS else []
    return [*ids, *telling, *props, *tags, *pairs, *plain]


def is_stable(name: str) -> bool:
    """Is this the name of a kind of element, and not of this very one or of this build of the site?"""
    return _PLAIN.fullmatch(name) is not None and _HASHED.search(_ASP_NET.sub("", name)) is None


def selectors_of(node: Element) -> Iterator[str]:
    """Selectors of an element by its own names; where it stands in something telling, by that too."""
    own, parent = names_of(node), node.getparent()
    yield from own
    outer = [name for up in _above(node) for name in names_of(up)[:2]]
    near = names_of(parent)[:2] if parent is not None and parent.tag != "body" else []
    is_last = node.getnext() is None and node.getprevious() is not None
    yield from (f"{name} > {node.tag}:last-child" for name in near if is_last)
    yield from (f"{name} > {node.tag}" for name in near)
    if parent is not None and parent.tag == "li" and parent.getnext() is None:  # the last of a breadcrumb
        yield from (f"{name} li:last-child {node.tag}" for up in _above(parent) for name in names_of(up)[:2])
    yield from (f"{name} {one}" for name in outer for one in (own[:2] or [str(node.tag)]))


def _above(node: Element, levels: int = 3) -> Iterator[Element]:
    for up, _ in zip(node.iterancestors(), range(levels), strict=False):
        if up.tag not in ("body", "html"):
            yield up
