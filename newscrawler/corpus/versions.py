"""The version that a release gets where nobody names one: made from all that its bytes are made from."""

import json
from dataclasses import asdict
from hashlib import sha256
from typing import Final

from newscrawler.corpus.model import About

_NEVER: Final = "0000-00-00"
_PATCH_BYTES: Final = 4


def derived_version(about: About) -> str:
    """MAJOR.MINOR.PATCH, as Croissant wants it (Semantic Versioning 2.0.0): the year, month and day (1215, 105) of the
    newest fetch or removal, and a number made of a digest of data, settings and everything that the papers tell.

    Another release has another version; the same one made again has the same.
    """
    removals = (str(one.get("at", _NEVER)) for one in about.removed)
    day = max([about.facts.last_fetched, *removals, _NEVER])[:10]
    digest = sha256(json.dumps(_everything(about), sort_keys=True, default=str).encode()).digest()
    year, month, number = day.split("-")
    return f"{int(year)}.{int(month) * 100 + int(number)}.{int.from_bytes(digest[:_PATCH_BYTES])}"


def _everything(about: About) -> list[object]:
    """All that can differ between two releases; the counts of the facts follow from the files."""
    return [
        asdict(about.duplicates),
        [asdict(one) for one in about.files],
        [asdict(one) for one in about.previous],
        asdict(about.difference) if about.difference else None,
        *(about.name, about.program, about.selection.as_toml(), about.formats, about.split, about.split_told),
        *(about.coverage, about.rejected, about.removed, about.parts, about.masked, about.urls_only, about.is_update),
    ]
