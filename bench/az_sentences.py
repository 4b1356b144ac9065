"""`split_sentences` against simplemma on paragraphs of our own, one sentence a line, hard cases among them."""

from collections.abc import Callable, Iterator
from pathlib import Path

from bench.timing import Row, cpu_ratio
from newscrawler.az import split_sentences

GOLD = Path(__file__).with_name("sentences.txt")
Splitter = Callable[[str], list[str]]


def measure() -> list[Row]:
    paragraphs = read_gold()
    ours = score(split_sentences, paragraphs)
    row = Row("split_sentences, F1 of sentence ends", f"{ours:.3f}", "≥ 0.980", ours >= 0.98)
    try:
        from simplemma import split_sentences as theirs
    except ImportError:
        return [row, Row("split_sentences beside simplemma", "simplemma is not installed", "–", None)]
    other = score(theirs, paragraphs)
    text = "\n".join(" ".join(sentences) for sentences in paragraphs if is_ordinary(sentences))
    ratio, low, high = cpu_ratio(lambda: theirs(text), lambda: split_sentences(text))
    return [
        row,
        Row("split_sentences, F1 beside simplemma", f"{ours:.3f} : {other:.3f}", "no less", ours >= other),
        Row(
            "split_sentences, speed beside simplemma on news prose",
            f"{ratio:.1f}× ({low:.1f}–{high:.1f})",
            "≥ 1×",
            ratio >= 1,
        ),
    ]


def read_gold() -> list[list[str]]:
    """The paragraphs of the gold set, each a list of its sentences."""
    return [block.splitlines() for block in GOLD.read_text(encoding="utf-8").strip().split("\n\n")]


def is_ordinary(sentences: list[str]) -> bool:
    """Whether a paragraph is plain news prose; the others are short and made of abbreviations."""
    return sum(map(len, sentences)) > 80 * len(sentences)


def score(split: Splitter, paragraphs: list[list[str]]) -> float:
    """F1 of the sentence ends within paragraphs; the end of a paragraph is no merit."""
    right = found = wanted = 0
    for sentences in paragraphs:
        gold = set(ends(sentences))
        guess = set(ends(split(" ".join(sentences))))
        right, found, wanted = right + len(gold & guess), found + len(guess), wanted + len(gold)
    return 2 * right / (found + wanted)


def ends(sentences: list[str]) -> Iterator[int]:
    """Where sentences end, but for the last, in characters that are no spaces."""
    place = 0
    for sentence in sentences[:-1]:
        place += len("".join(sentence.split()))
        yield place
