"""Where the fields stand on the pages of a new site: selectors on which all samples agree."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from newscrawler.az import BAKU, DateError, parse_date
from newscrawler.newsite.asking import ENOUGH, LONGEST, agreed, best_of, first_text, printing, share
from newscrawler.newsite.labels import author_of, section_of
from newscrawler.newsite.naming import names_of, selectors_of
from newscrawler.newsite.samples import Sample, agreement
from newscrawler.reading.no_text import ALWAYS_JUNK
from newscrawler.reading.page import ArticlePage
from newscrawler.reading.words import paragraphs, words
from newscrawler.tree import Element, css_path

_WELL = 0.9  # agreement with the generic reader
_MOST_JUNK = 6


@dataclass(frozen=True)
class Finding:
    """Selectors of a site's fields; empty where the defaults do, or nothing was found. `agreed` is that of the body.

    `is_dated`: the default looks, or `published`, find a date on most samples.
    """

    body: str = ""
    is_every: bool = False
    agreed: float = 0.0
    title: str = ""
    published: str = ""
    is_dated: bool = True
    section: str = ""
    authors: str = ""
    junk: tuple[str, ...] = ()


def find(samples: Sequence[Sample], sections: Collection[str] = ()) -> Finding:
    """What the samples have in common; `sections` are the addresses of the site's lists."""
    body, is_every, agreed = _body(samples)
    junk = () if is_every or not body else _junk(samples, body)
    published = _published(samples)
    told = share(samples, lambda one: bool(ArticlePage.published.best(one.document)))
    return Finding(
        body=body,
        is_every=is_every,
        agreed=agreed,
        title=_title(samples),
        published=published,
        is_dated=bool(published) or told >= ENOUGH,
        section=section_of(samples, sections),
        authors=author_of(samples),
        junk=junk,
    )


def _body(samples: Sequence[Sample]) -> tuple[str, bool, float]:
    """The container whose text is the body's, else the place of its paragraphs; and how far they agree."""
    containers = dict.fromkeys(name for one in samples for name in _containers(one))
    best = best_of(containers, lambda name: fmean(_read_as(one, name) for one in samples))
    best = max(best, _of_two_layouts(samples, containers), key=lambda one: one[1] - 0.05 * one[0].count(", "))
    if best[1] >= ENOUGH:
        return best[0], False, best[1]
    lines = dict.fromkeys(f"{name} > p" for name in containers if ">" not in name)
    single = best_of(lines, lambda name: fmean(_read_every(one, name) for one in samples))
    return (single[0], True, single[1]) if single[1] >= ENOUGH else ("", False, max(best[1], single[1]))


def _of_two_layouts(samples: Sequence[Sample], names: Iterable[str]) -> tuple[str, float]:
    """Where no container is on all samples: one that some read well by, and one for the rest."""
    one = best_of(names, lambda name: share(samples, lambda sample: _read_as(sample, name) >= _WELL))[0]
    rest = [sample for sample in samples if not one or _read_as(sample, one) < _WELL]
    if not one or not rest:
        return "", 0.0
    other = best_of(names, lambda name: fmean(_read_as(sample, name) for sample in rest))[0]
    both = f"{one}, {other}"
    return both, round(fmean(_read_as(sample, both) for sample in samples), 2)


def _containers(sample: Sample) -> Iterator[str]:
    """Names of the element that holds the text, and of some around it."""
    found = sample.layout._body()
    for node in found[:1]:
        for up in (node, *node.iterancestors()):
            if up.tag in ("body", "html"):
                break
            yield from selectors_of(up)
        for child in node.iterchildren("div", "section", "article"):
            yield from selectors_of(child)


def _read_as(sample: Sample, name: str) -> float:
    nodes = css_path(name).elements(sample.document.root)
    lines = next((lines for node in nodes if (lines := paragraphs(node, sample.document.is_no_text))), [])
    return agreement(lines, sample.lines) - (0.02 if len(nodes) > 1 else 0.0)


def _read_every(sample: Sample, name: str) -> float:
    nodes = css_path(name).elements(sample.document.root)
    return agreement([line for node in nodes for line in paragraphs(node, sample.document.is_no_text)], sample.lines)


def _junk(samples: Sequence[Sample], body: str) -> tuple[str, ...]:
    """What stands in the body and is no text on any sample, by name, where passing it over helps."""
    names: dict[str, None] = {}
    for one in samples:
        for node in css_path(body).elements(one.document.root)[:1]:
            names.update(dict.fromkeys(_odd_names(node, one)))
    found: list[str] = []
    before = fmean(_without(one, body, found) for one in samples)
    for name in names:
        after = fmean(_without(one, body, [*found, name]) for one in samples)
        if after > before + 0.001 and len(found) < _MOST_JUNK:
            found, before = [*found, name], after
    return tuple(found)


def _odd_names(body: Element, sample: Sample) -> Iterator[str]:
    """Names of elements of the body of whose lines none is the text's."""
    for node in body.iterdescendants():
        if isinstance(node.tag, str) and (names := names_of(node)[:1]) and not sample.document.is_no_text(node):
            lines = paragraphs(node, sample.document.is_no_text)
            if lines and not sample.lines.intersection(lines):
                yield from names


def _without(sample: Sample, body: str, junk: Sequence[str]) -> float:
    nodes = css_path(body).elements(sample.document.root)
    odd = set(css_path(*ALWAYS_JUNK, *junk).elements(sample.document.root)) | sample.document.figures
    lines = next((lines for node in nodes if (lines := paragraphs(node, odd.__contains__))), [])
    return agreement(lines, sample.lines)


def _title(samples: Sequence[Sample]) -> str:
    """The element of the headline, where the first `h1` is none."""
    if all(first_text(one, "h1") == one.record.title for one in samples):
        return ""
    nodes = [node for one in samples for node in printing(one, lambda text, one=one: text == one.record.title)]  # type: ignore[misc]
    names = dict.fromkeys(name for node in nodes for name in selectors_of(node))
    return agreed(names, lambda name: share(samples, lambda one: first_text(one, name) == one.record.title))


def _published(samples: Sequence[Sample]) -> str:
    """The element that prints when the article came out, and nothing else does on any sample."""
    names: dict[str, None] = {}
    for one in samples:
        for node in printing(one, lambda text, one=one: _is_its_date(text, one)):  # type: ignore[misc]
            names.update(dict.fromkeys(selectors_of(node)))
    return agreed(names, lambda name: share(samples, lambda one: _all_its_dates(one, name)))


def _all_its_dates(sample: Sample, name: str) -> bool:
    texts = [words(node) for node in css_path(name).elements(sample.document.root)]
    return 0 < len(texts) < 3 and all(_is_its_date(text, sample) for text in texts)


def _is_its_date(text: str, sample: Sample) -> bool:
    if not 5 <= len(text) <= LONGEST or not re.search(r"\d", text):
        return False
    now = sample.page.fetched_at.astimezone(BAKU)
    try:
        date = parse_date(text, language=sample.raw.edition, now=now)
    except (DateError, ValueError):
        return False
    if date.precision not in ("day", "minute", "second") or date.day.isoformat() != sample.record.published_on:
        return False
    at = sample.record.published_at
    return at is None or date.precision == "day" or date.value.isoformat(timespec="minutes")[:16] == at[:16]
