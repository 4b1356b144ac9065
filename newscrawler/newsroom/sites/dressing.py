"""What any site does to a writer's copy: quotation marks, names as tags, the agency's own name in the text."""

import re
from collections.abc import Mapping

from newscrawler.newsroom.plan import Draft
from newscrawler.newsroom.prose.az import lower, suffix
from newscrawler.newsroom.prose.facts import Facts, Name, Person
from newscrawler.newsroom.prose.grammar import TONGUES

QUOTES = {"straight": '""', "curly": "“”", "guillemets": "«»"}
# The writers work for Report; the endings that Azerbaijani sets to its name.
_WRITERS = re.compile(r'"Report"(?P<ending>a|un)?(?!\w)')
_ENDINGS: Mapping[str | None, str] = {"a": "dat", "un": "gen"}


def said(facts: Facts, slot: str, language: str) -> str:
    """A fact's plain name, without quotation marks."""
    return str(TONGUES[language].say(facts[slot], "")).strip('"')


def tags(draft: Draft, text: str) -> tuple[str, ...]:
    """Up to four names that the text really mentions."""
    slots = (slot for slot, fact in draft.facts.items() if isinstance(fact, Name | Person) and slot != "job")
    names = dict.fromkeys(said(draft.facts, slot, draft.language) for slot in slots)
    return tuple(name[0].upper() + name[1:] for name in names if name[: max(3, len(name) - 2)] in text)[:4]


def typeset(text: str, style: str) -> str:
    """The text with its straight quotation marks made into pairs; curly texts have the longer dash, too."""
    if style == "straight":
        return text
    pieces = text.split('"')
    marks = QUOTES[style]
    joined = "".join(piece + marks[place % 2] for place, piece in enumerate(pieces[:-1])) + pieces[-1]
    return re.sub(r"(?:^|(?<= ))- ", "– ", joined)


def renamed(text: str, agency: str, language: str) -> str:
    """The text as another agency tells it; a name in quotation marks takes its ending at once, a bare one a hyphen.

    >>> renamed('Bunu "Report"a nazir deyib.', "APA", "az"), renamed('"Report"un suali', '"Oxu.az"', "az")
    ('Bunu APA-ya nazir deyib.', '"Oxu.az"ın suali')
    """

    def name(found: re.Match[str]) -> str:
        case = _ENDINGS.get(found["ending"])
        hyphen = "" if agency.endswith('"') or not case else "-"
        return agency + hyphen + (suffix(lower(agency.strip('"')), case) if case else "")

    return _WRITERS.sub(name, text) if language == "az" else re.sub(r"\bReport\b", agency, text)
