"""The sites as whoever reads stored pages needs them: their readers out of the registry, without a crawl."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from scrapy.settings import Settings

from newscrawler.anysite import reader_of_host
from newscrawler.errors import ArgumentError
from newscrawler.registry import Registry, unknown_spider
from newscrawler.spider import NewsSpider
from newscrawler.storedpages import Site


def load_site(modules: Sequence[str], name: str) -> Site:
    """The site of this name; a host is one without a spider. Raises `ArgumentError` for what is no site of ours."""
    registry = _registry(modules)
    try:
        kind = registry.load(name)
    except KeyError as error:
        raise ArgumentError(unknown_spider(name, registry.list())) from error
    if not issubclass(kind, NewsSpider):
        raise ArgumentError(f"{name} is no news site of ours")
    spider = kind(name)
    return Site(spider.reader, tuple(spider.site_names))


@dataclass
class Hosts:
    """Which site a host belongs to. With `anyone` a host of no known site is a site of its own."""

    known: Mapping[str, Site]
    anyone: bool = False
    _others: dict[str, Site] = field(default_factory=dict)

    @classmethod
    def of(cls, modules: Sequence[str], *, anyone: bool = False) -> "Hosts":
        """Those of all spiders of these packages."""
        return cls(dict(_hosts(_registry(modules))), anyone)

    def site(self, host: str) -> Site | None:
        """The site of a host, or of the domain that it lies in; None for a stranger."""
        labels = host.split(".")
        names = (".".join(labels[start:]) for start in range(len(labels) - 1))
        if found := next((self.known[name] for name in names if name in self.known), None):
            return found
        if not self.anyone or len(labels) == 1:
            return None
        if host not in self._others:
            self._others[host] = Site(reader_of_host(host))
        return self._others[host]


def _hosts(registry: Registry) -> Iterator[tuple[str, Site]]:
    for kind in map(registry.load, registry.list()):
        if issubclass(kind, NewsSpider):
            spider = kind()
            site = Site(spider.reader, tuple(spider.site_names))
            yield from ((host, site) for host in spider.site_hosts)


def _registry(modules: Sequence[str]) -> Registry:
    return Registry.from_settings(Settings({"SPIDER_MODULES": [*modules]}))
