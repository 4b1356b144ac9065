"""What a page of an undescribed site tells, whatever it turned out to be."""

from dataclasses import dataclass, field
from datetime import date

from newscrawler.discovery.candidate import Harvest


@dataclass(frozen=True)
class Table:
    """A sitemap: the keys of all articles that it names, how many of them are `old`, the `oldest` day that it dates.

    Old are those of more than a year ago or of before the days asked for, and those without a date.
    `goes_beyond`: it has parts that were left out because they are all older than the days asked for.
    """

    keys: tuple[str, ...] = ()
    old: int = 0
    oldest: date | None = None
    goes_beyond: bool = False


@dataclass
class Findings(Harvest):
    """A harvest whose `more` are pages of other sources; `following` is the next page of this one.

    `before` is the page of the day before, in a calendar. `instead` is the page that this one sends its reader on to,
    and which stands for it. `whole`: this page is of a sitemap or an interface that tells of the past. `table` is what
    a sitemap names, so that nobody need walk a list that shows only this. `is_all`: an interface tells them all.
    `is_guess`: nothing names the page in `following`. `is_blank`: this page links to nothing of the site, and no list
    ends like this.
    """

    following: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    instead: list[str] = field(default_factory=list)
    whole: bool = False
    table: Table | None = None
    is_all: bool = False
    is_blank: bool = False
    is_guess: bool = False


class Past:
    """What the sitemaps of a site told together: is it the whole past, or only what came out last?

    >>> past = Past()
    >>> past.add(Table(("olke/1", "olke/2"), old=2))
    >>> past.is_told, past.tells(["olke/1"]), past.tells(["olke/1", "olke/3"])
    (True, True, False)
    """

    SHARE, ROUND, MANY = 10, 50, 100
    """One entry in ten is old where the past is told: some old pages about the site stand in every sitemap. A single
    file of a hundred entries and more, and of a round number of them, was cut off there."""

    def __init__(self) -> None:
        self.oldest: date | None = None
        self.count = 0
        self._keys: set[int] = set()
        self._old = self._files = 0
        self._goes_beyond = False

    def add(self, table: Table) -> None:
        """One more sitemap."""
        self._keys.update(map(hash, table.keys))
        self._files += bool(table.keys)
        self.count += len(table.keys)
        self._old += table.old
        self._goes_beyond |= table.goes_beyond
        self.oldest = min(filter(None, (self.oldest, table.oldest)), default=None)

    @property
    def is_told(self) -> bool:
        """Do the sitemaps reach so far back that a list which shows nothing else need not be walked?"""
        is_cut = self._files == 1 and self.count >= self.MANY and self.count % self.ROUND == 0
        return self._goes_beyond or (not is_cut and 0 < self.count <= self.SHARE * self._old)

    def tells(self, keys: list[str]) -> bool:
        """Is the past told, and are all articles of these keys among it?"""
        return self.is_told and all(hash(key) in self._keys for key in keys)
