"""One parsed page: the lxml tree and the structured data in it, each read once and only when asked for."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

from parsel import Selector

from newscrawler.reading.finder import Finder, Marked
from newscrawler.reading.joining import Joiner
from newscrawler.reading.linked_data import article_among, flat, html_text, objects, step_of, strings, types_of
from newscrawler.reading.words import holds_text
from newscrawler.tree import Element, one_line, parsed, text_of

Asked = Callable[[Element], bool]


class Document:
    """A page to look at. `url` is where it was asked for; relative links are resolved against its base.

    Made of another document it is the same page again, and what was read or found of it so far is shared.
    """

    def __init__(self, page: "str | Selector | Document", url: str) -> None:
        if isinstance(page, Document):
            self.__dict__.update(page.__dict__, url=url)
            return
        self.root: Element = page.root if isinstance(page, Selector) else parsed(page)
        self.url = url
        self._finder = Finder(self.root)
        self.pass_over()

    def pass_over(self, junk: Iterable[str] = (), figures: Iterable[str] = (), odd: Iterable[Element] = ()) -> None:
        """The page class says what is no text of the article: by selectors, and elements that none can name."""
        self._junk = Marked(self.finder, junk, odd)
        self._figures = Marked(self.finder, figures)
        self._no_text = Marked(self.finder, (*junk, *figures), self._junk.more)

    @property
    def junk(self) -> frozenset[Element]:
        """Elements that are no part of the article."""
        return self._junk.everywhere

    @property
    def figures(self) -> frozenset[Element]:
        """Elements that hold a picture and what is printed with it."""
        return self._figures.everywhere

    @property
    def is_figure(self) -> Asked:
        """Does this very element hold a picture and what is printed with it?"""
        return self._figures.holds

    @property
    def is_no_text(self) -> Asked:
        """Is this very element one of either? (What stands inside it is not asked about: nobody goes in.)"""
        return self._is_no_text

    def junk_in(self, part: Element) -> frozenset[Element]:
        """What of a part of the page, or around it, is no part of the article."""
        return frozenset(filter(self._junk.holds, self._no_text.within(part)))

    def _is_no_text(self, node: Element) -> bool:
        return self._no_text.holds(node) and not self._is_told(node)

    def _is_told(self, node: Element) -> bool:
        return node.tag == "figure" and holds_text(node) and not self._junk.holds(node)

    def no_text_in(self, part: Element) -> frozenset[Element]:
        """What of a part of the page, or around it, is junk or holds a picture."""
        found = self._no_text.within(part)
        told = [*filter(self._is_told, found)]
        return found.difference(told) if told else found

    def containers(self, selector: str) -> list[Element]:
        """What a selector of bodies means, in document order, but what is no text itself (a twin for phones) last."""
        return sorted(self.finder.elements(selector), key=self.is_no_text)

    @property
    def finder(self) -> Finder:
        """What selectors mean in `root`, which may be made a part of the page."""
        if self._finder.root is not self.root:
            self._finder = Finder(self.root)
        return self._finder

    @cached_property
    def base(self) -> str:
        """What relative links are relative to: `<base href>`, else the page's URL."""
        for node in self._told.tagged("base"):
            if href := node.get("href"):
                return urljoin(self.url, href)
        return self.url

    @cached_property
    def absolute(self) -> Callable[[str], str]:
        """Makes an `href` an absolute URL; what cannot be joined comes back as it is."""
        return Joiner(self.base)

    @cached_property
    def language(self) -> str | None:
        """What `<html lang>` claims."""
        claim = self.root.get("lang")
        return claim.strip().lower() if claim else None

    @cached_property
    def canonical(self) -> str | None:
        """The page's own word on its URL: `link rel=canonical`, else og:url."""
        hrefs = [node.get("href", "") for node in self._links("canonical")] or self.metas.get("og:url", [])
        return self.absolute(hrefs[0]) if hrefs and hrefs[0].strip() else None

    @cached_property
    def alternates(self) -> list[tuple[str, str]]:
        """(hreflang, absolute URL) of every alternate edition in the head."""
        links = [node for node in self._links("alternate") if node.get("hreflang") is not None]
        return [(node.get("hreflang", ""), self.absolute(node.get("href", ""))) for node in links]

    @cached_property
    def site_names(self) -> list[str]:
        """What the head calls the site: og:site_name, and the publisher of its article."""
        return [*self.metas.get("og:site_name", ()), *self.ld_values("publisher.name")]

    def _links(self, relation: str) -> list[Element]:
        """The `<link>` elements of this relation that lead somewhere."""
        links = self._told.tagged("link")
        return [node for node in links if node.get("href") is not None and relation in (node.get("rel") or "").split()]

    @cached_property
    def _told(self) -> Finder:
        """Where a page speaks to machines: still the whole page when `root` is made a part of it."""
        return self.finder

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """Contents of `<meta>` by property, name or itemprop, in document order, empty ones left out."""
        found: dict[str, list[str]] = {}
        for node in self._told.tagged("meta"):
            if content := one_line(node.get("content", "")):
                for attribute in ("property", "name", "itemprop"):
                    if name := node.get(attribute):
                        found.setdefault(name, []).append(content)
        return found

    @cached_property
    def ld_nodes(self) -> list[dict[str, Any]]:
        """Every object of the page's JSON-LD blocks; `@graph` and arrays unfolded; broken blocks left out."""
        nodes: list[dict[str, Any]] = []
        for script in self._told.tagged("script"):
            if (script.get("type") or "").strip().lower().startswith("application/ld+json"):
                nodes.extend(objects(script.text or ""))
        return nodes

    @cached_property
    def ld_article(self) -> dict[str, Any]:
        """The JSON-LD object of this article: the one that names this page, else the first that can be its own."""
        return article_among(self.ld_nodes, (self.canonical or self.url, self.url), self._titles)

    def _titles(self) -> list[str]:
        """The headlines that the page shows a reader or tells those who share it."""
        shown = [*self._told.tagged("h1"), *self._told.tagged("title")]
        return [*map(text_of, shown), *self.metas.get("og:title", [])]

    def ld_values(self, path: str) -> Iterator[str]:
        """The strings at a dotted path of the article's JSON-LD, lists flattened, objects without a name left out."""
        return strings(self.ld_article, path)

    @cached_property
    def crumbs(self) -> list[str]:
        """The names of the JSON-LD breadcrumb list, in order."""
        lists = [node for node in self.ld_nodes if "BreadcrumbList" in types_of(node)]
        items = flat([node.get("itemListElement") for node in lists[:1]])
        names = [item.get("name") or step_of(item.get("item"), "name") for item in items if isinstance(item, dict)]
        return [html_text(name) for name in names if isinstance(name, str)]

    def micro_values(self, prop: str) -> Iterator[str]:
        """Values of a microdata property of the article itself, not of an item nested in it or beside it."""
        return (value for value, _ in self.micro_found(prop))

    def micro_found(self, prop: str) -> Iterator[tuple[str, tuple[Element, ...]]]:
        """The same with the element of each value that is printed, and none for one that an attribute tells."""
        scopes: list[Element | None] = []
        for node in self.finder.by_word("itemprop").get(prop, ()):
            scope = next((up for up in node.iterancestors() if _is_scope(up)), None)
            if scope is not None and not any(kind in scope.get("itemtype", "") for kind in ("Article", "BlogPosting")):
                continue
            scopes.append(scope)
            if scope is not scopes[0]:
                continue
            abbreviated = node.get("title") if node.tag == "abbr" else None  # as Blogger writes its dates
            if told := node.get("content") or node.get("datetime") or abbreviated:
                yield one_line(told), ()
            elif text := text_of(node):
                yield text, (node,)


def _is_scope(node: Element) -> bool:
    """Can a date or a headline inside `node` be its own? A person has none: sites put the article's dates in there."""
    kind = node.get("itemtype", "")
    return node.get("itemscope") is not None and not kind.endswith(("/Person", "/Organization"))
