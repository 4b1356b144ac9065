"""`scrapy rebuild-ledger`: the ledger anew from the archive's files alone."""

import argparse

from newscrawler.archive.rebuild import rebuild
from newscrawler.command import NewsCommand, check_archive, refuse_names, stoppable, while_read
from newscrawler.ending import Exit
from newscrawler.errors import ArchiveError


class Command(NewsCommand):
    """Attempts, due times and cursors are lost: only the ledger had them."""

    def short_desc(self) -> str:
        """What `scrapy` prints beside the name."""
        return "Make the ledger from the archive's files alone"

    @while_read()
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """How many lines made it, and which nobody can read."""
        refuse_names(args)
        with stoppable(self):
            try:
                check_archive(self.archive)
                rebuilt = rebuild(self.archive)
            except ArchiveError as error:
                print(error)
                self.exitcode = Exit.STORAGE
                return
            for damaged in rebuilt.damaged:
                print(damaged)
            print(f"{self.archive}: a ledger out of {rebuilt.lines:,} lines, {len(rebuilt.damaged)} of them unreadable")
            self.exitcode = Exit.STORAGE if rebuilt.damaged else Exit.COMPLETE
