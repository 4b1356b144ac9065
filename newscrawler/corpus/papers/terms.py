"""Of the datasheet: people, rights, uses, maintenance, and how to cite."""

import re
from collections import Counter

from newscrawler.corpus.facts import SIGNALS, ranked
from newscrawler.corpus.model import About
from newscrawler.corpus.papers.licence import LICENCE_URL, RIGHTS
from newscrawler.corpus.papers.tables import markdown
from newscrawler.corpus.papers.wording import amount, bullets, heading, paragraph

_UNPRINTED = re.compile(r"[{}\\$&#%_^~]")


def people(about: About) -> list[str]:
    """Persons in the texts."""
    masked = (
        "E-mail addresses and phone numbers in the articles are as printed; a release can be made with them masked."
    )
    if about.masked:
        masked = f"Masked on request: {', '.join(about.masked)}."
    return [
        *heading("People in the texts"),
        *paragraph(
            "News names persons: politicians, but also victims, suspects and witnesses, and at times children. The "
            "names are content and were kept. Some reports were put right or taken down by their publishers later; "
            "revisions and removals tell of it where the archive saw it. Do not use the texts to find out about "
            "private persons or "
            "to judge them. " + masked
        ),
    ]


def rights(about: About) -> list[str]:
    """Whose the texts are, what the sites say of their use, and how to have something removed."""
    rows = [
        (f"`{name}`", value, number)
        for name in SIGNALS
        for value, number in ranked(about.facts.signals(name))[:8]
        if about.facts.total.records
    ]
    return [
        *heading("Rights and removal"),
        *paragraph(f"{RIGHTS} The statement that applies to the texts is {LICENCE_URL} (in copyright)."),
        *paragraph(
            "What each site said about robots and about text and data mining when a page was fetched stands in "
            "`rights`. A reservation there binds you as far as the law that applies to you says so."
        ),
        *markdown(("signal", "said", "records"), rows),
        *_removed(about),
    ]


def _removed(about: About) -> list[str]:
    reasons: Counter[str] = Counter(str(one.get("reason") or "no reason given") for one in about.removed)
    told = (
        f"{amount(len(about.removed), 'article')} removed from the archive so far"
        f"{' are' if len(about.removed) != 1 else ' is'} named in `removed.jsonl`, with address and reason and without "
        "text. If you hold an older release, please delete these articles from it."
        if about.removed
        else "Nothing has been removed from the archive so far; `removed.jsonl` is empty."
    )
    ask = (
        " Publishers and persons concerned may ask whoever published this release; one command removes an article, its "
        "address is never fetched again, and every later release leaves it out."
    )
    return [*paragraph(told + ask), *markdown(("reason", "articles"), ranked(reasons))]


def uses() -> list[str]:
    """What it is good for, and what it is not."""
    return [
        *heading("Uses"),
        *bullets(
            (
                "Good for: training and testing of language models on dated prose, corpus linguistics, "
                "classification by section, studies of what was reported when, by whom, and who took it from whom.",
                "Look out: before you compare sites or years, compare their coverage; before you split, keep copies "
                "together (`dup_cluster`); before you count, mind revisions and template news.",
                "Not for: identifying or profiling persons, a substitute for the sites themselves, or a claim on what "
                "was *not* reported where coverage is incomplete.",
            )
        ),
    ]


def maintenance(about: About) -> list[str]:
    """How releases follow each other, and how to check one."""
    return [
        *heading("Versions and maintenance"),
        *paragraph(
            f"This is version {about.version}. A release is never changed after it was published; errata and removals "
            "make a new one, and `CHANGES` tells what is different. The same archive, selection and program give the "
            "same bytes: whoever has the archive can make this release again and compare. `sha256sum -c SHA256SUMS` "
            "checks every file; `croissant.json` and `datapackage.json` describe them for programs."
        ),
    ]


def citation(about: About) -> list[str]:
    """How to cite it."""
    told = "Please name the version, and name the publisher of an article when you quote from it."
    return [*heading("How to cite it"), *paragraph(told), "```bibtex", *bibtex(about), "```", ""]


def bibtex(about: About) -> list[str]:
    """A BibTeX entry in lines; who published the release adds where it can be had."""
    facts, day = about.facts, about.facts.last_fetched[:10]
    key = re.sub(r"[^a-z0-9]+", "-", f"{about.name} {about.version}".lower()).strip("-")
    days = f", {facts.first_day} to {facts.last_day}" if day else ""
    note = (
        f"{amount(about.articles, 'article')}{days}. Compiled with newscrawler {about.program}. Texts: see their rights"
    )
    told = {"title": f"{{{_plain(about.name)}}}", "version": _plain(about.version), "year": day[:4], "note": note}
    return [f"@misc{{{key},", *(f"  {name} = {{{value}}}," for name, value in told.items() if value), "}"]


def _plain(text: str) -> str:
    """Without the characters that TeX takes for commands."""
    return _UNPRINTED.sub("-", text)
