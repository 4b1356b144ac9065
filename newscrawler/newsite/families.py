"""Is the site on software that we know? Its family's page classes are tried on the samples."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from newscrawler.errors import PageError
from newscrawler.newsite.samples import Sample, agreement
from newscrawler.reading.normalise import normalise
from newscrawler.reading.page import ArticlePage

_ALIKE = 0.9
_MOST = 0.8


@dataclass(frozen=True)
class Family:
    """A module of `cms/` and the page class of it that reads the samples."""

    module: str
    page: type[ArticlePage]


def family_of(name: str | None, samples: Sequence[Sample]) -> Family | None:
    """The page class of the family `name` that reads most of the samples as the generic reader does, if one does."""
    if name is None:
        return None
    module = f"newscrawler.cms.{name}"
    kinds = [one for one in vars(import_module(module)).values() if _is_page(one, module)]
    shares = [(sum(_reads(kind, one) for one in samples) / len(samples), kind) for kind in kinds]
    share, page = max(shares, key=lambda one: one[0], default=(0.0, ArticlePage))
    return Family(module, page) if share >= _MOST else None


def _is_page(thing: object, module: str) -> bool:
    return (
        isinstance(thing, type) and issubclass(thing, ArticlePage) and thing.__module__ == module and not thing.refused
    )


def _reads(kind: type[ArticlePage], sample: Sample) -> bool:
    page = kind(sample.page.selector, sample.page.url)
    page.mark_junk()
    if not page.fits():
        return False
    raw = sample.raw
    read = page.read(site=raw.site, url=raw.url, key=raw.key, edition=raw.edition, fetched_at=raw.fetched_at)
    try:
        record = normalise(read)
    except PageError:
        return False
    is_same = record.title == sample.record.title and record.published_on == sample.record.published_on
    return is_same and agreement(read.paragraphs, sample.lines) >= _ALIKE
