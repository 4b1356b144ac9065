"""`scrapy import WARC…`: the pages of archives that others made, through our page classes, into ours."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from newscrawler.archive.foreign import Damaged, check_readable
from newscrawler.archive.store import Archive
from newscrawler.clock import Clock
from newscrawler.command import NewsCommand, while_read
from newscrawler.counter import Counter
from newscrawler.ending import Exit
from newscrawler.errors import ArchiveError, ArgumentError
from newscrawler.importing.admitting import Admitting
from newscrawler.importing.gathering import Gathering, Imported, Shelf
from newscrawler.importing.view import Report
from newscrawler.storedsites import Hosts

KB = 1024


class Command(NewsCommand):
    """Exit 0 when all was read, 3 when something was damaged, 4 when there was no page of any site."""

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] <file.warc.gz or file.wacz> ..."

    def short_desc(self) -> str:
        """What `scrapy` prints beside the name."""
        return "Take in the pages of foreign WARC and WACZ files (Common Crawl, browsertrix, an older crawl)"

    def long_desc(self) -> str:
        """What `--help` says above the options."""
        return (
            f"{self.short_desc()}. The hosts of our sites are read by their page classes; fetched_at is the capture's "
            "time, the flag is imported, and the exchange is kept in our own WARC. Captures of one article become "
            "revisions in the order of their time. Importing twice adds nothing. A crawl may be running."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Which hosts, and how it is told."""
        super().add_options(parser)
        parser.add_argument("--any", action="store_true", help="read other hosts too: the site is then the host")
        parser.add_argument("--list", action="store_true", help="tell what became of every capture")
        parser.add_argument("--json", action="store_true", help="one JSON object a line, the summary last")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Exit 6 when the archive cannot be written."""
        paths = [Path(name) for name in dict.fromkeys(args)]
        hosts, clock = self._checked(paths, anyone=opts.any)
        with while_read():
            self._import(paths, hosts, clock, Report(every=opts.list, as_json_lines=opts.json))

    def _import(self, paths: list[Path], hosts: Hosts, clock: Clock, report: Report) -> None:
        settings = self.settings
        assert settings is not None
        try:
            with Archive.open(self.archive, clock, pages=settings.getbool("KEEP_PAGES", True)) as archive:
                for told in imported(archive, paths, hosts, settings, report):
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

    def _checked(self, paths: list[Path], *, anyone: bool) -> tuple[Hosts, Clock]:
        """What stands on the command line and in the settings, before anything is opened for writing."""
        settings = self.settings
        assert settings is not None
        if not paths:
            raise UsageError("name a WARC or WACZ file", print_help=False)
        try:
            for path in paths:
                check_readable(path)
            hosts = Hosts.of(settings.getlist("SPIDER_MODULES"), anyone=anyone)
            return hosts, Clock.parse(settings.get("CLOCK"))
        except (ArchiveError, ArgumentError) as error:
            raise UsageError(str(error), print_help=False) from error


def imported(
    archive: Archive, paths: list[Path], hosts: Hosts, settings: BaseSettings, report: Report
) -> Iterator[Imported | Damaged]:
    """What becomes of every capture, and every damage, as it is met."""
    with closing(Shelf(archive.root, settings.getint("MIN_FREE"))) as shelf:
        gathering = Gathering(hosts, shelf)
        report.passed = gathering.passed
        for path in paths:
            yield from gathered(gathering, path)
        admitting = Admitting(archive, hosts, settings.getint("DOWNLOAD_MAXSIZE"), settings.getint("MIN_FREE"))
        with Counter("import", "pages") as counter:
            counter.expect(len(shelf))
            for told in admitting.admit(shelf):
                counter.step()
                yield told


def gathered(gathering: Gathering, path: Path) -> Iterator[Imported | Damaged]:
    """What is told while one file is looked through."""
    with Counter(path.name, "kB") as counter:
        counter.expect(path.stat().st_size // KB)
        yield from gathering.gather(path, lambda byte: counter.reach(byte // KB))
