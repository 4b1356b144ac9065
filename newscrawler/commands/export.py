"""`scrapy export OUT/`: a release of the archive that opens in a researcher's own tools."""

import argparse
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from scrapy.exceptions import UsageError

from newscrawler.archive.layout import has_ledger
from newscrawler.archive.model import JSON
from newscrawler.command import NewsCommand, check_archive, console, while_read
from newscrawler.corpus.order.request import add_arguments, order_of
from newscrawler.corpus.papers.wording import amount
from newscrawler.ending import Exit
from newscrawler.errors import ArchiveError, ArgumentError
from newscrawler.stages import Teller
from newscrawler.survey import Survey


class Command(NewsCommand):
    """Exit 2 when the request has to be mended, 6 when archive or disk refuse; no half release is left behind."""

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] <out/>"

    def short_desc(self) -> str:
        """What `scrapy` prints beside the name."""
        return "Make a release of the archive: JSONL, Parquet, CSV or text, with a card, splits and checksums"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """What is chosen, and how it is written."""
        super().add_options(parser)
        add_arguments(parser)

    @while_read()
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Tells how far it is on stderr, and what came out on stdout."""
        from newscrawler.corpus.release import export  # here, for every command is imported at every start

        signal.signal(signal.SIGTERM, signal.default_int_handler)  # a stopped export has to clear its folder away
        try:
            order = order_of(args, opts, self.archive, coverage)
            for root in order.archives:
                check_archive(root)
            if not order.near and opts.near_duplicates is None:
                print(
                    "rensa is not installed: copies with small edits are not marked, only those equal in letters",
                    file=sys.stderr,
                )
            with Teller(console(stderr=True)) as teller:
                about = export(order, teller)
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error
        except ArchiveError as error:
            print(error, file=sys.stderr)
            self.exitcode = Exit.STORAGE
        except KeyboardInterrupt:
            print("stopped: there is no release", file=sys.stderr)
            self.exitcode = Exit.INCOMPLETE
        else:
            told = amount(about.articles, "article")
            told += f" in {amount(about.facts.total.records, 'revision')}" if about.repeats else ""
            print(f"{about.name} {about.version}: {told} in {order.out}")


def coverage(archives: Sequence[Path], sites: Sequence[str]) -> list[JSON]:
    """A row for each day and site that an archive's ledger knows of, as `corpus.papers.tables.COVERAGE` has them.

    What only the ledger knows is left out: a release is the same after `scrapy rebuild-ledger`.
    """
    rows: list[JSON] = []
    for root in archives:
        for site in sites if has_ledger(root) else ():
            days = Survey(root, site).coverage(with_live=False).days
            rows += [{"site": site, **day.as_json()} for day in days]
    return rows
