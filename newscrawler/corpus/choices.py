"""Values of a filter that the archive does not have are mistakes: they would leave an empty release, or half of one."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from newscrawler.az import lower
from newscrawler.corpus.scan import Seen
from newscrawler.corpus.selection import Selection
from newscrawler.errors import ArgumentError

FLAGS = frozenset(
    "approximate ascii date_conflict dst_ambiguous dst_gap future generic_extractor id_conflict imported masked "
    "paywall relative_conflict short unclosed weekday_conflict year_inferred zone_conflict".split()
)
"""Flags that a record can bear; to leave one out that no record happens to bear is no mistake."""

_SHOWN = 12


def check_values(selection: Selection, seen: Seen) -> None:
    """Raises `ArgumentError` naming the first value that nothing in the archives has, and those that there are."""
    _check("site", selection.sites, seen.sites)
    _check("edition", selection.editions, seen.editions)
    _check("language", selection.languages, seen.languages)
    folded = {lower(section) for section in seen.sections if section}
    _check("section", (one for one in selection.sections if lower(one) not in folded), seen.sections)
    _check("flag", selection.flags, seen.flags)
    _check("no-flag", (flag for flag in selection.no_flags if flag not in FLAGS), seen.flags)


def _check(option: str, wanted: Iterable[str], seen: Mapping[str, int]) -> None:
    for value in wanted:
        if (value.partition(":")[0] if "flag" in option else value) not in seen:
            raise ArgumentError(f"--{option} {value}: nothing in the archive has it; {_told(value, seen)}")


def _told(value: str, seen: Mapping[str, int]) -> str:
    """The values there are: those that look like it first, then the most frequent."""
    names = [name for name, _ in sorted(seen.items(), key=lambda item: (-item[1], item[0])) if name]
    if not names:
        return "there are none"
    close = get_close_matches(value, names, n=3)
    shown = list(dict.fromkeys([*close, *names]))[:_SHOWN]
    return f"there are {', '.join(shown)}{f' and {len(names) - len(shown)} more' if len(names) > len(shown) else ''}"
