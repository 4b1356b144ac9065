"""Values of a filter that the archive does not have are mistakes: they would leave an empty release, or half of one."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from newscrawler.az import lower
from newscrawler.corpus.glossary import FLAGS
from newscrawler.corpus.holdings.scan import Seen
from newscrawler.corpus.order.selection import Selection
from newscrawler.errors import ArgumentError

_SHOWN = 12


def check_values(selection: Selection, seen: Seen) -> None:
    """Raises `ArgumentError` naming the first value that nothing in the archives has, and those that there are."""
    _check("site", selection.sites, seen.sites)
    _check("edition", selection.editions, seen.editions)
    _check("language", selection.languages, seen.languages)
    folded = {lower(section) for section in seen.sections if section}
    _check("section", (one for one in selection.sections if lower(one) not in folded), seen.sections)
    _check("flag", selection.flags, seen.flags)
    # To leave out a flag that no record happens to bear is no mistake.
    _check("no-flag", (flag for flag in selection.no_flags if flag.partition(":")[0] not in FLAGS), seen.flags)


def told_empty(seen: Seen) -> str:
    """Why nothing was chosen: the options that leave no line, or else all that leave some out, and what each leaves."""
    if seen.wanted:
        return f"{seen.wanted:,} lines do, and each was removed, is of another revision, or was fetched later"
    left = {option: seen.lines - count for option, count in sorted(seen.refused.items())}
    if empty := [option for option, count in left.items() if not count]:
        return f"of {seen.lines:,} lines {', '.join(empty)} {'leaves' if len(empty) == 1 else 'each leave'} none"
    told = ", ".join(f"{option} leaves {count:,}" for option, count in left.items())
    return f"of {seen.lines:,} lines {told or 'none is there'}, and all together none"


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
