"""The exchange of words: what has been replaced once is replaced by the same words wherever it stands again."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from newscrawler.az import detect_language
from newscrawler.scrubbing.dates import printed_date
from newscrawler.scrubbing.press import Press
from newscrawler.scrubbing.runs import Run, key, keys
from newscrawler.scrubbing.tokens import Token, cased, cut, is_name

_SURE = 3  # words in a row that are no accident
_TELLING = 4  # words that tell their language


@dataclass(frozen=True)
class _Line:
    """Words as they were and as they are now."""

    was: tuple[str, ...]
    now: tuple[Token, ...]


@dataclass
class Exchange:
    """Replaces words by invented ones of the same language, as many, in the same letters.

    `language` is that of the page; `kept` are phrases that stay (a section, the site's name), `seed` makes the words of
    one page differ from those of another, `forbidden` are the runs of words that nothing invented may hold.
    """

    language: str
    seed: str
    forbidden: frozenset[Run]
    kept: frozenset[tuple[str, ...]] = frozenset()
    _places: defaultdict[str, list[tuple[_Line, int]]] = field(default_factory=lambda: defaultdict(list))
    _presses: dict[str, Press] = field(default_factory=dict)

    def learn(self, text: str, *, name: bool = False) -> None:
        """Chooses the words for a text that stands in several places; the longest such texts first."""
        tokens, _ = cut(text)
        if name and tokens and not self._matches(tokens, 0):
            self._invent(tokens, name=True)
        else:
            self.words(tokens, whole=True)

    def text(self, text: str) -> str:
        """The text with other words; what stands between them at its ends stays."""
        tokens, tail = cut(text)
        return "".join(one.before + one.word for one in self.words(tokens)) + tail

    def knows(self, text: str) -> bool:
        """Is all of this part of a text that was replaced elsewhere?"""
        tokens, _ = cut(text)
        at = self._known(tokens, 0)[0] if tokens else 0
        while 0 < at < len(tokens):
            length = self._known(tokens, at)[0] or self._kept(tokens, at)
            if not length:
                return False
            at += length
        return at > 0

    def keeps(self, text: str) -> bool:
        """Is this one of the phrases that stay?"""
        return tuple(keys(text)) in self.kept

    def words(self, tokens: Sequence[Token], *, whole: bool = False) -> list[Token]:
        """As many words, each with what stands before it; the first keeps what stood there.

        A word beside known ones stays, unless the `whole` is prose.
        """
        found: list[Token] = []
        while (at := len(found)) < len(tokens):
            length, new = self._matches(tokens, at) or self._stretch(tokens, at, whole=whole)
            found += self._fitted(tokens[at : at + length], new)
        return found

    def _stretch(self, tokens: Sequence[Token], at: int, *, whole: bool) -> tuple[int, Sequence[Token]]:
        """Words that nothing is known of, up to some that are known."""
        end = at + 1
        while end < len(tokens) and not self._matches(tokens, end):
            end += 1
        stretch = tokens[at:end]
        is_part = end - at < len(tokens) and not whole
        if is_part and len(stretch) == 1 and not printed_date(tokens, end):
            return 1, stretch
        return len(stretch), self._invent(stretch)

    def _fitted(self, old: Sequence[Token], new: Sequence[Token]) -> list[Token]:
        """In the letters of the old words; the first word keeps what stood before it, a figure stays what it was."""
        pairs = zip(old, new, strict=True)
        fitted = [one if one is other else Token(other.before, cased(other.word, one.word)) for one, other in pairs]
        return [Token(old[0].before, fitted[0].word), *fitted[1:]]

    def _matches(self, tokens: Sequence[Token], at: int) -> tuple[int, Sequence[Token]] | None:
        """What begins at `at` and is no new prose, a date or something known: how many words, and what they are now."""
        if length := printed_date(tokens, at) or self._kept(tokens, at):
            return length, tokens[at : at + length]
        best = self._known(tokens, at)
        return best if best[0] else None

    def _known(self, tokens: Sequence[Token], at: int) -> tuple[int, Sequence[Token]]:
        """The longest stretch from `at` on that was replaced elsewhere, and by what; 0 words where there is none."""
        best: tuple[int, Sequence[Token]] = (0, ())
        for line, place in self._places.get(key(tokens[at].word), ()):
            length = _common(line.was[place:], tokens[at:])
            if length > best[0] and (length >= _SURE or length == len(line.was)):
                best = _with_cut_word(line, place, length, tokens[at:])
        return best

    def _kept(self, tokens: Sequence[Token], at: int) -> int:
        """How many words from `at` on are phrases that stay; a single word does so in a short line or at the end."""
        ahead = tuple(key(one.word) for one in tokens[at : at + _SURE])
        for length in range(len(ahead), 0, -1):
            if ahead[:length] in self.kept:
                is_end = at + length == len(tokens) or self._kept(tokens, at + length) > 0
                return length if length > 1 or len(tokens) <= _TELLING or is_end else 0
        return 0

    def _invent(self, tokens: Sequence[Token], *, name: bool = False) -> Sequence[Token]:
        text = " ".join(one.word for one in tokens)
        press = self._press(self._language_of(text, len(tokens)))
        fresh = press.name(len(tokens)) if name or is_name(text) else press.line(len(tokens))
        now = [old if old.word.isdigit() else new for old, new in zip(tokens, fresh, strict=True)]
        line = _Line(tuple(key(one.word) for one in tokens), tuple(now))
        for place, word in enumerate(line.was):
            self._places[word].append((line, place))
        return now

    def _press(self, language: str) -> Press:
        if language not in self._presses:
            self._presses[language] = Press(language, self.seed, self.forbidden)
        return self._presses[language]

    def _language_of(self, text: str, length: int) -> str:
        is_cyrillic = any("а" <= sign <= "я" for sign in text.lower())
        if length >= _TELLING and (told := detect_language(text)[0]) in ("az", "az-Cyrl", "ru", "en"):
            return told
        if is_cyrillic:
            return self.language if self.language in ("ru", "az-Cyrl") else "ru"
        return self.language if self.language in ("az", "en") else "az"


def _with_cut_word(line: _Line, place: int, length: int, tokens: Sequence[Token]) -> tuple[int, Sequence[Token]]:
    """The match, with the last word of `tokens` where a description was cut off in the middle of it."""
    now, end = line.now[place : place + length], place + length
    if len(tokens) == length + 1 and end < len(line.was) and line.was[end].startswith(key(tokens[-1].word)):
        new = line.now[end]
        size = max(1, len(tokens[-1].word) * len(new.word) // len(line.was[end]))
        return length + 1, (*now, Token(new.before, new.word[:size]))
    return length, now


def _common(was: tuple[str, ...], tokens: Sequence[Token]) -> int:
    """How many words agree from the start on."""
    length = 0
    for word, token in zip(was, tokens, strict=False):
        if word != key(token.word):
            break
        length += 1
    return length
