"""The papers of a release: what is told of it beside its data, and the sums of all files."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from newscrawler import __version__
from newscrawler.archive.disk import storage, sync
from newscrawler.corpus.copies.duplicates import THRESHOLD, WINDOW_DAYS, Duplicates
from newscrawler.corpus.formats.sink import Sink
from newscrawler.corpus.holdings.catalogue import Catalogue
from newscrawler.corpus.holdings.earlier import Earlier
from newscrawler.corpus.model import About, DuplicateSettings
from newscrawler.corpus.order.options import Order
from newscrawler.corpus.papers.documents import describe
from newscrawler.corpus.papers.tables import coverage_asked
from newscrawler.corpus.press import Printed
from newscrawler.corpus.reading_room import TXT
from newscrawler.corpus.shelf import DATA
from newscrawler.corpus.splits import Splitter
from newscrawler.corpus.versions import derived_version
from newscrawler.corpus.workshop import SCRATCH

PARTS = ("matplotlib", "pyarrow", "rensa", "zstandard")
"""The optional packages: which of them were there, and in which version, is told, for it decides bytes."""

SUMS = "SHA256SUMS"
SELECTION = "selection.toml"
_BLOCK = 1 << 20


def describe_release(
    order: Order,
    folder: Path,
    catalogue: Catalogue,
    found: Duplicates,
    splitter: Splitter,
    printed: Printed,
    earlier: Sequence[Earlier],
) -> About:
    """Writes all papers into `folder`, the sums last; returns what they tell. Raises `ArchiveError`."""
    sites = list(printed.facts.by("site"))
    about = About(
        name=order.name or (earlier[-1].previous.name if earlier and not sites else _name(sites)),
        version=order.version or "",
        program=__version__,
        selection=order.selection,
        facts=printed.facts,
        files=printed.files,
        formats=order.formats,
        split=order.split,
        split_told=splitter.about,
        duplicates=_settings(order, found, printed.left_out),
        coverage=order.coverage(order.archives, sites),
        rejected={site: dict(sorted(catalogue.seen.refusals.articles(site).items())) for site in sites},
        removed=[one for one in catalogue.removed if not order.selection.sites or one["site"] in order.selection.sites],
        parts=installed(),
        masked=tuple(sorted(order.masked)),
        urls_only=order.urls_only,
        previous=tuple(one.previous for one in earlier),
        difference=catalogue.difference() if earlier else None,
        is_update=order.is_update,
        repeats=printed.facts.total.records - catalogue.articles(only_new=order.is_update),
    )
    about = replace(about, coverage=coverage_asked(about))
    about = replace(about, version=about.version or derived_version(about))
    with storage(folder):
        (folder / SELECTION).write_text(order.selection.as_toml(), "utf-8", newline="\n")
        describe(folder, about)
    _write_sums(folder, printed)
    return about


def installed() -> dict[str, str | None]:
    """The version of each optional package, None for one that is not there."""
    return {name: _version_of(name) for name in PARTS}


def _version_of(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _name(sites: Sequence[str]) -> str:
    return f"Azerbaijani news: {sites[0]}" if len(sites) == 1 else "Azerbaijani news"


def _settings(order: Order, found: Duplicates, left_out: int) -> DuplicateSettings:
    told = (order.duplicates, WINDOW_DAYS, THRESHOLD, found.clusters, found.copies, left_out)
    return DuplicateSettings(bool(order.near), *told)


def _write_sums(folder: Path, printed: Printed) -> None:
    """SHA256SUMS of every other file, by path. Those of the files an article come last, as they were written."""
    known = {file.path: file.sha256 for file in printed.files if file.format != TXT}
    sums = known | {path.relative_to(folder).as_posix(): _digest(path) for path in _papers(folder)}
    sink = Sink(folder / SUMS)
    for path, digest in sorted(sums.items()):
        sink.write(f"{digest}  {path}\n".encode())
    if printed.sums.exists():
        with printed.sums.open("rb") as lines:
            while block := lines.read(_BLOCK):
                sink.write(block)
    sink.close()


def _papers(folder: Path) -> Iterator[Path]:
    """Everything but the data."""
    for top in folder.iterdir():
        if top.is_file():
            yield top
        elif top.name not in (SCRATCH, TXT, DATA):
            yield from (path for path in top.rglob("*") if path.is_file())


def _digest(path: Path) -> str:
    """A paper's digest; it is durable from here on."""
    with storage(path), path.open("rb") as file:
        digest = sha256(file.read()).hexdigest()
        sync(file.fileno())
    return digest
