"""What the samples say of a selector."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from newscrawler.newsite.samples import Sample
from newscrawler.reading.words import words
from newscrawler.tree import Element, css_path

ENOUGH = 0.8
"""A selector is right when it is on so many of the samples; of a body the mean agreement of the texts."""
LONGEST = 60
"""Characters of a date, a section, a name."""

_FURNITURE = frozenset(("nav", "header", "footer", "aside"))


def best_of(names: Iterable[str], score: Callable[[str], float]) -> tuple[str, float]:
    """The name of the best score; of equal ones the first. Scores within a hundredth are equal."""
    scored = [(name, round(score(name), 2)) for name in names]
    return max(scored, key=lambda one: one[1], default=("", 0.0))


def agreed(names: Iterable[str], score: Callable[[str], float]) -> str:
    """The name of the best score, where that is enough."""
    name, best = best_of(names, score)
    return name if best >= ENOUGH else ""


def share(samples: Sequence[Sample], is_so: Callable[[Sample], bool]) -> float:
    """On what part of the samples it is so."""
    return sum(map(is_so, samples)) / len(samples) if samples else 0.0


def first_text(sample: Sample, name: str) -> str:
    """What the first element of this name prints."""
    nodes = css_path(name).elements(sample.document.root)
    return words(nodes[0]) if nodes else ""


def only_text(sample: Sample, name: str) -> str:
    """The text of the one short element of this name; nothing where several say different things."""
    texts = {words(node) for node in css_path(name).elements(sample.document.root)}
    return texts.pop() if len(texts) == 1 and len(next(iter(texts))) <= LONGEST else ""


def printing(sample: Sample, is_wanted: Callable[[str], bool]) -> Iterator[Element]:
    """Elements outside menus whose text is wanted, inner ones first."""
    for node in reversed([*sample.document.root.iter()]):
        if isinstance(node.tag, str) and len(node) < 6 and node.tag not in ("script", "style", "head", "title", "meta"):
            is_inside = any(up.tag in _FURNITURE and up.find(".//h1") is None for up in node.iterancestors())
            if not is_inside and (text := words(node)) and is_wanted(text):
                yield node
