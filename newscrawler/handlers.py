"""ORIGIN: the site's requests go to another address, and nobody above the socket notices."""

import logging
from functools import cached_property
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.spiderloader import SpiderLoader

from newscrawler.errors import ArgumentError
from newscrawler.outcome import host_of

logger = logging.getLogger(__name__)

KEEP_ALIVE = 4  # seconds; servers close an idle connection after 5 or more, and nothing may be sent into that moment


class CivilHandler(HTTP11DownloadHandler):
    """Scrapy's, without Twisted's habit of sending a request again at once when a kept connection brought no answer.

    That second request would come earlier than the host's pace allows, and be counted nowhere.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool.retryAutomatically = False
        self._pool.cachedConnectionTimeout = KEEP_ALIVE


class OriginHandler(CivilHandler):
    """Sends every request of the site's hosts to ORIGIN over plain HTTP with the original Host.

    Responses keep the site's URL; a Location that names the origin names the site again; a host that is not the
    site's is refused.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.crawler = crawler
        self.origin = parse_origin(crawler.settings["ORIGIN"])

    async def download_request(self, request: Request) -> Response:
        """The response of the origin, under the URL that was asked for."""
        parts = urlsplit(request.url)
        if not self._is_ours(host_of(request.url)):
            logger.warning("%s is refused under ORIGIN: %s is no host of this site", request.url, parts.hostname)
            raise IgnoreRequest(f"refused under ORIGIN: {parts.hostname} is no host of this site")
        sent = request.replace(url=parts._replace(scheme="http", netloc=self.origin).geturl())
        sent.headers["Host"] = parts.netloc
        response = await super().download_request(sent)
        here = f"{parts.scheme}://{parts.netloc}"
        if location := response.headers.get("Location"):
            text = location.decode("latin-1")
            if urlsplit(text).netloc == self.origin:
                response.headers["Location"] = here + text.split(self.origin, 1)[1]
        return response.replace(url=request.url)

    def _is_ours(self, host: str) -> bool:
        spider = self.crawler.spider
        domains = getattr(spider, "site_hosts", None) or getattr(spider, "allowed_domains", None) or self.known_hosts
        return any(host == domain or host.endswith(f".{domain}") for domain in domains)

    @cached_property
    def known_hosts(self) -> frozenset[str]:
        """The hosts of all sites: `scrapy fetch` of a page may run under a spider that has none."""
        loader = SpiderLoader.from_settings(self.crawler.settings)
        spiders = [loader.load(name) for name in loader.list()]
        return frozenset(domain for spider in spiders for domain in getattr(spider, "allowed_domains", ()))


def parse_origin(text: str) -> str:
    """Host and port of `http://127.0.0.1:8000`; raises `ArgumentError` for anything else."""
    parts = urlsplit(text)
    if parts.scheme != "http" or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ArgumentError(f"ORIGIN={text!r} is not like http://127.0.0.1:8000")
    return parts.netloc
