"""Azerbaijani news text: dates, letters, scripts, language and sentences, without Scrapy."""

from .casing import fold, lower, sort_key, title, upper
from .language import Detected, detect_language
from .scripts import azlat_to_latin, cyrillic_to_latin, latin_to_cyrillic
from .sentences import split_sentences
from .text import CleanText, normalise_text

try:
    from .dates import BAKU, DateError, ParsedDate, parse_date
    from .dates import FORMS
except ImportError:  # until dates.py is there
    pass

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
    "latin_to_cyrillic",
    "lower",
    "normalise_text",
    "parse_date",
    "sort_key",
    "split_sentences",
    "title",
    "upper",
]
