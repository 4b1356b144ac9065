"""`python -m bench [module ...]`: the benchmarks of this folder in one table; exit 1 when a target is missed."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from rich.console import Console
from rich.table import Table

import bench
from bench.timing import Row

NAMES = sorted(module.name for module in iter_modules(bench.__path__) if not module.name.startswith("_"))
MARKS = {True: "met", False: "[red]unmet[/]", None: ""}


def main(wanted: list[str]) -> int:
    if unknown := [name for name in wanted if name not in NAMES]:
        print("no such benchmark:", *unknown, file=sys.stderr)
        return 2
    table = Table("what", "measured", "target", "")
    rows = list(measure_all(wanted))
    for row in rows:
        table.add_row(row.name, row.value, row.target, MARKS[row.met])
    Console().print(table)
    return int(any(row.met is False for row in rows))


def measure_all(wanted: list[str]) -> Iterator[Row]:
    """The rows of the `wanted` modules that have `measure`, or of all; one that cannot be imported is skipped."""
    for module in wanted or NAMES:
        try:
            measure = getattr(import_module(f"bench.{module}"), "measure", None)
        except ImportError as error:
            yield Row(module, "skipped", str(error), None)
            continue
        yield from measure() if measure else ()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
