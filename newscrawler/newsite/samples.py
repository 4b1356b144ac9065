"""The articles that a new site is judged by."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from newscrawler.article import Article, RawArticle
from newscrawler.errors import PageError
from newscrawler.reading.document import Document
from newscrawler.reading.fetched import FetchedPage
from newscrawler.reading.generic import GenericPage
from newscrawler.reading.normalise import normalise
from newscrawler.sitereader import SiteReader


@dataclass(frozen=True)
class Sample:
    """An article page of the site, and what the generic reader reads there."""

    page: FetchedPage
    raw: RawArticle
    record: Article

    @cached_property
    def layout(self) -> GenericPage:
        """The page as the generic reader sees it, its usual junk marked."""
        layout = GenericPage(self.page.selector, self.page.url)
        layout.mark_junk()
        return layout

    @property
    def document(self) -> Document:
        """The page itself."""
        return self.layout.document

    @cached_property
    def lines(self) -> frozenset[str]:
        """The paragraphs of its text."""
        return frozenset(" ".join(line.split()) for line in self.raw.paragraphs)


def sample_of(page: FetchedPage, reader: SiteReader) -> Sample:
    """Raises `PageError` for a page that the generic reader refuses."""
    raw = reader.article(page)
    return Sample(page, raw, normalise(raw, site_names=()))


def agreement(told: list[str], lines: frozenset[str]) -> float:
    """How far two texts are the same, 0 to 1: F1 of their words, line by line where lines agree.

    >>> agreement(["bir iki", "üç"], frozenset({"bir iki"})), agreement([], frozenset({"bir"}))
    (0.8, 0.0)
    """
    one, other = (Counter(word for line in text for word in line.split()) for text in (told, lines))
    common = (one & other).total()
    return 2 * common / (one.total() + other.total()) if common else 0.0


def try_sample(page: FetchedPage, reader: SiteReader) -> Sample | PageError:
    """The sample, or why it is none."""
    try:
        return sample_of(page, reader)
    except PageError as error:
        return error
