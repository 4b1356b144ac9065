"""How a crawl ended, judged from what it counted: the exit code and one sentence for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any


class Exit(IntEnum):
    """The exit codes of every command."""

    COMPLETE = 0
    PROGRAM_ERROR = 1
    USAGE = 2
    INCOMPLETE = 3
    NOTHING_FETCHED = 4
    BLOCKED = 5
    STORAGE = 6
    ALARM = 7


@dataclass(frozen=True)
class Ending:
    """The exit code and the reason in words. `is_doubtful`: all was done, and yet a person should look at it."""

    code: Exit
    why: str
    is_doubtful: bool = False


_GRAVEST = (
    Exit.USAGE,
    Exit.PROGRAM_ERROR,
    Exit.STORAGE,
    Exit.NOTHING_FETCHED,
    Exit.BLOCKED,
    Exit.INCOMPLETE,
    Exit.ALARM,
)

MANY = 5
"""Pages that no page class of the site knows: fewer are oddities, more than were read are a new layout."""

_NEW = ("new", "revision", "conflict")
_STORED = ("new", "revision", "unchanged", "conflict", "moved")


def gravest(endings: Iterable[Ending]) -> Exit:
    """Of several crawls the gravest code: 2, 1, 6, 4, 5, 3, 7, else 0.

    >>> gravest([Ending(Exit.INCOMPLETE, ""), Ending(Exit.BLOCKED, ""), Ending(Exit.COMPLETE, "")])
    <Exit.BLOCKED: 5>
    """
    codes = {ending.code for ending in endings}
    return next((code for code in _GRAVEST if code in codes), Exit.COMPLETE)


def judge(stats: Mapping[str, Any], silent: tuple[str, ...] = ()) -> Ending:
    """The ending of one crawl from its stats; `silent` are the sources that never answered. The gravest reason wins.

    >>> judge({"finish_reason": "finished", "newscrawler/responses": 3}).code
    <Exit.COMPLETE: 0>
    >>> judge({"finish_reason": "finished"}).code
    <Exit.NOTHING_FETCHED: 4>
    """
    if (ending := _unwritten(stats)) is not None:
        return ending
    blocked, failed = (_ended(stats, state) for state in ("blocked", "failed"))
    errors = sum(below(stats, "spider_exceptions/").values())
    owner, next_due = stats.get("newscrawler/left_to"), stats.get("newscrawler/next_due")
    left = f"the work is left to another crawl of this site, which runs already ({owner})" if owner else "complete"
    wait = [f"nothing more can be fetched before {next_due}"] if next_due else []
    stopped = _stopped(stats)
    if not stats.get("newscrawler/responses"):
        return _without_response(stats, left if owner else None, [*wait, *stopped])
    if errors:
        return Ending(Exit.PROGRAM_ERROR, f"{counted(errors, 'error')} of the program: see the log")
    if blocked:
        told = f"{counted(blocked, 'request was', 'requests were')} refused"
        return Ending(
            Exit.BLOCKED, "; ".join([f"{told} (HTTP 401, 403, 407 or 451, a challenge, a login form)", *wait])
        )
    parts = [f"{counted(failed, 'request')} failed"] if failed else []
    parts += [*wait, *(f"silent: {name}" for name in silent if not owner), *stopped]
    if parts:
        return Ending(Exit.INCOMPLETE, "; ".join(parts))
    return _changed(stats) or Ending(Exit.COMPLETE, left)


def judge_undescribed(ending: Ending, stats: Mapping[str, Any], *, holds: bool) -> Ending:
    """The ending of a crawl of a site that nobody described, where a page that is no article may be one misread.

    `holds`: the archive has articles of the site. What is complete without one is not, and most pages ought to read.

    >>> complete = Ending(Exit.COMPLETE, "complete")
    >>> judge_undescribed(complete, {"newscrawler/responses": 4, "newscrawler/rejected/incomplete": 1}, holds=False)
    Ending(code=<Exit.INCOMPLETE: 3>, why='not one article was stored: 4 pages fetched, 1 incomplete', is_doubtful=True)
    """
    pages, poor = (stats.get(f"newscrawler/{name}", 0) for name in ("responses", "rejected/incomplete"))
    if ending.code is not Exit.COMPLETE or not pages or stats.get("newscrawler/left_to"):
        return ending
    told = f"{pages} pages fetched, {poor} incomplete"
    if not holds:
        return Ending(Exit.INCOMPLETE, f"not one article was stored: {told}", is_doubtful=True)
    stored = sum(_verdicts(stats, _STORED))
    if poor > stored:
        why = f"{ending.why}, but most articles could not be read: {told}, {stored} stored"
        return Ending(ending.code, why, is_doubtful=True)
    return ending


def _unwritten(stats: Mapping[str, Any]) -> Ending | None:
    if error := stats.get("newscrawler/storage_error"):
        return Ending(Exit.STORAGE, f"the archive could not be written: {error}")
    if any(below(stats, "feedexport/failed_count/").values()):
        return Ending(Exit.STORAGE, "a copy (-o, -O) could not be written whole; the archive itself was")
    return None


def _stopped(stats: Mapping[str, Any]) -> list[str]:
    """Why it ended before its end; whoever runs until it is stopped is done when it is."""
    reason = str(stats.get("finish_reason", "unknown"))
    is_done = reason == "finished" or (reason == "shutdown" and stats.get("newscrawler/endless"))
    return [] if is_done else [f"stopped: {reason}"]


def _changed(stats: Mapping[str, Any]) -> Ending | None:
    """The alarm where the site's pages are no longer those that its page classes know."""
    unread, new = stats.get("newscrawler/rejected/unknown_layout", 0), sum(_verdicts(stats, _NEW))
    if unread < MANY or unread <= new:
        return None
    told = f"{unread} pages have an unknown layout, {counted(new, 'article')} could be read"
    return Ending(Exit.ALARM, f"has the site changed? {told}")


def _without_response(stats: Mapping[str, Any], left: str | None, more: list[str]) -> Ending:
    rejected = below(stats, "newscrawler/rejected/")
    if left is not None and not rejected:
        return Ending(Exit.COMPLETE, left)
    if stats.get("newscrawler/nothing_due") and stats.get("finish_reason") == "finished":
        return Ending(Exit.COMPLETE, "nothing was due")
    told = ", ".join([*(f"{count} {name}" for name, count in sorted(rejected.items())), *more])
    return Ending(Exit.NOTHING_FETCHED, f"nothing was fetched: not one response{f' ({told})' if told else ''}")


def _verdicts(stats: Mapping[str, Any], names: Iterable[str]) -> list[int]:
    return [stats.get(f"newscrawler/ended/{name}", 0) for name in names]


def _ended(stats: Mapping[str, Any], state: str) -> int:
    """How many URLs ended in a state, those of sources among them."""
    return sum(stats.get(f"newscrawler/ended/{kind}{state}", 0) for kind in ("", "source/"))


def counted(number: int, one: str, many: str = "") -> str:
    """A number and what is counted.

    >>> counted(1, "request"), counted(2, "request"), counted(0, "mismatch", "mismatches")
    ('1 request', '2 requests', '0 mismatches')
    """
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def below(stats: Mapping[str, Any], prefix: str) -> dict[str, int]:
    """The counts under a prefix, by what follows it.

    >>> below({"newscrawler/rejected/gone": 2, "downloader/request_count": 9}, "newscrawler/rejected/")
    {'gone': 2}
    """
    return {key.removeprefix(prefix): count for key, count in sorted(stats.items()) if key.startswith(prefix)}
