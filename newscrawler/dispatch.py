"""What is done next: claims hosts, leases what is due on them, knows when nothing is left to do or to wait for."""

import logging
from collections import Counter
from collections.abc import Collection, Iterator

from scrapy import Request
from scrapy.statscollectors import StatsCollector

from newscrawler.archive.model import Lease, Requeued
from newscrawler.archive.store import Archive
from newscrawler.errands import Errands
from newscrawler.hosts import Hosts
from newscrawler.polls import Polls
from newscrawler.spider import NewsSpider
from newscrawler.waiting import Due, Waiting
from newscrawler.wishes import Wishes
from newscrawler.work import as_candidate

logger = logging.getLogger(__name__)

MOST = 20
"""Times that one page of a source is asked for in one run, its polls apart; then it waits for another day."""

_AHEAD = 0.2  # seconds of fetching that are leased in advance
_A_DAY = 86_400.0  # seconds


class Dispatch:
    """The work of one crawl. `idle`: there is nothing to do, or nothing that is worth waiting for.

    `waits`: there is nothing to do until a time comes, so that an empty tick need not ask the ledger.
    """

    def __init__(
        self,
        archive: Archive,
        spider: NewsSpider,
        hosts: Hosts,
        errands: Errands,
        wishes: Wishes,
        polls: Polls | None = None,
    ) -> None:
        settings, self._stats = spider.crawler.settings, spider.crawler.stats
        assert isinstance(self._stats, StatsCollector)
        self._archive, self._spider, self._hosts = archive, spider, hosts
        self._errands, self._wishes, self._polls = errands, wishes, polls
        self._never_ends = settings.getfloat("EVERY") > 0
        self._waiting = Waiting(settings.getfloat("WAIT_DUE"))
        self._per_host = max(4, min(64, int(_AHEAD / max(settings.getfloat("DOWNLOAD_DELAY"), 0.001))))
        self._left_to: dict[str, str] = {}
        self._leased = 0
        self._asked: Counter[str] = Counter()
        if self._never_ends:
            self._stats.set_value("newscrawler/endless", True)
        self.idle = self.waits = False

    def lease(self, *, busy: bool) -> list[Requeued]:
        """Requests for what is due on the hosts that are ours. `busy`: the crawl still has something in its hands.

        Returns what is given back because its host is another process's, or because it was asked for too often.
        """
        self.waits = False
        ready = self._archive.hosts_ready(self._spider.name)
        taken = self._claim({*ready, *self._hosts.waiting()})
        given_back = self._hand_back(taken)
        mine = [host for host in ready if host not in taken]
        leases = self._archive.lease(self._spider.name, self._per_host, self._hosts.awake(mine))
        self._leased += len(leases)
        for lease in leases:
            if self._is_too_much(lease):
                given_back.append(Requeued(lease, self._spider.clock.after(_A_DAY), "endless"))
            else:
                self._begin(lease)
        on_their_way = len(self._errands) > self._hosts.leased or self._hosts.out
        # what was led to another host is in no list of what is ready: its queue alone tells of it
        if leases or busy or given_back or on_their_way or self._hosts.awake(self._hosts.waiting()):
            self._waiting.progress()
            self.idle = False
        else:
            self._rest(mine, taken)
        return given_back

    def _begin(self, lease: Lease) -> None:
        request = self._spider.request_for(as_candidate(lease))
        if lease.state == "stored" or (self._polls and self._polls.conditional(lease.url)):
            _ask_whether_it_changed(request, lease)
        self._errands.begin(lease, request)
        self._hosts.put(request)

    def _is_too_much(self, lease: Lease) -> bool:
        """Was this page of a source asked for so often in this run that something must be wrong?"""
        if lease.kind != "source" or (self._polls is not None and self._polls.owns(lease.url)):
            return False
        self._asked[lease.url] += 1
        if self._asked[lease.url] == MOST + 1:
            logger.warning("%s was asked for %d times in this run: it waits for another day", lease.url, MOST)
        return self._asked[lease.url] > MOST

    def _claim(self, hosts: Collection[str]) -> dict[str, str]:
        taken = self._archive.claim(hosts)
        self._hosts.meet(set(hosts) - taken.keys(), self._archive)
        for host, owner in taken.items():
            if host not in self._left_to:
                logger.info("%s is being crawled by %s: the work is left to it", host, owner)
        self._left_to |= taken
        if taken:
            self._stats.set_value("newscrawler/left_to", ", ".join(sorted(set(taken.values()))))
        return taken

    def _hand_back(self, taken: Collection[str]) -> list[Requeued]:
        """Requests that were led to a host which another process has: their leases wait for a minute."""
        leases = self._errands.drop(self._hosts.part(taken))
        later = self._spider.clock.after(60)
        return [Requeued(lease, later, counts=False) for lease in leases]

    def _rest(self, mine: Collection[str], taken: Collection[str]) -> None:
        """Nothing can be asked now: wait for what is due if that is not too long, else be done."""
        due = min(self._dues({*mine, *self._hosts.waiting()}), default=None)
        if self._never_ends:
            self.waits = True
            self._archive.release(self._spider.site_hosts)  # another command may have them until something is due
            self._errands.drop(self._hosts.part(self._spider.site_hosts))
        elif due is None:
            self.idle = self.idle or self._hands_over(taken)
            if self.idle and not self._leased and not taken:
                self._stats.set_value("newscrawler/nothing_due", True)
        else:
            self._wait(due)

    def _wait(self, due: Due) -> None:
        begins = self._waiting.begins(due)
        if self._waiting.is_worth(due, self._spider.clock.now()):
            if begins:
                logger.info("waiting until %s", due)
                self._stats.set_value("newscrawler/waiting", str(due))
            self.idle, self.waits = False, True
        else:
            self._archive.give_back(self._errands.drop(self._hosts.clear()))
            self._stats.set_value("newscrawler/next_due", str(due))
            self.idle = True

    def _dues(self, hosts: Collection[str]) -> Iterator[Due]:
        """When a host ends its rest, when the next URL that failed is tried again."""
        for until, host, why in self._hosts.resting(hosts):
            yield Due(until, f"{host} rests: {why}")
        next_try = self._archive.ledger.next_try(self._spider.name)
        if next_try is not None:
            yield Due(next_try, "what failed is tried again")

    def _hands_over(self, taken: Collection[str]) -> bool:
        """Gives the hosts free, then looks once more: who found them taken until now has left its work already."""
        self._archive.release(self._spider.site_hosts)
        self._hosts.part(self._spider.site_hosts)
        self._wishes.rest()
        return set(self._archive.hosts_ready(self._spider.name)) <= set(taken)


def _ask_whether_it_changed(request: Request, lease: Lease) -> None:
    """RFC 9110: with both, the server goes by the first; some know only the second."""
    if lease.etag:
        request.headers["If-None-Match"] = lease.etag
    if lease.last_modified:
        request.headers["If-Modified-Since"] = lease.last_modified
