"""A file of seeds that belong to several sites: which crawl takes which, and whether they read as they did before."""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.spiderloader import SpiderLoaderProtocol

from newscrawler.archive.layout import LEDGER
from newscrawler.archive.ledger import Ledger
from newscrawler.article import Article
from newscrawler.declaration import SiteSpider
from newscrawler.discovery.addresses import bare_host
from newscrawler.discovery.seeds import Seed
from newscrawler.outcome import is_unchanged
from newscrawler.pipelines import Unchanged

logger = logging.getLogger(__name__)

OUTCOMES = ("agree", "differ", "unread", "undigested")
"""What becomes of a seed; `undigested`: it was read, and its line gives no digest to compare with."""


def by_site(seeds: Iterable[Seed], loader: SpiderLoaderProtocol) -> Mapping[str, list[Seed]]:
    """The seeds by the name of their spider: a site's own where there is one, else their host.

    A line may name the site of whose subdomain its URL is.
    """
    spiders = [spider for name in loader.list() if issubclass(spider := loader.load(name), SiteSpider)]
    names = {host: spider.name for spider in spiders for host in (*spider.allowed_domains, *spider.hosts)}
    found: defaultdict[str, list[Seed]] = defaultdict(list)
    for seed in seeds:
        host = bare_host(seed.url)
        above = seed.site is not None and host.endswith(f".{seed.site}")
        name = names.get(host) or names.get(f"www.{host}") or (seed.site if above and seed.site else host)
        found[name].append(seed)
    return found


class Recheck:
    """Compares what is read under each seed with the digest that its line gives; tells of it in log and stats.

    A page that the site says is as it was (a 304) is read as the archive holds it.
    """

    def __init__(self, seeds: Iterable[Seed]) -> None:
        self._seeds = list(seeds)
        self._digests: dict[str, str] = {}
        self._unchanged: set[str] = set()

    def watch(self, crawler: Crawler) -> None:
        """Listens to a crawl."""
        crawler.signals.connect(self.item_scraped, signals.item_scraped)
        crawler.signals.connect(self.item_dropped, signals.item_dropped)
        crawler.signals.connect(self.response_received, signals.response_received)

    def item_scraped(self, item: Any, response: Response) -> None:
        """An article that is new, or an edit of what was held."""
        if isinstance(item, Article):
            self._note(item, response)

    def item_dropped(self, exception: Exception, response: Response) -> None:
        """An article that is held as it is."""
        if isinstance(exception, Unchanged):
            self._note(exception.article, response)

    def response_received(self, response: Response) -> None:
        """An answer that sends no page, for the one we have is still good."""
        if is_unchanged(response):
            self._unchanged.add(response.url)

    def tell(self, site: str, crawler: Crawler) -> None:
        """The counts in the stats of a crawl that is over, and in the log every seed that differs or was not read."""
        self._recall(Path(crawler.settings["ARCHIVE_DIR"]))
        counts = Counter(self._outcome(seed) for seed in self._seeds)
        for seed in self._seeds:
            outcome = self._outcome(seed)
            if outcome == "differ":
                now = self._digest(seed)
                logger.warning("%s: differs: %s is %s, was %s", site, seed.url, now, seed.content_sha256)
            elif outcome == "unread":
                logger.warning("%s: unread: %s (why stands in %s/rejected)", site, seed.url, site)
        for name in OUTCOMES:
            crawler.stats.set_value(f"newscrawler/seeds/{name}", counts[name])
        told = ", ".join(f"{counts[name]} {name}" for name in OUTCOMES)
        logger.info("%s: of %d seeds %s", site, len(self._seeds), told)

    def _note(self, article: Article, response: Response) -> None:
        request = response.request
        candidate = request.cb_kwargs.get("candidate") if request is not None else None
        redirected = request.meta.get("redirect_urls", ()) if request is not None else ()
        names = (article.id, article.url, response.url, *redirected, candidate.url if candidate else article.url)
        self._digests.update(dict.fromkeys(names, article.content_sha256))

    def _recall(self, root: Path) -> None:
        if not self._unchanged or not (root / LEDGER).exists():
            return
        with closing(Ledger.reader(root)) as ledger:
            for url in self._unchanged:
                if (held := ledger.held_at(url)) is not None:
                    self._digests |= {url: held.content_sha256, held.id: held.content_sha256}

    def _digest(self, seed: Seed) -> str | None:
        return self._digests.get(seed.url) or (self._digests.get(seed.id) if seed.id else None)

    def _outcome(self, seed: Seed) -> str:
        digest = self._digest(seed)
        if digest is None:
            return "unread"
        if seed.content_sha256 is None:
            return "undigested"
        return "agree" if digest == seed.content_sha256 else "differ"
