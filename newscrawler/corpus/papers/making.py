"""Of the datasheet: how the release came about, what was repaired, and what is missing."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from newscrawler.archive.model import JSON
from newscrawler.corpus.facts import ranked
from newscrawler.corpus.glossary import FLAGS, REASONS, REPAIRS, meaning
from newscrawler.corpus.model import About
from newscrawler.corpus.papers.tables import markdown
from newscrawler.corpus.papers.wording import amount, heading, paragraph

_MONTHS = 60
_MISSING = ("blocked", "rejected", "failed", "pending")


def collection(about: About) -> list[str]:
    """Where the articles come from, and by which means."""
    rows = ranked(about.facts.makings("extractor"))
    parts = [
        f"{name} {version}" if version else f"{name} (not installed)" for name, version in sorted(about.parts.items())
    ]
    return [
        *heading("How it was collected"),
        *paragraph(
            "A crawler asked the sites' own feeds, sitemaps and listings for addresses and fetched each article once, "
            "one request at a time, as robots.txt allows, and again some hours and days later for edits. The page as "
            "received is kept in the archive; from it rules for the site's layout read headline, standfirst, "
            "paragraphs, dates, section, tags and authors. Readers' comments are not collected, nor are pictures."
        ),
        *paragraph("The readers that read the pages, with their versions:"),
        *markdown(("reader", "records"), rows),
        *(paragraph(f"Optional parts of the program when the release was made: {', '.join(parts)}.") if parts else []),
    ]


def cleaning(about: About) -> list[str]:
    """What was done to the texts, counted."""
    facts = about.facts
    rows = [(f"`{name}`", n, facts.repairs[name], meaning(name, REPAIRS)) for name, n in ranked(facts.fixes)]
    marks = [(f"`{name}`", n, meaning(name, FLAGS)) for name, n in ranked(facts.flags)]
    told = (
        "Boilerplate, invitations to subscribe and what a page says twice are left out. Damage is repaired where it "
        "can be told for certain, and each repair is named in `fixes`; quotes, dashes and spelling are the "
        "publishers' own. The page as received stays in the archive, so that every repair can be checked."
    )
    return [
        *heading("What was cleaned"),
        *paragraph(told),
        *(markdown(("repair", "records", "places", "what it mends"), rows) or paragraph("No record needed a repair.")),
        *paragraph("What a reader should know of an article stands in `flags`:"),
        *(markdown(("flag", "records", "what it says"), marks) or paragraph("No record bears a flag.")),
        *_masked(about),
    ]


def _masked(about: About) -> list[str]:
    if not about.masked:
        return []
    told = f"On request these were masked: {', '.join(about.masked)}. `content_sha256` is that of the text as archived."
    return paragraph(told)


def missing(about: About) -> list[str]:
    """What the sites had and the release has not."""
    lines = heading("What is missing")
    rows = [
        (site, reason, number, meaning(reason, REASONS))
        for site, reasons in sorted(about.rejected.items())
        for reason, number in ranked(reasons)
    ]
    if rows:
        lines += paragraph("Fetched or asked for by the archive, and not held, by reason:")
        lines += markdown(("site", "reason", "addresses", "that is"), rows)
    else:
        lines += paragraph("The archive names nothing that was fetched and turned away.")
    return [*lines, *_gaps(about)]


def _gaps(about: About) -> list[str]:
    if not about.coverage:
        return paragraph(
            "Which days are complete is not known here: the archive's ledger was not asked. `coverage.csv` counts the "
            "records of each day."
        )
    found = list(gaps_by_month(about.coverage))
    if not found:
        return paragraph("No month has a gap: every day was walked, and every article that was listed is held.")
    more = f" {_MONTHS} of {len(found):,} such months are shown." if len(found) > _MONTHS else ""
    head = ("site", "month", "held", "missing", "days incomplete", "days not walked")
    return [
        *paragraph(
            "Months with gaps, as the archive knows them. *Missing* articles were listed by a source and are not "
            f"held; of a day that was not walked nobody can say what was published. `coverage.csv` has every day.{more}"
        ),
        *markdown(head, found[:_MONTHS]),
    ]


def gaps_by_month(coverage: list[JSON]) -> Iterator[tuple[str, str, int, int, int, int]]:
    """Of each site and month with a gap: held, missing, days incomplete, days that no source was read for."""
    months: Mapping[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in coverage:
        counts = months[str(row["site"]), str(row["day"])[:7]]
        counts["held"] += row.get("held") or 0
        counts["missing"] += sum(row.get(state) or 0 for state in _MISSING)
        counts[str(row.get("status"))] += 1
    for (site, month), counts in sorted(months.items()):
        if counts["missing"] or counts["unknown"]:
            yield site, month, counts["held"], counts["missing"], counts["incomplete"], counts["unknown"]


def known_errors(about: About) -> list[str]:
    """What is known to be wrong or doubtful; never nothing."""
    facts = about.facts
    told = {
        "date_conflict": "with two dates that differ",
        "zone_conflict": "with an offset that Baku did not have then",
        "generic_extractor": "read by the generic reader, which may keep a line too many or lose one",
        "paywall": "cut off where a paywall begins",
        "mixed_script": "with a word of mixed scripts that could not be mended",
        "replacement_character": "in which a letter was lost before the fetch",
        "id_conflict": "with an id that another article claims too",
        "ascii": "written without Azerbaijani letters",
        "unclosed": "from pages that end early",
    }
    items = [
        f"{amount(facts.flags[flag], 'record')} {what} (`{flag}`)." for flag, what in told.items() if facts.flags[flag]
    ]
    lines = [f"* {item}" for item in items]
    general = (
        "Sections, tags and authors are as the sites print them and are not reconciled across sites. What a site "
        "edited before it was first fetched is not known. Languages are told from the text by a model and may be "
        "wrong for short ones. Copies are found by likeness, so that a few may be missed."
    )
    return [*heading("Known errors"), *([*lines, ""] if lines else []), *paragraph(general)]
