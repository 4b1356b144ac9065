"""Of the datasheet: what the release is composed of."""

from collections.abc import Iterator

from newscrawler.corpus.facts import MAY_LACK, Facts, ranked
from newscrawler.corpus.formats.media import best_first, columns_of
from newscrawler.corpus.model import About
from newscrawler.corpus.papers.card import SPLITS
from newscrawler.corpus.papers.tables import markdown
from newscrawler.corpus.papers.wording import among, amount, bullets, heading, paragraph, share
from newscrawler.corpus.schema import Column

_KINDS = {
    "text": "text",
    "day": "day, `YYYY-MM-DD`",
    "instant": "instant",
    "integer": "whole number",
    "real": "number",
    "texts": "list of texts",
    "objects": "list of objects",
    "object": "object",
}
_SECTIONS = 25
_POLICIES = {
    "keep": "All copies are here and marked.",
    "first": "Of each cluster only the article that was published first is here",
    "drop": "Clusters are left out whole",
}


def composition(about: About) -> list[str]:
    """What a record is, how many there are of what kind, and how they hang together."""
    return [
        *heading("What is in it"),
        *_columns(about),
        *_dates(about.facts),
        *_lengths(about.facts),
        *_sections(about.facts),
        *_copies(about),
        *_splits(about),
        *_selection(about),
    ]


def _columns(about: About) -> list[str]:
    name = next((one for one in best_first(about.formats) if one != "txt"), "jsonl")
    rows = [
        (f"`{one.name}`", _KINDS[one.kind], "yes" if one.nullable else "no", _filled(about.facts, one), _told(one))
        for one in columns_of(name)
    ]
    told = (
        "A record is one article in one revision. The share of records that tell something is given where a column may "
        "be null or an empty list. The names follow schema.org's NewsArticle in meaning."
    )
    return [*paragraph(told), *markdown(("column", "kind", "may be null", "filled", "what it tells"), rows)]


def _filled(facts: Facts, column: Column) -> str:
    total = facts.total.records
    return share(total - facts.lacking[column.name], total) if column.name in MAY_LACK else ""


def _told(column: Column) -> str:
    parts = f" Keys: {', '.join(f'`{part.name}`' for part in column.parts)}." if column.parts else ""
    return column.about + parts


def _dates(facts: Facts) -> list[str]:
    total = facts.total.records
    precisions = ((name, n, share(n, total)) for name, n in ranked(facts.makings("published_precision")))
    sources = ((name, n, share(n, total)) for name, n in ranked(facts.makings("published_source")))
    return [
        *paragraph(
            "**Dates.** Where a page tells several dates, the most trustworthy wins and all are kept in "
            "`published_evidence`. Offsets are those that Baku really had: +04:00, in the summers up to 2015 +05:00. A "
            "time of day is never made up."
        ),
        *markdown(("exact to the", "records", "share"), precisions),
        *markdown(("believed date", "records", "share"), sources),
    ]


def _lengths(facts: Facts) -> list[str]:
    if not facts.total.records:
        return []
    told = ", ".join(f"{name} {facts.length_at(at):,}" for name, at in _POINTS)
    return paragraph(f"**Lengths.** Characters of text: {told}.")


_POINTS = (("shortest", 0.0), ("a tenth at most", 0.1), ("median", 0.5), ("nine tenths at most", 0.9), ("longest", 1.0))


def _sections(facts: Facts) -> list[str]:
    found = sorted(facts.sections().items(), key=lambda item: -item[1].records)
    rows = [(site, tongue, name or "(none printed)", sums.records) for (site, tongue, name), sums in found[:_SECTIONS]]
    told = f"**Sections** are as printed. {amount(len(found), 'section')} in all; `sections.csv` has every one."
    return [*paragraph(told), *markdown(("site", "language", "section", "records"), rows)]


def _copies(about: About) -> list[str]:
    found = about.duplicates
    how = (
        f"by equal text and by likeness of their word shingles (at least {found.threshold:g}) among articles that were "
        f"published within {amount(found.window_days, 'day')} of each other"
        if found.near
        else "by text that is equal but for case, diacritics and punctuation"
    )
    left = f": {amount(found.left_out, 'record')} left out for it." if found.policy != "keep" else ""
    return paragraph(
        f"**Copies.** Articles that agencies and sites took from each other were looked for {how}: "
        f"{amount(found.copies, 'copy').replace('copys', 'copies')} in {amount(found.clusters, 'cluster')} among what "
        f"was selected. {_POLICIES.get(found.policy, found.policy)}{left} `dup_cluster` names the article published "
        "first. News made after a template, such as daily prices, is no copy where its figures differ. Revisions of "
        "one article are no copies of each other."
    )


def _splits(about: About) -> list[str]:
    found = about.facts.by("split")
    rows = [(split, found[split].records, found[split].first, found[split].last) for split in SPLITS if split in found]
    told = f"**Splits.** {about.split_told}"
    told += " A cluster of copies is never torn apart." if about.split != "none" else ""
    return [*paragraph(told), *markdown(("split", "records", "first day", "last day"), rows)]


def _selection(about: About) -> list[str]:
    asked = about.selection.as_toml().rstrip("\n")
    return [
        *paragraph("**Selection.** It is not a sample: of the archive, everything that agrees with `selection.toml`:"),
        *["```toml", asked, "```", ""],
        *bullets(_remarks(about)),
    ]


def _remarks(about: About) -> Iterator[str]:
    if about.facts.revisions:
        yield f"{amount(about.facts.revisions, 'record')} of a later revision: the publisher edited title or text."
    if about.previous:
        before = among(f"{one.name} {one.version}" for one in about.previous)
        if about.is_update:
            yield f"It continues {before} and holds only what is new since: see `CHANGES`."
        else:
            yield f"It takes the place of {before}: see `CHANGES` for what is different."
