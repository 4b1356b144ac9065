"""The registry of sites: the spiders of all packages that `SPIDER_MODULES` names, ours and a person's own."""

import sys
from collections import defaultdict
from typing import Self

from scrapy import Spider
from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.misc import walk_modules_iter
from scrapy.utils.spider import iter_spider_classes

from newscrawler.errors import ArgumentError


class Registry(SpiderLoader):
    """Scrapy's spider loader, where two spiders of one name are an error: one of them would be lost."""

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """Raises `ArgumentError` for a package that is not there, and for a name that two files bear."""
        check_spiders(settings)
        return super().from_settings(settings)


def check_spiders(settings: BaseSettings) -> None:
    """Raises `ArgumentError` naming the package, or both files, for what `Registry` cannot load."""
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
    for name, files in found.items():
        if len(files) > 1:
            raise ArgumentError(f"two spiders are called {name!r}: {' and '.join(files.values())}")
