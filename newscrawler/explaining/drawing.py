"""The page with every field outlined: one HTML file without scripts, to look at."""

from copy import deepcopy
from html import escape

from lxml import etree, html

from newscrawler.explaining.model import Explanation, FieldTold
from newscrawler.explaining.places import places
from newscrawler.scrubbing.strip import drop
from newscrawler.tree import Element

COLOURS = {
    "title": "#c0392b",
    "lead": "#d35400",
    "published": "#8e44ad",
    "modified": "#7f6000",
    "section": "#16a085",
    "authors": "#2c3e50",
    "tags": "#c2185b",
    "paragraphs": "#1e66d0",
    "images": "#5d8a00",
}
_MARK = "data-newscrawler"
_INLINE = frozenset("a b em font i span strong u".split())
_BLOCKS = frozenset("blockquote div figure h1 h2 h3 h4 ol p section table ul".split())
_POLICY = "script-src 'none'; frame-src 'none'; object-src 'none'"  # nor do attributes like onload run anything
_STYLE = """
[{mark}] {{ outline-width: 2px !important; outline-style: solid !important; outline-offset: 1px;
  scroll-margin-top: 4em }}
[{mark}]::before {{ content: attr({mark}); display: inline-block; font: bold 11px/16px sans-serif; color: #fff;
  padding: 0 6px; margin: 0 6px 2px 0; border-radius: 3px; text-transform: none; letter-spacing: 0 }}
[{mark}-block] {{ display: block !important }}
[{mark}="not text"] {{ outline: 1px dashed #999 !important; opacity: .55 }}
[{mark}="not text"]::before {{ background: #999 }}
#newscrawler-legend {{ all: initial; position: fixed; right: 12px; bottom: 12px; z-index: 2147483647; width: 420px;
  max-height: 60vh; overflow: auto; background: #fff; color: #222; border: 1px solid #888; border-radius: 6px;
  box-shadow: 0 2px 14px #0005; padding: 10px 12px; font: 12px/17px sans-serif }}
#newscrawler-legend table {{ border-collapse: collapse; width: 100%; font: inherit }}
#newscrawler-legend td {{ vertical-align: top; padding: 3px 6px 3px 0; overflow-wrap: anywhere }}
#newscrawler-legend b {{ color: #fff; border-radius: 3px; padding: 1px 6px; white-space: nowrap }}
#newscrawler-legend i {{ color: #777 }}
"""


def draw(told: Explanation) -> str:
    """The page as one file: each field's elements outlined in its colour, what is no text of the body in grey.

    A `<base>` leads to the site, so that its styles and pictures are there while one is online.
    """
    marked: dict[Element, str] = {}
    for name in reversed(COLOURS):
        marked.update(dict.fromkeys(places(told, name), name))
    seen = set(marked.values())
    junk = _inside(told.page.document.junk | told.page.document.figures, places(told, "paragraphs"))
    marked = {**dict.fromkeys(junk, "not text"), **marked}
    root = _marked_copy(told.page.document.root, marked)
    orders = [node for node in root.iter("meta") if node.get("http-equiv")]  # to lead elsewhere, to show no style
    for node in [*root.iter("script", "noscript", etree.Comment), *orders]:
        drop(node)
    for node in root.iter("base"):
        node.tag = "meta"
    head = next(root.iter("head"), None)
    if head is None:
        head = etree.Element("head")
        root.insert(0, head)
    for place, node in enumerate(html.fragments_fromstring(_head(told))):
        head.insert(place, node)
    body = next(root.iter("body"), root)
    body.append(html.fragment_fromstring(_legend(told, seen)))
    page: str = html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")
    return f"{page}\n"


def _inside(junk: frozenset[Element], bodies: list[Element]) -> list[Element]:
    within = {node for node in junk if any(up in bodies for up in node.iterancestors())}
    return [node for node in within if not any(up in within for up in node.iterancestors())]


def _marked_copy(root: Element, marked: dict[Element, str]) -> Element:
    """A copy of the page that bears the marks: the page itself is left as it was read."""
    for node, name in marked.items():
        node.set(_MARK, name)
        if node.tag in _INLINE and any(one.tag in _BLOCKS for one in node):
            node.set(f"{_MARK}-block", "")  # of blocks in a line a browser outlines the line alone
    copy = deepcopy(root)
    for node in marked:
        for mark in {_MARK, f"{_MARK}-block"} & {*node.attrib}:
            del node.attrib[mark]
    return copy


def _head(told: Explanation) -> str:
    colours = "".join(
        f'[{_MARK}="{name}"] {{ outline-color: {colour} !important }}\n'
        f'[{_MARK}="{name}"]::before {{ background: {colour} }}\n'
        for name, colour in COLOURS.items()
    )
    policy = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    base = f'<base href="{escape(told.page.document.base)}">'
    return f'<meta charset="utf-8">{policy}{base}<style>{_STYLE.format(mark=_MARK)}{colours}</style>'


def _legend(told: Explanation, seen: set[str]) -> str:
    state = "record" if told.record else f"rejected: {escape(str(told.rejected))}"
    images = FieldTold("images", "images", [], [], [one["url"] for one in told.raw.images], [])
    rows = "".join(_row(one, one.name in seen) for one in (*told.fields, images))
    table = f"<table>{rows}</table>"
    return f'<details open id="newscrawler-legend"><summary>{escape(told.layout)}: {state}</summary>{table}</details>'


def _row(one: FieldTold, is_seen: bool) -> str:
    look = next((said.look for said in one.said if said.won), "nothing" if one.said else "")
    value = ", ".join(one.after) if isinstance(one.after, list) else str(one.after or "")
    value = value or "; ".join(one.fixes)
    place = "" if is_seen or not one.before else " (not visible)"
    short = f"{value[:140]}…" if len(value) > 140 else value
    return (
        f'<tr><td><b style="background:{COLOURS[one.name]}">{one.name}</b></td>'
        f"<td>{f'<i>{escape(look + place)}</i><br>' if look else ''}{escape(short)}</td></tr>"
    )
