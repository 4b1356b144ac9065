"""`scrapy newsite NAME URL`: looks at a site and proposes its spider, its seeds and three saved pages."""

import argparse
import sys

from rich.text import Text
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawler.addon import ENVIRONMENT
from newscrawler.anysite import home_of
from newscrawler.command import console, refuse_slips, use_environment
from newscrawler.discovery.addresses import bare_host
from newscrawler.ending import Exit
from newscrawler.errors import ArgumentError
from newscrawler.explaining.visit import run_visit
from newscrawler.newsite.proposing import Proposal, propose
from newscrawler.newsite.scouting import Scout, ScoutError
from newscrawler.newsite.writing import Places, check, write_all
from newscrawler.running import check_settings

NEWLINE = b"\n"


class Command(ScrapyCommand):
    """Exit 0 when everything was written, 4 when the site tells too little: then nothing is."""

    requires_project = True
    default_settings = {"ARCHIVE_ENABLED": False}

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] <name> <url>"

    def short_desc(self) -> str:
        """What `scrapy` prints beside the name."""
        return "Propose a new site: spider, seeds and three saved pages, for a person to correct"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """What may be overwritten."""
        super().add_options(parser)
        parser.add_argument("--force", action="store_true", help="replace what is there of this name")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Refuses what Scrapy would swallow."""
        refuse_slips(args, opts, self.settings)
        super().process_options(args, opts)
        assert self.settings is not None
        use_environment(self.settings)
        if not opts.loglevel:
            self.settings.set("LOG_LEVEL", "WARNING", ENVIRONMENT)  # what it has to say, it prints
        try:
            check_settings(self.settings)
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Looks, proposes, writes."""
        if len(args) != 2:
            raise UsageError(
                "name the new site and its address: scrapy newsite kend https://kend.az/", print_help=False
            )
        assert self.settings is not None
        try:
            home = home_of(args[1])
            places = check(self.settings, args[0], home, force=opts.force)
            scout = Scout(home, say)
            host = bare_host(home)
            run_visit(self.crawler_process, scout.visit, frozenset((host, f"www.{host}")), {})
            proposal = propose(scout, places)
            write_all(proposal.files)
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error
        except ScoutError as error:
            print(f"{error}\nnothing was written", file=sys.stderr)
            self.exitcode = Exit.NOTHING_FETCHED
        else:
            report(proposal, places)


def say(line: str) -> None:
    """Progress, as it goes."""
    print(line, file=sys.stderr, flush=True)


def report(proposal: Proposal, places: Places) -> None:
    """What was written, what to look at, what to do next."""
    out = console()
    for path, content in proposal.files.items():
        lines = f"{content.count(NEWLINE)} lines" if path.suffix != ".gz" else f"{len(content):,} bytes"
        out.print(Text("written  ", style="green") + Text(f"{path} ({lines})"), soft_wrap=True)
    for note in proposal.notes:
        out.print(Text("look at  ", style="yellow") + Text(note), soft_wrap=True)
    name = places.name
    next_steps = (
        f"correct {places.spider.name} and the expected values in {places.pages}: they are as read now",
        f"make test SITE={name}",
        f"scrapy crawl {name} -s CONTACT=you@example.org",
        "scrapy sites --markdown --write README.md",
    )
    for step in next_steps:
        out.print(Text("next     ", style="cyan") + Text(step), soft_wrap=True)
