"""`python -m newscrawler.newsroom --port 8000 --articles 500 --seed 1`."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from newscrawler.clock import Clock
from newscrawler.errors import ArgumentError
from newscrawler.newsroom.room import Newsroom
from newscrawler.newsroom.switches import Switches

_MORE = "What each of the other switches does is told in newscrawler/newsroom/switches.py."


def parser() -> argparse.ArgumentParser:
    """The command line; each switch of `Switches` is a flag."""
    found = argparse.ArgumentParser(
        prog="python -m newscrawler.newsroom", description="Play news sites on loopback.", epilog=_MORE
    )
    found.add_argument("--port", type=int, default=8000, help="0 takes a free one")
    found.add_argument("--articles", type=int, default=500, help="stories of each site (500)")
    found.add_argument("--seed", type=int, default=1, help="another seed, other stories (1)")
    found.add_argument("--sites", default="report", help="report (the default), all, or names: apa,oxu")
    found.add_argument("--pages", type=Path, help="saved pages, a folder a site: of sites that have no templates")
    found.add_argument("--clock", help="start and speed, as 2025-12-15T18:00:00+04:00*1440")
    for one in fields(Switches):
        flag = "--" + one.name.replace("_", "-")
        if isinstance(one.default, bool):
            found.add_argument(flag, action="store_true")
        else:
            kind = float if one.default is None else type(one.default)
            found.add_argument(flag, type=kind, default=one.default)
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until a signal ends it; 2 for a wrong argument or a port that is taken."""
    given = vars(parser().parse_args(argv))
    port, clock = given.pop("port"), given.pop("clock")
    try:
        Newsroom(clock=Clock.parse(clock), **given).serve_until_signal(port)
    except (ArgumentError, OSError) as error:
        print(f"newsroom: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
