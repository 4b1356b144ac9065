"""What flags, repairs and rejections mean, for readers who have never seen the program."""

from typing import Final

from newscrawler.az.dates import FLAGS as DATE_FLAGS
from newscrawler.az.text import FLAGS as TEXT_FLAGS

FLAGS: Final = {
    **DATE_FLAGS,
    **TEXT_FLAGS,
    "ascii": "written without the letters ə, ı, ö, ü, ç, ş, ğ",
    "date_conflict": "the page told two times that differ by a minute or more",
    "future": "dated up to an hour after it was fetched",
    "generic_extractor": "read by the generic reader and not by a rule for this site: look twice",
    "id_conflict": "another article claimed the same id; both are kept",
    "imported": "taken over from another collection",
    "masked": "e-mail addresses or phone numbers were masked in this release",
    "paywall": "only the part before a paywall",
    "short": "a text of few words, often a caption or a live line",
    "unclosed": "the page ended early twice in the same place, after a closing tag",
    "zone_conflict": "a time given as UTC was Baku's own, as another date of the page shows",
}
"""Every flag that a record may bear, and what it says."""

LANGUAGES: Final = {
    "ar": "Arabic",
    "az": "Azerbaijani",
    "az-Cyrl": "Azerbaijani in Cyrillic letters",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "ru": "Russian",
    "tr": "Turkish",
    "und": "undetermined",
    "zh": "Chinese",
}
"""The languages that the sites have editions in, by tag."""

REPAIRS: Final = {
    "c1": "C1 controls back into the quotes and dashes of windows-1252",
    "dotted_i": "i followed by a stray combining dot",
    "invisible": "soft hyphens, zero-width and direction marks taken out",
    "lookalikes": "letters of the other script inside a word (Cyrillic а in a Latin word)",
    "mojibake": "text decoded with the wrong table, decoded anew",
    "newlines": "one line end between paragraphs",
    "nfc": "letters and their marks composed (Unicode NFC)",
    "spaces": "one plain space between words",
    "surrogates": "halves of a character joined, or marked as lost",
}
"""Every repair that normalisation may make."""

REASONS: Final = {
    "challenge": "the site answered with a test for humans",
    "disallowed": "robots.txt does not allow it",
    "gone": "taken down before it could be fetched",
    "incomplete": "the page lacked something that a record needs",
    "not_article": "a page of another kind",
    "offsite": "the address leads to another site",
    "out_of_range": "outside the days that were asked for",
    "paywall": "nothing can be read without a subscription",
    "removed": "removed on request",
    "soft_404": "a page that says that there is none",
}
"""The commoner reasons for which what was fetched is not in the archive."""


def meaning(name: str, glossary: dict[str, str]) -> str:
    """What a name says, also one with details behind a colon; nothing of one that is not known.

    >>> meaning("mojibake:cp1251", REPAIRS)
    'text decoded with the wrong table, decoded anew'
    """
    return glossary.get(name) or glossary.get(name.partition(":")[0], "")
