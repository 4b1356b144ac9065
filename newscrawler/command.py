"""What the commands share: the environment counts, and no option is swallowed."""

import argparse
import io
import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import TextIO

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings

from newscrawler.addon import apply_environment
from newscrawler.archive.layout import LEDGER, has_ledger, has_stamp, segments, tombstones
from newscrawler.ending import Exit
from newscrawler.errors import ArgumentError
from newscrawler.registry import check_spiders

WIDE = 160
"""Columns of a table that no terminal shows."""

SPIDER_ARGUMENTS = ("since", "until", "edition", "seeds", "url")
"""What a person bounds a crawl with, by `-a NAME=VALUE`."""

DEMO_LOG = "demo.log"
"""In an archive whose articles the newsroom invented: they and real ones must not meet in one archive."""


def refuse_slips(args: Sequence[str], opts: argparse.Namespace, settings: BaseSettings | None) -> None:
    """Raises `UsageError` for what Scrapy swallows: an unknown option as an argument, a mistyped `-s` as a setting.

    `settings` are those without the command line.
    """
    assert settings is not None
    if unknown := next((arg for arg in args if arg.startswith("-")), None):
        name = unknown.lstrip("-").partition("=")[0]
        hint = f": here it is -a {name}=…" if name in SPIDER_ARGUMENTS and hasattr(opts, "spargs") else ""
        raise UsageError(f"unknown option {unknown}{hint}", print_help=False)
    for name in (pair.partition("=")[0] for pair in opts.set):
        if near := None if name in settings else _nearest(name, settings):
            raise UsageError(f"-s {name}: there is no such setting; {near} is one", print_help=False)


def _nearest(name: str, settings: BaseSettings) -> str | None:
    """The project's setting that was meant; a name like none of them may be of an extension or a person's spider."""
    ours = [one for one in settings if (settings.getpriority(one) or 0) >= SETTINGS_PRIORITIES["project"]]
    return next(iter(get_close_matches(name.upper(), ours, n=1, cutoff=0.8)), None)


def refuse_names(args: Sequence[str]) -> None:
    """Raises `UsageError` for a site or file given to a command that looks at the whole archive."""
    if args:
        raise UsageError(
            f"{args[0]!r}: only options are taken here; -s ARCHIVE_DIR=… names an archive", print_help=False
        )


def use_environment(settings: BaseSettings) -> None:
    """`NEWSCRAWLER_<NAME>` into the settings; a wrong one, or spiders that cannot be loaded, as a usage error.

    What the terminal's encoding cannot show is told in escapes; what is told into a closed stream is lost.
    """
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # of a terminal or a cron without UTF-8
            stream.reconfigure(errors="backslashreplace")
    try:
        apply_environment(settings, os.environ)
        _check_common(settings)
        check_spiders(settings)
    except ArgumentError as error:
        raise UsageError(str(error), print_help=False) from error


def _nowhere() -> TextIO:
    """What a closed stream (`>&-`) becomes: Python has None there, which nothing can be written to."""
    return Path(os.devnull).open("w", encoding="utf-8")


def _check_common(settings: BaseSettings) -> None:
    """Raises `ArgumentError` for what no command can begin with."""
    if not str(settings.get("ARCHIVE_DIR") or "").strip():
        raise ArgumentError("ARCHIVE_DIR is empty: it names the archive's folder")  # not whatever folder we stand in
    level = settings.get("LOG_LEVEL")
    if isinstance(level, str) and level not in (levels := logging.getLevelNamesMapping()):
        raise ArgumentError(f"LOG_LEVEL={level!r} is none of {', '.join(levels)}")


def console(*, stderr: bool = False) -> Console:
    """Where tables are printed: as wide as the terminal, or as COLUMNS says; a file or a pipe wraps nothing."""
    found = NewsConsole(stderr=stderr)
    return found if found.is_terminal or "COLUMNS" in os.environ else NewsConsole(stderr=stderr, width=WIDE)


class NewsConsole(Console):
    """A console that leaves it to `while_read` what happens when nobody reads on: rich ends the program with 1."""

    def on_broken_pipe(self) -> None:
        """Raises the `BrokenPipeError` that is being handled."""
        raise


def check_ledger(archive: Path) -> None:
    """Raises `UsageError` where there is no archive to look at, or one whose ledger is missing; else as below."""
    check_archive(archive)
    if not has_ledger(archive):
        raise UsageError(
            f"{archive / LEDGER}: there is none; scrapy rebuild-ledger makes it from the files", print_help=False
        )


def check_archive(archive: Path) -> None:
    """Raises `UsageError` where nothing of an archive is: neither ledger nor stamp nor any of its files.

    Raises `ArchiveError` for a folder that may not be looked into, or that is a link to nothing.
    """
    marks = (has_ledger(archive), has_stamp(archive), bool(tombstones(archive)))
    if not any(marks) and next(segments(archive), None) is None:
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


@contextmanager
def stoppable(command: ScrapyCommand) -> Iterator[None]:
    """Ends the command with 3 and a word when a person stops it by Ctrl-C."""
    try:
        yield
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        command.exitcode = Exit.INCOMPLETE


class NewsCommand(ScrapyCommand):
    """A command of ours that needs no crawler."""

    requires_project = True
    requires_crawler_process = False

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Refuses unknown options, then sets what the command line and the environment say."""
        refuse_slips(args, opts, self.settings)
        super().process_options(args, opts)
        assert self.settings is not None
        use_environment(self.settings)

    @property
    def archive(self) -> Path:
        """The archive's folder."""
        assert self.settings is not None
        return Path(self.settings["ARCHIVE_DIR"]).absolute()
