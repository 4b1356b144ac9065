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
    "live_blog": "a live report, which grew while it was fetched",
    "masked": "e-mail addresses or phone numbers were masked in this release",
    "paywall": "only the part before a paywall",
    "photo": "the site calls it a report in pictures",
    "short": "a text of few words, often a caption or a live line",
    "unclosed": "the page ended early twice in the same place, after a closing tag",
    "updated": "the headline says that the site updated it",
    "video": "the site calls it a video",
    "zone_conflict": "a time called UTC was local, or one without a zone was UTC: another date of the page shows it",
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
    "entities": "a character reference that was escaped twice",
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
    "a sitemap on another site": "a sitemap that the site names and another site holds",
    "blocked": "the site refused the crawler",
    "busy": "the server was too busy, each time it was asked",
    "challenge": "the site answered with a test for humans",
    "cut_off": "the page stopped in the middle, each time",
    "disallowed": "robots.txt does not allow it",
    "dns": "the host's name was not found",
    "empty": "a page without a byte of text",
    "endless": "a listing that goes on for ever, left at that page",
    "failed": "the server answered with an error",
    "garbled": "what came could not be unpacked",
    "gone": "taken down before it could be fetched",
    "incomplete": "the page lacked something that a record needs",
    "login": "only for those who are logged in",
    "maintenance": "the site was closed for works, each time it was asked",
    "media": "a video, a gallery or the like, without an article's text",
    "no outcome": "the crawl ended without a word on it",
    "no_answer": "the connection broke before an answer came",
    "no_connection": "the host took no connection",
    "no_page": "an answer that is no whole page",
    "not_article": "a page of another kind",
    "not_html": "a file that is no page",
    "not fetched": "no page of it could be fetched",
    "offsite_redirect": "the address leads to another site",
    "other_edition": "leads to an edition that was not asked for",
    "older": "an imported capture older than what was held",
    "out_of_range": "outside the days that were asked for",
    "paywall": "nothing can be read without a subscription",
    "private_redirect": "the address leads into a private network",
    "record": "what was read was no valid record",
    "redirect_loop": "the address leads back to itself",
    "redirect_refused": "the address leads where a crawler does not follow",
    "refused": "listed without an address, or with one that cannot be asked for",
    "removed": "removed on request",
    "robots_unavailable": "robots.txt could not be read, so that nothing was asked",
    "server_error": "the server answered with an error of its own, each time",
    "short_body": "less came than the server had announced, each time",
    "timeout": "no answer came in time",
    "tls": "no safe connection could be made",
    "too_large": "larger than any article",
    "truncated": "the packed page stopped in the middle",
    "undecodable": "packed in a way that this program could not undo",
    "unknown_coding": "packed in a way that is not known",
    "unknown_layout": "no reader knows the page's layout",
    "unreadable": "a listing that could not be understood",
}
"""Every reason for which what was listed is not in the archive, and what it says."""


def meaning(name: str, glossary: dict[str, str]) -> str:
    """What a name says, also one with details behind a colon; nothing of one that is not known.

    >>> meaning("mojibake:cp1251", REPAIRS)
    'text decoded with the wrong table, decoded anew'
    """
    return glossary.get(name) or glossary.get(name.partition(":")[0], "")
