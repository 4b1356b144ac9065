"""`scrapy coverage SITE`: what the archive holds of each day, and what it lacks, by name."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator

from scrapy.exceptions import UsageError

from newscrawler.archive.coverage import Coverage, Missing, gap_days, gap_pages
from newscrawler.archive.model import JSON
from newscrawler.az import BAKU
from newscrawler.clock import Clock
from newscrawler.command import NewsCommand, NewsConsole, check_ledger, stoppable, while_read
from newscrawler.coverage_view import show
from newscrawler.discovery import Span
from newscrawler.ending import Exit
from newscrawler.errors import ArchiveError, ArgumentError
from newscrawler.survey import Survey


class Command(NewsCommand):
    """Exit 0 when the days are complete, 3 when not: see `Coverage.complete`."""

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] <site>"

    def short_desc(self) -> str:
        """What `scrapy` prints beside the name."""
        return "Show day by day what is held, what is missing by name, and where a source has a hole"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Which days, and how it is told."""
        super().add_options(parser)
        parser.add_argument("--since", metavar="DAY", help="2014, 2014-03 or 2014-03-18 (default: the first day known)")
        parser.add_argument("--until", metavar="DAY", help="the same, included (default: the last day known)")
        parser.add_argument(
            "--json", action="store_true", help="one JSON object a line: days, missing, undated, summary"
        )
        parser.add_argument(
            "--gaps", action="store_true", help="what `scrapy backfill --gaps` would go for, one a line"
        )

    @while_read()
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Exit 6 when the archive cannot be read."""
        if len(args) != 1:
            raise UsageError("name one site", print_help=False)
        survey = Survey(self.archive, args[0], self._span(opts))
        with stoppable(self):
            try:
                check_ledger(self.archive)
                if not survey.is_known():
                    raise UsageError(f"the archive at {self.archive} holds nothing of {args[0]!r}", print_help=False)
                found = survey.coverage()
                tell(found, survey, opts)
            except ArchiveError as error:
                print(error, file=sys.stderr)
                self.exitcode = Exit.STORAGE
                return
            self.exitcode = Exit.COMPLETE if found.complete else Exit.INCOMPLETE

    def _span(self, opts: argparse.Namespace) -> Span:
        """The days asked for; those to come are not asked about."""
        assert self.settings is not None
        try:
            span = Span.parse(opts.since, opts.until)
            today = Clock.parse(self.settings.get("CLOCK")).now().astimezone(BAKU).date()
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error
        return Span(span.since, min(span.until, today)) if span.until else span


def tell(found: Coverage, survey: Survey, opts: argparse.Namespace) -> None:
    """As the options say."""
    if opts.gaps:
        for told, line in gap_lines(found, survey.missing()):
            print(json.dumps(told, ensure_ascii=False) if opts.json else line)
    elif opts.json:
        for told in json_lines(found, survey.missing()):
            print(json.dumps(told, ensure_ascii=False))
    else:
        show(found, survey.site, NewsConsole())


def json_lines(found: Coverage, missing: Iterable[Missing]) -> Iterator[JSON]:
    """A `day` each, a `missing` for each article that is, then `undated`, then `summary`."""
    yield from (row.as_json() for row in found.days)
    yield from (one.as_json() for one in missing)
    yield {"row": "undated", **found.undated.as_json()}
    yield found.as_json()


def gap_lines(found: Coverage, missing: Iterable[Missing]) -> Iterator[tuple[JSON, str]]:
    """Each gap as an object and as a line: days with the reasons why, pages of sources, articles."""
    for day, why in gap_days(found).items():
        yield {"gap": "day", "day": day.isoformat(), "why": why}, f"{day}  {'; '.join(why)}"
    for url in gap_pages(found):
        yield {"gap": "page", "url": url}, url
    for one in missing:
        yield {"gap": "article", "url": one.url, "state": one.state, "reason": one.reason}, one.url
