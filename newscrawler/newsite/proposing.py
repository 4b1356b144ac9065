"""From what the scout met to the files of the site, and what a person should look at."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from newscrawler.article import RawArticle
from newscrawler.discovery.addresses import bare_host
from newscrawler.discovery.prospect import Prospect
from newscrawler.errors import PageError
from newscrawler.explaining import Subject
from newscrawler.explaining.saving import Case, case_of, files_of
from newscrawler.newsite.drafting import Draft
from newscrawler.newsite.families import family_of
from newscrawler.newsite.finding import Finding, find
from newscrawler.newsite.samples import Sample
from newscrawler.newsite.scouting import ENOUGH, Scout, ScoutError
from newscrawler.newsite.writing import Places, load, packed
from newscrawler.reading.normalise import normalise
from newscrawler.spider import NewsSpider
from newscrawler.tree import text_of

_BEHIND = re.compile(r"\s(?:[|–—»•-]|::)\s([^|–—»•:]+)$")
_LONGEST_NAME = 60
_LONG = 4000  # characters: a longer text is worth a case of its own


@dataclass(frozen=True)
class Proposal:
    """The files by their paths, and `notes`: what a person has to look at."""

    files: dict[Path, bytes]
    notes: list[str] = field(default_factory=list)


def propose(scout: Scout, places: Places) -> Proposal:
    """Raises `ScoutError` where fewer than three pages read well by what was found."""
    if scout.prospect is None or len(scout.samples) < ENOUGH:
        raise ScoutError(f"{scout.home}: the look at it did not end, see the log")
    lists = {*scout.prospect.sections, *(one.url for one in scout.prospect.listings)}
    found, family = find(scout.samples, lists), family_of(scout.prospect.family, scout.samples)
    draft = Draft(places.name, scout.prospect, found, family, _names(scout.samples))
    draft = replace(draft, cut=_needed(draft, scout.samples))
    spider = load(draft.spider(), places.name)
    cases = _cases(scout.samples, spider)
    files = {places.spider: draft.spider().encode(), places.seeds: draft.seeds().encode()}
    for name, case in cases.items():
        page, told = files_of(places.pages, name)
        files[page] = packed(case.page)
        files[told] = (json.dumps(case.told, ensure_ascii=False, indent=2) + "\n").encode()
    shut = ["it is on WordPress, whose interface is shut: its posts are found by sitemap or listing"] * scout.is_shut
    return Proposal(files, [*shut, *_doubts(draft, found, scout.samples), *_differences(cases)])


def _names(samples: Sequence[Sample]) -> list[str]:
    """The names that stand behind the headlines of most samples, and those under which the site speaks of itself."""
    told: Counter[str] = Counter()
    for one in samples:
        title = text_of(head) if (head := one.document.root.find(".//title")) is not None else ""
        behind = _BEHIND.search(title)
        names = [behind[1] if behind else "", *one.document.metas.get("og:site_name", [])]
        told.update({name for name in names if 0 < len(name) <= _LONGEST_NAME})
    return [name for name, count in told.most_common(3) if 2 * count > len(samples)]


def _needed(draft: Draft, samples: Sequence[Sample]) -> list[str]:
    """The names of the site that its pages, as the draft reads them, have in headlines and among authors."""
    spider = load(draft.spider(), draft.name)
    read = [raw for one in samples if (raw := _read(spider, one)) is not None]
    bare, cut = ([normalise(raw, site_names=names) for raw in read] for names in (spider.site_names, draft.names))
    is_same = [(one.title, one.authors) for one in bare] == [(one.title, one.authors) for one in cut]
    return [] if is_same else list(draft.names)


def _read(spider: NewsSpider, sample: Sample) -> RawArticle | None:
    try:
        raw = spider.reader.article(sample.page)
        normalise(raw)
    except PageError:
        return None
    return raw


def _cases(samples: Sequence[Sample], spider: NewsSpider) -> dict[str, Case]:
    """Three saved pages, as unlike as the samples are, each read as an article by the new spider."""
    cases: dict[str, Case] = {}
    refused: list[str] = []
    for name, sample in _telling(samples):
        if len(cases) == ENOUGH or any(one.told["expected"]["id"] == _id(sample, spider) for one in cases.values()):
            continue
        case = case_of(Subject(sample.page, spider.reader, tuple(spider.site_names)))
        if "rejected" in case.told["expected"]:
            refused.append(f"{sample.page.url}: {case.told['expected']}")
        else:
            cases[name if name not in cases else f"{name}-{len(cases) + 1}"] = case
    if len(cases) < ENOUGH:
        raise ScoutError(f"only {len(cases)} pages read well by the selectors found; {'; '.join(refused[:3])}")
    return cases


def _id(sample: Sample, spider: NewsSpider) -> str:
    """The id of an article whose words are still its own: never one of a case whose slug was replaced."""
    identity = spider.urls.identify(sample.page.url)
    return f"{spider.name}:{identity.key}" if identity else ""


def _telling(samples: Sequence[Sample]) -> list[tuple[str, Sample]]:
    """The samples with a name for each: a usual one, what is odd in other ways, then the rest."""
    by_day = sorted(samples, key=lambda one: one.record.published_on)
    usual = max(samples, key=lambda one: (bool(one.document.ld_article), one.record.published_on))
    found = [("usual", usual)]
    found += [(f"edition-{one.raw.edition}", one) for one in samples if one.raw.edition != usual.raw.edition][:1]
    is_structured = bool(usual.document.ld_article)
    found += [("no-json-ld", one) for one in samples if is_structured and not one.document.ld_article][:1]
    found.append(("oldest", by_day[0]))
    found += [("long", one) for one in samples if len(one.record.text) > _LONG][:1]
    found += [("short", min(samples, key=lambda one: len(one.record.text)))]
    found += [("another", one) for one in samples]
    seen: dict[int, tuple[str, Sample]] = {}
    for name, sample in found:
        seen.setdefault(id(sample), (name, sample))
    return [*seen.values()]


def _doubts_of_sources(told: Prospect) -> Iterator[str]:
    if not told.feeds and not told.news_sitemaps and not told.listings:
        yield "no feed, news sitemap or listing was found: nothing tells of new articles"
    others = dict.fromkeys(host for one in told.listings if (host := bare_host(one.url)) != told.host)
    if others:
        yield f"there are lists of articles on {', '.join(others)} too: each such host is a site of its own for newsite"
    if any(one.next_url and not one.next_link for one in told.days):
        yield "the page of a day goes on: say in DayPages by which link (next_link)"
    if not (told.sitemaps or told.posts or told.days or any(one.pages for one in told.listings)):
        yield "nothing was found that leads to the past beyond the first pages of lists: add to `archive`"


def _doubts(draft: Draft, found: Finding, samples: Sequence[Sample]) -> list[str]:
    told = draft.prospect
    notes = []
    if draft.page == "GenericPage":
        notes.append("no container of the text was found on which the pages agree: the generic reader reads them")
    elif not draft.family and found.agreed < 0.98:
        notes.append(
            f"the text: {found.body} agrees with the generic reader to {found.agreed:.2f}; look for junk in it"
        )
    if not found.published and not draft.family and "printed" in told.dates:
        notes.append(
            "no element that prints the date was found on which the pages agree: it is looked for by the headline"
        )
    if not found.section and not any(one.record.section for one in samples):
        notes.append("no section was found")
    notes += _doubts_of_sources(told)
    if told.rule is not None and told.rule.covers < len(told.examples):
        left = len(told.examples) - told.rule.covers
        notes.append(f"article_url leaves out {left} of {len(told.examples)} addresses that may be articles' as well")
    return notes


def _differences(cases: dict[str, Case]) -> list[str]:
    notes = [
        f"{name}: with other words it reads differently: {line}"
        for name, case in cases.items()
        for line in case.differs
    ]
    return [
        *notes,
        *(f"{name}: words of the publisher are left: {run}" for name, case in cases.items() for run in case.left),
    ]
