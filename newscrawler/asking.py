"""A crawl that asks for single pages and keeps nothing: by robots.txt, pace and lease of the host as any other."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Response
from scrapy.utils.asyncio import create_looping_call
from twisted.internet.error import ConnectError, ConnectionClosed

from newscrawler.archive.model import HostNote, Tick
from newscrawler.archive.store import Archive
from newscrawler.discovery import Candidate, Fetched
from newscrawler.errors import NewsError
from newscrawler.hindrance import retry_after, setback_of
from newscrawler.outcome import FULL, fetched
from newscrawler.spider import NewsSpider

TRIES = 3
"""Times that a page is asked for while its host answers with Retry-After."""

_HEARTBEAT = 1.0
_FAILED = (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    ConnectError,
    ConnectionClosed,
    OSError,
    NewsError,
)


class AskingSpider(NewsSpider):
    """Asks within `leased`. `hindrance` tells why a crawl has nothing to show."""

    hindrance = "it was stopped"

    @contextmanager
    def leased(self) -> Iterator[Archive | None]:
        """The archive, with the site's hosts leased from it; None when another process has one of them.

        The archive is told at the end when the hosts were asked last, and nothing else.
        """
        with Archive.open(Path(self.settings["ARCHIVE_DIR"]), self.clock, pages=False) as archive:
            if taken := archive.claim(self.site_hosts):
                host, owner = next(iter(taken.items()))
                self.hindrance = f"{host} is being crawled by {owner}: try again when that has ended"
                yield None
                return
            heartbeat = create_looping_call(lambda: archive.commit(Tick()))
            heartbeat.start(_HEARTBEAT, now=False)
            try:
                yield archive
            finally:
                heartbeat.stop()
                archive.commit(Tick(hosts=self._notes()))

    def _notes(self) -> dict[str, HostNote]:
        """Whoever asks next keeps the pace from our last request on."""
        paces = self.paces()
        return {host: HostNote(time.time(), pace) for host, pace in paces.items() if host in self.site_hosts}

    def paces(self) -> dict[str, float]:
        """Seconds between two requests of each host that was asked, its Crawl-delay among what decided."""
        return {host: slot.delay for host, slot in self.crawler.engine.downloader.slots.items()}

    async def rested(self, archive: Archive) -> bool:
        """Waits for the hosts that rest; False when that would take longer than WAIT_DUE."""
        limit = self.settings.getfloat("WAIT_DUE")
        for host in sorted(self.site_hosts):
            note = archive.ledger.host_note(host)
            wait = (note.until - self.clock.now()).total_seconds() if note.until else 0.0
            told = f"{host} rests until {note.until:%Y-%m-%d %H:%M:%S} UTC: {note.why}" if note.until else ""
            if wait > limit >= 0:
                self.hindrance = told
                return False
            if wait > 0:
                self.logger.info("waiting: %s", told)
                await asyncio.sleep(self.clock.seconds(wait))
        return True

    async def look(self, url: str) -> Fetched | None:
        """One page; None when it cannot be had."""
        response = await self._ask(url)
        if response is None or response.status not in FULL:
            return None
        return fetched(response, self.clock.now(), Candidate(url, "", kind="source"))

    async def _ask(self, url: str) -> Response | None:
        """The answer, after the waits that the host asks for."""
        for _ in range(TRIES):
            if self.crawler.engine is None or not self.crawler.engine.running:
                return None
            try:
                request = Request(url, meta={"dont_retry": True})
                response = await self.crawler.engine.download_async(request)
            except _FAILED as error:
                self.logger.info("%s: %s", url, error)
                return None
            now = self.clock.now()
            wait = retry_after(response, now) if setback_of(response, now) else None
            if wait is None:
                return response
            seconds = min(wait, self.settings.getfloat("RETRY_AFTER_MAX"))
            self.logger.info("%s: HTTP %d, waiting %.0f s (Retry-After)", url, response.status, seconds)
            await asyncio.sleep(self.clock.seconds(seconds))
        return None
