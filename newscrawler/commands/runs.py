"""`scrapy runs [SITE]`: what each run did, from its receipt."""

import argparse
import sys
from itertools import islice
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text
from scrapy.exceptions import UsageError

from newscrawler.archive.receipts import newest_first
from newscrawler.command import NewsCommand, while_read
from newscrawler.command import console as wide
from newscrawler.discovery import Span
from newscrawler.ending import Exit
from newscrawler.errors import ArchiveError, ArgumentError
from newscrawler.reading.normalise import utc_text

HEADINGS = (
    "started (UTC)",
    "site",
    "command",
    "seconds",
    "requests",
    "304",
    "MB",
    "new",
    "revised",
    "rejected",
    "ended",
)
_WORDS = {"started (UTC)", "site", "command", "ended"}
_REFUSED = ("not_article", "rejected", "disallowed", "blocked", "failed")


class Command(NewsCommand):
    """The newest runs, one a line, newest last."""

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] [site]"

    def short_desc(self) -> str:
        """What `scrapy` prints beside the name."""
        return "Show what the last runs did: requests, articles, how they ended"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Which runs, and how."""
        super().add_options(parser)
        parser.add_argument("--last", type=_number, metavar="N", help="so many runs (20; with --since all)")
        parser.add_argument(
            "--since", type=_instant, metavar="DAY", help="runs from this day in Baku on: 2025, 2025-12, …"
        )
        parser.add_argument("--json", action="store_true", help="the receipts as they are, a JSON object a line")

    @while_read()
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """What no program can read is told on stderr; the rest is shown."""
        if len(args) > 1:
            raise UsageError("name one site, or none for all", print_help=False)
        receipts = newest_first(self.archive, lambda told: print(told, file=sys.stderr), opts.since)
        mine = (one for one in receipts if not args or one[1]["site"] == args[0])
        try:
            found = list(islice(mine, opts.last or (None if opts.since else 20)))[::-1]
        except ArchiveError as error:
            print(error, file=sys.stderr)
            self.exitcode = Exit.STORAGE
            return
        if not found and not opts.since:
            of = f" of {args[0]!r}" if args else ""
            raise UsageError(f"the archive at {self.archive} holds no receipt{of}", print_help=False)
        if opts.json:
            sys.stdout.writelines(f"{line}\n" for line, _ in found)
        else:
            show([row(receipt) for _, receipt in found], wide())


def row(receipt: dict[str, Any]) -> tuple[str, ...]:
    """A receipt as the cells of its line."""
    total, articles = receipt["requests"]["total"], receipt["articles"]
    return (
        receipt["started"].replace("T", " ").rstrip("Z"),
        receipt["site"],
        receipt["command"],
        f"{receipt['seconds']:,.0f}",
        f"{total:,}",
        f"{receipt['not_modified'] / total:.0%}" if total else "–",
        f"{receipt['bytes'] / 1e6:,.2f}",
        f"{articles['new']:,}",
        f"{articles['revised']:,}",
        f"{sum(articles[name] for name in _REFUSED):,}",
        f"{receipt['exit']} {receipt['reason']}",
    )


def show(rows: list[tuple[str, ...]], console: Console) -> None:
    """A table on a terminal, columns of plain text elsewhere: a log and `grep` have no use for frames."""
    if console.is_terminal:
        table = Table(box=None, pad_edge=False)
        for heading in HEADINGS:
            table.add_column(heading, justify="left" if heading in _WORDS else "right", no_wrap=heading != "ended")
        for cells in rows:
            table.add_row(*map(Text, cells), style=None if cells[-1].startswith("0 ") else "yellow")
        console.print(table)
        return
    widths = [max(map(len, column)) for column in zip(HEADINGS, *rows, strict=True)]
    for cells in (HEADINGS, *rows):
        sides = zip(HEADINGS, cells, widths, strict=True)
        padded = (cell.ljust(width) if name in _WORDS else cell.rjust(width) for name, cell, width in sides)
        print("  ".join(padded).rstrip())


def _number(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of runs")
    return int(text)


def _instant(text: str) -> str:
    """The first instant of a day, month or year in Baku, in UTC."""
    try:
        first = Span.parse(text).start
    except ArgumentError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    assert first is not None
    return utc_text(first)
