"""Which records go into a release: what a person asked for on the command line, or in a TOML file."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from newscrawler.archive.model import JSON
from newscrawler.az import lower
from newscrawler.corpus.order.rights import check_mode, rights_allow
from newscrawler.corpus.order.values import AS_OF, as_toml, parse_revisions, read_value
from newscrawler.errors import ArgumentError

LATEST, ALL = "latest", "all"
ANY_RIGHTS = "any"

Test = Callable[[JSON], bool]

_EDITION = re.compile(r"[^:]*:(?P<edition>[a-z]{2})/")
_BARE_EDITION = "az"


@dataclass(frozen=True)
class Selection:
    """What is wanted; empty means all. Values of one field are alternatives, the fields all have to agree.

    `since` and `until` are days of publication in Baku, both included; `min_chars` counts the characters of the text;
    a record must bear one of `flags` and none of `no_flags`. Of each article the `latest` revision is taken, `all`, or
    the latest that was fetched by the end of the day `as_of` in Baku. `rights` is a mode of `corpus.order.rights`.
    """

    sites: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    editions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    min_chars: int = 0
    flags: tuple[str, ...] = ()
    no_flags: tuple[str, ...] = ()
    rights: str = ANY_RIGHTS
    revisions: str = LATEST
    as_of: date | None = None

    def __post_init__(self) -> None:
        """Raises `ArgumentError` for bounds that leave nothing, and for a kind of revisions that there is not."""
        check_mode(self.rights)
        if self.since and self.until and self.since > self.until:
            raise ArgumentError(f"since {self.since} is later than until {self.until}")
        if self.min_chars < 0:
            raise ArgumentError(f"min_chars {self.min_chars} is less than 0")
        if self.revisions not in (LATEST, ALL, AS_OF) or (self.revisions == AS_OF) is not (self.as_of is not None):
            raise ArgumentError(f"revisions {self.revisions!r} is not {LATEST}, {ALL} or {AS_OF} DATE")

    @classmethod
    def from_toml(cls, path: Path) -> "Selection":
        """The selection that a file holds: names as here, one value or a list. Raises `ArgumentError` naming the file.

        `since` and `until` may be a year or a month; `revisions` may be `"as-of 2025-12-15"`.
        """
        try:
            told = tomllib.loads(path.read_text("utf-8-sig"))
        except OSError as error:
            raise ArgumentError(f"{path}: {error.strerror}") from error
        except ValueError as error:
            raise ArgumentError(f"{path}: not TOML: {error}") from error
        try:
            return cls().updated(told)
        except ArgumentError as error:
            raise ArgumentError(f"{path}: {error}") from error

    def updated(self, told: Mapping[str, Any]) -> "Selection":
        """This selection with some fields told anew by a person. Raises `ArgumentError` naming the field."""
        told = dict(told)
        if isinstance(kind := told.get("revisions"), str):
            told.update(parse_revisions(kind, told.get("as_of")))
        known = {one.name for one in fields(self)}
        if unknown := [name for name in told if name not in known]:
            raise ArgumentError(f"unknown key {unknown[0]!r}; there are {', '.join(sorted(known))}")
        return replace(self, **{name: read_value(name, value) for name, value in told.items()})

    def as_toml(self) -> str:
        """The selection as a file that `from_toml` reads: only what was asked for, always in the same order.

        >>> print(Selection(sites=("report",), since=date(2014, 1, 1), min_chars=200).as_toml(), end="")
        sites = ["report"]
        since = 2014-01-01
        min_chars = 200
        revisions = "latest"
        """
        told = {one.name: getattr(self, one.name) for one in fields(self) if getattr(self, one.name) != one.default}
        told["revisions"] = f"{AS_OF} {told.pop('as_of')}" if self.as_of else self.revisions
        return "".join(f"{name} = {as_toml(value)}\n" for name, value in told.items())

    def matches(self, record: JSON) -> bool:
        """Is this record asked for? Which of its revisions is, decides the catalogue."""
        return not self.refused_by(record)

    def refused_by(self, record: JSON) -> list[str]:
        """The options, as on the command line, that do not want this record."""
        return [option for option, test in self._tests if not test(record)]

    @cached_property
    def _tests(self) -> list[tuple[str, Test]]:
        """One test for each thing that was asked for, by its option."""
        since, until = (day.isoformat() if day else "" for day in (self.since, self.until))
        sections = {lower(section) for section in self.sections}
        tests: list[tuple[str, object, Test]] = [
            ("since", since, lambda record: record["published_on"] >= since),
            ("until", until, lambda record: record["published_on"] <= until),
            ("site", self.sites, lambda record: record["site"] in self.sites),
            ("edition", self.editions, lambda record: edition_of(record["id"]) in self.editions),
            ("language", self.languages, lambda record: record["language"] in self.languages),
            ("section", self.sections, lambda record: bool(record["section"]) and lower(record["section"]) in sections),
            ("min-chars", self.min_chars, lambda record: len(record["text"]) >= self.min_chars),
            ("flag", self.flags, lambda record: any(bears(record, flag) for flag in self.flags)),
            ("no-flag", self.no_flags, lambda record: not any(bears(record, flag) for flag in self.no_flags)),
            ("rights", self._rights, lambda record: rights_allow(record, self.rights)),
        ]
        return [(f"--{name} {_shown(wanted)}", test) for name, wanted, test in tests if wanted]

    @property
    def _rights(self) -> str:
        return "" if self.rights == ANY_RIGHTS else self.rights


def _shown(wanted: object) -> str:
    return ",".join(wanted) if isinstance(wanted, tuple) else str(wanted)


def edition_of(record: str) -> str:
    """The edition of an article, which its id carries where the URL does; else it is the Azerbaijani one.

    >>> edition_of("report:ru/slug"), edition_of("report:slug")
    ('ru', 'az')
    """
    match = _EDITION.match(record)
    return match["edition"] if match else _BARE_EDITION


def bears(record: JSON, flag: str) -> bool:
    """Has the record this flag, by its whole name or by what stands before a colon?"""
    return any(one == flag or one.partition(":")[0] == flag for one in record["flags"])
