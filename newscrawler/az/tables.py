"""The tables of docs/azerbaijani.md, made from the code: every form of a date, every repair, every letter."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from newscrawler.az.abbreviations import MIDDLE, UNITS
from newscrawler.az.casing import ALPHABET, upper
from newscrawler.az.dates import EXAMPLES_NOW, FLAGS, FORMS, parse_date
from newscrawler.az.encodings import MISREADINGS
from newscrawler.az.language import detect_language
from newscrawler.az.lookalikes import TO_CYRILLIC, TO_LATIN
from newscrawler.az.repairs import EXAMPLES, KEPT, METHODS
from newscrawler.az.scripts import azlat_to_latin, latin_to_cyrillic
from newscrawler.az.text import FLAGS as TEXT_FLAGS
from newscrawler.az.text import normalise_text

_MARKED: Final = re.compile(r"(<!-- table: (?P<name>\w+) -->\n).*?(\n<!-- end of table -->)", re.DOTALL)
_SEEN: Final = (
    r" -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u1fff\u2010-\u2027\u2030-\u205e"
    r"\u20a0-\ud7ff\uf900-\ufefe\uff00-\ufffd\U00010000-\U0001faff"
)
_UNSEEN: Final = re.compile(f"[^{_SEEN}]")
_SHOWN: Final = "əışğöüçƏİ“"
_FONT: Final = {azlat_to_latin(letter): letter for letter in "йцукенгшщзхъфывапролджэячсмитьбю"}

Row = tuple[str, ...]


def fill_tables(page: str) -> str:
    """The page with every `<!-- table: name -->` filled anew.

    >>> fill_tables("<!-- table: methods -->\\n\\n<!-- end of table -->").count("| `schwa` |")
    1
    """
    return _MARKED.sub(lambda mark: mark[1] + _draw(TABLES[mark["name"]]()) + mark[3], page)


def _draw(rows: Iterable[Row]) -> str:
    head, *body = rows
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *body))


def _code(text: str) -> str:
    """`text` as code within a table's cell, its invisible characters spelt out."""
    shown = _UNSEEN.sub(lambda unseen: ascii(unseen[0])[1:-1], text).replace("|", "\\|")
    return f"`{shown}`"


def _forms() -> Iterator[Row]:
    yield "rule", "printed", "read as", "remarks"
    for form in FORMS:
        language = "az" if form.languages[0] == "any" else form.languages[0]
        remarks = f"{form.note} ({', '.join(form.languages)})"
        for example in form.examples:
            yield (
                f"`{form.rule}`",
                _code(example),
                _code(str(parse_date(example, language=language, now=EXAMPLES_NOW))),
                remarks,
            )
            remarks = ""


def _flags() -> Iterator[Row]:
    yield "flag", "of", "says"
    yield from ((f"`{flag}`", "a date", meaning) for flag, meaning in FLAGS.items())
    yield from ((f"`{flag}`", "a text", meaning) for flag, meaning in TEXT_FLAGS.items())


def _repairs() -> Iterator[Row]:
    yield "fixes", "before", "after", "why"
    for raw, why in EXAMPLES.items():
        clean = normalise_text(raw)
        yield ", ".join(f"`{fix}`" for fix in clean.fixes), _code(raw), _code(clean.text), why


def _kept() -> Iterator[Row]:
    yield "left as it is", "flags", "why"
    for raw, why in KEPT.items():
        yield _code(raw), ", ".join(f"`{flag}`" for flag in normalise_text(raw).flags), why


def _mojibake() -> Iterator[Row]:
    yield "read as", *(f"`{letter}`" for letter in _SHOWN)
    for misreading in MISREADINGS:
        pieces = {letter: piece for piece, letter in misreading.pieces.items()}
        yield f"`{misreading.name}`", *(_code(pieces[letter]) for letter in _SHOWN)


def _letters() -> Iterator[Row]:
    yield "Latin", "Cyrillic of 1958", "Az Lat font"
    for letter in ALPHABET:
        pair = f"{upper(letter)} {letter}"
        yield pair, latin_to_cyrillic(pair), f"{_FONT[letter].upper()} {_FONT[letter]}"


def _lookalikes() -> Iterator[Row]:
    yield "meant", "typed"
    yield "Latin", " ".join(f"{latin} for {cyrillic}" for cyrillic, latin in TO_LATIN.items())
    yield "Cyrillic", " ".join(f"{cyrillic} for {latin}" for latin, cyrillic in TO_CYRILLIC.items())


def _methods() -> Iterator[Row]:
    yield "method", "text", "answer", "rule"
    for text, (method, rule) in METHODS.items():
        yield f"`{method}`", _code(text), f"`{detect_language(text).tag}`", rule


def _abbreviations() -> Iterator[Row]:
    yield "kind", "words"
    yield "more of the phrase follows", ", ".join(f"{word}." for word in sorted(MIDDLE))
    yield "ends a sentence, but not before a digit", ", ".join(f"{word}." for word in sorted(UNITS))


TABLES: Final = {
    "forms": _forms,
    "flags": _flags,
    "repairs": _repairs,
    "kept": _kept,
    "mojibake": _mojibake,
    "letters": _letters,
    "lookalikes": _lookalikes,
    "methods": _methods,
    "abbreviations": _abbreviations,
}
"""What a page can ask for by name."""
