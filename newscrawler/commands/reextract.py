"""`scrapy reextract SITE`: the held raw pages read again by today's page classes."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from contextlib import closing

from scrapy.exceptions import UsageError

from newscrawler.clock import Clock
from newscrawler.command import NewsCommand, check_ledger, while_read
from newscrawler.counter import Counter
from newscrawler.discovery import Span
from newscrawler.ending import Exit
from newscrawler.errors import ArchiveError, ArgumentError
from newscrawler.rereading.readers import WorkerError
from newscrawler.rereading.reading import Read
from newscrawler.rereading.reextraction import Reextraction
from newscrawler.rereading.view import SHOWN, Tally, row, words
from newscrawler.storedsites import load_site


class Command(NewsCommand):
    """Exit 0 when all was read, 3 when today's classes refuse a held page, 4 when no raw page is kept."""

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] <site>"

    def short_desc(self) -> str:
        """What `scrapy` prints beside the name."""
        return "Read the held raw pages of a site again with today's page classes, without network"

    def long_desc(self) -> str:
        """What `--help` says above the options."""
        return (
            f"{self.short_desc()}. A record that reads differently gets a new line with its id, revision and time of "
            "fetching; of such lines the last counts. Rejected pages that read well now become articles. A page that "
            "is refused today keeps its record. Killed or stopped, the same command does the rest."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Which articles, and what is told and written."""
        super().add_options(parser)
        parser.add_argument("--since", metavar="DAY", help="articles of this day in Baku and later: 2014, 2014-03, …")
        parser.add_argument("--until", metavar="DAY", help="articles up to this day, in the same forms")
        parser.add_argument("--dry-run", action="store_true", help="write nothing; may run beside a crawl")
        parser.add_argument("--diff", action="store_true", help="tell every difference, field by field")
        parser.add_argument("--json", action="store_true", help="one JSON object a line, the summary last")
        parser.add_argument("--jobs", metavar="N", type=int, default=cores(), help="processes (default: all cores)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Exit 6 when the archive cannot be read or written, or a raw page is damaged."""
        try:
            work = self._work(args, opts)
        except ArchiveError as error:
            print(error, file=sys.stderr)
            self.exitcode = Exit.STORAGE
            return
        with while_read():
            self._read_again(work, opts)

    def _read_again(self, work: Reextraction, opts: argparse.Namespace) -> None:
        tally = Tally(work.site, work.dry)
        tell = teller(diff=opts.diff, as_json=opts.json)
        try:
            with closing(work.readers()) as readers, Counter(work.site, "pages") as counter:
                for read in work.run(counter.expect, readers):
                    tally.add(read)
                    tell(read)
                    counter.step()
        except (ArchiveError, WorkerError) as error:
            print(error, file=sys.stderr)
            self.exitcode = Exit.STORAGE if isinstance(error, ArchiveError) else Exit.PROGRAM_ERROR
            return
        except KeyboardInterrupt:
            print(f"{work.site}: stopped; the same command does the rest", file=sys.stderr)
            self.exitcode = Exit.INCOMPLETE
            return
        print(json.dumps(tally.as_json(), ensure_ascii=False) if opts.json else "\n".join(tally.lines()))
        self.exitcode = tally.exit

    def _work(self, args: list[str], opts: argparse.Namespace) -> Reextraction:
        settings = self.settings
        assert settings is not None
        if len(args) != 1:
            raise UsageError("name one site", print_help=False)
        if opts.jobs < 1:
            raise UsageError(f"--jobs {opts.jobs}: one process is the least", print_help=False)
        modules, root = settings.getlist("SPIDER_MODULES"), self.archive
        try:
            load_site(modules, args[0])
            span, clock = Span.parse(opts.since, opts.until), Clock.parse(settings.get("CLOCK"))
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error
        check_ledger(root)
        if not (root / args[0]).is_dir():
            raise UsageError(f"the archive at {root} holds nothing of {args[0]!r}", print_help=False)
        least = settings.getint("MIN_FREE")
        return Reextraction(root, args[0], modules, span, opts.jobs, opts.dry_run, clock, least)


def teller(*, diff: bool, as_json: bool) -> Callable[[Read], None]:
    """Prints what is to be told of a page; without a diff what is wrong alone, and not all of it."""
    refused = 0

    def tell(read: Read) -> None:
        nonlocal refused
        is_wrong = read.verdict in ("refused", "damaged")
        refused += is_wrong
        if not diff and (not is_wrong or (refused > SHOWN and not as_json)):
            if is_wrong and refused == SHOWN + 1:
                print("… and more: --diff lists them all")
            return
        if as_json and (told := row(read)) is not None:
            print(json.dumps(told, ensure_ascii=False))
        elif not as_json:
            for line in words(read):
                print(line)

    return tell


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
