"""Rights: what was reserved when a page was fetched stays out of the releases that ask for it."""

from typing import Any

import pytest

from newscrawler.corpus.order.rights import MODES, check_mode, directives, rights_allow
from newscrawler.errors import ArgumentError

SILENT = {"robots": "allowed", "tdm_reservation": None, "tdm_policy": None, "meta_robots": None}


def modes(**said: Any) -> list[str]:
    """The modes that let a record in."""
    return [mode for mode in MODES if rights_allow({"rights": {**SILENT, **said}}, mode)]


FREE: tuple[dict[str, str], ...] = (
    {},
    {"robots": "none"},
    {"tdm_reservation": "0"},
    {"meta_robots": "index, follow"},
    {"meta_robots": "max-image-preview:none, max-snippet:-1"},
)
RESERVED = (
    {"tdm_reservation": "1"},
    {"tdm_reservation": " 1 "},
    {"tdm_reservation": "true"},
    {"robots": "disallowed"},
    {"meta_robots": "index, NoAI"},
    {"meta_robots": "GPTBot: noai"},
    {"meta_robots": "noml"},
)
DOUBTFUL = (
    {"robots": None},
    {"tdm_policy": "https://site.az/policy.json"},
    {"meta_robots": "noindex"},
    {"meta_robots": "none"},
    {"meta_robots": "noarchive,nosnippet"},
)


@pytest.mark.parametrize("said", FREE)
def test_what_nobody_reserved_is_in_every_release(said: dict[str, str]) -> None:
    assert modes(**said) == ["any", "no-optout", "strict"]


@pytest.mark.parametrize("said", RESERVED)
def test_what_was_reserved_is_only_in_a_release_of_everything(said: dict[str, str]) -> None:
    assert modes(**said) == ["any"]


@pytest.mark.parametrize("said", DOUBTFUL)
def test_what_is_doubtful_is_left_out_of_a_strict_release_alone(said: dict[str, str | None]) -> None:
    assert modes(**said) == ["any", "no-optout"]


def test_a_record_that_tells_nothing_is_not_reserved_and_not_strict() -> None:
    assert [mode for mode in MODES if rights_allow({"rights": dict.fromkeys(SILENT)}, mode)] == ["any", "no-optout"]


def test_directives_with_values_say_nothing_of_the_text() -> None:
    assert directives("noindex, max-image-preview:none; unavailable_after: 2026-01-01") == {"noindex"}
    assert directives(None) == directives("") == frozenset()


def test_an_unknown_mode_is_named_with_those_there_are() -> None:
    for ask in (check_mode, lambda mode: rights_allow({"rights": SILENT}, mode)):
        with pytest.raises(ArgumentError, match="--rights 'free': there are any, no-optout, strict"):
            ask("free")
