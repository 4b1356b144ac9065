"""How a tick comes in: each item is judged, and what it becomes is written."""

from dataclasses import replace
from datetime import datetime

from newscrawler.archive.answers import Ending, Held, Judgement
from newscrawler.archive.backend import Backend
from newscrawler.archive.faults import fault
from newscrawler.archive.layout import ARTICLES
from newscrawler.archive.model import JSON, Finished, Place, Requeued, State
from newscrawler.archive.records import read_at
from newscrawler.archive.revisions import conflicting_id, flagged, judge
from newscrawler.archive.segments import Segments
from newscrawler.archive.sightings import Sightings

_KEPT: tuple[State, ...] = ("gone", "blocked", "rejected")  # states whose pages are kept beside those of articles
_TOLD = ("reason", "field", "detail", "status", "source", "target")


class Admission(Sightings):
    """One tick, inside the transaction that commits it. `hosts` are those whose leases this writer still has."""

    def __init__(self, ledger: Backend, segments: Segments, now: datetime, hosts: set[str], pages: bool) -> None:
        super().__init__(ledger, segments, now, pages)
        self._hosts = hosts
        self._fresh: dict[Place, JSON] = {}

    def finish(self, one: Finished) -> Ending:
        """What the end of a lease makes of its URL."""
        lease = one.lease
        if lease.host not in self._hosts:
            return Ending(lease, "lost")
        if one.record is not None:
            wrong = fault(ARTICLES, one.record)
            if wrong is None:
                return self._store(one, one.record)
            one = replace(one, record=None, state="rejected", reason="record", detail=wrong)
        held = self.ledger.held_at(lease.url)
        verdict = self._look_again(one, held) if held else self._settle(one)
        self.ledger.amend(lease.row, self.now, **_facts(one))
        return Ending(lease, verdict, held.id if held else None, held.revision if held else None)

    def requeue(self, one: Requeued) -> None:
        """Puts a lease back for another try."""
        if one.lease.host not in self._hosts:
            return
        names: tuple[str, ...] = ("priority", "payload", "etag", "last_modified")
        if one.lease.state == "pending":  # of a held one the files say otherwise
            names += ("reason", "status")
        told = {name: value for name in names if (value := getattr(one, name)) is not None}
        is_mended = one.succeeded and one.lease.state == "pending"  # why it failed once is past
        facts = {"reason": None, "status": None, **told} if is_mended else told
        attempts = 0 if one.succeeded else one.lease.attempts + one.counts
        self.ledger.amend(one.lease.row, self.now, due=one.due or self.now, attempts=attempts, **facts)

    def bring(self, kind: str, line: JSON) -> None:
        """A line as it is, of a re-reading or an import; of an article that was removed none comes back."""
        held = self.ledger.held(line["id"]) if kind == ARTICLES else None
        if held is None or held.removed_at is None:
            self.append(kind, line, held.place if held else None)

    def _settle(self, one: Finished) -> str:
        """The outcome of a URL that holds no article. An ending that tells nothing is a failure, never a success."""
        lease, told = one.lease, {name: getattr(one, name) for name in _TOLD}
        state = one.state
        if state in ("stored", "pending"):
            state, told["reason"] = "failed", one.reason or "no outcome"
        target = self.ledger.held_at(one.target) if one.target else None
        raw = self.keep(lease.site, one.page) if state in _KEPT else None
        self.outcome(lease.url, lease.site, lease.kind, state, id=target and target.id, raw=raw, **told)
        return state

    def _look_again(self, one: Finished, held: Held) -> str:
        """A held article that was asked for and gave no record: gone, unchanged (304), moved, or nothing learnt."""
        lease = one.lease
        if one.state == "stored":
            self._alive(held, lease.url, lease.site)
            return "unchanged"
        if one.state == "alias":
            self.event("moved", held.id, lease.url, lease.site, target=one.target)
            return "moved"
        if one.state == "gone" and held.gone_at is None:
            raw = self.keep(lease.site, one.page)
            self.event("gone", held.id, lease.url, lease.site, status=one.status, reason=one.reason, raw=raw)
        return one.state

    def judge(self, record: JSON) -> Judgement:
        """What a record would be if it were stored now: under its URL first, then under its id."""
        here = self.ledger.held_at(record["url"])
        held, known = here or self.ledger.held(record["id"]), here is not None
        if held is None:
            return Judgement("new", record["id"], 1)
        if held.removed_at is not None:
            return Judgement("removed", held.id, held.revision, held, known)
        if held.content_sha256 == record["content_sha256"]:
            return Judgement("unchanged", held.id, held.revision, held, known)
        if not known and judge(self._old(held), record) == "conflict":
            return Judgement("conflict", conflicting_id(record["id"], record["url"]), 1, held)
        return Judgement("revision", held.id, held.revision + 1, held, known)

    def _store(self, one: Finished, record: JSON) -> Ending:
        lease, url, found = one.lease, record["url"], self.judge(record)
        held = found.held
        if held is None:
            ending = self._write(one, {**record, "revision": 1}, "new")
        elif found.verdict == "removed":
            self.outcome(lease.url, lease.site, lease.kind, "rejected", reason="removed", id=held.id)
            self.ledger.amend(lease.row, self.now, due=None)
            return Ending(lease, "rejected", held.id)
        elif found.verdict == "conflict":
            return self._conflict(one, record, held)
        elif found.verdict == "revision":
            ending = self._revise(one, record, held)
        else:
            ending = Ending(lease, "unchanged", held.id, held.revision)
            if not found.known:
                self.outcome(url, lease.site, lease.kind, "alias", target=self._old(held)["url"], id=held.id)
                one = replace(one, due=None)  # it is looked at again under the address that holds it
        if held is not None and (ending.verdict == "unchanged" or held.gone_at is not None):
            self._alive(held, url, lease.site)
        self._follow(one, url, ending.id, found.known)
        return ending

    def _revise(self, one: Finished, record: JSON, held: Held) -> Ending:
        record = {**record, "id": held.id, "revision": held.revision + 1}
        in_conflict = "id_conflict" in self._old(held)["flags"]
        return self._write(one, flagged(record) if in_conflict else record, "revision", held)

    def _write(self, one: Finished, record: JSON, verdict: str, held: Held | None = None) -> Ending:
        """Behind the line that is held, so that files alone tell which is the newest."""
        record["raw"] = self.keep(record["site"], one.page) or record.get("raw")
        self._fresh[self.append(ARTICLES, record, held.place if held else None)] = record
        return Ending(one.lease, verdict, record["id"], record["revision"])

    def _conflict(self, one: Finished, record: JSON, held: Held) -> Ending:
        """Both are kept and flagged: the held one by writing its line again, the other under an id of its own."""
        if "id_conflict" not in (old := self._old(held))["flags"]:
            again = flagged(old)
            self._fresh[self.append(ARTICLES, again, held.place)] = again
        other = flagged({**record, "id": conflicting_id(record["id"], record["url"])})
        return replace(self._store(one, other), verdict="conflict")

    def _follow(self, one: Finished, url: str, record: str | None, known: bool) -> None:
        """When to look again; and what the URL asked for is, when the record lies under another."""
        lease = one.lease
        if lease.url == url:
            self.ledger.amend(lease.row, self.now, **_facts(one))
        else:
            was = self.ledger.held_at(lease.url) if lease.state == "stored" else None
            if was is None:
                self.outcome(lease.url, lease.site, lease.kind, "alias", target=url, status=one.status, id=record)
            elif not known:
                self.event("moved", was.id, lease.url, lease.site, target=url)
            self.ledger.amend(lease.row, self.now, due=None)
            self._amend(url, **_facts(one))

    def _alive(self, held: Held, url: str, site: str) -> None:
        self.event("alive" if held.gone_at is None else "back", held.id, url, site)

    def _old(self, held: Held) -> JSON:
        """The line of a held article; it may be of this very tick, and not on the disk yet."""
        assert held.place is not None
        return self._fresh.get(held.place) or read_at(self.segments.root, held.place)


def _facts(one: Finished) -> JSON:
    told = {"etag": one.etag, "last_modified": one.last_modified}
    return {"due": one.due, **{name: value for name, value in told.items() if value is not None}}
