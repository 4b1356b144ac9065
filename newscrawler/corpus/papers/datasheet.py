"""The body of `README.md`: a datasheet in English, filled from the release's own facts."""

from collections.abc import Sequence

from newscrawler.corpus.facts import Sums, ranked
from newscrawler.corpus.glossary import LANGUAGES
from newscrawler.corpus.model import About
from newscrawler.corpus.papers import composition, making, terms
from newscrawler.corpus.papers.card import configurations, front_matter
from newscrawler.corpus.papers.charts import Chart
from newscrawler.corpus.papers.opening import opening
from newscrawler.corpus.papers.tables import markdown
from newscrawler.corpus.papers.wording import among, amount, heading, paragraph
from newscrawler.corpus.papers.yaml import as_yaml

_WITHOUT_TEXTS = (
    "The texts are not here: the addresses can be fetched again, and the digests tell whether a text is the same."
)


def card(about: About, charts: Sequence[Chart]) -> str:
    """`README.md` whole: the head that programs read, and the datasheet for people."""
    head = as_yaml(front_matter(about))
    return f"---\n{head}---\n\n" + "\n".join(datasheet(about, charts)).rstrip("\n") + "\n"


def datasheet(about: About, charts: Sequence[Chart]) -> list[str]:
    """The lines of the body. Where a section has nothing to tell it says so: what is not said cannot be relied on."""
    return [
        f"# {about.name}",
        "",
        *_overview(about),
        *_pictures(about, charts),
        *opening(about, {name: config for config, name in configurations(about)}),
        *_motivation(),
        *composition.composition(about),
        *making.collection(about),
        *making.cleaning(about),
        *making.missing(about),
        *making.known_errors(about),
        *terms.people(about),
        *terms.rights(about),
        *terms.uses(),
        *terms.maintenance(about),
        *terms.citation(about),
    ]


def _overview(about: About) -> list[str]:
    facts, total = about.facts, about.facts.total
    if not total.records:
        return paragraph(f"Version {about.version}, made with newscrawler {about.program}. It holds no record.")
    sites = facts.by("site")
    languages = ranked({LANGUAGES.get(name, name): sums.records for name, sums in facts.by("language").items()})
    tongues = among(f"{name} ({count:,})" for name, count in languages)
    fetched = _span(facts.first_fetched[:10], facts.last_fetched[:10])
    counted = (
        f"{amount(about.articles, 'news article')}{_revisions(about)} from {amount(len(sites), 'site')} of Azerbaijan"
    )
    told = (
        f"{counted} ({among(sites)}), with {total.words:,} words, in {tongues}. "
        f"Published from {total.first} to {total.last}, days in Baku; fetched {fetched}. "
        f"Version {about.version}, made with newscrawler {about.program}."
    )
    what, more = ("Addresses, dates and digests of ", paragraph(_WITHOUT_TEXTS)) if about.urls_only else ("", [])
    rows = [(name, *_row(one)) for name, one in [*sites.items(), ("all", total)]]
    head = ("site", "records", "words", "characters", "first day", "last day")
    return [*paragraph(what + told), *more, *markdown(head, rows)]


def _revisions(about: About) -> str:
    return f" in {amount(about.facts.total.records, 'revision')}" if about.repeats else ""


def _row(sums: Sums) -> tuple[int | str, ...]:
    return sums.records, sums.words, sums.characters, sums.first, sums.last


def _span(first: str, last: str) -> str:
    return f"on {first}" if first == last else f"from {first} to {last}"


def _pictures(about: About, charts: Sequence[Chart]) -> list[str]:
    if not charts:
        lacks = about.facts.total.records and "matplotlib was not installed where this release was made"
        return paragraph(f"There are no figures: {lacks or 'there is nothing to draw'}.")
    lines: list[str] = []
    for chart in charts:
        lines += [f"![{chart.caption}]({chart.path}.png)", "", f"*{chart.caption}* ([SVG]({chart.path}.svg))", ""]
    return lines


def _motivation() -> list[str]:
    return [
        *heading("Why it was made"),
        *paragraph(
            "Collections of Azerbaijani news seldom tell where an article stood, when exactly it was published, in "
            "which section, and what was done to its text. This one does, for every article: the address, the day in "
            "Baku and, where it is known, the minute; every date that was found, the section and tags as printed, the "
            "repairs that were made, a digest, and a pointer to the page as it was received."
        ),
        *paragraph(
            "It was compiled from an archive of newscrawler by whoever gave it to you; newscrawler neither hosts nor "
            "endorses it. Nobody labelled anything by hand."
        ),
    ]
