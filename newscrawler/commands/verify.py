"""`scrapy verify`: records, pages, ledger and digests compared; each mismatch by name."""

import argparse

from newscrawler.archive.verify import verify
from newscrawler.command import NewsCommand, check_archive, refuse_names, stoppable, while_read
from newscrawler.ending import Exit, counted
from newscrawler.errors import ArchiveError


class Command(NewsCommand):
    """Looks at the whole archive and changes nothing; a crawl may be running."""

    def short_desc(self) -> str:
        """What `scrapy` prints beside the name."""
        return "Compare records, raw pages, ledger and digests; name each mismatch"

    @while_read()
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """One line a mismatch; exit 6 when there is any."""
        refuse_names(args)
        with stoppable(self):
            found = 0
            try:
                check_archive(self.archive)
                for mismatch in verify(self.archive):
                    found += 1
                    print(mismatch)
            except ArchiveError as error:
                found += 1
                print(error)
            print(f"{self.archive}: {counted(found, 'mismatch', 'mismatches') if found else 'everything agrees'}")
            self.exitcode = Exit.STORAGE if found else Exit.COMPLETE
