"""The files of a new site: written all together, or not at all."""

import gzip
import importlib.util
import keyword
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from scrapy.settings import BaseSettings
from scrapy.utils.spider import iter_spider_classes

from newscrawler.anysite import ANY, home_of
from newscrawler.archive.receipts import RUNS
from newscrawler.errors import ArgumentError
from newscrawler.explaining.saving import pages_folder
from newscrawler.explaining.subjects import spider_for
from newscrawler.outcome import host_of
from newscrawler.redirects import is_private
from newscrawler.registry import Registry
from newscrawler.spider import NewsSpider


@dataclass(frozen=True)
class Places:
    """Where the files of the site `name` belong."""

    name: str
    spider: Path
    seeds: Path
    pages: Path

    @classmethod
    def of(cls, settings: BaseSettings, name: str) -> "Places":
        """As the settings say: NEWSPIDER_MODULE (one of SPIDER_MODULES), SEEDS_DIR, and the variable PAGES."""
        packages = settings.getlist("SPIDER_MODULES")
        package = settings.get("NEWSPIDER_MODULE")
        package = package if package in packages or not packages else packages[0]
        spec = importlib.util.find_spec(package)
        if spec is None or not spec.submodule_search_locations:
            raise ArgumentError(f"NEWSPIDER_MODULE: there is no package {package!r} on Python's path")
        folder, seeds = Path(next(iter(spec.submodule_search_locations))), Path(settings["SEEDS_DIR"])
        return cls(name, folder / f"{name}.py", seeds / f"{name}.txt", pages_folder(seeds.parent) / name)

    def taken(self) -> list[Path]:
        """What lies there already."""
        pages = sorted(self.pages.glob("*")) if self.pages.is_dir() else []
        return [path for path in (self.spider, self.seeds, *pages) if path.exists()]


def check(settings: BaseSettings, name: str, url: str, *, force: bool) -> Places:
    """Raises `ArgumentError` for a name or an address that no new site can have."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or keyword.iskeyword(name) or name in (ANY, RUNS):
        raise ArgumentError(f"{name!r} cannot be a site's name: small letters and digits, such as kendxeber")
    host = host_of(home_of(url))
    if is_private(host) and not settings.get("ORIGIN"):
        raise ArgumentError(f"{url}: {host} is a private address: with -s ORIGIN={url} a mirror of a site is read")
    places = Places.of(settings, name)
    if force:
        return places
    if name in Registry.from_settings(settings).list():
        raise ArgumentError(f"there is a spider called {name!r} already: another name, or --force")
    if (spider := spider_for(settings, url)) is not None:
        raise ArgumentError(
            f"{host} is the site of the spider {spider.name!r}: scrapy explain shows how it reads a page"
        )
    if taken := places.taken():
        raise ArgumentError(f"{taken[0]} exists already: another name, or --force")
    return places


def load(text: str, name: str) -> NewsSpider:
    """The spider that a file would be. Raises `ArgumentError` where it is none: that is a fault of ours."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.py"
        path.write_text(text, encoding="utf-8")
        spec = importlib.util.spec_from_file_location(f"newscrawler_proposed_{name}", path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module  # Scrapy looks a class's module up there
        try:
            spec.loader.exec_module(module)
            found = [kind for kind in iter_spider_classes(module) if issubclass(kind, NewsSpider)]
        finally:
            del sys.modules[spec.name]
    return found[0]()


def write_all(files: Mapping[Path, bytes]) -> None:
    """Writes every file, or leaves none. Raises `ArgumentError` naming the one that cannot be written."""
    written: list[tuple[Path, bytes | None]] = []
    try:
        for path, content in files.items():
            before = path.read_bytes() if path.exists() else None
            path.parent.mkdir(parents=True, exist_ok=True)
            written.append((path, before))
            path.write_bytes(content)
    except OSError as error:
        for path, before in written:
            path.unlink(missing_ok=True)
            if before is not None:
                path.write_bytes(before)
        raise ArgumentError(f"{path}: {error.strerror}: nothing was written") from error


def packed(page: str) -> bytes:
    """A saved page, the same bytes each time."""
    return gzip.compress(page.encode(), mtime=0)
