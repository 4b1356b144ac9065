"""Logic-less templates, a small part of Mustache: pages of a site are files, not code.

`{{name}}` escaped, `{{&name}}` as it is, `{{#name}}…{{/name}}` for each item (or once, for a true value),
`{{^name}}…{{/name}}` for none, `{{>file}}` another template of the same folder. What a folder has not is taken from
`family`. An unknown name is an error: a hole in a page must not pass unseen.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

_TAG = re.compile(r"\{\{([#^/>&]?)([\w.-]+)\}\}")
_LONELY = re.compile(r"^[ \t]*(\{\{[#^/>][\w.-]+\}\})[ \t]*\n", re.MULTILINE)

Scope = tuple[Mapping[str, Any], ...]
Part = Callable[[Scope], str]


def _find(scope: Scope, name: str) -> Any:
    for names in reversed(scope):
        if name in names:
            return names[name]
    raise KeyError(name)


def _block(name: str, parts: list[Part], inverted: bool) -> Part:
    def fill(scope: Scope) -> str:
        value = _find(scope, name)
        if inverted:
            return "" if value else "".join(part(scope) for part in parts)
        items = value if isinstance(value, list | tuple) else [value] if value else []
        return "".join(
            part((*scope, item if isinstance(item, Mapping) else {".": item})) for item in items for part in parts
        )

    return fill


def _leaf(sign: str, name: str, folder: str) -> Part:
    if sign == ">":
        return lambda scope: template(folder, name)(scope)
    if sign == "&":
        return lambda scope: str(_find(scope, name))
    return lambda scope: escape(str(_find(scope, name)))


def _parse(tokens: list[str], start: int, folder: str, until: str | None) -> tuple[list[Part], int]:
    """Parts from `start` up to the closing tag of `until`, and where reading goes on."""
    parts: list[Part] = []
    position = start
    while position < len(tokens):
        text = tokens[position]
        if text:
            parts.append(lambda _scope, text=text: text)  # type: ignore[misc]
        if position + 1 == len(tokens):
            break
        sign, name = tokens[position + 1], tokens[position + 2]
        position += 3
        if sign == "/":
            if name != until:
                raise ValueError(f"{folder}: {{{{/{name}}}}} closes {until}")
            return parts, position
        if sign in "#^" and sign:
            inner, position = _parse(tokens, position, folder, name)
            parts.append(_block(name, inner, sign == "^"))
        else:
            parts.append(_leaf(sign, name, folder))
    if until is not None:
        raise ValueError(f"{folder}: {until} is never closed")
    return parts, position


@cache
def template(folder: str, name: str) -> Part:
    """The compiled template `name` of `sites/<folder>/templates`."""
    source = _source(folder, name)
    parts, _ = _parse(_TAG.split(_LONELY.sub(r"\1", source)), 0, folder, None)
    return lambda scope: "".join([part(scope) for part in parts])


def _source(folder: str, name: str) -> str:
    sites = files(__package__).joinpath("sites")
    own = sites.joinpath(folder, "templates", name)
    found = own if own.is_file() else sites.joinpath("family", "templates", name)
    return found.read_text("utf-8")


def render(folder: str, name: str, values: Mapping[str, Any]) -> str:
    """Template `name` filled with `values`; raises KeyError for a name that nothing fills."""
    return template(folder, name)((values,))
