"""`scrapy show URL|ID`: everything the archive knows of one article."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from difflib import ndiff
from heapq import merge
from pathlib import Path

from rich.console import Console
from rich.text import Text
from scrapy.exceptions import UsageError
from scrapy.spiderloader import SpiderLoader

from newscrawler.archive.answers import Row
from newscrawler.archive.commits import turn_of
from newscrawler.archive.layout import EVENTS, REJECTED, TOMBSTONES
from newscrawler.archive.ledger import Ledger
from newscrawler.archive.model import JSON
from newscrawler.archive.rawpages import members, read_page
from newscrawler.archive.tombstones import kept
from newscrawler.archive.turns import read_in_turn
from newscrawler.command import NewsCommand, NewsConsole, check_ledger, while_read
from newscrawler.ending import Exit
from newscrawler.errors import ArchiveError
from newscrawler.spider import NewsSpider


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

    @while_read()
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Exit 3 when the archive does not know it."""
        if len(args) != 1:
            raise UsageError("name one URL or id", print_help=False)
        try:
            check_ledger(self.archive)
            with closing(Ledger.reader(self.archive)) as ledger:
                rows = next(filter(None, (rows_of(ledger, name) for name in self._names(args[0]))), [])
            history = History.read(self.archive, rows)
            if rows and (opts.raw or opts.warc):
                self._write_page(history.page, opts.warc)
            elif rows:
                show(rows, history, NewsConsole(soft_wrap=True))
            else:
                print(f"the archive at {self.archive} knows nothing of {args[0]}")
                self.exitcode = Exit.INCOMPLETE
        except ArchiveError as error:
            print(error, file=sys.stderr)
            self.exitcode = Exit.STORAGE

    def _names(self, name: str) -> Iterator[str]:
        """The name as it was given; then, when it is another address of an article, the one it is archived under."""
        yield name
        assert self.settings is not None
        loader = SpiderLoader.from_settings(self.settings)
        for spider in map(loader.load, loader.list()):
            if issubclass(spider, NewsSpider) and (identity := spider().urls.identify(name)):
                yield identity.url

    def _write_page(self, pointer: JSON | None, as_warc: bool) -> None:
        if pointer is None:
            print("no raw page is kept of it", file=sys.stderr)
            self.exitcode = Exit.INCOMPLETE
        elif as_warc:
            read_page(self.archive, pointer)  # refuses a damaged one
            begin, end = next(members(self.archive, pointer["warc"], pointer["offset"]))
            with (self.archive / pointer["warc"]).open("rb") as file:
                file.seek(begin)
                sys.stdout.buffer.write(file.read(end - begin))
        else:
            sys.stdout.buffer.write(read_page(self.archive, pointer).body)


@dataclass(frozen=True)
class History:
    """What the files tell of some rows: the revisions of their articles, and what else became of them, in turn."""

    revisions: list[JSON]
    others: list[JSON]

    @classmethod
    def read(cls, root: Path, rows: list[Row]) -> "History":
        """One pass over the lines of the rows' sites. Raises `ArchiveError` for a broken one."""
        held, urls = {row.held.id for row in rows if row.held}, {row.url for row in rows}
        sites = sorted({row.site for row in rows})
        lines = [line for site in sites for _, line in kept(root, site) if line["id"] in held]
        newest = {(line["id"], line["revision"]): line for line in lines}  # a re-reading repeats its revision
        ends = (line for site in sites for _, line in read_in_turn(root, REJECTED, site) if line["url"] in urls)
        happened = (line for site in sites for _, line in read_in_turn(root, EVENTS, site) if line["id"] in held)
        return cls([newest[key] for key in sorted(newest)], list(merge(ends, happened, key=turn_of)))

    @property
    def page(self) -> JSON | None:
        """Where the newest raw page of the article lies; where there is none, of what the URL became."""
        pointers = [line["raw"] for lines in (self.others, self.revisions) for line in lines if line.get("raw")]
        return pointers[-1] if pointers else None

    def captures(self) -> Iterator[tuple[str, str]]:
        """When a page was kept and as what, and where it lies."""
        for line in self.revisions:
            if line["raw"]:
                yield f"{line['fetched_at']} revision {line['revision']}", _place(line["raw"])
        for line in self.others:
            if line.get("raw"):
                yield f"{line['at']} {line.get('event') or line['reason']}", _place(line["raw"])


def _place(pointer: JSON) -> str:
    return f"{pointer['warc']}@{pointer['offset']}"


def rows_of(ledger: Ledger, name: str) -> list[Row]:
    """The ledger's rows of a URL or of an article's id, the article's own URL first."""
    row = ledger.row(name)
    if row is None:
        return ledger.rows_of(name)
    return [row, *(other for other in ledger.rows_of(row.held.id) if other.url != row.url)] if row.held else [row]


def show(rows: list[Row], history: History, console: Console) -> None:
    """The rows, the captures, then each revision and its difference to the one before, paragraph by paragraph."""
    for row in rows:
        show_facts(facts(row), console)
    show_facts([(f"page of {when}", place) for when, place in history.captures()], console)
    for before, line in zip([None, *history.revisions], history.revisions, strict=False):
        console.rule(f"{line['id']} revision {line['revision']}, fetched {line['fetched_at']}")
        old = [before["title"], *before["text"].split("\n")] if before else []
        new = [line["title"], *line["text"].split("\n")]
        changed = [piece for piece in ndiff(old, new) if before is None or piece[:1] in "+-"]
        lines = [piece.removeprefix("+ ") for piece in changed] if before is None else changed
        console.print("\n".join(lines), markup=False)


def show_facts(told: list[tuple[str, str]], console: Console) -> None:
    """One fact a line, its name before it."""
    width = max((len(name) for name, _ in told), default=0) + 2
    for name, value in told:
        console.print(Text(name.ljust(width), style="cyan") + Text(value))
    console.print()


def _removal(row: Row) -> str | None:
    """Since when the article is removed; None where it is not."""
    if row.held and row.held.removed_at:
        return f"since {row.held.removed_at:%Y-%m-%d %H:%M:%S} UTC: {TOMBSTONES} says why"
    return f"before it was fetched: {TOMBSTONES} says why" if row.reason == "removed" else None


def facts(row: Row) -> list[tuple[str, str]]:
    """What the ledger says of a URL, empty facts left out."""
    held = row.held
    told = [
        ("removed", _removal(row)),
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
