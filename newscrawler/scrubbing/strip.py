"""What a page says to machines alone: comments, scripts, its charset."""

import json

from lxml import etree

from newscrawler.reading.generic.embedded import written_by
from newscrawler.tree import Element

WRITTEN = "text = "
"""So begins a script that holds the article's text; its string stands behind it."""


def strip(root: Element) -> None:
    """Comments go, and what scripts say, but for a text that they write; a page says its charset anew."""
    for node in [*root.iter(etree.Comment, etree.ProcessingInstruction)]:
        drop(node)
    for node in root.iter("script", "meta"):
        if node.tag == "script" and node.get("type") != "application/ld+json":
            text = max(written_by(node.text or ""), key=len, default=None)
            node.text = None if text is None else f"{WRITTEN}{json.dumps(text)}"
        if node.get("charset"):
            node.set("charset", "utf-8")
        if "charset=" in node.get("content", ""):
            node.set("content", "text/html; charset=utf-8")


def drop(node: Element) -> None:
    """Takes a node out and leaves what stands behind it."""
    parent, before = node.getparent(), node.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (node.tail or "")
    else:
        parent.text = (parent.text or "") + (node.tail or "")
    parent.remove(node)
