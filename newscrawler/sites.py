"""The table of sites: what each declares, and how an archive stands with it."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from newscrawler.archive.answers import Stand
from newscrawler.declaration import SiteSpider
from newscrawler.discovery import Source
from newscrawler.errors import ArgumentError

KINDS = {
    "feed": "feed",
    "sitemap": "news sitemap",
    "shards": "sitemap",
    "cursor": "endless listing",
    "listing": "listing",
    "pages": "numbered pages",
    "days": "day pages",
    "posts": "WordPress interface",
}
"""The first word of a source's name, in words."""
MARKS = ("<!-- sites -->", "<!-- /sites -->")
SILENT_AFTER = timedelta(days=3)
BLOCKED_FROM = 0.05
_FAMILY = "newscrawler.cms."


@dataclass(frozen=True)
class Site:
    """One row: what a spider declares. Sources by kind, the most trusted first; `family` is the module in `cms/`."""

    name: str
    address: str
    editions: tuple[str, ...]
    family: str | None
    live: tuple[str, ...]
    backfill: tuple[str, ...]
    aggregator: bool

    @classmethod
    def of(cls, spider: type[SiteSpider]) -> "Site":
        """The row of a spider."""
        host = next(iter(spider.allowed_domains), "")
        return cls(
            name=spider.name,
            address=f"https://{spider.hosts.get(host, host)}",
            editions=tuple(spider.editions),
            family=_family(spider),
            live=_kinds(spider.live),
            backfill=_kinds(spider.archive),
            aggregator=spider.aggregator,
        )


def _family(spider: type[SiteSpider]) -> str | None:
    """The content system on which the site's pages, else its spider, are built."""
    bases = [base.__module__ for kind in (*spider.pages, spider) for base in kind.__mro__]
    return next((module.removeprefix(_FAMILY) for module in bases if module.startswith(_FAMILY)), None)


def _kinds(sources: Iterable[Source]) -> tuple[str, ...]:
    counts = Counter(KINDS.get(word := source.name.split(" ")[0], word) for source in sources)
    return tuple(f"{kind} ×{count}" if count > 1 else kind for kind, count in counts.items())


def health(stand: Stand | None, now: datetime) -> str | None:
    """`ok`, `blocked 12 %` of what was asked, or `silent since` the day of the last answer; None without an archive.

    >>> from datetime import UTC
    >>> health(Stand(articles=9, newest="2025-12-14", answered=datetime(2025, 12, 9, tzinfo=UTC), blocked=0, asked=9),
    ...        datetime(2025, 12, 15, tzinfo=UTC))
    'silent since 2025-12-09'
    """
    if stand is None or stand.answered is None:
        return None
    if stand.blocked and stand.blocked / stand.asked >= BLOCKED_FROM:
        return f"blocked {stand.blocked / stand.asked:.0%}".replace("%", " %")
    if now - stand.answered > SILENT_AFTER:
        return f"silent since {stand.answered:%Y-%m-%d}"
    return "ok"


def as_json(sites: Sequence[Site], stands: Mapping[str, Stand], now: datetime) -> str:
    """A JSON list of rows; what only an archive tells is null without one."""
    rows = []
    for site in sites:
        stand = stands.get(site.name)
        told = {"articles": stand and stand.articles, "newest": stand and stand.newest, "health": health(stand, now)}
        rows.append(asdict(site) | told)
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_markdown(sites: Iterable[Site]) -> str:
    """What the spiders declare, as a table."""
    lines = ["| site | editions | software | live | backfill |", "|---|---|---|---|---|"]
    for site in sites:
        name = f"[{site.name}]({site.address})" + (" (aggregator)" if site.aggregator else "")
        cells = (name, ", ".join(site.editions), site.family or "", ", ".join(site.live), ", ".join(site.backfill))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def write_between(path: Path, table: str) -> None:
    """Puts the table between the two marks of a document. Raises `ArgumentError` where they are not."""
    first, last = MARKS
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ArgumentError(f"{path}: {error.strerror}") from error
    if not re.search(f"{re.escape(first)}.*{re.escape(last)}", text, re.DOTALL):
        raise ArgumentError(f"{path}: the table stands between {first} and {last}, which are not there")
    before, rest = text.split(first, 1)
    path.write_text(f"{before}{first}\n{table}{last}{rest.split(last, 1)[1]}", encoding="utf-8")
