"""`python -m bench`: every benchmark of this folder in one table; exit 1 when a target is missed."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from rich.console import Console
from rich.table import Table

import bench
from bench.timing import Row

MARKS = {True: "met", False: "[red]unmet[/]", None: ""}


def main() -> int:
    table = Table("what", "measured", "target", "")
    rows = list(measure_all())
    for row in rows:
        table.add_row(row.name, row.value, row.target, MARKS[row.met])
    Console().print(table)
    return int(any(row.met is False for row in rows))


def measure_all() -> Iterator[Row]:
    """The rows of every module that has `measure`, in alphabetical order of the modules."""
    for module in sorted(module.name for module in iter_modules(bench.__path__) if not module.name.startswith("_")):
        try:
            measure = getattr(import_module(f"bench.{module}"), "measure", None)
        except ImportError as error:
            yield Row(module, "skipped", str(error), None)
            continue
        yield from measure() if measure else ()


if __name__ == "__main__":
    sys.exit(main())
