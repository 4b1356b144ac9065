"""New, unchanged, a revision, or another article under the same id: a pure decision over two records."""

from collections.abc import Mapping
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Any, Literal

from newscrawler.archive.model import JSON

Verdict = Literal["new", "unchanged", "revision", "conflict"]

_LIKE = 0.8  # of two headlines that differ by an edit; those of different stories stay far below
_MINUTE = len("2025-12-15T15:17")


def judge(held: Mapping[str, Any] | None, fresh: Mapping[str, Any]) -> Verdict:
    """What a fetched record is beside the one held under its URL or its id.

    Only the normalised title and text make a revision: view counters, advertisements and the order of boilerplate are
    gone before their digest is taken.
    """
    if held is None:
        return "new"
    if held["content_sha256"] == fresh["content_sha256"]:
        return "unchanged"
    return "revision" if is_same_article(held, fresh) else "conflict"


def is_same_article(held: Mapping[str, Any], fresh: Mapping[str, Any]) -> bool:
    """One id, another text: an edit when URL, minute of publication or headline agree; else two articles."""
    one, two = (str(record["published_at"] or "")[:_MINUTE] for record in (held, fresh))
    if held["url"] == fresh["url"] or (one and one == two):
        return True
    titles = [" ".join(str(record["title"]).casefold().split()) for record in (held, fresh)]
    return SequenceMatcher(a=titles[0], b=titles[1], autojunk=False).ratio() > _LIKE


def conflicting_id(record: str, url: str) -> str:
    """The id of the second of two articles that claim `record`: its own, and the same at every fetch of its URL.

    >>> conflicting_id("report:flood", "https://report.az/idman/flood/")
    'report:flood~fb614c33'
    """
    return f"{record}~{sha256(url.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def flagged(record: JSON, flag: str = "id_conflict") -> JSON:
    """The same record with one more flag."""
    flags = list(record["flags"])
    return {**record, "flags": flags if flag in flags else [*flags, flag]}
