"""The options of `scrapy export`, and the order that they make."""

import argparse
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from newscrawler.corpus.formats import MODULES
from newscrawler.corpus.masking import KINDS, check_kinds
from newscrawler.corpus.order.options import POLICIES, SPLITS, Coverage, Order
from newscrawler.corpus.order.rights import MODES
from newscrawler.corpus.order.selection import Selection
from newscrawler.corpus.order.values import AS_OF, parse_day
from newscrawler.errors import ArgumentError

_URLS = "urls"
_REPEATED = {
    "site": "a site's short name",
    "edition": "an edition of a site: az, ru, en",
    "language": "the language of the text: az, ru, en, az-Cyrl",
    "section": "a section as printed, in any case",
    "flag": "only records that bear it",
    "no_flag": "only records that do not bear it",
}
_RIGHTS = f"what sites said of text and data mining: {', '.join(MODES)} (default: any)"
_COPIES = "copies: keep all, marked (default); of each cluster only the first; drop every article that has a copy"
_NEAR = "look for copies with small edits too, not only of case and signs (default: where rensa is installed)"
_SPLIT = "train, validation and test by date, by site or by a hash of the id (default: all in train)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is chosen, and how it is written."""
    chosen = parser.add_argument_group("what is chosen (several values, by commas or by repeating: one or the other)")
    for name, told in _REPEATED.items():
        chosen.add_argument(f"--{name.replace('_', '-')}", action="append", metavar="NAME", help=told)
    chosen.add_argument("--since", metavar="DAY", help="published on that day or later: 2014, 2014-03 or 2014-03-18")
    chosen.add_argument("--until", metavar="DAY", help="published on that day or earlier")
    chosen.add_argument("--min-chars", metavar="N", help="texts of at least so many characters")
    chosen.add_argument("--revisions", metavar="WHICH", help="latest (default), all, or as-of DAY: as it was that day")
    chosen.add_argument("--rights", metavar="MODE", help=_RIGHTS)
    chosen.add_argument("--new-since", metavar="RELEASE", action="append", help="leave out what that release holds")
    chosen.add_argument(
        "--previous", metavar="RELEASE", help="write all, and tell in CHANGES what differs from that one"
    )
    chosen.add_argument("--selection", metavar="FILE", help="a TOML file with these choices; options override it")
    chosen.add_argument("--archive", metavar="DIR", action="append", help="an archive to read (default: ARCHIVE_DIR)")
    _add_form(parser.add_argument_group("how it is written"))


def _add_form(form: Any) -> None:
    names = ", ".join(name for name in MODULES if name != _URLS)
    form.add_argument("--format", metavar="NAME", action="append", help=f"{names} (default: jsonl)")
    form.add_argument("--duplicates", choices=POLICIES, default=POLICIES[0], help=_COPIES)
    form.add_argument("--near-duplicates", action=argparse.BooleanOptionalAction, help=_NEAR)
    form.add_argument("--split", choices=SPLITS, default=SPLITS[0], help=_SPLIT)
    form.add_argument("--mask", metavar="KIND", action="append", help=f"replace in all texts: {', '.join(KINDS)}")
    form.add_argument("--urls-only", action="store_true", help="no texts: ids, URLs, dates and digests")
    form.add_argument("--name", help="the release's name")
    form.add_argument(
        "--release-version", metavar="VERSION", help="MAJOR.MINOR.PATCH (default: made from what it holds)"
    )


def order_of(args: Sequence[str], opts: argparse.Namespace, archive: Path, coverage: Coverage) -> Order:
    """The order. Raises `ArgumentError` naming the option for what cannot be."""
    opts, args = _with_day(opts, list(args))
    if len(args) != 1:
        raise ArgumentError("name one folder to write the release to")
    if opts.urls_only and opts.format:
        raise ArgumentError("--urls-only has a format of its own: leave --format out")
    if _URLS in _parts(opts.format):
        raise ArgumentError(f"--format {_URLS}: say --urls-only")
    formats = (_URLS,) if opts.urls_only else _parts(opts.format) or ("jsonl",)
    return Order(
        out=Path(args[0]),
        archives=tuple(dict.fromkeys(Path(one).resolve() for one in opts.archive or [archive])),
        selection=_selection(opts),
        formats=formats,
        duplicates=opts.duplicates,
        near=has_rensa() if opts.near_duplicates is None else opts.near_duplicates,
        split=opts.split,
        masked=check_kinds(_parts(opts.mask)),
        urls_only=opts.urls_only,
        new_since=tuple(Path(one) for one in opts.new_since or ()),
        previous=Path(opts.previous) if opts.previous else None,
        name=opts.name,
        version=opts.release_version,
        coverage=coverage,
    )


def _parts(values: Sequence[str] | None) -> tuple[str, ...]:
    """The values of a repeated option, each once; several may stand in one, with commas."""
    parts = (part.strip() for value in values or () for part in value.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def has_rensa() -> bool:
    """Can near-duplicates be found here?"""
    return find_spec("rensa") is not None


def _selection(opts: argparse.Namespace) -> Selection:
    """The file's choices, with those of the options laid over them."""
    chosen = Selection.from_toml(Path(opts.selection)) if opts.selection else Selection()
    told: dict[str, Any] = {f"{name}s": _parts(getattr(opts, name)) or None for name in _REPEATED if name != "section"}
    told["sections"] = opts.section  # a section's name may have a comma
    told |= {name: getattr(opts, name) for name in ("since", "until", "min_chars", "revisions", "rights")}
    return chosen.updated({name: value for name, value in told.items() if value is not None})


def _with_day(opts: argparse.Namespace, args: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """`--revisions as-of DAY` in two words: the day is found among the arguments."""
    if opts.revisions != AS_OF:
        return opts, args
    place = next((place for place, arg in enumerate(args) if arg[:4].isdigit()), None)
    if place is None or len(args) < 2:
        raise ArgumentError("--revisions as-of needs a day: --revisions as-of 2025-12-15")
    revisions = f"{AS_OF} {parse_day(AS_OF, args[place])}"
    return argparse.Namespace(**{**vars(opts), "revisions": revisions}), args[:place] + args[place + 1 :]
