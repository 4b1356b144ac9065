"""Python as a person writes it: strings, tuples, lines of at most 120 characters."""

import re
from collections.abc import Iterable

WIDTH = 120


def cards_of(cards: object) -> str:
    """`Cards` as a file writes them."""
    told = [f"{name}={text(value)}" for name, value in vars(cards).items() if value or name == "link"]
    return f"Cards({', '.join(told)})".replace("card=", "", 1)


def assign(name: str, values: Iterable[str]) -> list[str]:
    """An attribute of a class, over several lines where one is too short."""
    values = list(values)
    line = f"    {name} = {tuple_of(values)}"
    if len(line) <= WIDTH:
        return [line]
    return [f"    {name} = (", *(f"        {value}," for value in values), "    )"]


def tuple_of(values: Iterable[str]) -> str:
    """A tuple."""
    values = list(values)
    return f"({values[0]},)" if len(values) == 1 else f"({', '.join(values)})"


def rule_of(pattern: str) -> list[str]:
    """A rule for addresses, over two lines where one is too short for it."""
    line = f'    article_url = r"{pattern}"'
    if len(line) <= WIDTH:
        return [line]
    cut = [found.end() for found in re.finditer(r"(?<!\^)/", pattern) if found.end() < WIDTH - 20][-1]
    return ["    article_url = (", f'        r"{pattern[:cut]}"', f'        r"{pattern[cut:]}"', "    )"]


def text(value: str) -> str:
    """A Python string in double quotes."""
    escaped = value.replace("\\", "\\\\")
    return f"'{escaped}'" if '"' in value and "'" not in value else '"' + escaped.replace('"', '\\"') + '"'


def uses(body: str, name: str) -> bool:
    """Does the text use the name?"""
    return any(mark in body for mark in (f"{name}(", f"({name},", f"({name})", f"{name}."))


def camel(name: str) -> str:
    """`kend_xeber` as `KendXeber`."""
    return "".join(part.capitalize() for part in name.split("_"))
