"""The registry of sites: the spiders of all packages that `SPIDER_MODULES` names, ours and a person's own."""

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Self

from scrapy import Spider
from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.misc import walk_modules_iter
from scrapy.utils.spider import iter_spider_classes

from newscrawler.anysite import ANY, AnySpider, spider_of_host
from newscrawler.errors import ArgumentError


class Registry(SpiderLoader):
    """Scrapy's spider loader, where two spiders of one name are an error: one of them would be lost."""

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """Raises `ArgumentError` for a package that is not there, and for a name that two files bear."""
        check_spiders(settings)
        return super().from_settings(settings)

    def load(self, spider_name: str) -> type[Spider]:
        """The spider of that name; `any`, or a host that none has, is a site without one. Raises `KeyError`."""
        if spider_name == ANY:
            return AnySpider
        if spider_name in self.list() or "." not in spider_name:
            return super().load(spider_name)
        return spider_of_host(spider_name)


def unknown_spider(name: str, known: Iterable[str]) -> str:
    """The words for a name that no spider bears: the one that was meant, or what to do with an address.

    >>> unknown_spider("reprot", ("apa", "report"))
    "no spider is called 'reprot': report? scrapy list shows them"
    >>> unknown_spider("https://kend.az/", ())
    "no spider is called 'https://kend.az/': scrapy crawl any -a url=https://kend.az/ reads a site without one"
    """
    if "://" in name:
        return f"no spider is called {name!r}: scrapy crawl any -a url={name} reads a site without one"
    near = get_close_matches(name.lower(), list(known), n=1)
    return f"no spider is called {name!r}: {f'{near[0]}? ' if near else ''}scrapy list shows them"


def check_spiders(settings: BaseSettings) -> None:
    """Raises `ArgumentError` naming the package, or both files, for what `Registry` cannot load."""
    for name, files in _files(settings).items():
        if name == ANY:
            raise ArgumentError(f"{min(files.values())}: {ANY!r} is the name for all sites without a spider")
        if len(files) > 1:
            raise ArgumentError(f"two spiders are called {name!r}: {' and '.join(files.values())}")


def _files(settings: BaseSettings) -> Mapping[str, Mapping[type[Spider], str]]:
    """The spiders by name, each with the file that it stands in."""
    found: defaultdict[str, dict[type[Spider], str]] = defaultdict(dict)
    for package in settings.getlist("SPIDER_MODULES"):
        try:
            for module in walk_modules_iter(package):
                for spider in iter_spider_classes(module):
                    found[spider.name][spider] = str(sys.modules[spider.__module__].__file__)
        except ModuleNotFoundError as error:
            if error.name is None or not f"{package}.".startswith(f"{error.name}."):
                raise
            raise ArgumentError(f"SPIDER_MODULES: there is no package {package!r} on Python's path") from error
    return found
