"""Python as a person writes it: strings, tuples, lines of at most 120 characters."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

WIDTH = 120
_SCHEME = len("https://")
_ROW = WIDTH - len('        r""')


def cards_of(cards: object) -> str:
    """`Cards` as a file writes them."""
    told = [f"{name}={text(value)}" for name, value in vars(cards).items() if value or name == "link"]
    return f"Cards({', '.join(told)})".replace("card=", "", 1)


def assign(name: str, values: Iterable[str], indent: str = "    ") -> list[str]:
    """An attribute of a class (without `indent` of a module), over several lines where one is too short."""
    values = list(values)
    line = f"{indent}{name} = {tuple_of(values)}"
    if len(line) <= WIDTH:
        return [line]
    return [f"{indent}{name} = (", *(f"{indent}    {value}," for value in values), f"{indent})"]


def tuple_of(values: Iterable[str]) -> str:
    """A tuple."""
    values = list(values)
    return f"({values[0]},)" if len(values) == 1 else f"({', '.join(values)})"


def words_of(name: str, words: Iterable[str]) -> list[str]:
    """A constant that lists words, over several lines where one is too short."""
    line = f'{name} = "{" ".join(words)}".split()'
    if len(line) <= WIDTH:
        return [line]
    rows = wrap(" ".join(words), WIDTH - 8)
    return [f"{name} = (", *(f'    "{row} "' for row in rows[:-1]), f'    "{rows[-1]}"', ").split()"]


def rule_of(pattern: str) -> list[str]:
    """A rule for addresses, over several lines where one is too short: broken behind a segment or before an `|`."""
    line = f'    article_url = r"{pattern}"'
    if len(line) <= WIDTH:
        return [line]
    ends = [*_breaks(pattern), len(pattern)]
    rows, start = list[str](), 0
    while start < len(pattern):
        ahead = [end for end in ends if end > start]
        end = max((one for one in ahead if one - start <= _ROW), default=ahead[0])
        rows.append(f'        r"{pattern[start:end]}"')
        start = end
    return ["    article_url = (", *rows, "    )"]


def _breaks(pattern: str) -> Iterator[int]:
    r"""Where a row of a pattern may end: behind a segment outside any group, and before an alternative.

    >>> pattern = r"https://a\.az/(?:(?P<language>ru)/)?(?:x/\d+|(?!(?:tag|page)/)y)"
    >>> [pattern[place:][:6] for place in _breaks(pattern)]
    ['(?:(?P', '(?:x/\\', '|(?!(?']
    """
    depth = 0
    for place, letter in enumerate(pattern):
        if pattern[place - 1 : place] == "\\":
            continue
        depth += (letter == "(") - (letter == ")")
        if letter == "|" and depth == 1:
            yield place
        elif depth == 0 and place > _SCHEME and (letter == "/" or pattern[place - 2 : place + 1] == "/)?"):
            yield place + 1


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
