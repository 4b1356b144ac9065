"""`GenericPage`: reads the page of any site. What the head says comes first, then what a reader sees."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import ClassVar

from parsel import Selector

from newscrawler.article import RawArticle
from newscrawler.reading.document import Document
from newscrawler.reading.findings import Found, Look, Single
from newscrawler.reading.generic.choice import choose
from newscrawler.reading.generic.credits import NO_PHOTO, pictures, signatures
from newscrawler.reading.generic.dates import DATE_METAS, printed_dates
from newscrawler.reading.generic.embedded import embedded, embedded_date
from newscrawler.reading.generic.filed import tagged, trail
from newscrawler.reading.generic.headline import headline
from newscrawler.reading.generic.main_text import find_again, told_lines
from newscrawler.reading.generic.page_lines import Line, common_block, letters_of, lines_of
from newscrawler.reading.looks import crumb, css, either, first, ld, listed, meta, micro, nowhere
from newscrawler.reading.page import ArticlePage
from newscrawler.reading.pictures import IMAGES
from newscrawler.reading.words import words
from newscrawler.tree import Element

FLAG = "generic_extractor"
_MOST = 0.8
_TOLD_BY_HEAD = (*ArticlePage.published.looks[:2], either(*map(meta, DATE_METAS)))
_FILLED = ("title", "lead", "paragraphs", "dates", "modified", "section", "tags", "authors", "images", "links")
_LOOKS = {"dates": "published"}


class GenericDocument(Document):
    """A page whose every line is looked at; each line read once and only when asked for."""

    @classmethod
    def of(cls, document: Document) -> "GenericDocument":
        """The same page, its tree and what was read of it shared."""
        if isinstance(document, cls):
            return document
        whole = cls.__new__(cls)
        whole.__dict__.update(document.__dict__)
        return whole

    @cached_property
    def title(self) -> str | None:
        """The headline, as `headline` tells it."""
        found = headline().find(self)
        return found[0].raw if found else None

    @property
    def has_headline(self) -> bool:
        """Does a reader see the headline, or does only the head of the page tell it?"""
        return any(line.letters == letters_of(self.title or "") for line in self.lines)

    @cached_property
    def lines(self) -> list[Line]:
        """Every line of the page."""
        return lines_of(self.root)

    @cached_property
    def text(self) -> list[Line]:
        """The lines of the article's text."""
        found = find_again(self.lines, told_lines(self.root, self.url))
        return choose(self.lines, found, self.title, self)

    @cached_property
    def headline(self) -> Line | None:
        """The line that shows the headline, if one does."""
        told = letters_of(self.title or "")
        alike = [line for line in self.lines if line.letters == told and line.text]
        return next((line for line in alike if line.is_heading), next(iter(alike), None))

    @cached_property
    def printed_dates(self) -> list[str]:
        """The date printed with the article, if any."""
        return printed_dates(self.lines, self.headline, self.text)


class main_text(Single):  # noqa: N801 - reads as a word in a declaration, like every look
    """The main text of the page, by trafilatura and the rules of `choice.py`."""

    def find(self, page: Document) -> list[Found]:
        """One finding a paragraph."""
        return [Found(line.text, "trafilatura", "printed") for line in GenericDocument.of(page).text]


class signed(Single):  # noqa: N801
    """The names that the page prints behind `Müəllif:` and its like, near the headline or the end of the text."""

    def find(self, page: Document) -> list[Found]:
        """One finding a name."""
        whole = GenericDocument.of(page)
        names = signatures(whole.lines, whole.headline, whole.text)
        return [Found(name, "signed", "printed") for name in names]


class printed(Single):  # noqa: N801
    """The date printed near the headline or the text."""

    def find(self, page: Document) -> list[Found]:
        """One finding at most."""
        return [Found(text, "printed", "printed") for text in GenericDocument.of(page).printed_dates]


class GenericPage(ArticlePage):
    """The page of a site that nobody has declared, or of one that has changed its looks."""

    version = 6
    title = headline()
    published = first(
        *_TOLD_BY_HEAD,
        embedded_date(unless=_TOLD_BY_HEAD),
        printed(),
        embedded_date(unless=(*_TOLD_BY_HEAD, embedded_date(), printed()), made=True),
    )
    section = first(*ArticlePage.section.looks, crumb(), trail())
    tags = first(*ArticlePage.tags.looks, listed(meta("news_keywords")), tagged())
    authors: ClassVar[Look] = first(ld("author.name"), meta("author"), css("[rel=author]"), micro("author"), signed())
    paragraphs: ClassVar[Look] = first(main_text(), embedded())
    no_photo = NO_PHOTO

    document: GenericDocument

    def __init__(self, page: str | Selector | Document, url: str) -> None:
        super().__init__(page, url)
        self.document = GenericDocument.of(self.document)

    @classmethod
    def of_site(cls, layouts: Sequence[type[ArticlePage]]) -> type["GenericPage"]:
        """This reader with what a site's layouts know of its words: its names, its lines that are no text.

        Words outlive a redesign, places do not.
        """
        known = {
            "share_lines": "|".join(dict.fromkeys(layout.share_lines for layout in layouts)),
            "end_lines": "|".join(dict.fromkeys(layout.end_lines for layout in layouts)),
            "site_names": tuple(dict.fromkeys(name for layout in layouts for name in layout.site_names)),
            "title_tails": {tail: flag for layout in layouts for tail, flag in layout.title_tails.items()},
            "no_photo": "|".join((NO_PHOTO, *(layout.no_photo for layout in layouts if layout.no_photo))),
        }
        return type("GenericPage", (cls,), known)

    @classmethod
    def of(cls, layout: ArticlePage) -> "GenericPage":
        """The same page, read as any page of its site."""
        kind = cls.of_site([type(layout)])
        page = kind.__new__(kind)
        page.document, page.found = GenericDocument.of(layout.document), {}
        return page

    def fits(self) -> bool:
        """Always: whether it is an article, `evidence.py` asks."""
        return True

    def flags(self) -> Iterable[str]:
        """That no site's own looks read it, and what its headline tells."""
        return [FLAG, *super().flags()]

    def _body(self) -> list[Element]:
        body = common_block(self.document.text, _MOST)
        return [body] if body is not None else []

    def _inside_body(self, passed_over: Callable[[Element], frozenset[Element]], *tags: str) -> list[Element]:
        """Of pictures those that stand with headline and text."""
        if tags == IMAGES:
            return [*pictures(self.document, self.document.headline, self.document.text)]
        return super()._inside_body(passed_over, *tags)

    def _linking(self) -> Iterable[Element]:
        """The links of the lines that are text."""
        holders = dict.fromkeys(line.holder for line in self.document.text)
        nodes = dict.fromkeys(node for holder in holders for node in holder.iter("a"))
        text = "\n".join(line.text for line in self.document.text)
        return [node for node in nodes if words(node) in text]


def complete(layout: ArticlePage, raw: RawArticle) -> None:
    """Fills what the looks of `layout` left empty in `raw`, tells which look spoke, and flags it.

    A field for which the layout says that there is none (`nowhere`) stays empty.
    """
    page = GenericPage.of(layout)
    told = page.read(site=raw.site, url=raw.url, key=raw.key, edition=raw.edition, fetched_at=raw.fetched_at)
    for name in _FILLED:
        look = _LOOKS.get(name, name)
        if not getattr(raw, name) and (value := getattr(told, name)) and getattr(layout, look, None) is not nowhere:
            setattr(raw, name, value)
            raw.looks |= {look: told.looks[look]} if look in told.looks else {}
            raw.flags += [FLAG] if FLAG not in raw.flags else []
