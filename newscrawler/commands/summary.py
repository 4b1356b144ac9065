"""`scrapy summary [SITE …]`: what the archive holds, to look at after a crawl."""

import argparse
import json
from pathlib import Path

from rich.columns import Columns
from rich.console import Console
from rich.panel import Panel
from rich.syntax import Syntax
from rich.table import Table
from scrapy.exceptions import UsageError

from newscrawler.archive.summary import Summary, sites_in, summarise
from newscrawler.command import NewsCommand
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

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Prints one block a site."""
        archive = self.archive
        if missing := [site for site in args if site not in sites_in(archive)]:
            raise UsageError(f"the archive at {archive} holds nothing of {missing[0]!r}", print_help=False)
        console = Console()
        try:
            for site in args or sites_in(archive):
                show(summarise(archive, site), archive, console)
        except ArchiveError as error:
            console.print(f"[red]{error}[/red]")
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
        _table("flag", dict(summary.flags.most_common(_SECTIONS))),
    ]
    console.print(Columns([table for table in tables if table.row_count], padding=(0, 3)))
    if summary.first_record:
        text = json.dumps(summary.first_record, ensure_ascii=False, indent=2)
        console.print(Panel(Syntax(text, "json", word_wrap=True, background_color="default"), title="the first record"))
    console.print(f"archive: {archive / summary.site}", soft_wrap=True)


def _table(title: str, counts: dict[str, int]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(title, style="cyan", overflow="fold")
    table.add_column("n", justify="right")
    for name, count in counts.items():
        table.add_row(name, f"{count:,}")
    return table
