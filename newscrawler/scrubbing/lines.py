"""The lines that a reader sees, each made of the pieces of text that stand in it, to be written to."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from newscrawler.reading.words import BLOCKS
from newscrawler.scrubbing.tokens import Token, cut
from newscrawler.tree import Element

_UNSEEN = frozenset(("script", "style"))
_ENDS = BLOCKS | {"td", "th", "option", "title", "button", "figcaption", "label", "nav", "form"}


@dataclass(frozen=True)
class _Piece:
    """The text of an element, or the tail behind it."""

    node: Element
    is_tail: bool

    @property
    def text(self) -> str:
        return (self.node.tail if self.is_tail else self.node.text) or ""

    def write(self, text: str) -> None:
        if self.is_tail:
            self.node.tail = text
        else:
            self.node.text = text


@dataclass(frozen=True)
class Line:
    """One line."""

    pieces: Sequence[_Piece]

    @property
    def text(self) -> str:
        """What it says."""
        return " ".join("".join(piece.text for piece in self.pieces).split())

    def replace(self, words: Callable[[Sequence[Token]], list[Token]], stays: Callable[[str], bool]) -> None:
        """Other words for all of it at once, each piece with as many as it had; a piece that `stays` is passed over."""
        pieces = [piece for piece in self.pieces if not stays(piece.text)]
        cuts = [cut(piece.text) for piece in pieces]
        fresh = words([token for tokens, _ in cuts for token in tokens])
        for piece, (tokens, tail) in zip(pieces, cuts, strict=True):
            mine, fresh = fresh[: len(tokens)], fresh[len(tokens) :]
            if tokens:
                first = tokens[0].before + mine[0].word
                piece.write(first + "".join(one.before + one.word for one in mine[1:]) + tail)


def lines_of(root: Element) -> Iterator[Line]:
    """The lines below `root`, in document order; empty ones left out."""
    pieces: list[_Piece] = []
    for piece in _pieces(root):
        if piece is not None:
            pieces.append(piece)
        elif pieces:
            yield Line(pieces)
            pieces = []
    if pieces:
        yield Line(pieces)


def _pieces(root: Element) -> Iterator[_Piece | None]:
    """The pieces of text; None where a line ends."""
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if node.tag in _ENDS:
                yield None
            if node.text and node.text.strip() and node.tag not in _UNSEEN:
                yield _Piece(node, is_tail=False)
        else:
            if node.tag in _ENDS:
                yield None
            if node is not root and node.tail and node.tail.strip():
                yield _Piece(node, is_tail=True)
