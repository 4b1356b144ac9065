"""`scrapy sites [SITE …]`: the table of sites, and how the archive stands with each."""

import argparse
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from rich.table import Table
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from newscrawler.archive.answers import Stand
from newscrawler.archive.layout import has_ledger
from newscrawler.archive.ledger import Ledger
from newscrawler.clock import Clock
from newscrawler.command import NewsCommand, console, while_read
from newscrawler.declaration import SiteSpider
from newscrawler.ending import Exit
from newscrawler.errors import ArchiveError, ArgumentError
from newscrawler.sites import Site, as_json, as_markdown, health, write_between


class Command(NewsCommand):
    """Looks; asks no site for anything."""

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] [site ...]"

    def short_desc(self) -> str:
        """What `scrapy` prints beside the name."""
        return "Show the sites: editions, sources, backfill, articles held, health"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """The forms of the table."""
        super().add_options(parser)
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--json", action="store_true", help="as a JSON list")
        form.add_argument("--markdown", action="store_true", help="what the spiders declare, without the archive")
        parser.add_argument(
            "--write", type=Path, metavar="FILE", help="with --markdown: between the marks of a document"
        )

    @while_read()
    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Prints or writes the table."""
        if opts.write and not opts.markdown:
            raise UsageError("--write needs --markdown", print_help=False)
        sites = self.sites(args)
        try:
            if opts.write:
                write_between(opts.write, as_markdown(sites))
            elif opts.markdown:
                print(as_markdown(sites), end="")
            else:
                self.show(sites, as_list=opts.json)
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error
        except ArchiveError as error:
            print(error)
            self.exitcode = Exit.STORAGE

    def sites(self, names: Sequence[str]) -> list[Site]:
        """The rows of these sites, or of all."""
        assert self.settings is not None
        loader = get_spider_loader(self.settings)
        spiders = {name: spider for name in loader.list() if issubclass(spider := loader.load(name), SiteSpider)}
        if unknown := [name for name in names if name not in spiders]:
            raise UsageError(f"no site is called {unknown[0]!r}: scrapy list shows them", print_help=False)
        return [Site.of(spiders[name]) for name in sorted(names or spiders)]

    def show(self, sites: Sequence[Site], *, as_list: bool) -> None:
        """The table with what the archive holds, where there is one."""
        assert self.settings is not None
        now, stands = Clock.parse(self.settings.get("CLOCK")).now(), stands_of(self.archive)
        if as_list:
            print(as_json(sites, stands, now))
        else:
            console().print(table(sites, stands, now))


def stands_of(archive: Path) -> Mapping[str, Stand]:
    """How an archive stands with each of its sites; nothing where there is no ledger."""
    if not has_ledger(archive):
        return {}
    ledger = Ledger.reader(archive)
    try:
        return ledger.stands()
    finally:
        ledger.close()


def table(sites: Sequence[Site], stands: Mapping[str, Stand], now: datetime) -> Table:
    """The table for a terminal."""
    found = Table(box=None, pad_edge=False)
    for name in ("site", "address", "editions", "software", "live", "backfill", "articles", "newest", "health"):
        found.add_column(
            name, justify="right" if name == "articles" else "left", overflow="fold", no_wrap=name == "site"
        )
    for site in sites:
        stand = stands.get(site.name)
        held = (f"{stand.articles:,}", stand.newest or "", health(stand, now) or "") if stand else ("", "", "")
        name, sources = site.name + (" (aggregator)" if site.aggregator else ""), (site.live, site.backfill)
        cells = (name, site.address, ", ".join(site.editions), site.family or "", *map(", ".join, sources))
        found.add_row(*cells, *held)
    return found
