"""Which sites a newsroom plays, by name."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from newscrawler.errors import ArgumentError
from newscrawler.newsroom import sites
from newscrawler.newsroom.sites import Site
from newscrawler.newsroom.sites.saved import Saved
from newscrawler.newsroom.sites.several import Several

NOT_A_SITE = ("family",)
STRANGERS = ("dalga",)
"""Sites of no spider, played when they are asked for by name."""
ALL = "all"


def names() -> tuple[str, ...]:
    """The sites that have a folder and a spider, report first."""
    left_out = (*NOT_A_SITE, *STRANGERS)
    found = sorted(one.name for one in iter_modules(sites.__path__) if one.ispkg and one.name not in left_out)
    return tuple(sorted(found, key=lambda name: name != "report"))


def site(wanted: Sequence[str], pages: Path | None = None) -> Site:
    """The site of that name, or several (a list, or `apa,oxu`) as one; `all` is every one that has a folder.

    A name without a folder is played from its saved pages in `pages/<name>`; ArgumentError where there are none.
    """
    wanted = wanted.split(",") if isinstance(wanted, str) else wanted
    asked = [name for one in wanted for name in (names() if one == ALL else (one,))]
    found = [_site(name, pages) for name in dict.fromkeys(asked)]
    if not found:
        raise ArgumentError("newsroom: no site to play")
    return found[0] if len(found) == 1 else Several(ALL if ALL in wanted else ",".join(asked), tuple(found))


def _site(name: str, pages: Path | None) -> Site:
    if name in (*names(), *STRANGERS):
        found: Site = import_module(f"{sites.__name__}.{name}").SITE
        return found
    if pages is None or not any((pages / name).glob("*.html.gz")):
        raise ArgumentError(f"newsroom: no site {name!r}: there is neither a folder of that name nor saved pages of it")
    return Saved(name, pages / name)
