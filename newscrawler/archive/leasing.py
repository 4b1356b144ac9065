"""Which work this writer has: hosts that are leased to it, and the URLs of them that are out."""

from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path

from newscrawler.archive.backend import Backend
from newscrawler.archive.model import Lease
from newscrawler.archive.writers import Writer, alive
from newscrawler.clock import Clock


class Leasing:
    """Leases of hosts lie in the ledger, those of URLs in memory alone: a crash leaves every URL pending."""

    def __init__(self, root: Path, clock: Clock, ledger: Backend, writer: Writer, lease_seconds: float) -> None:
        self.root, self.clock, self.ledger = root, clock, ledger
        self._writer, self._lease_seconds = writer, lease_seconds
        self._hosts: set[str] = set()
        self._leased: dict[int, Lease] = {}

    @property
    def writer(self) -> str:
        """The name under which this process writes and leases."""
        return self._writer.name

    def hosts_ready(self, site: str) -> list[str]:
        """The hosts of a site that have something to fetch now."""
        self.ledger.promote(site, self.clock.now())
        return self.ledger.hosts_ready(site)

    def claim(self, hosts: Iterable[str]) -> dict[str, str]:
        """Leases hosts for this writer. Returns those that another one has: host and owner."""
        wanted = sorted(set(hosts) - self._hosts)
        if not wanted:
            return {}
        with self.ledger.transaction():
            taken = self.ledger.claim(wanted, self.writer, lambda owner: alive(self.root, owner), self._lease_seconds)
        self._hosts |= set(wanted) - taken.keys()
        return taken

    def release(self, hosts: Iterable[str]) -> None:
        """Gives hosts back, with what is leased of them."""
        given = set(hosts)
        with self.ledger.transaction():
            self.ledger.release(self.writer, given)
        self._forget_hosts(given)

    def lease(self, site: str, per_host: int, hosts: Collection[str] | None = None) -> list[Lease]:
        """Due URLs of a site on the hosts that this writer has (or those of them in `hosts`): live before old.

        Never more than `per_host` are out at a time; one that is out stays so until a commit or `give_back`.
        """
        self.ledger.promote(site, self.clock.now())
        out = Counter(lease.host for lease in self._leased.values())
        leases: list[Lease] = []
        for host in sorted(self._hosts if hosts is None else self._hosts.intersection(hosts)):
            if (free := per_host - out[host]) > 0:
                skip = {row for row, lease in self._leased.items() if lease.host == host}
                leases += self.ledger.ready(site, host, free, skip)
        self._leased |= {lease.row: lease for lease in leases}
        return leases

    @property
    def out(self) -> int:
        """How many leases are out."""
        return len(self._leased)

    def give_back(self, leases: Iterable[Lease]) -> None:
        """Leases that were not used: somebody may have them at once."""
        for lease in leases:
            self._leased.pop(lease.row, None)

    def _forget_hosts(self, hosts: Collection[str]) -> None:
        self._hosts = self._hosts - set(hosts)
        self.give_back([lease for lease in self._leased.values() if lease.host in hosts])
