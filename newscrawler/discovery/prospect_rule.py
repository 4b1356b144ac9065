"""From the addresses of some articles to the rule for all: what stays the same, what changes, what names one."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from newscrawler.discovery.addresses import EDITIONS

NO_ARTICLES = r"(?!(?:tag|category|author|search|page)/)"
"""For the place in a rule where a name may stand: under these a site keeps lists."""

_SHARE = 0.05
"""Of the examples: a shape that so few have is left out, unless it is the only one."""
_MOST = 0.9
"""Of the addresses of a shape: so many hold a number where all do; the rest are no articles."""
_TAIL = re.compile(r"(?P<slug>.*[^\d])?(?P<id>\d{3,})(?P<rest>[-_][^\d].*)?(?P<end>\.\w{2,5})?")
_ENDING = re.compile(r"\.[a-z]{2,5}$")


@dataclass(frozen=True)
class Rule:
    """A site's `article_url`, and what of an address it needs: the `query` parameters, a closing `slash`."""

    article_url: str
    query: tuple[str, ...] = ()
    slash: bool = False
    covers: int = 0


def article_rule(examples: Iterable[str], hosts: Iterable[str]) -> Rule | None:
    """The rule that the addresses of articles on `hosts` follow; None without an example."""
    urls = [url for url in dict.fromkeys(examples) if (urlsplit(url).hostname or "") in set(hosts)]
    if not urls:
        return None
    shapes: defaultdict[str, list[str]] = defaultdict(list)
    for url in urls:
        shapes[_shape(url)].append(url)
    least = max(1.0, _SHARE * len(urls))
    kept = [group for group in shapes.values() if len(group) >= least] or [max(shapes.values(), key=len)]
    kept.sort(key=len, reverse=True)
    found = [_pattern(group) for group in kept]
    told = "|".join(dict.fromkeys(found))
    names = dict.fromkeys(name for group in kept for name in _query(group[0]))
    home = _host_pattern(hosts)
    body = f"(?:{told})" if len({*found}) > 1 else told
    if len({*found}) > 1:  # a group may be named once only
        body = _once(list(dict.fromkeys(found)))
    editions = sorted({first for url in urls if (first := _segments(url)[0]) in EDITIONS})
    edition = f"(?:(?P<language>{'|'.join(editions)})/)?" if editions else ""
    slashes = sum(urlsplit(url).path.endswith("/") and not urlsplit(url).query for url in urls)
    covers = sum(map(len, kept))
    is_root = any(pattern.startswith(r"\?") for pattern in found)  # `/?id=7`: no slash is left before the question mark
    return Rule(rf"^https?://{home}/{'?' * is_root}{edition}{body}/?$", tuple(names), slashes * 2 > len(urls), covers)


def _once(patterns: Sequence[str]) -> str:
    """Several patterns as one: the group `key` in the first, `id` in the second, the other shapes are left out."""
    return f"(?:{patterns[0]}|{patterns[1].replace('(?P<key>', '(?P<id>')})"


def _segments(url: str) -> list[str]:
    return urlsplit(url).path.strip("/").split("/")


def _own(url: str) -> list[str]:
    """The segments behind the edition."""
    segments = _segments(url)
    return segments[1:] if segments[0] in EDITIONS and len(segments) > 1 else segments


def _query(url: str) -> list[str]:
    return [name for name, value in parse_qsl(urlsplit(url).query) if re.search(r"\d", value)][:1]


def _shape(url: str) -> str:
    """What addresses of one kind share: how many segments, where numbers stand, the ending, the parameter."""
    segments = _own(url)
    numbers = "".join("#" if part.isdigit() else "." for part in segments[:-1])
    ending, query = _ENDING.search(segments[-1]), ",".join(_query(url))
    return f"{numbers} {ending[0] if ending else ''} {segments[-1] if query else ''}?{query}"


def _pattern(urls: Sequence[str]) -> str:
    """The pattern of the path, and of the query, of addresses of one shape."""
    paths = [_own(url) for url in urls]
    if name := next(iter(_query(urls[0])), None):
        fixed = "/".join(re.escape(part) for part in paths[0])
        return rf"{fixed}\?(?:[^#]*&)?{re.escape(name)}=(?P<key>\d+)"
    columns = list(zip(*(path[:-1] for path in paths), strict=True)) if len(paths[0]) > 1 else []
    last = [path[-1] for path in paths]
    tail = _last(last)
    key_before = "(?P<key>" not in tail
    parts = [_column(column) for column in columns]
    if key_before:
        number = next((n for n, column in enumerate(columns) if _are_ids(column)), None)
        if number is not None:
            parts[number] = r"(?P<key>\d+)"
            tail = r"[^/]+"
        else:
            ending = _ENDING.search(last[0])
            tail = rf"{NO_ARTICLES}(?P<key>[^/.]+){re.escape(ending[0]) if ending else ''}"
    return "/".join([*parts, tail])


def _are_ids(column: Sequence[str]) -> bool:
    return all(re.fullmatch(r"\d{3,}", part) for part in column) and len({*column}) > 1 and not _are_years(column)


def _are_years(column: Sequence[str]) -> bool:
    return all(re.fullmatch(r"(?:19|20)\d\d", part) for part in column)


def _column(values: Sequence[str]) -> str:
    """One segment before the last: itself where it never changes, numbers, or any name."""
    if len({*values}) == 1 and len(values) > 2:
        return re.escape(values[0])
    if all(part.isdigit() for part in values):
        return r"\d+"
    return rf"{NO_ARTICLES}[^/]+"


def _last(values: Sequence[str]) -> str:
    """The last segment, with the number in it as the key; without a group where it holds none."""
    found = [match for match in map(_TAIL.fullmatch, values) if match]
    if len(found) < _MOST * len(values):
        return ""  # a year or a figure at the end of some headlines names nothing
    end = re.escape(found[0]["end"] or "")
    if not any(match["slug"] for match in found):
        return rf"(?P<key>\d+){'(?:[-_][^/]*)?' if any(match['rest'] for match in found) else ''}{end}"
    fixed = Counter(match["slug"] for match in found).most_common(1)[0]
    if fixed[1] == len(found) > 2:
        return rf"{re.escape(fixed[0] or '')}(?P<key>\d+){end}"
    return rf"[^/]+?(?P<key>\d{{3,}}){end}"


def _host_pattern(hosts: Iterable[str]) -> str:
    bare = sorted({host.removeprefix("www.") for host in hosts})
    return rf"(?:www\.)?{re.escape(bare[0])}" if len(bare) == 1 else f"(?:www\\.)?(?:{'|'.join(map(re.escape, bare))})"
