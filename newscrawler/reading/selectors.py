"""CSS selectors as page classes write them, taken apart: most are steps of tags and classes, which need no XPath."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from newscrawler.tree import Element

_NAME: Final = r"-?[_a-zA-Z][\w-]*"
_VALUE: Final = rf"{_NAME}|'[^'\\]*'|\"[^\"\\]*\""
_PART: Final = re.compile(
    rf"\.(?P<kind>{_NAME})|#(?P<id>{_NAME})|\[\s*(?P<name>[a-z][a-z-]*)\s*(?:=\s*(?P<value>{_VALUE})\s*)?\]", re.ASCII
)
_STEP: Final = re.compile(
    rf"(?P<tag>[a-z][a-z0-9]*)?(?P<rest>(?:{re.sub('[?]P<[a-z]+>', '', _PART.pattern)})*)", re.ASCII
)
_STEPS: Final = re.compile(r"\s*(>)\s*|\s+(?![^[]*\])")
_LIST: Final = re.compile(r"\s*,\s*(?![^[]*\])")
_ATTRIBUTE: Final = re.compile(r"(.*)::attr\(([a-z][a-z-]*)\)", re.DOTALL)
_NAMES: Final = re.compile(r"[^ \t\r\n\f]+")


@dataclass(frozen=True)
class Step:
    """One step, `div.card[data-id]`: what an element has to be and to bear; an attribute's value None is any value."""

    tag: str | None
    classes: frozenset[str] = frozenset()
    attributes: tuple[tuple[str, str | None], ...] = ()

    def fits(self, node: Element) -> bool:
        """Is `node` one of these?"""
        if self.tag is not None and node.tag != self.tag:
            return False
        if self.classes and not self.classes <= names_in(node.get("class", "")):
            return False
        for name, value in self.attributes:
            if (found := node.get(name)) is None or value not in (None, found):
                return False
        return True


@dataclass(frozen=True)
class Way:
    """Steps from an ancestor down to what is meant; `near` says of each step but the first whether it is a child (`>`)
    of the one before."""

    steps: tuple[Step, ...]
    near: tuple[bool, ...] = ()

    @property
    def last(self) -> Step:
        """What is meant itself."""
        return self.steps[-1]

    @property
    def above(self) -> "Way":
        """The way without its last step."""
        return Way(self.steps[:-1], self.near[:-1])


@dataclass(frozen=True)
class Ways:
    """A selector taken apart: the ways to what it means, and the attribute that is asked for, if one is."""

    ways: tuple[Way, ...]
    attribute: str | None = None
    tags: tuple[str, ...] = ()
    """The tags that are meant, where each way says no more than a tag."""


@lru_cache(maxsize=4096)
def taken_apart(selector: str) -> Ways | None:
    """The ways of a selector of tags, classes, ids and attributes; None for one that says more.

    >>> [len(way.steps) for way in taken_apart("h1, .news > ul.date li[id]").ways], taken_apart("p:last-child")
    ([1, 3], None)
    """
    path, attribute = selector.strip(), None
    if asked := _ATTRIBUTE.fullmatch(path):
        path, attribute = asked.groups()
    ways = [_way(part) for part in _LIST.split(path)]
    if attribute is not None and len(ways) > 1:  # of `a, b::attr(href)` the first means elements
        return None
    known = tuple(way for way in ways if way is not None)
    tags = tuple(way.last.tag for way in known if way.last.tag and way == Way((Step(way.last.tag),)))
    return Ways(known, attribute, tags if len(tags) == len(ways) else ()) if len(known) == len(ways) else None


def _way(path: str) -> Way | None:
    parts = _STEPS.split(path)
    steps = [_step(part) for part in parts[::2]]
    known = tuple(step for step in steps if step is not None)
    return Way(known, tuple(mark is not None for mark in parts[1::2])) if len(known) == len(steps) else None


def _step(text: str) -> Step | None:
    match = _STEP.fullmatch(text)
    if not text or match is None:
        return None
    classes, attributes = set[str](), list[tuple[str, str | None]]()
    for part in _PART.finditer(match["rest"]):
        if part["kind"]:
            classes.add(part["kind"])
        elif part["id"]:
            attributes.append(("id", part["id"]))
        else:
            value = part["value"]
            attributes.append((part["name"], value and value.strip("'\"")))
    return Step(match["tag"], frozenset(classes), tuple(attributes))


@dataclass(frozen=True)
class Traits:
    """What several selectors say, sorted by how an element is asked: is it of one of these tags, does it bear one of
    these classes or attributes, does it fit one of these steps? The `others` say where it has to stand."""

    tags: frozenset[str]
    classes: frozenset[str]
    attributes: frozenset[str]
    steps: tuple[Step, ...]
    others: tuple[str, ...]


@lru_cache(maxsize=1024)
def traits_of(selectors: tuple[str, ...]) -> Traits:
    """The traits of all these selectors together."""
    tags, classes, attributes = set[str](), set[str](), set[str]()
    steps, others = list[Step](), list[str]()
    for selector in selectors:
        asked = taken_apart(selector)
        if asked is None or asked.attribute is not None or any(len(way.steps) > 1 for way in asked.ways):
            others.append(selector)
            continue
        for step in (way.last for way in asked.ways):
            if step.tag is not None and step == Step(step.tag):
                tags.add(step.tag)
            elif len(step.classes) == 1 and step == Step(None, step.classes):
                classes |= step.classes
            elif len(step.attributes) == 1 and step == Step(None, frozenset(), ((step.attributes[0][0], None),)):
                attributes.add(step.attributes[0][0])
            else:
                steps.append(step)
    return Traits(frozenset(tags), frozenset(classes), frozenset(attributes), tuple(steps), tuple(others))


@lru_cache(maxsize=4096)  # a site has some hundred such attributes and repeats them on every page
def names_in(attribute: str) -> frozenset[str]:
    """The class names in a `class` attribute, parted by the white space of HTML."""
    return frozenset(_NAMES.findall(attribute))
