"""Looks: places on a page where a field may stand. A field is a list of looks, best first.

`css`, `meta`, `ld` and `micro` each look at one kind of place, `blocks` reads a container as paragraphs, `first` asks
several in turn, `either` hears only the first of several that answers, `listed` takes a list apart. A look knows its
own name, so that the stats can tell which place answered.
"""

import re
from dataclasses import dataclass
from html import unescape

from newscrawler.reading.document import Document
from newscrawler.reading.filing import best_section, houses_of
from newscrawler.reading.findings import Found, Look, Single
from newscrawler.reading.words import has_words, paragraphs, words
from newscrawler.tree import Element, one_line

_SHORT = 30
"""Characters up to which a name is a section rather than a headline."""


@dataclass(frozen=True)
class css(Single):  # noqa: N801 - reads as a word in a declaration: `title = css("h1")`
    """Elements by CSS selector: their visible text, or an attribute by `css("time::attr(datetime)")`.

    `joined`: what several elements say is one string (a date in two `li`), else each is a finding.
    """

    selector: str
    joined: bool = False
    source: str = "printed"

    def nodes(self, page: Document) -> list[Element]:
        """The matching elements, in document order."""
        return page.finder.elements(self.selector)

    def find(self, page: Document) -> list[Found]:
        """The texts of the matching elements; empty ones say nothing."""
        name = f"css({self.selector})"
        told = [(text, hit) for hit in page.finder.find(self.selector) if (text := _told(hit))]
        if self.joined and told:
            nodes = tuple(hit for _, hit in told if isinstance(hit, Element))
            return [Found(" ".join(text for text, _ in told), name, self.source, nodes)]
        return [Found(text, name, self.source, () if isinstance(hit, str) else (hit,)) for text, hit in told]

    def is_on(self, page: Document) -> bool:
        """Does any of the elements say something?"""
        return any(hit.strip() if isinstance(hit, str) else has_words(hit) for hit in page.finder.met(self.selector))


def _told(hit: Element | str) -> str:
    return one_line(hit) if isinstance(hit, str) else words(hit)


@dataclass(frozen=True)
class blocks(Single):  # noqa: N801
    """A container read as paragraphs, the page class's junk and figures passed over."""

    selector: str

    def find(self, page: Document) -> list[Found]:
        """One finding a paragraph, of the first matching container that holds any text; junk itself comes last."""
        for node in page.containers(self.selector):
            if lines := paragraphs(node, page.no_text_in(node).__contains__):
                return [Found(line, f"blocks({self.selector})", "printed") for line in lines]
        return []


@dataclass(frozen=True)
class meta(Single):  # noqa: N801
    """`<meta>` by its property, name or itemprop: the `content`, entities decoded."""

    name: str

    def find(self, page: Document) -> list[Found]:
        """The contents of every meta of this name."""
        return [Found(content, f"meta({self.name})", "meta") for content in page.metas.get(self.name, ())]


@dataclass(frozen=True)
class ld(Single):  # noqa: N801
    """A key of the page's JSON-LD article (object, array or `@graph`): `ld("datePublished")`, `ld("author.name")`."""

    path: str

    def find(self, page: Document) -> list[Found]:
        """The strings at this path, lists flattened."""
        return [Found(value, f"ld({self.path})", "json-ld") for value in page.ld_values(self.path)]


@dataclass(frozen=True)
class micro(Single):  # noqa: N801
    """Microdata: `itemprop` on an element of the article's own item (`content`, `datetime`, else its text)."""

    prop: str

    def find(self, page: Document) -> list[Found]:
        """The values of every element that bears this property."""
        return [Found(value, f"micro({self.prop})", "microdata", nodes) for value, nodes in page.micro_found(self.prop)]


@dataclass(frozen=True)
class crumb(Single):  # noqa: N801
    """The first name of the JSON-LD breadcrumb list that is not the way home: the section.

    `home` are names of this site's way home; the usual ones are known, in any letters.
    """

    home: tuple[str, ...] = ()

    def find(self, page: Document) -> list[Found]:
        """One finding at most; the article itself, last in the list, is no section."""
        own = {one_line(text) for text in (*page.metas.get("og:title", ()), *page.ld_values("headline"))}
        own.update(map(words, page.finder.elements("h1")))
        names = [name for name in page.crumbs if one_line(name) not in own]
        last = [name for name in names if name == page.crumbs[-1]]
        # the last is mostly the article in other words
        best = best_section(names[: len(names) - len(last)], houses := self._houses(page))
        best = best or best_section([name for name in last if len(name) <= _SHORT], houses)
        return [] if best is None else [Found(best, "crumb", "json-ld")]

    def _houses(self, page: Document) -> frozenset[str]:
        return houses_of(page.url, (*self.home, *page.site_names))


@dataclass(frozen=True)
class first:  # noqa: N801
    """Several looks asked in turn, best first."""

    looks: tuple[Look, ...]

    def __init__(self, *looks: Look) -> None:
        object.__setattr__(self, "looks", looks)

    def find(self, page: Document) -> list[Found]:
        """The findings of all looks, those of the best look first."""
        return [found for look in self.looks for found in look.find(page)]

    def is_on(self, page: Document) -> bool:
        """Has any of the looks a finding?"""
        return any(look.is_on(page) for look in self.looks)

    def best(self, page: Document) -> list[Found]:
        """The findings of the first look that has any; later looks are not even tried."""
        for look in self.looks:
            if found := look.best(page):
                return found
        return []


class either(first):  # noqa: N801
    """Several looks for one printed place, best first: where one answers, the others are not asked even for evidence.

    For dates: a wider selector, there for a page without the narrow one, would find the dates of rails and cards too.
    """

    def find(self, page: Document) -> list[Found]:
        """The findings of the first look that has any."""
        return self.best(page)


@dataclass(frozen=True)
class listed(Single):  # noqa: N801
    """What another look finds, where it is one string that holds a list (`"a, b, c"`), as its members."""

    look: Look

    def find(self, page: Document) -> list[Found]:
        """One finding a member; empty ones say nothing."""
        best = self.look.best(page)
        if len(best) > 1:  # the page has parted them, and a comma is a part of a name
            return best
        found = ((one, part.strip()) for one in best for part in re.split("[,;]", unescape(one.raw)))
        return [one._replace(raw=part) for one, part in found if part]


nowhere = first()
"""The look of a field that this kind of page does not have."""
