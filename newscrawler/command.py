"""What the commands share: the environment counts, and no option is swallowed."""

import argparse
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from newscrawler.addon import apply_environment
from newscrawler.archive.layout import LEDGER, STAMP
from newscrawler.ending import Exit
from newscrawler.errors import ArgumentError
from newscrawler.registry import check_spiders

WIDE = 160
"""Columns of a table that no terminal shows."""

DEMO_LOG = "demo.log"
"""In an archive whose articles the newsroom invented: they and real ones must not meet in one archive."""


def refuse_unknown_options(args: list[str]) -> None:
    """Scrapy hands over what it does not know as if it were an argument; a mistyped option is an error."""
    if unknown := [arg for arg in args if arg.startswith("-")]:
        raise UsageError(f"unknown option {unknown[0]}", print_help=False)


def use_environment(settings: BaseSettings) -> None:
    """`NEWSCRAWLER_<NAME>` into the settings; a wrong one, or spiders that cannot be loaded, as a usage error.

    What the terminal's encoding cannot show is told in escapes.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # of a terminal or a cron without UTF-8
            stream.reconfigure(errors="backslashreplace")
    try:
        apply_environment(settings, os.environ)
        check_spiders(settings)
    except ArgumentError as error:
        raise UsageError(str(error), print_help=False) from error


def console(*, stderr: bool = False) -> Console:
    """Where tables are printed: as wide as the terminal, or as COLUMNS says; a file or a pipe wraps nothing."""
    found = _Console(stderr=stderr)
    return found if found.is_terminal or "COLUMNS" in os.environ else _Console(stderr=stderr, width=WIDE)


class _Console(Console):
    """A console that leaves it to `while_read` what happens when nobody reads on: rich ends the program with 1."""

    def on_broken_pipe(self) -> None:
        """Raises the `BrokenPipeError` that is being handled."""
        raise


def check_ledger(archive: Path) -> None:
    """Raises `UsageError` where there is no archive to look at, or one whose ledger is missing."""
    if (archive / LEDGER).exists():
        return
    if (archive / STAMP).exists():
        raise UsageError(
            f"{archive / LEDGER}: there is none; scrapy rebuild-ledger makes it from the files", print_help=False
        )
    raise UsageError(f"there is no archive at {archive}", print_help=False)


@contextmanager
def while_read() -> Iterator[None]:
    """Ends the command with 3, and without a word, when whoever reads its output has gone: `… --diff | head`."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python flushes once more at its exit
        raise SystemExit(Exit.INCOMPLETE) from None


class NewsCommand(ScrapyCommand):
    """A command of ours that needs no crawler."""

    requires_project = True
    requires_crawler_process = False

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Refuses unknown options, then sets what the command line and the environment say."""
        refuse_unknown_options(args)
        super().process_options(args, opts)
        assert self.settings is not None
        use_environment(self.settings)

    @property
    def archive(self) -> Path:
        """The archive's folder."""
        assert self.settings is not None
        return Path(self.settings["ARCHIVE_DIR"]).absolute()
