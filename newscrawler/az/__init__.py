"""Azerbaijani news text: dates, letters, scripts, language and sentences, from a notebook as well as from a crawl.

>>> str(parse_date("15 dekabr, 2025 15:17"))
'2025-12-15T15:17:00+04:00'
>>> normalise_text("Mәmmәdyarov").text
'Məmmədyarov'
"""

from newscrawler.az.casing import fold, lower, sort_key, title, upper
from newscrawler.az.dates import BAKU, FORMS, DateError, ParsedDate, parse_date
from newscrawler.az.language import Detected, detect_language
from newscrawler.az.scripts import azlat_to_latin, cyrillic_to_latin, is_az_cyrillic, is_azlat, latin_to_cyrillic
from newscrawler.az.sentences import split_sentences
from newscrawler.az.text import CleanText, normalise_text

__all__ = [
    "BAKU",
    "FORMS",
    "CleanText",
    "DateError",
    "Detected",
    "ParsedDate",
    "azlat_to_latin",
    "cyrillic_to_latin",
    "detect_language",
    "fold",
    "is_az_cyrillic",
    "is_azlat",
    "latin_to_cyrillic",
    "lower",
    "normalise_text",
    "parse_date",
    "sort_key",
    "split_sentences",
    "title",
    "upper",
]
