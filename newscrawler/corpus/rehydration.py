"""From a release of addresses (`urls.jsonl`) back to texts: what is to be fetched, and whether it is still the same."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from newscrawler.errors import ArgumentError

Agreement = Literal["agrees", "differs"]

_DIGEST = re.compile(r"[0-9a-f]{64}")
_ADDRESS = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One line: the article's `id` and `site` there, its `url`, and the digest of the `revision` that was released."""

    id: str
    site: str
    url: str
    revision: int
    content_sha256: str


def read_urls(path: Path) -> Iterator[Wanted]:
    """The lines of a file, in their order; empty ones are passed over. Further keys are nobody's business here.

    Raises `ArgumentError` naming file and line for one that is not such an object, and the file that cannot be read.
    """
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _wanted(line, f"{path}:{number}")
    except OSError as error:
        raise ArgumentError(f"{path}: {error.strerror or error}") from error


def agreement(wanted: Wanted, record: Mapping[str, Any]) -> Agreement:
    """Is the text of a fetched record the one that was released? Both digests are of title, line feed and text.

    >>> wanted = Wanted("report:x", "report", "https://report.az/x", 1, "ab")
    >>> agreement(wanted, {"content_sha256": "ab"}), agreement(wanted, {"content_sha256": "cd"})
    ('agrees', 'differs')
    """
    return "agrees" if record["content_sha256"] == wanted.content_sha256 else "differs"


def _wanted(line: bytes, where: str) -> Wanted:
    try:
        told = json.loads(line)
    except ValueError as error:
        raise ArgumentError(f"{where}: not JSON: {error}") from error
    if not isinstance(told, dict):
        raise ArgumentError(f"{where}: not a JSON object")
    for key in ("id", "site", "url", "content_sha256"):
        if not isinstance(told.get(key), str) or not told[key]:
            raise ArgumentError(f"{where}: {key} is missing or no text")
    if not _ADDRESS.fullmatch(told["url"]):
        raise ArgumentError(f"{where}: url {told['url'][:80]!r} is not the URL of a page")
    if not _DIGEST.fullmatch(told["content_sha256"]):
        raise ArgumentError(f"{where}: content_sha256 {told['content_sha256'][:80]!r} is not 64 hexadecimal digits")
    if type(told.get("revision")) is not int or told["revision"] < 1:
        raise ArgumentError(f"{where}: revision is missing or no number from 1")
    return Wanted(told["id"], told["site"], told["url"], told["revision"], told["content_sha256"])
