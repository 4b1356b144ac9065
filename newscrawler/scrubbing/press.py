"""The newsroom's writers as an endless source of words in one language."""

from collections.abc import Container, Iterator
from datetime import datetime
from itertools import count
from random import Random

from newscrawler.az import BAKU, latin_to_cyrillic
from newscrawler.newsroom.prose import TOPICS, Assignment
from newscrawler.newsroom.prose.desk import angles
from newscrawler.newsroom.prose.facts import facts
from newscrawler.scrubbing.runs import RUN, Run, key
from newscrawler.scrubbing.tokens import Token, cut

LANGUAGES = ("az", "ru", "en")
_TRIES = 40
_HEADLINE = 14  # words; what is longer is written as a text is
_PLAIN = (" ", ", ", ": ", "; ", ". ")  # what stands beside figures and inside quotation marks is left out with them
_NOW = datetime(2025, 12, 15, 12, tzinfo=BAKU)


class Press:
    """Writes lines of so many words. None holds a run of words that is `forbidden`, or a figure.

    `language`: `az`, `az-Cyrl`, `ru` or `en`; any other is written in Azerbaijani.
    """

    def __init__(self, language: str, seed: str, forbidden: Container[Run]) -> None:
        self._tongue = language if language in LANGUAGES else "az"
        self._is_cyrillic = language == "az-Cyrl"
        self._forbidden = forbidden
        self._chance = Random(f"press {seed} {language}")
        self._headlines, self._texts = self._write(headlines=True), self._write(headlines=False)
        self._written: set[Run] = set()

    def line(self, length: int) -> list[Token]:
        """A line of `length` words, not written before where there is another."""
        for _ in range(_TRIES):
            line = self._line(length)
            if (told := tuple(key(one.word) for one in line)) not in self._written:
                break
        self._written.add(told)
        return line

    def name(self, length: int) -> list[Token]:
        """A person's name of `length` words."""
        line: list[Token] = []
        while len(line) < length:
            person = facts("culture", _NOW, self._chance)["person"]
            line += cut(f" {person.given.az} {person.surname.az}")[0]  # type: ignore[union-attr]
        return self._dressed(line[:length])

    def _line(self, length: int) -> list[Token]:
        line: list[Token] = []
        source = self._headlines if length <= _HEADLINE else self._texts
        while len(line) < length:
            before = ". " if line and source is self._texts else ", " if line else " "
            for token in self._fitting(source, length - len(line), before):
                run = tuple(key(one.word) for one in (*line[1 - RUN :], token))
                if not any(sign.isdigit() for sign in token.word) and run not in self._forbidden:
                    line.append(Token(token.before if token.before in _PLAIN else " ", token.word))
        return self._dressed(line[:length])

    def _fitting(self, source: Iterator[list[Token]], length: int, before: str) -> list[Token]:
        """Of some sentences the first that is long enough, else the last."""
        for _, found in zip(range(_TRIES), source, strict=False):
            if len(found) >= length:
                break
        return [Token(before, found[0].word), *found[1:]]

    def _dressed(self, line: list[Token]) -> list[Token]:
        if not self._is_cyrillic:
            return line
        return [Token(token.before, latin_to_cyrillic(token.word)) for token in line]

    def _write(self, *, headlines: bool) -> Iterator[list[Token]]:
        """Headlines, or paragraphs, of story after story; each begins a line of its own."""
        for number in count():
            topic = self._chance.choice(TOPICS)
            told = facts(topic, _NOW, self._chance)
            task = Assignment(topic, self._chance.choice(angles(topic)), told, f"{self._chance.random()} {number}")
            headline, place = task.headline(self._tongue)
            for text in (headline,) if headlines else task.copy(self._tongue, headline, place).paragraphs:
                yield cut(f" {text}")[0]
