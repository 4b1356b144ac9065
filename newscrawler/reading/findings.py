"""What a look is, and what it finds: `looks` has the looks that sites declare."""

from typing import NamedTuple, Protocol

from newscrawler.reading.document import Document
from newscrawler.reading.words import words_apart
from newscrawler.tree import Element


class Found(NamedTuple):
    """One finding: the string as printed, the name of the look that found it, the kind of place and the elements that
    it stood in, where they hold nothing else."""

    raw: str
    look: str
    source: str
    nodes: tuple[Element, ...] = ()

    @property
    def apart(self) -> str:
        """The string with a space between elements that touch: dates need it."""
        return " ".join(map(words_apart, self.nodes)) or self.raw


class Look(Protocol):
    """Anything that can be asked for a field."""

    def find(self, page: Document) -> list[Found]:
        """Every finding of this look on `page`, in document order."""
        ...

    def best(self, page: Document) -> list[Found]:
        """The findings of the first place that holds any."""
        ...

    def is_on(self, page: Document) -> bool:
        """Is there any finding?"""
        ...


class Single:
    """A look at one kind of place: all it finds is its best."""

    def find(self, page: Document) -> list[Found]:
        """Every finding of this look on `page`, in document order."""
        raise NotImplementedError

    def best(self, page: Document) -> list[Found]:
        """The findings of the first place that holds any."""
        return self.find(page)

    def is_on(self, page: Document) -> bool:
        """Is there any finding?"""
        return bool(self.find(page))
