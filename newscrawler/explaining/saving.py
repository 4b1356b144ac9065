"""A page saved as a case of `tests/test_pages.py`: scrubbed, with its record as it is read now."""

import gzip
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newscrawler.errors import ArgumentError, PageError
from newscrawler.explaining.model import Explanation, Subject
from newscrawler.explaining.telling import explain
from newscrawler.reading.body import labelled
from newscrawler.reading.fetched import FetchedPage
from newscrawler.reading.findings import Look
from newscrawler.reading.looks import first
from newscrawler.reading.normalise import normalise, utc_text
from newscrawler.scrubbing import Prose, scrub, surviving

LEFT_OUT = frozenset(
    "site published_evidence fetched_at revision content_sha256 raw extractor fixes rights schema".split()
)
"""Keys of a record that a case does not state: they hang on the fetch, or on the page's words."""

_UTF8 = {"content-type": "text/html; charset=utf-8"}
_ALIKE = ("published_on", "published_at", "published_source", "modified_at", "section", "language", "extractor")
_AS_MANY = ("authors", "tags", "images", "links", "translations")


@dataclass(frozen=True)
class Case:
    """A saved page: HTML, what is read there; how the reading `differs` from the original's; what prose is `left`."""

    page: str
    told: dict[str, Any]
    differs: list[str]
    left: list[str]

    def write(self, folder: Path, name: str) -> list[Path]:
        """The two files `<name>.html.gz` and `<name>.json`; the page's bytes are the same each time.

        Raises `ArgumentError` for a folder that cannot be written to.
        """
        page, told = files_of(folder, name)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            page.write_bytes(gzip.compress(self.page.encode(), mtime=0))
            told.write_text(json.dumps(self.told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        except OSError as error:
            raise ArgumentError(f"{folder}: {error.strerror}") from error
        return [page, told]


def files_of(folder: Path, name: str) -> tuple[Path, Path]:
    """Where a case lies. Raises `ArgumentError` for a name that is none of a file."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,99}", name):
        raise ArgumentError(f"{name!r} is no name of a case: small letters, digits and hyphens, such as 2019-no-date")
    return folder / f"{name}.html.gz", folder / f"{name}.json"


def pages_folder(root: Path) -> Path:
    """The folder of all saved pages: the variable PAGES, else `tests/pages` of the project."""
    return Path(os.environ.get("PAGES") or root / "tests" / "pages")


def case_of(subject: Subject) -> Case:
    """The page scrubbed, and read again. Raises `PageError` where the scrubbed page is of no layout any more."""
    told = explain(subject, compare=False)
    prose = prose_of(told, subject)
    scrubbed = scrub(subject.page.selector.get(), prose, seed=f"{told.site} {told.url}")
    url = scrubbed.url(subject.page.url)
    page = FetchedPage(url, scrubbed.page.encode(), subject.page.fetched_at, headers=_UTF8)
    other = Subject(page, subject.reader, subject.site_names)
    again = explain(other, compare=False)
    kind = again.layout.partition("@")[0].removeprefix(f"{told.site}.")
    now = utc_text(page.fetched_at).replace("Z", "+00:00")
    case = {"url": url, "page": kind, "now": now, "expected": _expected(other)}
    return Case(scrubbed.page, case, differences(told, again), surviving(prose.all, scrubbed.page))


def prose_of(told: Explanation, subject: Subject) -> Prose:
    """What of the page is prose, and what of it must stay for it to be read the same way."""
    raw, record, pages = told.raw, told.record, subject.reader.pages
    title = record.title if record else raw.title or ""
    captions = [image["caption"] or "" for image in raw.images]
    lines = [title, raw.title or "", raw.lead or "", *raw.paragraphs, *captions]
    labels = [re.compile(lines, re.IGNORECASE) for page in pages for lines in (page.share_lines, page.end_lines)]
    sections = [raw.section or "", *(raw.section or "").split("|"), record.section or "" if record else ""]
    tails = [tail for page in pages for tail in page.title_tails]
    looks = (look for page in pages for look in (page.published, page.authors, page.section))
    marks = [one.label for look in looks for one in _labels(look)]
    return Prose(
        title=title,
        lines=lines[1:],
        names=[*raw.authors, *(record.authors if record else [])],
        tags=raw.tags,
        language=record.language if record else raw.edition,
        kept=[*sections, *subject.site_names, *tails, *marks],
        pictures=[image["url"] for image in raw.images],
        is_label=lambda line: any(label.fullmatch(line) for label in labels),
    )


def _labels(look: Look) -> Iterator[labelled]:
    if isinstance(look, labelled):
        yield look
    elif isinstance(look, first):
        for one in look.looks:
            yield from _labels(one)


def _expected(subject: Subject) -> dict[str, Any]:
    """What `tests/test_pages.py` will read there: it asks the page alone, not what a crawl makes of a refusal."""
    try:
        record = normalise(subject.reader.read(subject.page), site_names=subject.site_names)
    except PageError as error:
        return {"rejected": error.reason, "field": error.field}
    return {key: value for key, value in record.as_dict().items() if key not in LEFT_OUT}


def differences(before: Explanation, after: Explanation) -> list[str]:
    """What is read differently now that the words are others: each is something to look at."""
    one, other = before.record, after.record
    if one is None or other is None:
        was, now = _word(before), _word(after)
        return [f"it was {was}, and is {now}"] if was != now else []
    found = [_pair(name, getattr(one, name), getattr(other, name)) for name in _ALIKE]
    found += [_pair(f"number of {name}", len(getattr(one, name)), len(getattr(other, name))) for name in _AS_MANY]
    found.append(_pair("flags", sorted(one.flags), sorted(other.flags)))
    found.append(_pair("number of paragraphs", one.text.count("\n") + 1, other.text.count("\n") + 1))
    return [difference for difference in found if difference]


def _pair(name: str, was: Any, now: Any) -> str:
    return "" if was == now else f"{name}: was {was!r}, is {now!r}"


def _word(told: Explanation) -> str:
    return f"rejected ({told.rejected.reason})" if told.rejected else "an article"
