"""The sites that the newsroom plays; each folder with a `SITE` in it is one, any other is played from saved pages."""

from datetime import datetime
from typing import Protocol

from newscrawler.newsroom.answer import Page, Request
from newscrawler.newsroom.story import Story
from newscrawler.newsroom.switches import Switches


class Site(Protocol):
    """What a folder of this package offers as `SITE`."""

    @property
    def name(self) -> str:
        """The name that its spider has, too."""

    @property
    def hosts(self) -> frozenset[str]:
        """Every host it answers under."""

    def stories(self, articles: int, end: datetime, seed: int, given: Switches) -> tuple[Story, ...]:
        """That many stories up to `end` as this site publishes them, oldest first; the same for the same seed."""

    def paper(self, planned: tuple[Story, ...], given: Switches) -> "Paper":
        """The site itself."""


class Paper(Protocol):
    """A site with its stories, asked for one resource at a time."""

    def page(self, request: Request, now: datetime) -> Page:
        """What the site answers at that moment."""
