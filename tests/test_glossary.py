"""The card explains every reason, flag and repair that the program can write: they are collected from its sources."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import newscrawler
from newscrawler.az.text import REPAIRS as ALL_REPAIRS
from newscrawler.cms.tails import TAILS
from newscrawler.corpus.glossary import FLAGS, REASONS, REPAIRS
from newscrawler.corpus.holdings.choices import check_values
from newscrawler.corpus.holdings.scan import Seen
from newscrawler.corpus.order.selection import Selection
from newscrawler.hindrance import _FAILURES, SHORT_BODY, TOO_LARGE
from newscrawler.robots import UNAVAILABLE
from newscrawler.work import _STATES

ROOT = Path(newscrawler.__file__).parent
NAME = re.compile(r"[a-z][a-z_0-9 ]*")
PLACES = {"PageError": 1, "Setback": 1, "BodyError": 0, "_refuse": 2, "rejected": 2, "reject": 1}
"""Calls that take a reason, and the place of it among their arguments."""

UNTOLD = {"again", "alias", "listing"}
"""Of a URL that waits, is held under another one, or was read for others: a card does not tell of these."""


def trees() -> Iterator[ast.Module]:
    for path in sorted(ROOT.rglob("*.py")):
        if not {"corpus", "newsroom"} & set(path.relative_to(ROOT).parts):
            yield ast.parse(path.read_text("utf-8"))


def words(node: ast.AST) -> set[str]:
    """The names that stand as texts in an expression."""
    found = {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return {one for one in found if NAME.fullmatch(one)}


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def reasons() -> set[str]:
    """Every word that is handed over as a reason, or is the word of a kind of page that is no article."""
    found = {reason for _, _, reason in _FAILURES} | {*_STATES, TOO_LARGE, SHORT_BODY, UNAVAILABLE}
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and len(node.args) > (place := PLACES.get(name_of(node), 99)):
                found |= words(node.args[place]) if isinstance(node.args[place], ast.Constant | ast.IfExp) else set()
            elif isinstance(node, ast.keyword) and node.arg == "reason":
                found |= words(node.value) if isinstance(node.value, ast.Constant) else set()
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in ("refused", "Reason"):
                found |= words(node.value)
    return found


def flags() -> set[str]:
    """Every word that is added to a list of flags, and those that headlines' tails become."""
    found = set(TAILS.values())
    for tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and name_of(node) in ("append", "flagged"):
                assert isinstance(node.func, ast.Attribute | ast.Name)
                owner = ast.unparse(node.func)
                found |= set().union(*map(words, node.args)) if "flags" in owner else set()
            elif isinstance(node, ast.AugAssign) and ast.unparse(node.target) == "flags":
                found |= words(node.value) if isinstance(node.value, ast.List) else set()
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "title_tails":
                found |= words(node.value)
    return found


def test_every_reason_of_the_program_has_a_meaning() -> None:
    found = reasons()
    assert {"unknown_layout", "media", "dns", "too_large", "robots_unavailable", "maintenance", "record"} <= found
    assert found - set(REASONS) - UNTOLD == set()


def test_every_flag_of_the_program_has_a_meaning_and_can_be_left_out() -> None:
    found = flags()
    assert {"date_conflict", "unclosed", "photo", "paywall"} <= found
    assert found - set(FLAGS) == set()
    check_values(Selection(no_flags=tuple(found)), Seen())


def test_every_repair_has_a_meaning() -> None:
    assert set(REPAIRS) == set(ALL_REPAIRS)
