"""`scrapy import WARC…`: the pages of archives that others made, through our page classes, into ours."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from newscrawler.archive.foreign import Damaged
from newscrawler.archive.rehearsal import Rehearsal, rehearsal
from newscrawler.archive.store import Archive
from newscrawler.clock import Clock
from newscrawler.command import NewsCommand, while_read
from newscrawler.counter import Counter
from newscrawler.ending import Exit
from newscrawler.errors import ArchiveError, ArgumentError
from newscrawler.importing.admitting import Admitting
from newscrawler.importing.gathering import Gathering, Imported
from newscrawler.importing.revisits import HeldPages
from newscrawler.importing.shelf import Shelf
from newscrawler.importing.sources import STDIN, Source, opened, sources_of
from newscrawler.importing.view import Report
from newscrawler.storedsites import Hosts

KB = 1024


class Command(NewsCommand):
    """Exit 0 when all was read, 3 when something was damaged, 4 when there was no page of any site."""

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] <file.warc.gz, file.wacz, folder of them, or - for standard input> ..."

    def short_desc(self) -> str:
        """What `scrapy` prints beside the name."""
        return "Take in the pages of foreign WARC and WACZ files (Common Crawl, browsertrix, an older crawl)"

    def long_desc(self) -> str:
        """What `--help` says above the options."""
        return (
            f"{self.short_desc()}. The hosts of our sites are read by their page classes; fetched_at is the capture's "
            "time, the flag is imported, and the exchange is kept in our own WARC. Captures of one article become "
            "revisions in the order of their time; a revisit is read as the page that it refers to. Importing twice "
            "adds nothing. A crawl may be running."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Which hosts, and how it is told."""
        super().add_options(parser)
        parser.add_argument("--any", action="store_true", help="read other hosts too: the site is then the host")
        parser.add_argument(
            "--dry-run", action="store_true", help="tell what would come in and what not; write nothing"
        )
        parser.add_argument("--list", action="store_true", help="tell what became of every capture")
        parser.add_argument("--json", action="store_true", help="one JSON object a line, the summary last")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """A lonely `-` is standard input and no unknown option."""
        super().process_options([name for name in args if name != STDIN], opts)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Exit 6 when the archive cannot be written."""
        sources, hosts, clock = self._checked(args, anyone=opts.any)
        with while_read():
            self._import(sources, hosts, clock, Report(every=opts.list, as_json_lines=opts.json, dry=opts.dry_run))

    def _import(self, sources: list[Source], hosts: Hosts, clock: Clock, report: Report) -> None:
        settings = self.settings
        assert settings is not None
        try:
            with self._archive(clock, dry=report.dry) as archive:
                for told in imported(archive, sources, hosts, settings, report):
                    for line in report.take(told):
                        print(line)
        except ArchiveError as error:
            print(error, file=sys.stderr)
            self.exitcode = Exit.STORAGE
        except KeyboardInterrupt:
            print("stopped; the same command does the rest", file=sys.stderr)
            self.exitcode = Exit.INCOMPLETE
        else:
            print(*report.summary(), sep="\n")
            self.exitcode = report.exit

    def _archive(self, clock: Clock, *, dry: bool) -> AbstractContextManager[Archive | Rehearsal]:
        assert self.settings is not None
        if dry:
            return rehearsal(self.archive, clock)
        return Archive.open(self.archive, clock, pages=self.settings.getbool("KEEP_PAGES", True))

    def _checked(self, names: list[str], *, anyone: bool) -> tuple[list[Source], Hosts, Clock]:
        """What stands on the command line and in the settings, before anything is opened for writing."""
        settings = self.settings
        assert settings is not None
        if not names:
            raise UsageError("name a WARC or WACZ file, a folder of them, or -", print_help=False)
        try:
            sources = sources_of(names)
            hosts = Hosts.of(settings.getlist("SPIDER_MODULES"), anyone=anyone)
            return sources, hosts, Clock.parse(settings.get("CLOCK"))
        except (ArchiveError, ArgumentError) as error:
            raise UsageError(str(error), print_help=False) from error


def imported(
    archive: Archive | Rehearsal, sources: list[Source], hosts: Hosts, settings: BaseSettings, report: Report
) -> Iterator[Imported | Damaged]:
    """What becomes of every capture, and every damage, as it is met."""
    scratch, least_free = (None, 0) if report.dry else (archive.root, settings.getint("MIN_FREE"))
    with closing(Shelf(scratch, least_free)) as shelf:
        gathering = Gathering(hosts, shelf, archive.clock.now())
        report.passed = gathering.passed
        for source in sources:
            yield from gathered(gathering, source, shelf)
        yield from gathering.settle(HeldPages(archive.root, archive.ledger, hosts))
        admitting = Admitting(archive, hosts, settings.getint("DOWNLOAD_MAXSIZE"), least_free)
        with Counter("import", "pages") as counter:
            counter.expect(len(shelf))
            for told in admitting.admit(gathering.pages()):
                counter.step()
                yield told


def gathered(gathering: Gathering, source: Source, shelf: Shelf) -> Iterator[Imported | Damaged]:
    """What is told while one file is looked through."""
    with opened(source, shelf.folder) as file, Counter(source.name, "kB") as counter:
        counter.expect(file.seek(0, 2) // KB)
        yield from gathering.gather(source.name, file, lambda byte: counter.reach(byte // KB))
