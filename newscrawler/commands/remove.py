"""`scrapy remove ID|URL … --reason TEXT`: articles out of the archive, for good."""

import argparse
import sys
from collections.abc import Sequence
from functools import partial

from scrapy.exceptions import UsageError
from scrapy.spiderloader import SpiderLoader

from newscrawler.archive.answers import Row
from newscrawler.archive.layout import has_stamp
from newscrawler.archive.ledger import Ledger
from newscrawler.archive.removal import Removed, Target, remove
from newscrawler.clock import Clock
from newscrawler.command import NewsCommand, console, while_read
from newscrawler.discovery import Identity
from newscrawler.ending import Exit
from newscrawler.errors import ArchiveError, ArgumentError
from newscrawler.spider import NewsSpider
from newscrawler.stages import Teller


class Command(NewsCommand):
    """A removed article is never fetched, exported or rebuilt again; its tombstone says why, and holds no text."""

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] --reason TEXT <id or url> ..."

    def short_desc(self) -> str:
        """What `scrapy` prints beside the name."""
        return "Take articles out of the archive; --purge erases their text from every file"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Why, and how thoroughly."""
        super().add_options(parser)
        parser.add_argument("--reason", metavar="TEXT", help="why, in your words: it stands in the tombstone")
        parser.add_argument(
            "--purge", action="store_true", help="also erase the text, the listed titles and the raw pages; no way back"
        )

    @while_read()
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """One line for each article; exit 2 for a name that means nothing, and then nothing is removed at all."""
        reason = " ".join((opts.reason or "").split())
        if not args or not reason:
            raise UsageError("say which articles, by id or URL, and why: --reason TEXT", print_help=False)
        assert self.settings is not None
        try:
            if not has_stamp(self.archive):
                raise UsageError(f"there is no archive at {self.archive}", print_help=False)
            clock = Clock.parse(self.settings.get("CLOCK"))
            with Teller(console(stderr=True)) as teller:
                found = partial(self._targets, names=args)
                done = remove(self.archive, found, reason, purge=opts.purge, clock=clock, stage=teller.stage)
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error
        except ArchiveError as error:
            print(error, file=sys.stderr)
            self.exitcode = Exit.STORAGE
            return
        for one in done:
            print("\n".join(told(one, purge=opts.purge)))

    def _targets(self, ledger: Ledger, names: Sequence[str]) -> list[Target]:
        return [self._target(ledger, name) for name in names]

    def _target(self, ledger: Ledger, name: str) -> Target:
        """What a person means by an id, by any address of an article, or by the URL of one that was never fetched."""
        found = next(iter(self._identities(name)), None)
        row = _row(ledger, name) or (_row(ledger, found[1].url) if found else None)
        if row:
            return _known(row, found)
        if found:
            site, identity = found
            return Target(site, f"{site}:{identity.key}", identity.url)
        raise ArgumentError(
            f"{name!r} is no id or URL that the archive knows, and no site has an article of that address"
        )

    def _identities(self, name: str) -> list[tuple[str, Identity]]:
        assert self.settings is not None
        loader = SpiderLoader.from_settings(self.settings)
        spiders = [spider for spider in map(loader.load, loader.list()) if issubclass(spider, NewsSpider)]
        pairs = [(spider.name, spider().urls.identify(name)) for spider in spiders]
        return [(site, identity) for site, identity in pairs if identity]


def _row(ledger: Ledger, name: str) -> Row | None:
    """The row of an article that is known under a URL or an id: that of its own URL where it is held."""
    row = ledger.row(name)
    if row is not None and row.held is None:
        return row
    return next(iter(ledger.rows_of(row.held.id if row and row.held else name)), row)


def _known(row: Row, found: tuple[str, Identity] | None) -> Target:
    """The article that the ledger has a row of. Raises `ArgumentError` for a feed, sitemap or listing."""
    if row.held:
        return Target(row.site, row.held.id, row.url)
    if row.kind != "article":
        raise ArgumentError(f"{row.url} is a source of articles, not an article")
    own = f"{row.site}:{found[1].key}" if found else f"{row.site}:{row.url}"
    return Target(row.site, row.record or own, row.url)


def told(one: Removed, *, purge: bool) -> list[str]:
    """What became of one article, in a line; in a second one, who else holds its text."""
    was = "removed before" if one.before else "removed"
    held = f"{one.held} line{'s' * (one.held != 1)} of it held" if one.held else "not held; it will not be fetched"
    erased = f"; erased: {one.lines} lines, {one.pages} raw pages" if purge else ""
    copies = [f"  the same text is held as {', '.join(one.copies)}: remove these too, if they are meant"]
    return [f"{one.target.id}: {was}; {held}{erased}", *(copies if one.copies else [])]
