"""`ArticlePage`: what one kind of page looks like. A site declares only what differs from the defaults here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import ClassVar

from parsel import Selector

from newscrawler.article import Evidence, Image, RawArticle, Rights
from newscrawler.errors import PageError
from newscrawler.reading.appeals import asides
from newscrawler.reading.body import NO_LINE, every, odd_elements, text_lines
from newscrawler.reading.dated import clearer
from newscrawler.reading.document import Document
from newscrawler.reading.filing import Tells, author_named, houses_of, is_filed, is_section
from newscrawler.reading.findings import Found, Look
from newscrawler.reading.gathering import images_of, links_of, telling
from newscrawler.reading.looks import blocks, css, first, ld, listed, meta, micro, nowhere
from newscrawler.reading.no_text import ALWAYS_JUNK, CAPTIONS, is_caption
from newscrawler.reading.pictures import IMAGES, is_card
from newscrawler.reading.tails import flags_of
from newscrawler.reading.words import has_words
from newscrawler.tree import Element


class ArticlePage:
    """One layout of one site (or of a family): where each field stands. It gets a page and never fetches one.

    A field is a look; subclasses replace what differs. `layout_mark` says whether a page is of this layout; `junk`
    names what stands inside the body and is no part of it, `figures` what holds a picture and its caption;
    `share_lines` and `end_lines` whole lines of the body that are no text (with an end line the article is over);
    `title_tails` the labels that this site hangs on its headlines (` - VİDEO`), each with the flag that it becomes: the
    headline stays as printed. `refused` is the reason why such a page is no article (a video without a word), empty
    when it is one. `version` rises whenever the page is read differently.
    """

    version: ClassVar[int] = 1
    refused: ClassVar[str] = ""
    layout_mark: ClassVar[Look] = nowhere
    junk: ClassVar[Sequence[str]] = ()

    title: ClassVar[Look] = first(css("h1"), ld("headline"), meta("og:title"))
    lead: ClassVar[Look] = first(ld("description"), meta("og:description"), meta("description"))
    published: ClassVar[first] = first(
        ld("datePublished"), micro("datePublished"), meta("article:published_time"), meta("datePublished")
    )
    modified: ClassVar[Look] = first(
        ld("dateModified"), micro("dateModified"), meta("article:modified_time"), meta("og:updated_time")
    )
    section: ClassVar[first] = first(ld("articleSection"), meta("article:section"))
    tags: ClassVar[first] = first(listed(meta("article:tag")), listed(ld("keywords")))
    authors: ClassVar[Look] = first(ld("author.name"), meta("author"))
    paragraphs: ClassVar[Look] = blocks("article")
    photos: ClassVar[Sequence[str]] = ()
    figures: ClassVar[str] = "figure"
    share_lines: ClassVar[str] = NO_LINE
    end_lines: ClassVar[str] = NO_LINE
    captions: ClassVar[str] = "figcaption"
    no_photo: ClassVar[str | None] = None
    site_names: ClassVar[Sequence[str]] = ()
    title_tails: ClassVar[Mapping[str, str]] = {}

    def __init__(self, page: str | Selector | Document, url: str) -> None:
        self.document = Document(page, url)
        self.found: dict[str, str] = {}

    @classmethod
    def extractor(cls, site: str) -> str:
        """The name a record carries: `report.ReportPage@2`."""
        return f"{site}.{cls.__name__}@{cls.version}"

    def fits(self) -> bool:
        """Is the page of this layout?"""
        return self.layout_mark.is_on(self.document)

    def read(
        self, *, site: str, url: str, key: str, edition: str, fetched_at: datetime, rights: Rights | None = None
    ) -> RawArticle:
        """Everything the page says, as printed. Raises nothing: what is missing is missing in the result."""
        raw = RawArticle(site, url, key, edition, self.extractor(site), fetched_at)
        self.mark_junk()
        raw.title, raw.lead, raw.section = self._one("title"), self._one("lead"), self._section()
        raw.paragraphs = text_lines(self._all("paragraphs"), self.share_lines, self.end_lines)
        raw.tags, raw.authors = self._all("tags"), self._telling("authors", author_named)
        raw.dates, raw.modified = self._evidence("published"), self._evidence("modified")
        raw.images, raw.links = self._images(), links_of(self.document, self._linking())
        raw.site_names, raw.rights = self.document.site_names, rights or raw.rights
        raw.flags = [*self.flags()]
        raw.looks = self.found
        return raw

    def mark_junk(self) -> None:
        """Tells the document what of it is no text; `fits` may ask for it, where only the text tells the layout."""
        self.document.pass_over((*ALWAYS_JUNK, *self.junk), (self.figures, *CAPTIONS), self.odd_junk())

    def editions(self) -> list[str]:
        """Addresses that may be this article in another edition, as the head names them; the spider judges them."""
        return [url for _, url in self.document.alternates]

    def odd_junk(self) -> Iterable[Element]:
        """Junk that no selector can name: links to other news, share lines of the body, all from an end line on."""
        yield from asides(body := self._body())
        if (self.share_lines, self.end_lines) != (NO_LINE, NO_LINE):
            yield from odd_elements(body, self.share_lines, self.end_lines)

    def has_body(self) -> bool:
        """Is there a place for the body, with or without text?"""
        return bool(self._body())

    def flags(self) -> Iterable[str]:
        """What a reader should know and only this layout can tell; here the tails of the headline that it has."""
        return flags_of(self._one("title") or "", self.title_tails)

    def _best(self, field: str) -> list[Found]:
        look: Look = getattr(self, field)
        return self._noted(field, look.best(self.document))

    def _noted(self, field: str, found: list[Found]) -> list[Found]:
        if found:
            self.found[field] = found[0].look
        return found

    def _one(self, field: str) -> str | None:
        found = self._best(field)
        return found[0].raw if found else None

    def _all(self, field: str) -> list[str]:
        return [found.raw for found in self._best(field)]

    def _section(self) -> str | None:
        """The first place that names a section; one that only says that it is news, where none does."""
        return next(iter(self._telling("section", is_section, is_filed)), None)

    def _telling(self, field: str, *tells: Tells) -> list[str]:
        """What the first place says that tells anything: a template fills places with the name of the site."""
        houses = houses_of(self.document.url, (*self.site_names, *self.document.site_names))
        told = telling(getattr(self, field), self.document, [partial(ask, houses=houses) for ask in tells])
        return [one.raw for one in self._noted(field, told)]

    def _evidence(self, field: str) -> list[Evidence]:
        look: Look = getattr(self, field)
        found = self._noted(field, look.find(self.document))
        seen = dict.fromkeys((one.source, clearer(one.raw, one.apart)) for one in found)
        return [Evidence(source=source, raw=raw) for source, raw in seen]

    def _body(self) -> list[Element]:
        """The container of the body's text, or the elements of one that has none; empty ones where none holds a word.

        The first that holds any, as `paragraphs` chooses: on a page whose cards are `<article>` too it is the first.
        """
        looks = self.paragraphs.looks if isinstance(self.paragraphs, first) else (self.paragraphs,)
        empty: list[Element] = []
        for look in looks:
            nodes = self.document.containers(selector) if (selector := getattr(look, "selector", "")) else []
            if (body := next(filter(has_words, nodes), None)) is not None:
                return nodes if isinstance(look, every) else [body]
            empty = empty or nodes
        return empty

    def _inside_body(self, passed_over: Callable[[Element], frozenset[Element]], *tags: str) -> list[Element]:
        """The elements of these tags in the body that do not stand in one to pass over."""
        found: list[Element] = []
        for body in self._body():
            if nodes := list(body.iter(*tags)):
                out = {node for one in passed_over(body) for node in one.iter(*tags)}
                found += [node for node in nodes if node not in out]
        return found

    def _linking(self) -> Iterable[Element]:
        """The links of the text."""
        return self._inside_body(self.document.no_text_in, "a")

    def _images(self) -> list[Image]:
        chosen = self.document.finder.elements(", ".join(self.photos)) if self.photos else []
        inside = self._inside_body(self.document.junk_in, *IMAGES)
        nodes = [*chosen, *(node for node in inside if not is_card(self.document, node))]
        return images_of(self.document, nodes, self._captions(), self.no_photo)

    def _captions(self) -> Iterable[Element]:
        """Those that the page class names, and those in the body that any site calls so."""
        yield from self.document.finder.elements(self.captions)
        for body in self._body():
            if any(map(is_caption, self.document.no_text_in(body))):
                yield from filter(is_caption, body.iter("*"))


def choose_page(pages: Sequence[type[ArticlePage]], page: str | Selector, url: str) -> ArticlePage:
    """The first of `pages` whose mark the page bears.

    Raises `PageError`: `unknown_layout` when none fits, else the word of a kind that is no article (`refused`).
    """
    document = Document(page, url)
    for kind in pages:
        candidate = kind(document, url)
        if candidate.fits():
            if kind.refused:
                raise PageError(url, kind.refused, detail=kind.__name__)
            return candidate
    raise PageError(url, "unknown_layout", detail=", ".join(kind.__name__ for kind in pages))
