"""`scrapy retry SITE`: what was given up on is asked for again by the next crawl."""

import argparse

from scrapy.exceptions import UsageError

from newscrawler.archive.model import Discovered, Tick
from newscrawler.archive.store import Archive
from newscrawler.command import NewsCommand, check_ledger, while_read
from newscrawler.ending import Exit, counted
from newscrawler.errors import ArchiveError

_STATES = ("failed", "rejected", "blocked")
_BATCH = 1000


class Command(NewsCommand):
    """Puts work into the ledger; fetches nothing itself."""

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] <site>"

    def short_desc(self) -> str:
        """What `scrapy` prints beside the name."""
        return "Ask again for what failed, was rejected or blocked"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Which state."""
        super().add_options(parser)
        parser.add_argument("--state", choices=_STATES, help="only the URLs in this state (default: all three)")

    @while_read()
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """How many URLs wait now."""
        if len(args) != 1:
            raise UsageError("name one site", print_help=False)
        try:
            check_ledger(self.archive)
            count = retry(Archive.open(self.archive), args[0], (opts.state,) if opts.state else _STATES)
        except ArchiveError as error:
            print(error)
            self.exitcode = Exit.STORAGE
            return
        print(f"{args[0]}: {counted(count, 'URL')} will be asked for again by the next crawl, update or backfill")


def retry(archive: Archive, site: str, states: tuple[str, ...]) -> int:
    """Makes the articles of a site in `states` due; how many these are. Raises `UsageError` for an unknown site."""
    with archive:
        if next(iter(archive.ledger.rows(site)), None) is None:
            raise UsageError(f"the archive at {archive.root} holds nothing of {site!r}", print_help=False)
        rows = [row for row in archive.ledger.rows(site, states) if row.kind == "article"]
        for start in range(0, len(rows), _BATCH):
            batch = rows[start : start + _BATCH]
            work = [Discovered(row.url, site, "retry", record=row.record, again=True) for row in batch]
            archive.commit(Tick(discovered=work))
    return len(rows)
