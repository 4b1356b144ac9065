"""Archives made of chance, for the tests of releases: records as a crawl leaves them, in real segments, with a ledger.

As a module: `python -m tests.corpus_site ROOT ARTICLES [SEED]`.
"""

import random
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any

from newscrawler.archive.layout import SegmentName, stamp
from newscrawler.archive.rebuild import rebuild
from newscrawler.archive.records import as_line, content_digest
from newscrawler.article import Article, no_rights
from newscrawler.az import BAKU
from newscrawler.newsroom.printing import capital
from newscrawler.newsroom.prose import TOPICS

JSON = dict[str, Any]

SITES = ("azertag", "oxu", "report")
FIRST, LAST = date(2013, 12, 20), date(2016, 2, 10)
"""Two summers with +05:00 and one winter more; a release of it has files of four years."""

SECTIONS = ("İqtisadiyyat", "Siyasət", "Mədəniyyət", "İdman")
_WORD = re.compile(r"[^\W\d_]{2,}")


@cache
def vocabulary(language: str) -> tuple[str, ...]:
    """The words that the newsroom writes in a language."""
    folder = files("newscrawler.newsroom.prose").joinpath(language)
    text = " ".join(re.sub(r"\{[^}]*\}", " ", folder.joinpath(f"{topic}.txt").read_text("utf-8")) for topic in TOPICS)
    return tuple(dict.fromkeys(_WORD.findall(text)))


def prose(chance: random.Random, language: str, words: int) -> str:
    """About `words` words of no meaning in sentences and paragraphs; two texts share no run of three words, or few."""
    left, paragraphs = words, []
    while left > 0:
        size = min(left, chance.randint(25, 70))
        bag = chance.choices(vocabulary(language), k=size)
        paragraphs.append(". ".join(capital(" ".join(bag[at : at + 12])) for at in range(0, size, 12)) + ".")
        left -= size
    return "\n".join(paragraphs)


def article(number: int, moment: datetime, *, seed: int = 1, **changes: Any) -> JSON:
    """Record `number`, published at `moment` (aware); `changes` are laid over it, and the digest follows them.

    Every ninth tells no time of day, every fifth has no lead, every seventh no section, every third no tags.
    """
    chance = random.Random(f"{seed} {number}")
    site, language = changes.get("site", SITES[number % len(SITES)]), changes.get("language", "az")
    local = moment.astimezone(BAKU).replace(second=0, microsecond=0)
    key = f"{'' if language == 'az' else f'{language}/'}xeber-{number}"
    record = Article(
        id=f"{site}:{key}",
        site=site,
        url=f"https://{site}.example/{key}",
        language=language,
        title=prose(chance, language, 8).replace("\n", " ").rstrip("."),
        lead=None if number % 5 == 0 else prose(chance, language, 12),
        text=prose(chance, language, changes.pop("words", 120)),
        **published(local, by_day=number % 9 == 0),
        modified_at=(local + timedelta(hours=1)).isoformat() if number % 4 == 0 else None,
        section=None if number % 7 == 0 else chance.choice(SECTIONS),
        tags=[] if number % 3 == 0 else ["Bakı", "xəbər"],
        authors=["Elçin Qasımov"] if number % 6 == 0 else [],
        images=[{"url": f"https://{site}.example/{number}.jpg", "caption": None}] if number % 2 else [],
        links=[],
        translations=[],
        fetched_at=f"{datetime(2025, 12, 15, tzinfo=UTC) + timedelta(seconds=number):%Y-%m-%dT%H:%M:%SZ}",
        revision=1,
        content_sha256="",
        raw=None,
        extractor=f"{site}.Page@1",
        fixes=["lookalikes:2"] if number % 11 == 0 else [],
        flags=["short"] if number % 13 == 0 else [],
        rights=no_rights(),
    )
    found = record.as_dict() | changes
    return found | {"content_sha256": content_digest(found["title"], found["text"])}


def published(local: datetime, *, by_day: bool) -> JSON:
    """What a record tells of the local time at which its article came out, or of the day alone."""
    return {
        "published_on": local.date().isoformat(),
        "published_at": None if by_day else local.isoformat(),
        "published_precision": "day" if by_day else "minute",
        "published_source": "printed",
        "published_raw": f"{local:%d.%m.%Y}",
        "published_evidence": [{"source": "printed", "raw": f"{local:%d.%m.%Y}"}],
    }


def articles(count: int, *, seed: int = 1, bare: int = 0, **changes: Any) -> Iterator[JSON]:
    """`count` records, spread over the days from FIRST to LAST; the first `bare` have no lead, no section, no tags."""
    begin = datetime.combine(FIRST, datetime.min.time(), BAKU)
    step = timedelta(days=(LAST - FIRST).days) / max(count, 1)
    for number in range(count):
        language = ("az", "az", "az", "ru", "en")[number % 5]
        more: JSON = {"lead": None, "section": None, "tags": []} if number < bare else {}
        yield article(number, begin + step * number, seed=seed, **{"language": language, **more, **changes})


def write_archive(
    root: Path,
    records: Iterable[JSON],
    *,
    per_segment: int = 50_000,
    writers: Sequence[str] = ("w1",),
    ledger: bool = True,
) -> Path:
    """Lays records down in segments by site, in their order, and makes the ledger from them. Returns `root`."""
    stamp(root)
    waiting: dict[str, list[bytes]] = {}
    numbers: dict[str, int] = {}

    def put(site: str) -> None:
        number = numbers[site] = numbers.get(site, 0) + 1
        name = SegmentName(site, "articles", "2025-12-15", number, writers[number % len(writers)])
        (root / name.path).parent.mkdir(parents=True, exist_ok=True)
        (root / name.path).write_bytes(b"".join(waiting.pop(site)))

    for record in records:
        lines = waiting.setdefault(record["site"], [])
        lines.append(as_line(record))
        if len(lines) == per_segment:
            put(record["site"])
    for site in list(waiting):
        put(site)
    if ledger:
        rebuild(root)
    return root


def make_archive(root: Path, count: int, *, seed: int = 1, bare: int = 0, ledger: bool = True, **changes: Any) -> Path:
    """`write_archive` of `articles`; `changes` go into every record (`site="report"`, `language="az"`, `words=400`)."""
    return write_archive(root, articles(count, seed=seed, bare=bare, **changes), ledger=ledger)


def shuffled(records: Sequence[JSON], seed: int) -> list[JSON]:
    """The same records in another order."""
    return random.Random(seed).sample(records, len(records))


if __name__ == "__main__":
    make_archive(Path(sys.argv[1]), int(sys.argv[2]), seed=int(*islice(sys.argv[3:], 1)) if sys.argv[3:] else 1)
