"""What a newsroom can be told to do; each switch is an argument of `Newsroom` and a flag of the command line."""

from dataclasses import dataclass, fields

from newscrawler.errors import ArgumentError


@dataclass(frozen=True, slots=True)
class Switches:
    """The table of switches. Times in real seconds."""

    crawl_delay: float | None = None
    """robots.txt asks for so many seconds between requests."""
    latency: float = 0.0
    """Every answer waits so long."""
    retry_after: float | None = None
    """Every `busy_every`-th request of a host is answered 429 or 503 (in turn) with Retry-After of so many seconds."""
    busy_every: int = 10
    retry_date: bool = False
    """Retry-After as an HTTP date instead of seconds."""
    shard: int = 100
    """URLs in a shard of the archive sitemap."""
    batch: int = 20
    """Cards on a listing page and in a cursor's batch."""
    per_day_page: int = 24
    """Cards on a page of the day archive."""
    removals: float = 0.0
    """The share of articles that are taken down some hours or days after they came out."""
    ahead: float = 0.0
    """Days after the clock's start that the plan reaches: what is published while the clock runs."""


def switches(**given: object) -> Switches:
    """The table with `given` set; an unknown name is an ArgumentError."""
    known = {field.name for field in fields(Switches)}
    if unknown := sorted(set(given) - known):
        raise ArgumentError(f"newsroom: no switch {', '.join(unknown)}; there are {', '.join(sorted(known))}")
    return Switches(**given)  # type: ignore[arg-type]
