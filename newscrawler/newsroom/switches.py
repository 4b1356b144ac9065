"""What a newsroom can be told to do; each switch is an argument of `Newsroom` and a flag of the command line."""

from dataclasses import dataclass, fields

from newscrawler.errors import ArgumentError


@dataclass(frozen=True, slots=True)
class Switches:
    """The table of switches. Seconds are real ones, hours are lived by the newsroom's clock."""

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
    faults: str = ""
    """Faults of articles, NAME[*TIMES][=COUNT] by spaces: `server_error*2=5 timeout`; see `newsroom.faults`."""
    fault_wait: float = 30.0
    """The seconds that a fault's Retry-After asks for."""
    outage_after: float | None = None
    """So many hours after the clock's start the whole host goes away."""
    outage_hours: float = 3.0
    outage_kind: str = "refuse"
    """`refuse`: the port is closed; `reset`: every request gets a RST; `silent`: nothing is said until the end."""
    challenge_after: float | None = None
    """So many hours after the clock's start the whole host answers 403 with a challenge page."""
    challenge_hours: float = 3.0
    robots_status: int = 0
    """robots.txt answers this status; 0 for the site's own."""
    robots_hang: bool = False
    """robots.txt is never answered."""
    robots_times: int = 0
    """On the first so many requests of a host (0: on all of them) for robots.txt."""
    feed_bomb: bool = False
    """The RSS feed is an XML entity bomb."""
    sitemap_bomb: bool = False
    """The news sitemap is 300 MB of XML in 0.3 MB of gzip."""
    calendar: bool = False
    """Listings never end: after the oldest card the same articles come again, said to be older and older."""


def switches(**given: object) -> Switches:
    """The table with `given` set; an unknown name is an ArgumentError."""
    known = {field.name for field in fields(Switches)}
    if unknown := sorted(set(given) - known):
        raise ArgumentError(f"newsroom: no switch {', '.join(unknown)}; there are {', '.join(sorted(known))}")
    return Switches(**given)  # type: ignore[arg-type]
