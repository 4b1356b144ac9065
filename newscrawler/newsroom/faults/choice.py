"""Which pages a newsroom's faults strike: read from a line, drawn by the seed, found again by their address."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, repeat
from random import Random
from urllib.parse import urlsplit

from newscrawler.errors import ArgumentError
from newscrawler.newsroom.answer import Request
from newscrawler.newsroom.faults.redirects import HOPS
from newscrawler.newsroom.faults.table import FAULTS
from newscrawler.newsroom.story import Story

_FORM = re.compile(r"(?P<name>\w+)(?:\*(?P<times>[1-9]\d*))?(?:=(?P<count>\d+))?")
_HOP = re.compile(r"(?P<path>.+)-(?P<hop>[1-9]\d*)")
# Faults that lead to further addresses of the same site, and the last of them.
_HOPS: Mapping[str, int] = {"redirect_loop": 2, "redirect_chain": HOPS + 1}


@dataclass(frozen=True, slots=True)
class Order:
    """`count` pages get the fault `name`, each on its first `times` requests (None: on every one)."""

    name: str
    times: int | None
    count: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A page that a fault strikes: `place` counts the pages of that fault from 0, `other` is any other article."""

    story: Story
    order: Order
    place: int
    other: Story


def orders(text: str) -> tuple[Order, ...]:
    """`gzip_truncated=3 server_error*2=5 timeout`: NAME[*TIMES][=COUNT], one page where no count is given.

    >>> orders("server_error*2=5 timeout")
    (Order(name='server_error', times=2, count=5), Order(name='timeout', times=None, count=1))
    """
    return tuple(_order(word) for word in re.split(r"[\s,]+", text.strip()) if word)


def _order(word: str) -> Order:
    found = _FORM.fullmatch(word)
    if found is None:
        raise ArgumentError(f"faults: {word!r} is not NAME[*TIMES][=COUNT]")
    if found["name"] not in FAULTS:
        raise ArgumentError(f"faults: no fault {found['name']}; there are {', '.join(sorted(FAULTS))}")
    return Order(found["name"], int(found["times"]) if found["times"] else None, int(found["count"] or 1))


class Choice:
    """The marked pages of a newsroom. Only articles that are held and stay so are drawn, none of them twice.

    Raises ArgumentError when there are fewer such articles than faults.
    """

    def __init__(self, wanted: Iterable[Order], stories: Iterable[Story], seed: int) -> None:
        wanted = tuple(wanted)
        free = [story for story in stories if story.held and story.removed is None]
        Random(f"faults {seed}").shuffle(free)
        asked = sum(order.count for order in wanted)
        if asked > len(free):
            raise ArgumentError(f"faults: {asked} pages asked for, the newsroom has {len(free)} that could be struck")
        places: Counter[str] = Counter()
        marks: list[Mark] = []
        for order in chain.from_iterable(repeat(order, order.count) for order in wanted):
            story, other = free[len(marks)], free[len(marks) - 1]
            marks.append(Mark(story, order, places[order.name], other))
            places[order.name] += 1
        self.marks = tuple(marks)

    @cached_property
    def struck(self) -> Mapping[str, tuple[Story, ...]]:
        """The stories of each fault."""
        found: dict[str, tuple[Story, ...]] = {}
        for mark in self.marks:
            found[mark.order.name] = (*found.get(mark.order.name, ()), mark.story)
        return found

    @cached_property
    def by_record(self) -> Mapping[str, Mark]:
        """The marks by their story's record id."""
        return {mark.story.record_id: mark for mark in self.marks}

    @cached_property
    def _by_address(self) -> Mapping[tuple[str, str, str], Mark]:
        return {_address(mark.story.url): mark for mark in self.marks}

    def find(self, request: Request) -> tuple[Mark, int] | None:
        """The mark of the page that is asked for, and its hop: 1, or n for `<address>-n` of a redirect's chain."""
        host, path, query = _address(f"//{request.host}{request.target}")
        mark = self._by_address.get((host, path, query)) or self._by_address.get((host, path, ""))
        if mark:
            return mark, 1
        hop = _HOP.fullmatch(path)
        mark = self._by_address.get((host, hop["path"], "")) if hop else None
        known = hop and mark and 1 < int(hop["hop"]) <= _HOPS.get(mark.order.name, 0)
        return (mark, int(hop["hop"])) if hop and mark and known else None


def _address(url: str) -> tuple[str, str, str]:
    """What names a page whatever form of its address is asked for: host without www, path without a last slash."""
    parts = urlsplit(url)
    host = re.sub(r"^(?:www|api|m)\.", "", parts.hostname or "")
    return host, parts.path.rstrip("/"), parts.query
