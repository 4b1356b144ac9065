"""The records of an archive, read back."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from newscrawler.errors import ArchiveError


def read_articles(archive: Path, site: str, kind: str = "articles") -> Iterator[dict[str, Any]]:
    """Every record of a site, oldest file first. Raises `ArchiveError` naming file and line of a broken one."""
    for path in sorted((archive / site / kind).glob("*.jsonl")):
        try:
            with path.open("rb") as lines:
                for number, line in enumerate(lines, start=1):
                    yield _record(line, f"{path}:{number}")
        except OSError as error:
            raise ArchiveError(str(path), str(error)) from error


def _record(line: bytes, where: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise ArchiveError(where, f"not a JSON object: {error}") from error
    if not isinstance(record, dict):
        raise ArchiveError(where, "not a JSON object")
    return record
