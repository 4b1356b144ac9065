"""Seeds: URLs that a person adds to a site, one a line, bare or as JSON objects; `#` begins a comment."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newscrawler.errors import SeedError

_FIELDS = ("site", "id", "content_sha256")


@dataclass(frozen=True)
class Seed:
    """One line of a seeds file: `url`, and of a JSON line what it says of the record that was read there before."""

    url: str
    line: int
    site: str | None = None
    id: str | None = None
    content_sha256: str | None = None


def read_seeds(path: Path, belongs: Callable[[str], bool], *, passes: bool = False) -> Iterator[str]:
    """The URLs of a seeds file, in order; `belongs` tells whether a URL is of the site. Raises `SeedError`.

    `passes`: the file is for several sites; the lines of others are passed over.
    """
    for seed in read_lines(path):
        if belongs(seed.url):
            yield seed.url
        elif not passes:
            raise SeedError(str(path), seed.line, f"{seed.url!r} is not a URL of this site")


def read_lines(path: Path) -> Iterator[Seed]:
    """Every seed of a file, whatever its site. Raises `SeedError` naming file and line."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SeedError(str(path), 0, getattr(error, "strerror", None) or str(error)) from error
    for number, line in enumerate(lines, start=1):
        if line.lstrip().startswith("{"):
            yield _from_json(path, number, line)
        elif url := line.split(" #")[0].strip() if not line.lstrip().startswith("#") else "":
            yield Seed(_checked(path, number, url), number)


def _from_json(path: Path, number: int, line: str) -> Seed:
    try:
        told: dict[str, Any] = json.loads(line)
    except ValueError as error:
        raise SeedError(str(path), number, f"not a JSON object: {error}") from error
    if not isinstance(told.get("url"), str):
        raise SeedError(str(path), number, "a JSON object without a string `url`")
    for name in _FIELDS:
        if not isinstance(told.get(name), str | None):
            raise SeedError(str(path), number, f"`{name}` is no string: {told[name]!r}")
    return Seed(_checked(path, number, told["url"].strip()), number, **{name: told.get(name) for name in _FIELDS})


def _checked(path: Path, number: int, url: str) -> str:
    if not url.lower().startswith(("http://", "https://")) or len(url.split()) != 1:
        raise SeedError(str(path), number, f"{url!r} is not a URL that begins with http:// or https://")
    return url
