"""The Azerbaijani library by hand.

    python -m newscrawler.az clean [--report] < in.txt > out.txt
    python -m newscrawler.az date "15 dekabr, 2025 15:17"
    python -m newscrawler.az table docs/azerbaijani.md

Exit codes: 0 done, 1 the text holds no single date, 2 usage.
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from newscrawler.az import BAKU, DateError, normalise_text, parse_date
from newscrawler.az.charset import decode
from newscrawler.az.tables import fill_tables


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the three commands; the exit code."""
    options = _read_arguments(arguments)
    try:
        return int(options.run(options))
    except DateError as error:
        print(error, file=sys.stderr)
        return 1


def _read_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m newscrawler.az", description="Azerbaijani news text, by hand.")
    commands = parser.add_subparsers(required=True, metavar="clean | date | table")
    clean = commands.add_parser("clean", help="repair the text on standard input")
    clean.add_argument("--report", action="store_true", help="list the fixes and flags on standard error")
    clean.set_defaults(run=_clean)
    date = commands.add_parser("date", help="print the one date that a text holds, or why there is none")
    date.add_argument("text", help='as printed: "15 dekabr, 2025 15:17"')
    date.add_argument("--language", default="az", help="of the text: az (default), ru, en …")
    date.add_argument("--now", type=_moment, help="ISO date or time in Baku that `dünən` is counted from; `now` works")
    date.add_argument("--report", action="store_true", help="print precision, rule and flags on standard error")
    date.set_defaults(run=_date)
    table = commands.add_parser("table", help="write the tables of forms and repairs into a Markdown page")
    table.add_argument("page", type=Path, help="a page with the markers, docs/azerbaijani.md")
    table.set_defaults(run=_table)
    return parser.parse_args(arguments)


def _moment(text: str) -> datetime:
    moment = datetime.now(BAKU) if text == "now" else datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=BAKU)


def _clean(options: argparse.Namespace) -> int:
    text, _ = decode(sys.stdin.buffer.read())
    cleaned = normalise_text(text.removesuffix("\n"))
    # Bytes, for the console's own encoding may have no ə.
    sys.stdout.buffer.write(f"{cleaned.text}\n".encode())
    sys.stdout.buffer.flush()
    if options.report:
        for line in (*cleaned.fixes, *(f"flag {flag}" for flag in cleaned.flags)):
            print(line, file=sys.stderr)
    return 0


def _date(options: argparse.Namespace) -> int:
    found = parse_date(options.text, language=options.language, now=options.now)
    print(found)
    if options.report:
        print(found.precision, found.rule, *found.flags, file=sys.stderr)
    return 0


def _table(options: argparse.Namespace) -> int:
    page: Path = options.page
    page.write_text(fill_tables(page.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
