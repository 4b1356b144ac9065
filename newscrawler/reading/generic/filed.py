"""What a reader sees an article filed under: the trail of sections above it, the tags below it."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from newscrawler.az import fold
from newscrawler.reading.document import Document
from newscrawler.reading.filing import best_section, houses_of
from newscrawler.reading.findings import Found, Single
from newscrawler.reading.words import words
from newscrawler.tree import Element, Path

_TRAILS: Final = Path(
    "//*[contains(@itemtype, 'BreadcrumbList') or contains(@class, 'crumb') or contains(@id, 'crumb')"
    " or contains(@aria-label, 'readcrumb')]"
)
_TAGS: Final = Path(
    "//*[contains(concat(' ', @rel, ' '), ' tag ') or contains(@class, 'tag') or contains(@class, 'keyword')]"
)
_TAG_CLASS: Final = re.compile(
    r"(?:^|\s)(?:[\w-]+[-_])?(?:tags|keywords|tag[-_]?(?:list|area|links|box|items|wrap|wrapper|block))(?=$|\s)",
    re.IGNORECASE,
)
"""Not `tag-siyaset`: so WordPress marks a whole post."""
_ELSEWHERE: Final = frozenset(("nav", "aside", "header"))
_LABEL: Final = re.compile(
    fold(
        r"(?:açar söz(?:lər)?|teq(?:lər)?|etiket(?:lər)?|mövzu(?:lar)?|теги?|метки|темы|ключевые слова|"
        r"tags?|keywords|(?:related )?topics|tagged|filed under)[^\w]*"
    )
)
_LONGEST: Final = 40
_NEAR: Final = 3
"""Elements around a tag, in which the other tags stand."""
_MOST: Final = 25
"""Tags of one article; more are a cloud of all."""


class trail(Single):  # noqa: N801 - reads as a word in a declaration, like every look
    """The first section in the printed trail of links (`Ana səhifə / İqtisadiyyat / …`)."""

    def find(self, page: Document) -> list[Found]:
        """One finding at most."""
        own = {words(node) for node in page.finder.elements("h1")}
        houses = houses_of(page.url, page.site_names)
        for node in _TRAILS.elements(page.root):
            links = (link for link in node.iter("a") if "/author" not in link.get("href", ""))
            names = [name for link in links if (name := words(link)) and name not in own]
            if (best := best_section([name for name in names if len(name) <= _LONGEST], houses)) is not None:
                return [Found(best, "trail", "printed")]
        return []


class tagged(Single):  # noqa: N801
    """The first group of links that the page calls its tags, by their relation or the class of what holds them."""

    def find(self, page: Document) -> list[Found]:
        """One finding a tag."""
        for group in _groups(page.root):
            names = [name for link in group if (name := words(link).strip("# ,")) and not _is_label(name)]
            if names and len(names) <= _MOST and all(len(name) <= _LONGEST for name in names):
                return [Found(name, "tagged", "printed") for name in names]
        return []


def _groups(root: Element) -> Iterator[list[Element]]:
    """The links of each place that holds tags and nothing else but their label."""
    for node in _TAGS.elements(root):
        if any(up.tag in _ELSEWHERE for up in (node, *node.iterancestors())):
            continue
        if node.tag == "a" and _is_tag(node):
            groups = ([*filter(_is_tag, up.iter("a"))] for up in islice(node.iterancestors(), _NEAR))
            yield next((group for group in groups if len(group) > 1), [node])
        elif node.tag != "a" and _TAG_CLASS.search(node.get("class", "")):
            links = [*node.iter("a")]
            rest = words(node)
            for text in map(words, links):
                rest = rest.replace(text, "", 1)
            if not any(map(str.isalnum, rest)) or _is_label(rest.strip(" ,")):
                yield links


def _is_tag(link: Element) -> bool:
    relations = (link.get("rel") or "").split()
    return "tag" in relations and "category" not in relations


def _is_label(text: str) -> bool:
    return _LABEL.fullmatch(fold(text)) is not None
