"""One request to a page that a fault strikes, and how its answer is made."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from newscrawler.newsroom.answer import HTML, Answer, Page, Request, answer
from newscrawler.newsroom.story import Story

Answered = Callable[["Strike"], Answer]
UTF8 = f"{HTML}; charset=UTF-8"


@dataclass(frozen=True, slots=True)
class Strike:
    """What a fault knows: the request, the page that it spoils, and of which story.

    `place` counts the pages of the fault from 0; `hop` is 1 for the page's own address and n for `<address>-n`;
    `wait` are the seconds that a Retry-After asks for; `site` is any page of the site by its path, `other` the path of
    another article.
    """

    request: Request
    page: Page
    story: Story
    place: int
    hop: int
    now: datetime
    wait: float
    site: Callable[[str], Page]
    other: str

    def show(self, page: Page) -> Answer:
        """The page whole and new, gzipped where the client takes it."""
        asked = {name: value for name, value in self.request.headers.items() if not name.startswith("if-")}
        return answer(page, replace(self.request, headers=asked), self.now)

    def plain(self, page: Page) -> Answer:
        """The page whole and new, never gzipped."""
        return answer(page, Request("GET", self.request.host, self.request.target), self.now)

    def say(self, body: str | bytes = b"", status: int = 200, *headers: tuple[str, str], kind: str = UTF8) -> Answer:
        """A page of the fault's own, with headers of its own; a header replaces the server's of that name."""
        found = self.plain(Page(body.encode() if isinstance(body, str) else body, kind, status))
        found = without(found, "ETag", "Vary", *(name for name, _ in headers))
        return replace(found, headers=(*found.headers, *headers))


def without(found: Answer, *names: str) -> Answer:
    """The answer without the headers of these names."""
    lower = {name.lower() for name in names}
    return replace(found, headers=tuple(pair for pair in found.headers if pair[0].lower() not in lower))


def with_header(found: Answer, name: str, value: str) -> Answer:
    """The answer with this header in the place of any other of its name."""
    found = without(found, name)
    return replace(found, headers=(*found.headers, (name, value)))
