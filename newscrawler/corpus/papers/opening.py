"""How a release is opened: the Python in its card. The tests run these lines as they are printed."""

from collections.abc import Iterator, Mapping
from typing import Final

from newscrawler.corpus.formats.media import best_first, media_of
from newscrawler.corpus.model import About
from newscrawler.corpus.papers.card import SPLITS
from newscrawler.corpus.papers.wording import heading, paragraph

_DATASETS: Final = """\
import os

import datasets

articles = datasets.load_dataset({arguments})"""

_PARQUET: Final = (
    """\
import pathlib

import pandas

files = sorted(pathlib.Path("data/train").glob("*.parquet"))
table = pandas.concat([pandas.read_parquet(file) for file in files])""",
    """\
import polars

table = polars.read_parquet("data/train/*.parquet")""",
    """\
import duckdb

table = duckdb.sql("SELECT * FROM 'data/train/*.parquet'")""",
)

_LINES: Final = (
    """\
import pathlib

import pandas

files = sorted(pathlib.Path("data/train").glob("*.SUFFIX"))
table = pandas.concat([pandas.read_json(file, lines=True, dtype=False) for file in files])
table["published_at"] = pandas.to_datetime(table["published_at"], utc=True, format="ISO8601")""",
    """\
import pathlib

import polars

files = sorted(pathlib.Path("data/train").glob("*.SUFFIX"))
tables = [polars.read_ndjson(file, infer_schema_length=None) for file in files]
table = polars.concat(tables, how="diagonal_relaxed").with_columns(
    polars.col("published_on").str.to_date(),
    polars.col("published_at").cast(polars.String).str.to_datetime("%+", time_zone="UTC"),
)""",
    """\
import duckdb

options = "format='newline_delimited', sample_size=-1, maximum_sample_files=-1"
table = duckdb.sql(f"SELECT * FROM read_json('data/train/*.SUFFIX', {options})")""",
)
"""Measured: polars takes the first file's types for all of them; DuckDB looks at 32 files unless told otherwise, and
makes nulls of what these did not have."""

_CSV: Final = (
    """\
import pathlib

import pandas

files = sorted(pathlib.Path("data/train").glob("*.csv"))
options = {"keep_default_na": False, "na_values": [""], "low_memory": False}
table = pandas.concat([pandas.read_csv(file, **options) for file in files])
table["published_at"] = pandas.to_datetime(table["published_at"], utc=True, format="ISO8601")""",
    '''\
import duckdb

options = """delim=',', quote='"', escape='"', header=true, sample_size=-1, max_line_size=100_000_000"""
table = duckdb.sql(f"SELECT * FROM read_csv('data/train/*.csv', {options})")''',
)

_TABLES: Final = {"parquet": _PARQUET, "json": _LINES, "csv": _CSV}

_HINTS: Final = {
    "parquet": "Parquet is typed: `published_on` is a date, instants are timestamps in UTC, and the offset with which "
    "each was written stands in a column of its own. Nothing has to be guessed.",
    "json": "JSON Lines have the records as the archive has them. Let readers see all lines before they settle on "
    "types: leads, sections and tags may be absent for a long way. The JSON reader of `datasets` rewrites a text that "
    "looks like a time in every record of a block, as `published_raw` may: where its spelling matters, use Parquet or "
    "another reader.",
    "text": "`txt/<site>/<year>/<month>/` has a plain text file for every article: headline and day, the date lines as "
    "the site prints them, the paragraphs.",
    "csv": "CSV is UTF-8 with its mark, for spreadsheets; lists and objects are JSON inside their cells. A cell that a "
    "spreadsheet would run is led by an apostrophe, which is no part of the text.",
}


def opening(about: About, configurations: Mapping[str, str]) -> list[str]:
    """The section on how to open the release; `configurations` are those of the card: format to name."""
    lines = heading("How to open it")
    lines += paragraph("In the folder of the release, with Python:")
    told = set[str]()
    for name in best_first(about.formats):
        hint = _HINTS[media_of(name).loader or ""]
        lines += paragraph(hint) if hint not in told else []
        told.add(hint)
        for snippet in _snippets(about, configurations.get(name), name):
            lines += ["```python", snippet, "```", ""]
    return lines + paragraph(
        "`published_on` is the day in Baku and never absent; `published_at` is null where no time of day is known. Do "
        "not take the day from `published_at`: in UTC it is another one for whatever was published after midnight."
    )


def _snippets(about: About, config: str | None, name: str) -> Iterator[str]:
    """One for each library, with the release's own split and suffix in it."""
    if config:
        yield _DATASETS.format(arguments="os.getcwd()" if config == "default" else f'os.getcwd(), "{config}"')
    splits = {one.split for one in about.files if one.format == name}
    split = next((one for one in SPLITS if one in splits), SPLITS[0])
    for snippet in _TABLES.get(media_of(name).loader or "", ()) if name != "urls" else ():
        yield snippet.replace("data/train", f"data/{split}").replace("SUFFIX", name)
