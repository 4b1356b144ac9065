"""Months with one slip of the typist's finger: `avqsutun 28-də`, `dekbarın 5-i`."""

from typing import Final

from newscrawler.az.date_tokens import Tokens
from newscrawler.az.date_words import long_months

_SHORTEST: Final = 5  # letters: below that a slip makes another word (iyun, iyul, mart, may)


def mend_months(tokens: Tokens) -> Tokens | None:
    """`tokens` with the misspelt names of months put right; None when there are none.

    >>> mend_months(Tokens(["avqsutun", "28-de"], "xs"))
    Tokens(words=['avqustun', '28-de'], shape='Gs')
    """
    words, shape = list(tokens.words), list(tokens.shape)
    for place, (word, letter) in enumerate(zip(tokens.words, tokens.shape, strict=True)):
        if letter == "x" and len(word) >= _SHORTEST and (found := _meant(word)):
            words[place], shape[place] = found
    return Tokens(words, "".join(shape)) if words != tokens.words else None


def _meant(word: str) -> tuple[str, str] | None:
    """The only month that `word` is one slip away from, with its letter of the grammar; None when there is not one."""
    found = {
        number: (key, letter)
        for key, (number, letter) in long_months().items()
        if key[0] == word[0] and abs(len(key) - len(word)) <= 1 and one_slip(word, key)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def one_slip(word: str, meant: str) -> bool:
    """Whether one letter is missing, too many or wrong, or two neighbours are swapped.

    >>> one_slip("avqsut", "avqust"), one_slip("avqut", "avqust"), one_slip("avuqts", "avqust")
    (True, True, False)
    """
    start = next(
        (place for place, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b), min(len(word), len(meant))
    )
    left, right = word[start:], meant[start:]
    swapped = len(left) == len(right) and left[:2] == right[1::-1] and left[2:] == right[2:]
    return swapped or left[1:] == right[1:] or left[1:] == right or left == right[1:]
