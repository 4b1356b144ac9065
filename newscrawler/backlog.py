"""What a backfill leaves in the ledger for the one that takes it up again: its plan, and walks that are under way."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path

from newscrawler.archive.answers import Row
from newscrawler.archive.coverage import Gaps
from newscrawler.archive.layout import LEDGER
from newscrawler.archive.ledger import Ledger
from newscrawler.archive.model import Discovered, Progress, Tick
from newscrawler.archive.store import Archive
from newscrawler.az import BAKU
from newscrawler.discovery import Candidate, Cursor, DayPages, Feed, NewsSitemap, Span
from newscrawler.discovery.plan import Plan
from newscrawler.discovery.posts import WordPressPosts
from newscrawler.planning import old_sources
from newscrawler.spider import NewsSpider
from newscrawler.work import as_work

PLANS = "backfill"
"""The name under which plans stand among the progress of sources."""

GOOD_FOR = timedelta(days=14)
"""How long a plan is taken up again; after that the sources are looked at anew."""

_BATCH = 1000


def wish_of(spider: NewsSpider) -> str:
    """The range and edition that a backfill is for, as the key of its plan."""
    span = spider.span
    return f"{span.since or ''}…{span.until or ''} {spider.edition or ''}".strip()


def saved_plan(root: Path, spider: NewsSpider, wish: str, now: datetime) -> Plan | None:
    """The plan of a backfill for the same range that did not come to its end."""
    if not (root / LEDGER).exists():
        return None
    with closing(Ledger.reader(root)) as ledger:
        told = ledger.progress(spider.name, PLANS).get(wish)
    plan = Plan.from_dict(told) if told else None
    if plan is None or now - datetime.fromisoformat(plan.at) > GOOD_FOR:
        return None
    return plan if {*plan.chosen} <= {source.name for source in (*spider.live, *spider.archive)} else None


def save_plan(root: Path, site: str, wish: str, plan: Plan | None) -> None:
    """Remembers the plan of a backfill that begins; None forgets that of one that has ended."""
    with Archive.open(root) as archive:
        archive.commit(Tick(progress=[Progress(site, PLANS, wish, plan.as_dict() if plan else None)]))


def left_to_walk(root: Path, plan: Plan, edition: str | None) -> list[str]:
    """Those of the plan's sources whose walk has to begin (anew): the others are done, or go on out of the ledger."""
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    wish = {"since": plan.since or None, "until": plan.until, "edition": edition}
    with closing(Ledger.reader(root)) as ledger:
        for row in ledger.rows(plan.site):
            told = row.payload or {}
            if row.kind == "source" and all(told.get(name) == value for name, value in wish.items()):
                rows[str(told.get("source"))].append(row)
    return [name for name in plan.chosen if not _is_under_way(rows[name], datetime.fromisoformat(plan.at))]


def _is_under_way(rows: Collection[Row], begun: datetime) -> bool:
    """Was the walk begun for this plan, and has no page of it failed?"""
    current = [row for row in rows if row.state == "pending" or row.changed >= begun]
    return bool(current) and all(row.state in ("pending", "gone") or row.reason == "listing" for row in current)


def past(spider: NewsSpider) -> Span:
    """The spider's range without the days to come: nothing is missing of those."""
    today = spider.clock.now().astimezone(BAKU).date()
    return Span(spider.span.since, min(spider.span.until, today)) if spider.span.until else spider.span


def cheapest(spider: NewsSpider) -> str:
    """The name of a source that costs a request: a crawl begins at one at least."""
    sources = [*spider.sources.values()]
    return next((one.name for one in sources if isinstance(one, Feed | NewsSitemap)), sources[0].name)


def put_gaps(root: Path, spider: NewsSpider, gaps: Gaps) -> None:
    """Work for what coverage misses: articles and pages again, the days again with every source that leads back."""
    with Archive.open(root, spider.clock) as archive:
        rows = [row for url in (*gaps.urls, *gaps.pages) if (row := archive.ledger.row(url))]
        again = [
            Discovered(row.url, row.site, PLANS, row.kind, row.record, row.priority, payload=row.payload, again=True)
            for row in rows
        ]
        work = [*again, *_walks(spider, spans_of(gaps.days))]
        for start in range(0, len(work), _BATCH):
            archive.commit(Tick(discovered=work[start : start + _BATCH]))


def _walks(spider: NewsSpider, spans: Sequence[Span]) -> Iterator[Discovered]:
    """The first pages of every source for each range of days; of one that has to be read through, for all at once."""
    whole = [Span(spans[-1].since, spans[0].until)] if spans else []
    now = spider.clock.now()
    for source in old_sources(spider):
        leaps = isinstance(source, Cursor | DayPages | WordPressPosts)
        for span in spans if leaps else whole:
            for url in source.begin(span, now):
                page = Candidate(url, source.name, kind="source", span=span, edition=spider.edition)
                yield as_work(page, spider.name, spider.urls)


def spans_of(days: Iterable[date]) -> list[Span]:
    """The days as ranges, the newest first.

    >>> [span.since.day for span in spans_of([date(2025, 12, 3), date(2025, 12, 1), date(2025, 12, 2)]) if span.since]
    [1]
    """
    ordered = sorted(set(days))
    runs = groupby(enumerate(ordered), key=lambda pair: pair[1].toordinal() - pair[0])
    ranges = [[day for _, day in run] for _, run in runs]
    return [Span(run[0], run[-1]) for run in reversed(ranges)]
