"""The rooms of the house: who may look into which."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "newscrawler"
MAY_LOOK_INTO = {
    "article": set(),
    "errors": set(),
    "clock": {"errors"},
    "tree": set(),
    "az": {"article", "errors", "clock"},
    "archive": {"article", "errors", "clock"},
    "reading": {"article", "errors", "clock", "tree", "az"},
    "discovery": {"article", "errors", "clock", "tree", "az"},
    "corpus": {"article", "errors", "clock", "az", "archive"},
    "newsroom": {"article", "errors", "clock"},
    "cms": {"tree", "reading", "discovery", "spider"},
    "spiders": {"cms", "reading", "discovery", "spider"},
}
CORPUS_MAY_LOOK_INTO = {
    "schema": set(),
    "glossary": set(),
    "masking": set(),
    "formats": {"schema"},
    "order": {"formats", "masking"},
    "copies": set(),
    "facts": {"order"},
    "model": {"order", "facts"},
    "holdings": {"copies", "order", "formats", "schema", "glossary", "model"},
    "papers": {"formats", "schema", "glossary", "model", "facts"},
}
PURE = ("article", "errors", "clock", "tree", "az", "archive", "reading", "discovery", "corpus", "newsroom")
MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Absolute names of everything a module imports, also inside functions."""
    package = ["newscrawler", *path.relative_to(PACKAGE).parent.parts]
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            names |= {module, *(f"{module}.{alias.name}" for alias in node.names)}
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_rooms_look_only_downward(path: Path) -> None:
    room = room_of(path)
    if room not in MAY_LOOK_INTO:
        return
    looked = {name.split(".")[1] for name in imports(path) if name.startswith("newscrawler.")}
    assert looked - {room, "__version__"} <= MAY_LOOK_INTO[room]


def looks_in_corpus() -> dict[str, set[str]]:
    """Each room and each file beside them, with those of `corpus/` that it looks into."""
    looks: dict[str, set[str]] = {}
    for path in (one for one in MODULES if room_of(one) == "corpus" and one != PACKAGE / "corpus/__init__.py"):
        room = path.relative_to(PACKAGE / "corpus").parts[0].removesuffix(".py")
        found = {name.split(".")[2] for name in imports(path) if name.startswith("newscrawler.corpus.")}
        looks[room] = looks.get(room, set()) | found - {room}
    return looks


def test_the_rooms_of_the_corpus_look_only_where_they_may() -> None:
    looks = looks_in_corpus()
    assert {room: over for room, may in CORPUS_MAY_LOOK_INTO.items() if (over := looks[room] - may)} == {}
    TopologicalSorter(looks).prepare()  # a circle is a CycleError that names it


@pytest.mark.parametrize("path", [one for one in MODULES if room_of(one) in PURE], ids=lambda path: path.name)
def test_pure_rooms_never_import_scrapy_or_twisted(path: Path) -> None:
    assert not {name.split(".")[0] for name in imports(path)} & {"scrapy", "twisted"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_are_of_200_lines_or_fewer(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= 200


def test_functions_are_of_40_lines_or_fewer() -> None:
    functions = [
        (path.name, node.name, (node.end_lineno or 0) - node.lineno + 1)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert [one for one in functions if one[2] > 40] == []
    assert sum(1 for one in functions if one[2] > 25) <= len(functions) * 0.02
