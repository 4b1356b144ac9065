"""Several sites as one: the Host of a request tells which is asked."""

from dataclasses import dataclass
from datetime import datetime

from newscrawler.newsroom.answer import Page, Request
from newscrawler.newsroom.sites import Paper, Site
from newscrawler.newsroom.story import Story
from newscrawler.newsroom.switches import Switches


@dataclass(frozen=True)
class Several:
    """Sites side by side, each with stories of its own."""

    name: str
    sites: tuple[Site, ...]

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts of all."""
        return frozenset(host for site in self.sites for host in site.hosts)

    def stories(self, articles: int, end: datetime, seed: int, given: Switches) -> tuple[Story, ...]:
        """That many stories of each site, all in order of publication."""
        found = [story for site in self.sites for story in site.stories(articles, end, seed, given)]
        return tuple(sorted(found, key=lambda story: story.published))

    def paper(self, planned: tuple[Story, ...], given: Switches) -> "Stand":
        """All the papers."""
        own = {site.name: tuple(story for story in planned if story.site == site.name) for site in self.sites}
        papers = [(site, site.paper(own[site.name], given)) for site in self.sites]
        return Stand({host: paper for site, paper in papers for host in site.hosts})


@dataclass(frozen=True)
class Stand:
    """Papers by host."""

    papers: dict[str, Paper]

    def page(self, request: Request, now: datetime) -> Page:
        """What the site of that host answers."""
        return self.papers[request.host.partition(":")[0].lower()].page(request, now)
