"""The head of `README.md`: what the Hugging Face Hub and `datasets` read of a card, from the one table of columns."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from newscrawler.archive.model import JSON
from newscrawler.corpus.formats.media import best_first, columns_of, media_of
from newscrawler.corpus.model import About, DataFile
from newscrawler.corpus.papers.licence import LICENCE_NAME, LICENCE_URL
from newscrawler.corpus.schema import Column

SPLITS: Final = ("train", "validation", "test")

_FEATURES: Final = {
    "text": "string",
    "day": "date32",
    "instant": "timestamp[us, tz=UTC]",
    "integer": "int64",
    "real": "float64",
}
_NUMBERS: Final = ("integer", "real")
_SIZES: Final = ((10**3, "n<1K"), (10**4, "1K<n<10K"), (10**5, "10K<n<100K"), (10**6, "100K<n<1M"), (10**7, "1M<n<10M"))
_LARGEST: Final = "10M<n<100M"
_OPTIONS: Final[dict[str, JSON]] = {
    "csv": {"keep_default_na": False, "na_values": [""]},  # else the headline "NA" or "null" is a null
    "text": {"sample_by": "document"},  # else every line is an example
}


def front_matter(about: About) -> JSON:
    """The head of the card: languages, licence, size, and for every format that `datasets` loads files and features."""
    tags = list(about.facts.by("language")) or ["und"]
    languages = list(dict.fromkeys(tag.partition("-")[0] for tag in tags))
    return {
        "pretty_name": about.name,
        "language": languages,
        **({"language_bcp47": tags} if languages != tags else {}),
        "license": "other",
        "license_name": LICENCE_NAME,
        "license_link": LICENCE_URL,
        "annotations_creators": ["no-annotation"],
        "language_creators": ["found"],
        "multilinguality": ["multilingual" if len(languages) > 1 else "monolingual"],
        "source_datasets": ["original"],
        "size_categories": [size_category(about.facts.total.records)],
        "task_categories": ["text-generation", "fill-mask", "text-classification"],
        "tags": ["news", "newspapers", "Azerbaijani", "Azerbaijan"],
        **_loadable(about),
    }


def size_category(records: int) -> str:
    """The Hub's class of size.

    >>> size_category(999), size_category(1000), size_category(2_500_000)
    ('n<1K', '1K<n<10K', '1M<n<10M')
    """
    return next((name for limit, name in _SIZES if records < limit), _LARGEST)


def features(columns: Iterable[Column], *, as_cells: bool = False) -> list[JSON]:
    """The columns as `dataset_info` has them; `as_cells` of CSV, where all but numbers is text."""
    return [{"name": column.name, **_feature(column, as_cells)} for column in columns]


def configurations(about: About) -> Iterator[tuple[str, str]]:
    """(name, format) of the ways in which `datasets` loads the release as such: the best format is `default`.

    It reads all of a card's configurations with one loader, so that only formats of the same loader can stand beside
    it. Plain text files do not lie in folders by split: they are loaded only where there is one.
    """
    loadable = [name for name in best_first(about.formats) if name != "txt" or about.split == "none"]
    same = [name for name in loadable if media_of(name).loader == media_of(loadable[0]).loader]
    for number, name in enumerate(same):
        yield "default" if number == 0 else name, name


def _loadable(about: About) -> JSON:
    told = list(configurations(about)) if about.files else []
    configs = [_config(config, name, files_of(about, name)) for config, name in told]
    infos = [_info(config, name, files_of(about, name)) for config, name in told]
    return {"configs": configs, "dataset_info": infos} if configs else {}


def files_of(about: About, name: str) -> dict[str, list[DataFile]]:
    """The files of one format by split, without splits that have none."""
    found = {split: [one for one in about.files if (one.format, one.split) == (name, split)] for split in SPLITS}
    return {split: files for split, files in found.items() if files}


def patterns(files: Iterable[DataFile]) -> list[str]:
    """Globs that find these files, relative to the release."""
    return sorted({_pattern(one.path) for one in files})


def _pattern(path: str) -> str:
    """`data/train/report-2014-00001.jsonl.gz` is found by `data/train/*.jsonl.gz`; a site's name may have a dot."""
    if path.startswith("txt/"):
        return "txt/**/*.txt"
    folder, _, name = path.rpartition("/")
    return f"{folder}/*.{name.rpartition('-')[2].partition('.')[2]}"


def _config(config: str, name: str, files: dict[str, list[DataFile]]) -> JSON:
    data: list[JSON] = [{"split": split, "path": patterns(group)} for split, group in files.items()]
    return {"config_name": config, "data_files": data, **_OPTIONS.get(media_of(name).loader or "", {})}


def _info(config: str, name: str, files: dict[str, list[DataFile]]) -> JSON:
    sizes = {split: sum(one.bytes for one in group) for split, group in files.items()}
    counts = {split: sum(one.records for one in group) for split, group in files.items()}
    return {
        "config_name": config,
        "features": features(columns_of(name), as_cells=name == "csv"),
        "splits": [{"name": split, "num_bytes": sizes[split], "num_examples": counts[split]} for split in files],
        "download_size": sum(sizes.values()),
        "dataset_size": sum(sizes.values()),
    }


def _feature(column: Column, as_cells: bool) -> dict[str, Any]:
    if as_cells and column.kind not in _NUMBERS:
        return {"dtype": "string"}
    if column.kind == "texts":
        return {"list": "string"}
    if column.kind in ("objects", "object"):
        return {"list" if column.kind == "objects" else "struct": features(column.parts)}
    return {"dtype": _FEATURES[column.kind]}
