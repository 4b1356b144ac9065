"""`scrapy explain URL|FILE|ID`: one page, field by field: which look won, what the others said, what became of it."""

import argparse
import json
import logging
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawler.addon import ENVIRONMENT
from newscrawler.anysite import home_of, reader_of_host
from newscrawler.command import console, refuse_slips, use_environment, while_read
from newscrawler.ending import Exit
from newscrawler.errors import ArchiveError, ArgumentError, NewsError, PageError
from newscrawler.explaining import Subject, explain
from newscrawler.explaining.drawing import draw
from newscrawler.explaining.saving import case_of, files_of, pages_folder
from newscrawler.explaining.subjects import id_at, page_of_article, page_of_file, spider_for, subject_of
from newscrawler.explaining.view import show
from newscrawler.explaining.visit import fetch
from newscrawler.outcome import fetched_page, host_of
from newscrawler.reading.fetched import FetchedPage
from newscrawler.reading.normalise import utc_text
from newscrawler.redirects import is_private
from newscrawler.running import check_settings
from newscrawler.sitereader import Told
from newscrawler.spider import NewsSpider


class Command(ScrapyCommand):
    """Exit 0 for an article, 3 for a page that is none, 4 for one that cannot be had."""

    requires_project = True
    default_settings = {"ARCHIVE_ENABLED": False}

    def syntax(self) -> str:
        """After the command's name."""
        return "[options] <url, file or id>"

    def short_desc(self) -> str:
        """What `scrapy` prints beside the name."""
        return "Explain how a page is read: each field, its looks, its record or why it has none"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Whose page it is, and what to make of it."""
        super().add_options(parser)
        parser.add_argument("--site", metavar="NAME", help="read it as a page of this site (default: by its host)")
        parser.add_argument("--url", metavar="URL", help="where a file was fetched (default: as the page says)")
        parser.add_argument("--held", action="store_true", help="the page that the archive holds of a URL; ask nobody")
        parser.add_argument("--json", action="store_true", help="everything as one JSON object")
        parser.add_argument("--html", metavar="OUT.html", help="draw the page with every field outlined")
        parser.add_argument("--save", metavar="CASE", help="save it, scrubbed, as tests/pages/<site>/<CASE>")
        parser.add_argument("--force", action="store_true", help="let --save replace a case")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Refuses what Scrapy would swallow."""
        refuse_slips(args, opts, self.settings)
        super().process_options(args, opts)
        assert self.settings is not None
        logging.getLogger("trafilatura").setLevel(logging.ERROR)  # it warns of every page without an article
        if not opts.loglevel:
            self.settings.set("LOG_LEVEL", "WARNING", ENVIRONMENT)  # what it has to say, it prints
        use_environment(self.settings)
        try:
            check_settings(self.settings)
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Explains one page."""
        if len(args) != 1:
            raise UsageError("name one URL, file or id", print_help=False)
        try:
            if opts.save is not None:
                files_of(Path(), opts.save)  # a wrong name is told before anything is fetched
            with while_read():
                self._explain(args[0], opts)
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error
        except ArchiveError as error:
            print(error, file=sys.stderr)
            self.exitcode = Exit.STORAGE
        except NewsError as error:
            print(error, file=sys.stderr)
            self.exitcode = Exit.NOTHING_FETCHED

    def _explain(self, name: str, opts: argparse.Namespace) -> None:
        assert self.settings is not None
        subject, spider = self._subject(name, opts)
        told = explain(subject)
        if opts.json:
            print(json.dumps(told.as_json(), ensure_ascii=False))
        else:
            show(told, console())
        if opts.html is not None:
            _write(Path(opts.html), draw(told))
        if opts.save is not None:
            self._save(subject, spider, opts)
        self.exitcode = Exit.COMPLETE if told.record else Exit.INCOMPLETE

    def _subject(self, name: str, opts: argparse.Namespace) -> tuple[Subject, NewsSpider | None]:
        """The page with its reader, and the spider of its site."""
        assert self.settings is not None
        told = None
        if "://" in name:
            page, told = self._at(name, opts)
        elif (path := Path(name)).is_file():
            if opts.held:
                raise UsageError("--held goes with a URL: a file is no page of the archive", print_help=False)
            page = page_of_file(path, opts.url)
        else:
            page, told = page_of_article(self._archive, name)
        spider = spider_for(self.settings, page.url, opts.site)
        return subject_of(page, spider, told), spider

    @property
    def _archive(self) -> Path:
        assert self.settings is not None
        return Path(self.settings["ARCHIVE_DIR"]).absolute()

    def _at(self, url: str, opts: argparse.Namespace) -> tuple[FetchedPage, Told | None]:
        """The page at a URL as it is now; where it cannot be had, or is not wanted, as the archive holds it."""
        assert self.settings is not None
        if not opts.held:
            try:
                return self._fetched(url, opts), None
            except PageError as error:
                missed = error
        spider = spider_for(self.settings, url, opts.site)
        name = id_at(self._archive, url, spider.reader if spider else reader_of_host(host_of(url)))
        if name is None and opts.held:
            raise ArgumentError(f"{url}: the archive at {self._archive} holds no article of it")
        if name is None:
            raise missed
        page, told = page_of_article(self._archive, name)
        if not opts.held:
            print(f"{missed}\nexplained is {name} as it was fetched at {utc_text(page.fetched_at)}", file=sys.stderr)
        return page, told

    def _fetched(self, url: str, opts: argparse.Namespace) -> FetchedPage:
        """Raises `PageError` for what is no page."""
        from scrapy.http import TextResponse

        assert self.settings is not None
        if opts.url:
            raise UsageError("--url goes with a file: a URL has one", print_help=False)
        if is_private(host_of(home_of(url))) and not self.settings.get("ORIGIN"):
            raise ArgumentError(f"{url}: a private address; only ORIGIN may lead there")
        answer = fetch(self.crawler_process, url, spider_for(self.settings, url, opts.site))
        if not answer.is_page or not isinstance(answer.response, TextResponse):
            raise PageError(answer.url, "not fetched", detail=answer.told)
        return fetched_page(answer.response, answer.at)

    def _save(self, subject: Subject, spider: NewsSpider | None, opts: argparse.Namespace) -> None:
        if spider is None:
            raise ArgumentError(f"{subject.reader.name} has no spider to test: scrapy newsite NAME URL writes one")
        folder = pages_folder(Path(self.settings["SEEDS_DIR"]).parent) / spider.name  # type: ignore[index]
        taken = [path for path in files_of(folder, opts.save) if path.exists()]
        if taken and not opts.force:
            raise ArgumentError(f"{taken[0]} exists already: another name, or --force")
        case = case_of(subject)
        for path in case.write(folder, opts.save):
            print(f"written: {path}", file=sys.stderr)
        for line in case.differs:
            print(f"reads differently with other words, look at it: {line}", file=sys.stderr)
        for run in case.left:
            print(f"the publisher's words are still there, take them out: {run}", file=sys.stderr)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ArgumentError(f"{path}: {error.strerror}") from error
    print(f"written: {path}", file=sys.stderr)
