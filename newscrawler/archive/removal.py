"""Taking articles out of an archive: a tombstone for each, and on request the text out of every file.

The order is what makes it safe to kill: the stone is durable before anybody is told; the plan of a purge is durable
before the first byte is written over; and whoever opens the archive next finishes what was begun.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from newscrawler import __version__
from newscrawler.archive.failpoints import failpoint
from newscrawler.archive.layout import LEDGER, checked_site
from newscrawler.archive.ledger import Ledger
from newscrawler.archive.meter import Tell, silent
from newscrawler.archive.model import JSON
from newscrawler.archive.purging import Edit, Plan, carry_out, conclude, write_down
from newscrawler.archive.store import Archive
from newscrawler.archive.tombstones import bury, honour, removed
from newscrawler.archive.traces import Traces, leftovers, log_edits, look, page_edits
from newscrawler.archive.writers import living, opening
from newscrawler.article import SCHEMA
from newscrawler.clock import Clock
from newscrawler.errors import ArchiveError


@dataclass(frozen=True)
class Target:
    """What is to be removed: the article `id` of `site`, known under `url` and whatever the ledger adds."""

    site: str
    id: str
    url: str


@dataclass(frozen=True)
class Removed:
    """What became of a target: lines of articles that were held, lines and pages whose text was erased now.

    `before` tells that it had been removed already, `copies` the ids of other articles that hold the same text.
    """

    target: Target
    held: int
    lines: int = 0
    pages: int = 0
    before: bool = False
    copies: tuple[str, ...] = ()


Stage = Callable[[str], Tell]
"""Hears that a stage begins; what it returns is told how far that is."""


def remove(
    root: Path,
    find: Callable[[Ledger], Sequence[Target]],
    reason: str,
    *,
    purge: bool = False,
    clock: Clock,
    stage: Stage = lambda name: silent,
) -> list[Removed]:
    """Lays a tombstone for everything that `find` finds, all or nothing; with `purge` erases the text as well.

    The stages are `lines` and, of a purge, `pages`. May be repeated.

    Raises `ArchiveError` when a crawl is running, or a line about the article cannot be read.
    """
    root = root.absolute()
    with opening(root):
        _refuse_beside_a_crawl(root)
    Archive.open(root, clock).close()  # mends what a crash left: what no commit believed may hold text as well
    with opening(root):
        _refuse_beside_a_crawl(root)
        with closing(Ledger(root / LEDGER)) as ledger:
            targets = sorted(set(find(ledger)), key=lambda one: (one.site, one.id))
            removal = _Removal(root, ledger, reason, purge, clock.now().strftime("%Y-%m-%dT%H:%M:%SZ"), stage)
            groups = [(checked_site(site), list(group)) for site, group in groupby(targets, lambda one: one.site)]
            return [done for site, group in groups for done in removal.of_site(site, group)]


def _refuse_beside_a_crawl(root: Path) -> None:
    if busy := living(root):
        raise ArchiveError(str(root), f"in use by {', '.join(busy)}: stop the crawl first")


@dataclass(frozen=True)
class _Removal:
    """One command's removals; nobody else writes the archive meanwhile."""

    root: Path
    ledger: Ledger
    reason: str
    purge: bool
    at: str
    stage: Stage

    def of_site(self, site: str, targets: Sequence[Target]) -> Iterator[Removed]:
        traces = [Traces(one.id, {one.url, *(row.url for row in self.ledger.rows_of(one.id))}) for one in targets]
        look(self.root, site, traces, self.at, self.stage("lines"))
        before = removed(self.root, site)
        pairs = list(zip(targets, traces, strict=True))
        bury(self.root, site, [self._stone(*pair) for pair in pairs if self._is_news(before.get(pair[0].id))])
        failpoint("stones-laid")
        with self.ledger.transaction():
            honour(self.root, self.ledger)
        failpoint("stones-told")
        pages = self._erase(site, traces) if self.purge else []
        for target, trace in pairs:
            theirs = {edit.offset for edit in pages if (edit.path, edit.offset) in trace.pages}
            yield Removed(
                target,
                held=len(trace.revisions),
                lines=len(trace.edits) if self.purge else 0,
                pages=len(theirs),
                before=target.id in before,
                copies=self._copies(trace),
            )

    def _is_news(self, before: JSON | None) -> bool:
        return before is None or (self.purge and not before.get("purge"))

    def _stone(self, target: Target, trace: Traces) -> JSON:
        return {
            "id": target.id,
            "site": target.site,
            "url": trace.url or target.url,
            "reason": self.reason,
            "at": self.at,
            "purge": self.purge,
            "published": trace.published,
            "revisions": trace.revisions,
            "program": f"newscrawler/{__version__}",
            "schema": SCHEMA,
        }

    def _erase(self, site: str, traces: list[Traces]) -> list[Edit]:
        """The edits of pages that were made."""
        pages = list(page_edits(self.root, site, traces, self.at, self.stage("pages")))
        edits = [*(edit for trace in traces for edit in trace.edits), *log_edits(self.root, traces)]
        urls = sorted({url for trace in traces for url in trace.urls})
        write_down(self.root, Plan([*edits, *pages], urls, leftovers(self.root, traces)))
        carry_out(self.root)
        conclude(self.root, self.ledger)
        return pages

    def _copies(self, trace: Traces) -> tuple[str, ...]:
        if not trace.revisions:
            return ()
        return tuple(self.ledger.same_text(trace.id, trace.revisions[-1]["content_sha256"]))
