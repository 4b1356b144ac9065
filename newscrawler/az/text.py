"""Text as its writer meant it: every repair counted by name, everything else left as it was.

The order of the repairs is part of their meaning: mojibake is made of controls, soft hyphens and no-break spaces, so it
is read again before those are touched; look-alikes are told by whole words, so they come when the words are whole.
"""

from typing import Final, NamedTuple

from newscrawler.az import characters
from newscrawler.az.lookalikes import has_mixed_words, mend_lookalikes
from newscrawler.az.mojibake import mend_mojibake
from newscrawler.az.screening import is_clean

_BEFORE: Final = {
    "entities": characters.decode_entities,
    "surrogates": characters.pair_surrogates,
    "newlines": characters.end_lines,
}
_MOJIBAKE: Final = "mojibake"
_AFTER: Final = {
    "c1": characters.decode_c1,
    "nfc": characters.compose,
    "dotted_i": characters.undot_i,
    "invisible": characters.drop_invisible,
    "spaces": characters.tidy_spaces,
    "newlines": characters.tidy_lines,
    "lookalikes": mend_lookalikes,
}
REPAIRS: Final = ("entities", "surrogates", _MOJIBAKE, *_AFTER)
"""The names of all repairs, in the order in which `CleanText.fixes` lists them."""

FLAGS: Final = {
    "mixed_script": "a word mixes Latin and Cyrillic letters and could not be mended",
    "replacement_character": "U+FFFD: a letter was lost before the text came here",
}
"""Every flag a `CleanText` may carry, and what it means."""


class CleanText(NamedTuple):
    """A repaired text, the repairs as `name:count` (`REPAIRS`) or `mojibake:encoding`, and flags (`FLAGS`)."""

    text: str
    fixes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


def normalise_text(text: str) -> CleanText:
    """Repair `text`; idempotent, never raises, and keeps quotes, dashes, № and ² as they are.

    >>> normalise_text("Mәmmәdyarov  i\u0307yulda")
    CleanText(text='Məmmədyarov iyulda', fixes=('dotted_i:1', 'spaces:1', 'lookalikes:2'), flags=())
    >>> normalise_text("AzÉ™rbaycan vÉ™ TÃ¼rkiyÉ™").fixes, normalise_text("Caspianв").flags
    (('mojibake:cp1252',), ('mixed_script',))
    """
    if is_clean(text):
        return CleanText(text)
    counts = dict.fromkeys(REPAIRS, 0)
    encodings: dict[str, None] = {}
    # One repair can lay bare what another one mends: a zero-width space in the middle of mojibake.
    while (repaired := _repair(text, counts, encodings)) != text and not is_clean(repaired):
        text = repaired
    return CleanText(repaired, tuple(_name_fixes(counts, encodings)), tuple(_name_flags(repaired)))


def _repair(text: str, counts: dict[str, int], encodings: dict[str, None]) -> str:
    """All repairs once, counted into `counts` and `encodings`."""
    for name, mend in _BEFORE.items():
        text, count = mend(text)
        counts[name] += count
    text, found = mend_mojibake(text)
    encodings |= dict.fromkeys(found)
    for name, mend in _AFTER.items():
        text, count = mend(text)
        counts[name] += count
    return text


def _name_fixes(counts: dict[str, int], encodings: dict[str, None]) -> list[str]:
    return [
        fix
        for name, count in counts.items()
        for fix in (
            [f"{name}:{code}" for code in encodings] if name == _MOJIBAKE else [f"{name}:{count}"] * bool(count)
        )
    ]


def _name_flags(text: str) -> list[str]:
    raised = {"mixed_script": has_mixed_words(text), "replacement_character": "\ufffd" in text}
    return [flag for flag in FLAGS if raised[flag]]
