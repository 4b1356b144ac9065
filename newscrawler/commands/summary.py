"""`scrapy summary [SITE …]`: what the archive holds, to look at after a crawl."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.columns import Columns
from rich.console import Console
from rich.panel import Panel
from rich.syntax import Syntax
from rich.table import Table
from scrapy.exceptions import UsageError

from newscrawler.archive.layout import has_stamp, sites_in
from newscrawler.archive.summary import Summary, summarise
from newscrawler.command import NewsCommand, NewsConsole, while_read
from newscrawler.ending import Exit
from newscrawler.errors import ArchiveError

_SECTIONS = 12


class Command(NewsCommand):
    """Counts of the archive, in tables."""

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] [site ...]"

    def short_desc(self) -> str:
        """What `scrapy` prints beside the name."""
        return "Show what the archive holds: by language and section, rejected by reason"

    @while_read()
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Prints one block a site."""
        archive, console = self.archive, NewsConsole()
        try:
            if not (held := sites_in(archive)) and not has_stamp(archive):
                raise UsageError(f"there is no archive at {archive}", print_help=False)
            if missing := [site for site in args if site not in held]:
                raise UsageError(f"the archive at {archive} holds nothing of {missing[0]!r}", print_help=False)
            for site in args or held:
                show(summarise(archive, site), archive, console)
        except ArchiveError as error:
            print(error, file=sys.stderr)
            self.exitcode = Exit.STORAGE


def show(summary: Summary, archive: Path, console: Console) -> None:
    """One site's summary on the console."""
    mean = summary.characters // summary.articles if summary.articles else 0
    console.rule(f"[bold]{summary.site}[/bold]")
    console.print(
        f"{summary.articles:,} articles, {summary.first_day} … {summary.last_day}, {mean:,} characters each on average"
        + (f"; {summary.revisions:,} revisions" if summary.revisions else "")
    )
    tables = [
        _table("language", dict(summary.languages.most_common())),
        _table(
            "section", {f"{name} ({language})": n for (language, name), n in summary.sections.most_common(_SECTIONS)}
        ),
        _table("rejected", dict(summary.rejected.most_common())),
        _table("source not read", dict(summary.sources.most_common())),
        _table("flag", dict(summary.flags.most_common(_SECTIONS))),
    ]
    console.print(Columns([table for table in tables if table.row_count], padding=(0, 3)))
    show_record(summary, console)
    console.print(f"archive: {archive / summary.site}", soft_wrap=True)


def show_sites(summaries: Sequence[Summary], expected: Mapping[str, int], archive: Path, console: Console) -> None:
    """One line for each of several sites, with the number of articles that were `expected` of it, and one record."""
    table = Table(box=None, pad_edge=False)
    for name in ("site", "articles", "of", "first", "last", "languages", "rejected"):
        table.add_column(name, justify="right" if name in ("articles", "of") else "left")
    for one in summaries:
        counts = (f"{one.articles:,}", f"{expected[one.site]:,}", one.first_day or "", one.last_day or "")
        told = (", ".join(f"{name} {n}" for name, n in kind.most_common(3)) for kind in (one.languages, one.rejected))
        table.add_row(one.site, *counts, *told)
    console.print(table)
    total = sum(one.articles for one in summaries)
    console.print(f"{total:,} articles of {sum(expected.values()):,}; archive: {archive}", soft_wrap=True)
    show_record(summaries[0], console)


def show_record(summary: Summary, console: Console) -> None:
    """The first record of a site, in full."""
    if summary.first_record:
        text = json.dumps(summary.first_record, ensure_ascii=False, indent=2)
        console.print(Panel(Syntax(text, "json", word_wrap=True, background_color="default"), title="the first record"))


def _table(title: str, counts: dict[str, int]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(title, style="cyan", overflow="fold")
    table.add_column("n", justify="right")
    for name, count in counts.items():
        table.add_row(name, f"{count:,}")
    return table
