"""From the addresses of some articles to the rule for all: what stays the same, what changes, what names one."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlsplit

from newscrawler.discovery.addresses import EDITIONS, is_of_language
from newscrawler.discovery.prospect_address import (
    behind_host,
    edition_named,
    is_paging,
    is_version,
    kind_of_address,
    own_segments,
    segments,
    telling,
)
from newscrawler.discovery.prospect_segment import are_ids, column, fixed, names, tails

_SHARE = 0.05
"""Of the examples: a shape that so few have is left out, unless it is the only one."""
_MOST = 0.9
"""Of the addresses of a shape: so many hold a number where all do; the rest are no articles."""


@dataclass(frozen=True)
class Rule:
    """How a site's articles are addressed: patterns of the `host` and of the `path` behind it, with the edition.

    `query`: the parameters that name an article; `slash`: addresses end in one. `covers`: of the examples that the
    rule was made from, so many follow it.
    """

    host: str
    path: str
    query: tuple[str, ...] = ()
    slash: bool = False
    covers: int = 0

    @property
    def article_url(self) -> str:
        """The rule for addresses as they are met: either scheme, with and without `www.` and the slash."""
        return f"^https?://{self.host}{self.path}/?$"

    def written(self, host: str, *, slash: bool) -> str:
        """The rule as a spider has it: `ArticleURL` asks it for tidy addresses, which are https and on `host` alone."""
        end = "" if not slash else "/?" if self.query else "/"
        return f"https://{fixed(host)}{self.path}{end}"


@dataclass(frozen=True)
class Shape:
    """Addresses of one kind: their `pattern` behind the edition, and the parameters without which no article is met.

    The first one names the article. Others that all have tell its script what to show (`?do=news&id=7`), or in which
    language.
    """

    pattern: str
    query: tuple[str, ...]
    urls: tuple[str, ...]


def article_rule(
    examples: Iterable[str], hosts: Iterable[str], sure: Iterable[str] = (), others: Iterable[str] = ()
) -> Rule | None:
    """The rule that the addresses of articles on `hosts` follow; None without an example.

    It holds of all that are `sure` to be articles; of `others`, which are none, it refuses what it can.
    """
    hosts, sure, others = set(hosts), set(sure), list(dict.fromkeys(others))
    urls = [url for url in dict.fromkeys(examples) if (urlsplit(url).hostname or "") in hosts]
    urls = [url for url in urls if not is_version(url)] or urls
    if not urls:
        return None
    kept = _shapes(urls, sure, others)
    body = _joined(list(dict.fromkeys(shape.pattern for shape in kept)))
    editions = sorted({first for url in urls if (first := segments(url)[0]) in EDITIONS})
    edition = f"(?:(?P<language>{'|'.join(editions)})/)?" if editions else ""
    host = _host_pattern(hosts)
    is_root = any(shape.pattern.startswith(r"\?") for shape in kept)  # `/?id=7`: no slash is left before the mark
    start = f"/{'?' * is_root}{edition}"
    path = f"{start}{_without(others, re.compile(f'^https?://{host}{start}{body}/?$'))}{body}"
    slashes = sum(urlsplit(url).path.endswith("/") and not urlsplit(url).query for url in urls)
    query = tuple(dict.fromkeys(name for shape in kept for name in shape.query))
    rule = Rule(host, path, query, slashes * 2 > len(urls))
    return replace(rule, covers=sum(re.fullmatch(rule.article_url, url) is not None for url in urls))


def _shapes(urls: Sequence[str], sure: Collection[str], others: Sequence[str]) -> list[Shape]:
    """The kinds of addresses that matter, the most usual first."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for url in urls:
        groups[kind_of_address(url)].append(url)
    least = max(1.0, _SHARE * len(urls))
    kept = [group for group in groups.values() if len(group) >= least or not set(sure).isdisjoint(group)]
    kept = kept or [max(groups.values(), key=len)]
    named = [group for group in kept if not is_paging(group[0])]  # `?page=3` is no article beside `?id=7`
    return [_shape(group, sure, others) for group in sorted(named or kept, key=len, reverse=True)]


