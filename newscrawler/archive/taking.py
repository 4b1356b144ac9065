"""What comes in without a crawl: a page of another archive, or one of ours that reads well at last."""

from newscrawler.archive.admission import Admission
from newscrawler.archive.answers import Ending, Judgement
from newscrawler.archive.faults import fault
from newscrawler.archive.layout import ARTICLES
from newscrawler.archive.ledger_database import host_of, seconds
from newscrawler.archive.model import Finished, Lease, Taken
from newscrawler.errors import ArchiveError


class Taking(Admission):
    """Judges such a record by the rules of a crawl, but for one: what was seen earlier is no newer revision."""

    def take(self, one: Taken) -> Ending:
        """`new`, `revision`, `conflict`, `unchanged` (nothing is written), `older` or `removed` (nor is it then)."""
        record, lease = one.record, self._lease(one)
        if wrong := fault(ARTICLES, record):
            raise ArchiveError(record["url"], f"no record: {wrong}")
        found = self.judge(record)
        held, verdict = found.held, found.verdict
        if verdict == "revision" and held and seconds(record["fetched_at"]) <= held.fetched_at.timestamp():
            verdict = "older"
        if verdict in ("older", "removed"):
            return Ending(lease, verdict, found.id, found.revision)
        ending = self._written(Finished(lease, "stored", record, page=one.page), found, verdict)
        if not found.known and verdict == "unchanged":
            self._alias(one, record["url"], found.id)
        if one.asked != record["url"] and self.ledger.held_at(one.asked) is None:
            self._alias(one, one.asked, ending.id)
        return ending

    def _written(self, one: Finished, found: Judgement, verdict: str) -> Ending:
        record, held = one.record, found.held
        assert record is not None
        if held is None:
            return self._write(one, {**record, "revision": 1}, "new")
        if verdict == "conflict":
            return self._conflict(one, record, held)
        if verdict == "revision":
            return self._revise(one, record, held)
        return Ending(one.lease, "unchanged", held.id, held.revision)

    def _alias(self, one: Taken, url: str, record: str | None) -> None:
        held = self.ledger.held(record) if record else None
        target = self._old(held)["url"] if held else one.record["url"]
        self.outcome(url, one.record["site"], "article", "alias", target=target, id=record, status=200)

    def _lease(self, one: Taken) -> Lease:
        """A crawl takes what it leased; here stands what such a lease would say. Its row is none of the ledger's."""
        url, site = one.record["url"], one.record["site"]
        return Lease(-1, url, site, host_of(url), "article", "pending", 0, 0, one.record["id"], *[None] * 4)
