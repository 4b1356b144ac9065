"""`croissant.json`: the release as ML Commons' Croissant 1.0 has it, with the fields on responsible use (RAI 1.0)."""

from collections.abc import Iterator
from typing import Any, Final

from newscrawler.archive.model import JSON
from newscrawler.corpus.formats.media import columns_of, media_of
from newscrawler.corpus.model import About
from newscrawler.corpus.papers.licence import LICENCE_URL, RIGHTS
from newscrawler.corpus.papers.responsible import responsible_fields
from newscrawler.corpus.papers.terms import bibtex
from newscrawler.corpus.schema import Column

_OURS: Final = """citeAs column conformsTo:dct data:@json dataType:@vocab equivalentProperty examples:@json
extract field fileProperty fileObject fileSet format includes isLiveDataset jsonPath key md5 parentField path recordSet
references regex repeated replace samplingRate separator source subField transform"""
_VOCABULARIES: Final = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
}
_TYPES: Final = {
    "text": "sc:Text",
    "day": "sc:Date",
    "instant": "sc:DateTime",
    "integer": "sc:Integer",
    "real": "sc:Float",
    "texts": "sc:Text",
}
_AS_TEXT: Final = ("texts", "objects", "object")  # one cell of CSV holds the JSON of it


def croissant(about: About) -> JSON:
    """The description of a release. Every file has its digest; a format that Croissant's reader knows has records."""
    formats = [name for name in about.formats if media_of(name).croissant]
    day = about.facts.last_fetched[:10]
    return {
        "@context": _context(),
        "@type": "sc:Dataset",
        "conformsTo": ["http://mlcommons.org/croissant/1.0", "http://mlcommons.org/croissant/RAI/1.0"],
        "name": about.name,
        "version": about.version,
        "description": "Azerbaijani news articles with exact dates, sections, provenance and a log of every repair.",
        "citeAs": "\n".join(bibtex(about)),
        "license": LICENCE_URL,
        "usageInfo": RIGHTS,
        "inLanguage": list(about.facts.by("language")),
        "keywords": ["Azerbaijani", "news"],
        "isLiveDataset": False,
        **({"datePublished": day} if day else {}),
        **responsible_fields(about),
        "distribution": [*_files(about), *(_file_set(name) for name in formats)],
        "recordSet": [_record_set(name) for name in formats],
    }


def _context() -> JSON:
    context: JSON = dict(_VOCABULARIES)
    for word in _OURS.split():
        name, _, kind = word.partition(":")
        if kind.startswith("@"):
            context[name] = {"@id": f"cr:{name}", "@type": kind}
        else:
            context[name] = f"{kind or 'cr'}:{name}"
    return context


def _files(about: About) -> Iterator[JSON]:
    for one in about.files:
        if one.format != "txt":
            yield {
                "@type": "cr:FileObject",
                "@id": one.path,
                "name": one.path.rpartition("/")[2],
                "contentUrl": one.path,
                "contentSize": f"{one.bytes} B",
                "encodingFormat": media_of(one.format).croissant or media_of(one.format).mime,
                "sha256": one.sha256,
            }


def _file_set(name: str) -> JSON:
    return {
        "@type": "cr:FileSet",
        "@id": f"{name}-files",
        "name": f"{name}-files",
        "encodingFormat": media_of(name).croissant,
        "includes": _PATTERNS.get(name, f"data/*.{name}"),
    }


_PATTERNS: Final = {"txt": "txt/*.txt", "urls": "data/*.urls.jsonl"}


def _record_set(name: str) -> JSON:
    told: JSON = {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": f"The records, as {name} has them.",
    }
    if name == "txt":
        return told | {"field": [_from_file(name, "path", "fullpath"), _from_file(name, "article", "content")]}
    fields = [_field(name, column) for column in columns_of(name)]
    return told | {"key": [{"@id": f"{name}/id"}, {"@id": f"{name}/revision"}], "field": fields}


def _from_file(name: str, field: str, what: str) -> JSON:
    source = {"fileSet": {"@id": f"{name}-files"}, "extract": {"fileProperty": what}}
    told = {"@type": "cr:Field", "@id": f"{name}/{field}", "name": field, "dataType": "sc:Text"}
    return told | {"description": f"The file's {field}.", "source": source}


def _field(name: str, column: Column) -> JSON:
    is_flat = name == "csv" and column.kind in _AS_TEXT
    told: JSON = {"@type": "cr:Field", "@id": f"{name}/{column.name}", "name": column.name, "description": column.about}
    if column.kind in ("texts", "objects") and not is_flat:
        told["repeated"] = True
    if column.parts and not is_flat:
        return told | {"subField": [_part(name, column, part) for part in column.parts]}
    return told | {"dataType": "sc:Text" if is_flat else _TYPES[column.kind], "source": _source(name, column.name)}


def _part(name: str, column: Column, part: Column) -> JSON:
    source = _source(name, column.name) | {"transform": [{"jsonPath": part.name}]}
    told = {"@type": "cr:Field", "@id": f"{name}/{column.name}/{part.name}", "name": part.name}
    return told | {"description": part.about, "dataType": _TYPES[part.kind], "source": source}


def _source(name: str, column: str) -> dict[str, Any]:
    return {"fileSet": {"@id": f"{name}-files"}, "extract": {"column": column}}