def _shape(urls: Sequence[str], sure: Collection[str], others: Sequence[str]) -> Shape:
    """The first pattern, the most telling one, that holds of all the addresses, names each, and refuses the others."""
    query = _naming(urls)
    found = [one for one in _patterns(urls, query) if _holds(one, urls, sure)]
    strangers = [behind_host(url) for url in others]
    hits = {one: sum(re.fullmatch(one, url) is not None for url in strangers) for one in found}
    best = min(found, key=lambda one: hits[one], default=r"(?P<key>[^?#]+)")
    return Shape(best, (query, *_beside(urls, query)) if query else (), tuple(urls))


def _holds(pattern: str, urls: Sequence[str], sure: Collection[str]) -> bool:
    """Does the pattern tell (nearly) all of them, and apart? Those that are sure to be articles it has to."""
    found = {url: re.fullmatch(pattern, behind_host(url)) for url in urls}
    met = {url: (edition_named(url), match["key"]) for url, match in found.items() if match}
    is_whole = len(met) >= _MOST * len(urls) and all(url in met for url in urls if url in sure)
    return is_whole and len({*met.values()}) >= _MOST * len(met)


def _patterns(urls: Sequence[str], query: str | None) -> Iterator[str]:
    """Patterns of the path, and of the query, of addresses of one kind; the first tells most."""
    paths = [own_segments(url) for url in urls]
    if query is not None:
        path = "/".join(fixed(part) for part in paths[0])
        for value in (r"\d+", r"[^&#]+"):
            for rest in ("", "(?:&[^#]*)?"):
                yield rf"{path}\?(?:[^#]*&)?{fixed(query)}=(?P<key>{value}){rest}"
    columns = list(zip(*(path[:-1] for path in paths), strict=True)) if len(paths[0]) > 1 else []
    parts = [column(values, columns[n - 1] if n else ()) for n, values in enumerate(columns)]
    last = [path[-1] for path in paths]
    for tail in tails(last):
        yield "/".join([*parts, tail])
    for n in (n for n, values in enumerate(columns) if are_ids(values)):
        yield "/".join([*parts[:n], r"(?P<key>\d+)", *parts[n + 1 :], "[^/]+"])
    for tail in names(last):
        yield "/".join([*parts, tail])
    if columns:  # the same headline on two days, or in two sections
        yield f"(?P<key>{'/'.join([*parts, '[^/?#]+'])})"


def _naming(urls: Sequence[str]) -> str | None:
    """The parameter that names the article: of those that all addresses have the one whose values differ most."""
    told = [dict(telling(url)) for url in urls]
    shared = [name for name in told[0] if all(name in one for one in told)]
    return max(shared, key=lambda name: len({one[name] for one in told}), default=None)


def _beside(urls: Sequence[str], naming: str) -> list[str]:
    """The other parameters that all addresses have: of one value in all, or the language."""
    told = [dict(parse_qsl(urlsplit(url).query)) for url in urls]
    shared = [name for name in told[0] if name != naming and all(name in one for one in told)]
    return [name for name in shared if is_of_language(name) or len({one[name] for one in told}) == 1]


def _joined(patterns: Sequence[str]) -> str:
    """Several patterns as one: `key` in the first, `id` in the second; of further ones the whole path is the `id`."""
    if len(patterns) == 1:
        return patterns[0]
    second = patterns[1].replace("(?P<key>", "(?P<id>")
    if len(patterns) > 2:
        second = f"(?P<id>{'|'.join(one.replace('(?P<key>', '(?:') for one in patterns[1:])})"
    return f"(?:{patterns[0]}|{second})"


def _without(others: Sequence[str], rule: re.Pattern[str]) -> str:
    """For pages of one word that the rule would take for articles, a word that refuses them."""
    taken = [behind_host(url) for url in others if rule.fullmatch(url) and "-" not in segments(url)[-1]]
    return f"(?!(?:{'|'.join(map(fixed, taken[:8]))})/?$)" if taken else ""


def _host_pattern(hosts: Iterable[str]) -> str:
    bare = sorted({host.removeprefix("www.") for host in hosts})
    return rf"(?:www\.)?{fixed(bare[0])}" if len(bare) == 1 else rf"(?:www\.)?(?:{'|'.join(map(fixed, bare))})"
