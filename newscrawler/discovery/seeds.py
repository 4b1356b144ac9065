"""Seeds: URLs that a person adds to a site, one a line, `#` begins a comment."""

from collections.abc import Callable, Iterator
from pathlib import Path

from newscrawler.errors import SeedError


def read_seeds(path: Path, belongs: Callable[[str], bool]) -> Iterator[str]:
    """The URLs of a seeds file, in order; `belongs` tells whether a URL is of the site. Raises `SeedError`."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SeedError(path.name, 0, str(error)) from error
    for number, line in enumerate(lines, start=1):
        url = line.split(" #")[0].strip() if not line.lstrip().startswith("#") else ""
        if not url:
            continue
        if not url.lower().startswith(("http://", "https://")) or len(url.split()) > 1:
            raise SeedError(str(path), number, f"{url!r} is not a URL that begins with http:// or https://")
        if not belongs(url):
            raise SeedError(str(path), number, f"{url!r} is not a URL of this site")
        yield url
