"""Leases on their way through the engine, and what came of each."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from typing import Any

from scrapy import Request

from newscrawler.archive.model import JSON, Capture, Finished, Lease, State
from newscrawler.article import Article, Rejected
from newscrawler.patience import Setback
from newscrawler.work import LEASE, state_of


@dataclass
class Errand:
    """One lease on its way: how many requests of it are about, and what came of it so far."""

    lease: Lease
    requests: int = 0
    article: Article | None = None
    rejected: Rejected | None = None
    was_read: bool = False
    unchanged: bool = False
    page: Capture | None = None
    validators: dict[str, str] = field(default_factory=dict)
    setback: Setback | None = None

    @property
    def is_open(self) -> bool:
        """Has nothing come of it?"""
        return not (self.setback or self.article or self.rejected or self.was_read)

    @property
    def was_answered(self) -> bool:
        """Did the host answer with something that is worth a line?"""
        told = self.rejected is not None and self.rejected.status is not None
        return self.setback is None and (self.was_read or self.article is not None or told)

    @property
    def given_up_as(self) -> str:
        """What a setback that became an end counts as, among what was rejected."""
        reason = self.setback.reason if self.setback else "no outcome"
        return reason if self.lease.kind == "article" else f"{self.lease.kind}_{reason}"

    def ending(self) -> Finished:
        """What the archive is told. A lease that leaves nothing behind has failed, never been done."""
        told: dict[str, Any] = {
            "status": self.page.status if self.page else None,
            "source": (self.lease.payload or {}).get("source"),
        }
        if self.setback is not None:
            is_refusal = self.setback.kind == "refused" or self.setback.status == HTTPStatus.TOO_MANY_REQUESTS
            state: State = "blocked" if is_refusal else "failed"
            status = self.setback.status
            told |= {"reason": self.setback.reason, "detail": self.setback.detail, "status": status}
            return Finished(self.lease, state, page=self.page, **told)
        told |= self.validators  # of a failure the next try is to bring the page itself, whatever it was marked with
        if self.article is not None:
            return Finished(self.lease, "stored", record=self.article.as_dict(), page=self.page, **told)
        if self.unchanged and self.lease.kind == "article":
            return Finished(self.lease, "stored", **told)
        if self.rejected is not None:
            one = self.rejected
            told |= {"reason": one.reason, "field": one.field, "detail": one.detail, "target": one.target}
            return Finished(self.lease, state_of(one.reason), page=self.page, **told)
        if self.was_read:
            return Finished(self.lease, "not_article", reason="listing", page=self.page, **told)
        return Finished(self.lease, "failed", reason="no outcome", **told)


@dataclass
class Errands:
    """All errands by the row of their lease. `serving` is the row whose item is being exported."""

    about: dict[int, Errand] = field(default_factory=dict)
    serving: int | None = None

    def __len__(self) -> int:
        return len(self.about)

    def begin(self, lease: Lease, request: Request) -> None:
        """A lease goes out with its first request."""
        request.meta[LEASE] = lease.row
        self.about[lease.row] = Errand(lease, requests=1)

    def again(self, request: Request) -> None:
        """A further request of a lease: a retry or a redirect."""
        if (errand := self._of(request.meta.get(LEASE))) is not None:
            errand.requests += 1

    def end(self, request: Request) -> Errand | None:
        """The engine has forgotten a request; with the last one of a lease its errand is over."""
        errand = self._of(request.meta.get(LEASE))
        if errand is None:
            return None
        errand.requests -= 1
        return self.about.pop(errand.lease.row) if errand.requests == 0 else None

    def drop(self, requests: Iterable[Request]) -> list[Lease]:
        """Requests that will not be sent: their leases, which are as they were."""
        errands = [self.about.pop(request.meta[LEASE], None) for request in requests if LEASE in request.meta]
        return [errand.lease for errand in errands if errand is not None]

    def lease_of(self, request: Request) -> Lease | None:
        """The lease that a request serves."""
        errand = self._of(request.meta.get(LEASE))
        return None if errand is None else errand.lease

    def set_back(self, lease: int, setback: Setback) -> None:
        """A request of the lease failed in a way that may pass."""
        if (errand := self._of(lease)) is not None:
            errand.setback = setback

    def stage(self, item: Article | Rejected) -> Iterable[JSON]:
        """What became of the lease that is being served; lines about other URLs come back to be written as they are."""
        errand = self._of(self.serving)
        if isinstance(item, Rejected) and (errand is None or item.kind == "card"):
            return [asdict(item)]
        if errand is not None and isinstance(item, Article):
            errand.article = item
        elif errand is not None and isinstance(item, Rejected):
            errand.rejected = item
        return []

    def was_read(self, row: int | None, *, unchanged: bool = False) -> None:
        """A page of a source was read, or a page is as it was: its lease has an outcome."""
        if (errand := self._of(row)) is not None:
            errand.was_read, errand.unchanged = True, unchanged

    def met(self, row: int | None, etag: str | None, last_modified: str | None) -> None:
        """By what a page of the lease is known again."""
        if (errand := self._of(row)) is not None:
            told = {"etag": etag, "last_modified": last_modified}
            errand.validators = {name: value for name, value in told.items() if value}

    def keep(self, row: int | None, page: Capture) -> bool:
        """The exchange of a lease; False when the row is none that is about."""
        errand = self._of(row)
        if errand is not None:
            errand.page = page
        return errand is not None

    def _of(self, row: int | None) -> Errand | None:
        return self.about.get(row) if row is not None else None
