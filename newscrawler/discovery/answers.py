"""What a list's button brings: a piece of HTML, or JSON with mark-up or articles in it, which is turned into HTML."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import escape
from typing import Any, Final

from newscrawler.discovery.candidate import Fetched

LAST: Final = "<meta name='last'>"
"""What stands on a page made of an answer that calls itself the last."""

_URL: Final = ("url", "link", "href", "permalink", "full_url")
_TITLE: Final = ("title", "headline", "name", "basliq", "text")
_DATE: Final = (
    "published_at",
    "publishedat",
    "date_published",
    "published",
    "publish_date",
    "created_at",
    "date",
    "tarix",
)
_NEXT: Final = ("next", "next_page_url", "nextpageurl", "next_url", "nexturl", "next_page", "nextpage")
_MORE: Final = ("has_more", "hasmore", "has_next", "hasnext", "more", "hasnextpage", "has_next_page")
_END: Final = ("is_last", "islast", "last", "end", "is_end", "finished")


def as_page(page: Fetched) -> Fetched:
    """`page` itself; one of JSON as HTML with the same articles and the same next page."""
    if page.body.lstrip()[:1] not in (b"{", b"["):
        return page
    try:
        told = json.loads(page.text)
    except (ValueError, RecursionError):
        return page
    body = "".join(_pieces(told))
    return replace(page, body=f"<div>{body}</div>".encode(), charset="utf-8")


def _pieces(told: Any) -> Iterator[str]:
    ahead = [told]
    while ahead:
        one = ahead.pop(0)
        if isinstance(one, dict):
            yield from _of_object({str(name).lower(): value for name, value in one.items()})
            ahead += one.values()
        elif isinstance(one, list):
            ahead += one
        elif isinstance(one, str) and "<" in one and "href" in one:
            yield one


def _of_object(one: Mapping[str, Any]) -> Iterator[str]:
    """A card of an article, a link to the next page, the word that there is none."""
    url, title, date, following = (_first(one, names) for names in (_URL, _TITLE, _DATE, _NEXT))
    if url and title:
        time = f"<time datetime='{escape(date)}'></time>" if date else ""
        yield f"<div><a href='{escape(url)}'>{escape(title)}</a>{time}</div>"
    if "/" in following or following.startswith("?"):
        yield f"<link rel='next' href='{escape(following)}'>"
    if any(one.get(name) is False for name in _MORE) or any(one.get(name) is True for name in _END):
        yield LAST


def _first(one: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((value for name in names if isinstance(value := one.get(name), str)), "")
