"""A site made of numbers, and a worker that archives it, for the crash tests. As a module: ROOT ARTICLES [SITE]."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newscrawler.archive.model import Capture, Discovered, Finished, Lease, Tick
from newscrawler.archive.records import content_digest
from newscrawler.archive.store import Archive
from newscrawler.article import Article, no_rights

START = datetime(2025, 12, 15, 14, 0, 0, tzinfo=UTC)
PER_PAGE = 20
LIMITS = (40_000, 20_000)  # small, so that segments fill up and are changed in the middle of a run


def address(number: int, site: str = "demo") -> str:
    return f"https://{site}.example/news/{number}/"


def record(number: int, site: str = "demo", title: str = "", text: str = "", **changes: Any) -> dict[str, Any]:
    """A whole record of article `number`; `changes` are laid over it."""
    title = title or f"Körpü {number}-ci gün də bağlı qaldı"
    text = text or f"Təmir {number} saat çəkdi.\nSürücülər “dolama yol” ilə getdi, ödəniş yox idi."
    article = Article(
        id=f"{site}:{number}",
        site=site,
        url=address(number, site),
        language="az",
        title=title,
        lead=None,
        text=text,
        published_on="2025-12-15",
        published_at=f"2025-12-15T{number // 60 % 24:02d}:{number % 60:02d}:00+04:00",
        published_precision="minute",
        published_source="json-ld",
        published_raw="2025-12-15",
        published_evidence=[],
        modified_at=None,
        section=None,
        tags=[],
        authors=[],
        images=[],
        links=[],
        translations=[],
        fetched_at="2025-12-15T14:00:00Z",
        revision=1,
        content_sha256=content_digest(title, text),
        raw=None,
        extractor="demo.DemoPage@1",
        fixes=[],
        flags=[],
        rights=no_rights(),
    )
    return article.as_dict() | changes


def capture(url: str, body: bytes = b"", status: int = 200) -> Capture:
    payload = body or f"<html><h1>{url}</h1></html>".encode()
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Transfer-Encoding", "chunked")]
    return Capture(url, START, status, headers, payload, "OK", request_headers=[("User-Agent", "test")])


def now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def found(url: str, source: str = "listing", site: str = "demo", **told: Any) -> Discovered:
    return Discovered(url, site, source, **told)


def fetch(lease: Lease, articles: int) -> Iterator[Discovered | Finished]:
    """What the site answers: listings of 20 with related links, of ten articles one gone, one refused, one moved."""
    number = int(lease.url.rstrip("/").rpartition("/")[2])
    if lease.kind == "source":
        last = min(articles, (number + 1) * PER_PAGE)
        yield from (found(address(one, lease.site), site=lease.site) for one in range(number * PER_PAGE, last))
        if last < articles:
            yield found(f"https://{lease.site}.example/list/{number + 1}", site=lease.site, kind="source")
        yield Finished(lease, "not_article", reason="listing")
        return
    yield from (found(address((number + step) % articles, lease.site), "related", lease.site) for step in (1, 2, 3))
    if number % 10 == 3:
        yield Finished(lease, "gone", reason="HTTP 404", status=404, page=capture(lease.url, status=404))
    elif number % 10 == 5:
        yield Finished(lease, "rejected", reason="no date", field="published_on", page=capture(lease.url))
    elif number % 10 == 7 and number + 1 < articles:
        one = record(number + 1, lease.site, fetched_at=now())  # a short link: it leads to the article after it
        yield Finished(lease, "stored", record=one, page=capture(one["url"]))
    else:
        yield Finished(lease, "stored", record=record(number, lease.site, fetched_at=now()), page=capture(lease.url))


def expected(articles: int, site: str = "demo") -> set[str]:
    """The ids that the archive of such a site holds."""
    held = {n for n in range(articles) if n % 10 not in (3, 5) and (n % 10 != 7 or n + 1 == articles)}
    return {f"{site}:{number}" for number in held}


def work(root: Path, articles: int, site: str = "demo", per_tick: int = 7) -> None:
    """Lease, fetch, read, commit, until nothing is left. Every life of the process begins like the first."""
    with Archive.open(root, limits=LIMITS) as archive:
        print("open", flush=True)
        archive.commit(Tick(discovered=[found(f"https://{site}.example/list/0", "command", site, kind="source")]))
        while hosts := archive.hosts_ready(site):
            if archive.claim(hosts):
                return
            tick = Tick()
            for lease in archive.lease(site, per_tick):
                for one in fetch(lease, articles):
                    (tick.discovered if isinstance(one, Discovered) else tick.finished).append(one)  # type: ignore[arg-type]
            archive.commit(tick)


if __name__ == "__main__":
    work(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
