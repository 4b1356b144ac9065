"""Text as it should have been published: every repair counted by name, everything else left as it was."""

from typing import NamedTuple

from .characters import compose, decode_c1, drop_invisible, end_lines, pair_surrogates, tidy_white, undot_i
from .lookalikes import mend_lookalikes


class CleanText(NamedTuple):
    """A repaired text, the repairs as `name:count` (or `mojibake:encoding`), and what a reader should know of it."""

    text: str
    fixes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


def normalise_text(text: str) -> CleanText:
    """Repair `text`; idempotent, and never raises on any string."""
    counts: dict[str, int] = {}

    def note(name: str, count: int) -> None:
        if count:
            counts[name] = counts.get(name, 0) + count

    text, n = pair_surrogates(text)
    note("surrogates", n)
    text, n = end_lines(text)
    note("newlines", n)
    text, n = decode_c1(text)
    note("c1", n)
    text, n = compose(text)
    note("nfc", n)
    text, n = undot_i(text)
    note("dotted_i", n)
    text, n = drop_invisible(text)
    note("invisible", n)
    text, n, m = tidy_white(text)
    note("newlines", m)
    note("spaces", n)
    text, n, left = mend_lookalikes(text)
    note("lookalikes", n)
    return CleanText(text, tuple(f"{k}:{v}" for k, v in counts.items()), ("mixed_script",) if left else ())
