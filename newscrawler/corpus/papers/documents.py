"""The papers of a release: what people and programs read about it, beside the data."""

import json
from dataclasses import replace
from pathlib import Path

from newscrawler.archive.disk import storage
from newscrawler.archive.model import JSON
from newscrawler.corpus.model import About
from newscrawler.corpus.papers.changes import changes
from newscrawler.corpus.papers.charts import draw_charts
from newscrawler.corpus.papers.croissant import croissant
from newscrawler.corpus.papers.datapackage import data_package
from newscrawler.corpus.papers.datasheet import card
from newscrawler.corpus.papers.tables import (
    COVERAGE,
    SECTIONS,
    as_csv,
    as_jsonl,
    coverage_asked,
    coverage_rows,
    section_rows,
)


def describe(folder: Path, about: About) -> None:
    """Writes into `folder`, where the data files are: `coverage.csv`, `sections.csv`, `removed.jsonl`, `figures/`,
    `README.md`, `croissant.json`, `datapackage.json` and `CHANGES`. Raises `ArchiveError` when the disk refuses.

    The same `about` gives the same bytes.
    """
    about = replace(about, coverage=coverage_asked(about))
    _write(folder / "coverage.csv", as_csv(COVERAGE, coverage_rows(about)))
    _write(folder / "sections.csv", as_csv(SECTIONS, section_rows(about)))
    _write(folder / "removed.jsonl", as_jsonl(about.removed))
    charts = draw_charts(folder, about)
    _write(folder / "README.md", _text(card(about, charts)))
    _write(folder / "croissant.json", _json(croissant(about)))
    _write(folder / "datapackage.json", _json(data_package(folder, about)))
    _write(folder / "CHANGES", _text(changes(about)))


def _json(value: JSON) -> bytes:
    return _text(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _text(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def _write(path: Path, data: bytes) -> None:
    with storage(path):
        path.write_bytes(data)
