"""`scrapy show URL|ID`: everything the archive knows of one article."""

import argparse
import sys
from contextlib import closing
from difflib import ndiff

from rich.console import Console
from rich.table import Table
from scrapy.exceptions import UsageError

from newscrawler.archive.answers import Row
from newscrawler.archive.layout import ARTICLES
from newscrawler.archive.ledger import Ledger
from newscrawler.archive.model import JSON
from newscrawler.archive.rawpages import members, read_page
from newscrawler.archive.records import read
from newscrawler.command import NewsCommand
from newscrawler.ending import Exit
from newscrawler.errors import ArchiveError


class Command(NewsCommand):
    """State, sources, captures, revisions with what changed; or the raw page itself."""

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] <url or id>"

    def short_desc(self) -> str:
        """What `scrapy` prints beside the name."""
        return "Show all that is known of a URL or an article; --raw writes its page out"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """What to write out instead."""
        super().add_options(parser)
        parser.add_argument("--raw", action="store_true", help="write the newest raw page, unpacked, to stdout")
        parser.add_argument("--warc", action="store_true", help="write the newest raw page as a WARC record to stdout")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Exit 3 when the archive does not know it."""
        if len(args) != 1:
            raise UsageError("name one URL or id", print_help=False)
        try:
            with closing(Ledger.reader(self.archive)) as ledger:
                rows = rows_of(ledger, args[0])
            revisions = self._revisions(rows)
        except ArchiveError as error:
            print(error)
            self.exitcode = Exit.STORAGE
            return
        if not rows:
            print(f"the archive at {self.archive} knows nothing of {args[0]}")
            self.exitcode = Exit.INCOMPLETE
        elif opts.raw or opts.warc:
            self._write_page(revisions, opts.warc)
        else:
            show(rows, revisions, Console(soft_wrap=True))

    def _revisions(self, rows: list[Row]) -> list[JSON]:
        held = {row.held.id for row in rows if row.held}
        sites = {row.site for row in rows if row.held}
        return [line for site in sites for _, line in read(self.archive, ARTICLES, site) if line["id"] in held]

    def _write_page(self, revisions: list[JSON], as_warc: bool) -> None:
        pointers = [line["raw"] for line in revisions if line["raw"]]
        if not pointers:
            print("no raw page is kept of it", file=sys.stderr)
            self.exitcode = Exit.INCOMPLETE
            return
        if as_warc:
            warc, offset = pointers[-1]["warc"], pointers[-1]["offset"]
            begin, end = next(members(self.archive, warc, offset))
            with (self.archive / warc).open("rb") as file:
                file.seek(begin)
                sys.stdout.buffer.write(file.read(end - begin))
        else:
            sys.stdout.buffer.write(read_page(self.archive, pointers[-1]).body)


def rows_of(ledger: Ledger, name: str) -> list[Row]:
    """The ledger's rows of a URL or of an article's id, the article's own URL first."""
    row = ledger.row(name)
    if row is None:
        return ledger.rows_of(name)
    return [row, *(other for other in ledger.rows_of(row.held.id) if other.url != row.url)] if row.held else [row]


def show(rows: list[Row], revisions: list[JSON], console: Console) -> None:
    """The rows, then each revision and its difference to the one before, paragraph by paragraph."""
    for row in rows:
        table = Table(box=None, show_header=False, pad_edge=False)
        for name, value in facts(row):
            table.add_row(f"[cyan]{name}[/cyan]", value)
        console.print(table)
        console.print()
    for before, line in zip([None, *revisions], revisions, strict=False):
        console.rule(f"{line['id']} revision {line['revision']}, fetched {line['fetched_at']}")
        old = [before["title"], *before["text"].split("\n")] if before else []
        new = [line["title"], *line["text"].split("\n")]
        changed = [piece for piece in ndiff(old, new) if before is None or piece[:1] in "+-"]
        lines = [piece.removeprefix("+ ") for piece in changed] if before is None else changed
        console.print("\n".join(lines), markup=False)


def facts(row: Row) -> list[tuple[str, str]]:
    """What the ledger says of a URL, empty facts left out."""
    held = row.held
    told = [
        ("url", row.url),
        ("state", f"{row.state} since {row.changed:%Y-%m-%d %H:%M:%S} UTC"),
        ("reason", row.reason),
        ("leads to", row.target),
        ("HTTP status", row.status),
        ("attempts", row.attempts or None),
        ("due", row.due and f"{row.due:%Y-%m-%d %H:%M:%S} UTC"),
        ("ETag", row.etag),
        ("Last-Modified", row.last_modified),
        ("article", held and f"{held.id}, revision {held.revision}"),
        ("looked at", held and f"{held.checked_at:%Y-%m-%d %H:%M:%S} UTC"),
        ("gone", held and held.gone_at and f"since {held.gone_at:%Y-%m-%d %H:%M:%S} UTC"),
        *(("seen by", f"{source}, first {at:%Y-%m-%d %H:%M:%S}") for source, at in row.sources),
    ]
    return [(name, str(value)) for name, value in told if value]
