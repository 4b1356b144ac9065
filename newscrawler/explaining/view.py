"""An explanation on a terminal."""

from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from newscrawler.explaining.model import Explanation, FieldTold, Said

_LONG = 200
"""Characters of a value that are shown; `--json` has all of it."""


def show(told: Explanation, console: Console) -> None:
    """A row for each look of each field, what was taken in bold; then the record's other keys, or the rejection."""
    console.print(Text(told.url, style="bold"))
    console.print(f"{told.site}, read by {told.layout}", highlight=False)
    table = Table(box=None, pad_edge=False, show_edge=False)
    for name in ("field", "", "look", "says"):
        table.add_column(name, overflow="fold")
    for one in told.fields:
        for row in _rows(one):
            table.add_row(*row)
        table.add_section()
    console.print(table)
    console.print()
    if told.record is not None:
        _show_record(told.record.as_dict(), console)
    else:
        console.print(Text(f"rejected: {_why(told)}", style="bold red"))


def _why(told: Explanation) -> str:
    error = told.rejected
    if error is None:
        return "?"
    return ", ".join(part for part in (error.reason, error.field and f"field {error.field}", error.detail) if part)


def _rows(one: FieldTold) -> Iterator[tuple[str, str | Text, str | Text, Text]]:
    name = one.name
    for said in one.said:
        style = "bold green" if said.won else "" if said.values else "dim"
        yield name, Text("✓" if said.won else "", style="green"), Text(said.look, style=style), _values(said)
        name = ""
    if one.fixes:
        yield name, "", Text("normalised", style="yellow"), Text("; ".join(one.fixes), style="yellow")
    after = _short(one.after)
    yield "", "→", Text(one.key, style="cyan"), Text(after or "null", style="" if after else "dim")


def _values(said: Said) -> Text:
    if not said.values:
        return Text("–", style="dim")
    more = f" (+{len(said.values) - 1} more)" if len(said.values) > 1 else ""
    return Text(_short(said.values[0]) + more, style="bold" if said.won else "")


def _short(value: Any) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    lines = text.count("\n") + 1
    text = text.replace("\n", " ⏎ ")
    return f"{text[:_LONG]}… ({lines} lines, {len(text):,} characters)" if len(text) > _LONG else text


def _show_record(record: dict[str, Any], console: Console) -> None:
    """What stands in the record besides the fields of the table."""
    told = {
        "id": record["id"],
        "language": record["language"],
        "day": f"{record['published_on']} ({record['published_precision']}, from {record['published_source']})",
        "images": "\n".join(f"{one['url']}  {one['caption'] or ''}".strip() for one in record["images"]),
        "links": len(record["links"]),
        "translations": ", ".join(one["url"] for one in record["translations"]),
        "fixes": ", ".join(record["fixes"]),
        "flags": ", ".join(record["flags"]),
    }
    width = max(map(len, told)) + 2
    for name, value in told.items():
        if value:
            console.print(Text(name.ljust(width), style="cyan") + Text(str(value)))
