"""The sites that the newsroom plays; each is a folder with its data, its templates and a `Paper`."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from newscrawler.newsroom.answer import Page, Request
from newscrawler.newsroom.plan import Draft
from newscrawler.newsroom.story import Story
from newscrawler.newsroom.switches import Switches


class Site(Protocol):
    """What a folder of this package offers as `SITE`."""

    name: str
    hosts: frozenset[str]

    def stories(self, drafts: Iterable[Draft], seed: int, switches: Switches) -> tuple[Story, ...]:
        """The drafts as this site publishes them, oldest first."""

    def paper(self, stories: tuple[Story, ...], switches: Switches) -> "Paper":
        """The site itself."""


class Paper(Protocol):
    """A site with its stories, asked for one resource at a time."""

    def page(self, request: Request, now: datetime) -> Page:
        """What the site answers at that moment."""
