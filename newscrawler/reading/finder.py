"""`Finder`: what a CSS selector means on one page, found without walking the page again for each of them.

A page class asks some twenty selectors of a page. By XPath each of them walks the whole tree and looks at every class
attribute (0.4 ms of a usual page, whose parsing takes 1.6); here one walk notes who bears which class, and the rest is
looking up. Tags need not even that: lxml walks to them at the speed of C.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import chain

from newscrawler.reading.selectors import Step, Way, names_in, taken_apart, traits_of
from newscrawler.tree import Element, Path, css_path

_COMMON = ("meta", "link", "script", "base", "h1", "article", "main", "time", "figcaption")


class Finder:
    """Finds what stands in `root`; every selector is answered once and remembered."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self._known: dict[str, list[Element | str]] = {}
        self._bearers: dict[str, list[Element]] = {}
        self._by_words: dict[str, dict[str, list[Element]]] = {}

    def find(self, selector: str) -> list[Element | str]:
        """What a selector means, in document order: elements, or strings where it asks for an attribute or text."""
        if (found := self._known.get(selector)) is None:
            found = self._known[selector] = self._look_for(selector)
        return found

    def elements(self, selector: str) -> list[Element]:
        """The elements that a selector means."""
        return [one for one in self.find(selector) if isinstance(one, Element)]

    def bearers(self, attribute: str) -> list[Element]:
        """The elements that bear an attribute, in document order."""
        if (found := self._bearers.get(attribute)) is None:
            found = self._bearers[attribute] = borne(attribute).elements(self.root)
        return found

    def by_word(self, attribute: str) -> dict[str, list[Element]]:
        """The elements by the words in an attribute that holds several, as `class` and `itemprop` do."""
        if (found := self._by_words.get(attribute)) is None:
            words = defaultdict[str, list[Element]](list)
            # Most elements have a class: to ask each is as fast as to look for those that have.
            for node in self.root.iter("*") if attribute == "class" else self.bearers(attribute):
                if told := node.get(attribute):
                    for word in names_in(told):
                        words[word].append(node)
            found = self._by_words[attribute] = dict(words)
        return found

    def tagged(self, tag: str) -> list[Element]:
        """The elements of this tag, in document order."""
        if tag in _COMMON:
            return self._common[tag]
        return list(self.root.iter(tag))

    @cached_property
    def _common(self) -> dict[str, list[Element]]:
        """What nearly every page class asks for: one walk for all of them."""
        found: dict[str, list[Element]] = {tag: [] for tag in _COMMON}
        for node in self.root.iter(*_COMMON):
            found[str(node.tag)].append(node)
        return found

    def met(self, selector: str) -> Iterable[Element | str]:
        """The same in any order: enough where it is only asked whether there is anything."""
        asked = taken_apart(selector)
        if asked is None or asked.tags or asked.attribute is not None or selector in self._known:
            return self.find(selector)
        return chain.from_iterable(map(self._reached, asked.ways))

    def _look_for(self, selector: str) -> list[Element | str]:
        if (asked := taken_apart(selector)) is None:
            return css_path(selector)(self.root)
        if asked.tags:
            found = self.tagged(asked.tags[0]) if len(asked.tags) == 1 else list(self.root.iter(*asked.tags))
        else:
            met = [nodes for way in asked.ways if (nodes := self._reached(way))]
            found = sorted({*chain(*met)}, key=self._places.__getitem__) if len(met) > 1 else [*chain(*met)]
        if asked.attribute is None:
            return [*found]
        return [value for node in found if (value := node.get(asked.attribute)) is not None]

    def _reached(self, way: Way) -> list[Element]:
        if any(name not in self.by_word("class") for step in way.steps for name in step.classes):
            return []  # as most selectors of a site's other layouts
        last = way.last
        if len(way.steps) == 1:
            return [node for node in self._bearing(last) if last.fits(node)]
        above = dict.fromkeys(self._reached(way.above))
        if way.near[-1]:
            return [node for node in self._bearing(last) if node.getparent() in above and last.fits(node)]
        if last.tag is not None and not last.classes:  # `.tags a`: of all the links of a page those in there
            below = dict.fromkeys(node for up in above for node in up.iter(last.tag) if node is not up)
            return [node for node in below if last.fits(node)]
        return [node for node in self._bearing(last) if last.fits(node) and _is_below(node, above)]

    def _bearing(self, step: Step) -> list[Element]:
        """The elements that a step may mean, in document order: the fewest to be had without a walk."""
        if step.classes:
            known = self.by_word("class")
            return min((known[name] for name in step.classes), key=len)
        return self.bearers(step.attributes[0][0]) if step.tag is None else self.tagged(step.tag)

    @cached_property
    def _places(self) -> dict[Element, int]:
        return {node: place for place, node in enumerate(self.root.iter("*"))}


def _is_below(node: Element, above: Collection[Element]) -> bool:
    return any(up in above for up in node.iterancestors())


@cache
def borne(attribute: str) -> Path:
    """The path to all that bear an attribute."""
    return Path(f"descendant-or-self::*/@{attribute}/..")


@cache
def _classes() -> Path:
    return Path("descendant-or-self::*/@class")


class Marked:
    """The elements of a page that some selectors mean, to be asked about one by one or looked for in a part of it.

    A body has few elements and a page has many: what a single step says (`.share`, `figcaption`, `[hidden]`) is asked
    of an element itself, and only what other selectors mean is looked for. `more` are elements that no selector names.
    """

    def __init__(self, finder: Finder, selectors: Iterable[str] = (), more: Iterable[Element] = ()) -> None:
        self._finder, self._selectors, self.more = finder, tuple(selectors), frozenset(more)
        self._traits = traits_of(self._selectors)
        self._parts: dict[Element, frozenset[Element]] = {}

    def within(self, part: Element) -> frozenset[Element]:
        """Those that stand in `part` or are it, and maybe others elsewhere."""
        if (found := self._parts.get(part)) is None:
            found = self._parts[part] = frozenset(self._look_in(part)) | self._others
        return found

    def _look_in(self, part: Element) -> Iterator[Element]:
        traits = self._traits
        if traits.tags:
            yield from part.iter(*traits.tags)
        for attribute in traits.attributes:
            yield from borne(attribute).elements(part)
        if traits.classes and not traits.classes.isdisjoint(chain(*map(names_in, _classes().strings(part)))):
            for node in borne("class").elements(part):
                if not traits.classes.isdisjoint(names_in(node.get("class", ""))):
                    yield node
        for step in traits.steps:
            several = borne("class" if step.classes else step.attributes[0][0]).elements(part)
            yield from filter(step.fits, several)

    def holds(self, node: Element) -> bool:
        """Is `node` one of them?"""
        traits = self._traits
        if node.tag in traits.tags or (self._others and node in self._others):
            return True
        borne = node.keys()
        return bool(borne) and self._bears_traits(node, borne)  # most elements of a body bear nothing

    def _bears_traits(self, node: Element, borne: Sequence[str | bytes]) -> bool:
        traits = self._traits
        if not traits.attributes.isdisjoint(borne):
            return True
        if "class" in borne and not traits.classes.isdisjoint(names_in(node.get("class", ""))):
            return True
        return bool(traits.steps) and any(step.fits(node) for step in traits.steps)

    @cached_property
    def everywhere(self) -> frozenset[Element]:
        """All of them on the whole page."""
        return self.more.union(*map(self._finder.elements, self._selectors))

    @cached_property
    def _others(self) -> frozenset[Element]:
        return self.more.union(*map(self._finder.elements, self._traits.others))
