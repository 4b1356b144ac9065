"""Where the pages of a new site print the section and the author."""

import re
from collections.abc import Callable, Collection, Sequence

from newscrawler.az import fold
from newscrawler.discovery.urls import absolute
from newscrawler.newsite.asking import ENOUGH, agreed, only_text, printing, share
from newscrawler.newsite.naming import selectors_of
from newscrawler.newsite.samples import Sample
from newscrawler.reading.page import ArticlePage
from newscrawler.tree import Element, css_path

_SECTION = re.compile(r"categor|kateqor|rubri|section|bolme|\bcat\b|breadcrumb|crumbs?\b", re.IGNORECASE)
_AUTHOR = re.compile(r"author|muellif|muəllif|byline|writer|avtor", re.IGNORECASE)


def section_of(samples: Sequence[Sample], sections: Collection[str]) -> str:
    """The element of the section: the link to its list, one of `sections`, or what is called so by its class."""
    return _linked(samples, sections) or _labelled(
        samples, ArticlePage.section.best, lambda one: one.record.section, _SECTION
    )


def author_of(samples: Sequence[Sample]) -> str:
    """The element of the author."""
    return _labelled(samples, ArticlePage.authors.best, lambda one: next(iter(one.record.authors), None), _AUTHOR)


def _linked(samples: Sequence[Sample], sections: Collection[str]) -> str:
    """The link to the section's list, where structured data tells no section.

    A link that is the same on all samples is one of a menu, or the logo.
    """
    if share(samples, lambda one: bool(ArticlePage.section.best(one.document))) >= ENOUGH:
        return ""

    def leads(node: Element, sample: Sample) -> bool:
        return node.tag == "a" and absolute(node.get("href", ""), sample.page.url) in sections

    nodes = [node for one in samples for node in printing(one, bool) if leads(node, one)]
    names = dict.fromkeys(name for node in nodes for name in selectors_of(node))
    varying = [name for name in names if len({only_text(one, name) for one in samples} - {""}) > 1]
    return agreed(varying, lambda name: share(samples, lambda one: _is_one_link(one, name, leads)))


def _is_one_link(sample: Sample, name: str, leads: Callable[[Element, Sample], bool]) -> bool:
    nodes = css_path(name).elements(sample.document.root)
    return bool(nodes) and all(leads(node, sample) for node in nodes) and bool(only_text(sample, name))


def _labelled(
    samples: Sequence[Sample],
    default: Callable[..., Sequence[object]],
    value: Callable[[Sample], str | None],
    mark: re.Pattern[str],
) -> str:
    """The element of a section or an author, where structured data tells none: it prints the same, or is called so."""
    if share(samples, lambda one: bool(default(one.document))) >= ENOUGH:
        return ""
    known = [one for one in samples if value(one)]
    names: dict[str, None] = {}
    for one in samples:
        told = fold(value(one) or "")
        for node in printing(one, lambda text, told=told: not told or fold(text) == told):  # type: ignore[misc]
            if told or mark.search(" ".join(filter(None, (node.get("class"), node.get("id"), node.get("rel"))))):
                names.update(dict.fromkeys(selectors_of(node)))
    if known:
        return agreed(
            names, lambda name: share(known, lambda one: fold(only_text(one, name)) == fold(value(one) or ""))
        )
    return agreed(names, lambda name: share(samples, lambda one: bool(only_text(one, name))))
