"""The body of an article as HTML: its paragraphs in the site's markup, with the noise and the junk of their page."""

import re
from collections.abc import Mapping
from html import escape
from random import Random
from typing import Any

from newscrawler.newsroom.sites.family.sheet import House
from newscrawler.newsroom.story import Story
from newscrawler.newsroom.template import render

# How a paragraph stands, by shape; in `mixed` bodies the tag is drawn. `bare` is text between line breaks.
TAGS: Mapping[str, tuple[str, ...]] = {"p": ("p",), "mixed": ("p", "p", "p", "div", "h3"), "div": ("div",)}

QUOTING = '"“«'


def blocks(story: Story, house: House, values: Mapping[str, Any]) -> list[str]:
    """The body's children in order; `values` fill in what the junk names."""
    rng = Random(f"body {story.record_id}")
    found = [_marked(text, story, rng) for text in story.paragraphs]
    for name in house.inside:
        if name in story.features and found:
            junk = render(house.name, f"inside-{name}.html", {**values, "number": rng.randint(10**6, 10**7)})
            found.insert(rng.randint(1, len(found)), junk)
    if "empty-paragraph" in story.features and found and "bare" not in story.features:
        found.insert(rng.randint(1, len(found)), "<p>&nbsp;</p>")
    return found


def _marked(text: str, story: Story, rng: Random) -> str:
    html = _noisy(escape(text, quote=False), story.features, rng)
    if "bare" in story.features:
        return f"{html}<br><br>"
    if "blockquote" in story.features and text[0] in QUOTING:
        return f"<blockquote>{html}</blockquote>"
    if "spans" in story.features:
        return f'<p><span style="font-size:14px"><span>{html}</span></span></p>'
    shape = next((name for name in TAGS if name in story.features), "p")
    tag = rng.choice(TAGS[shape])
    return f"<{tag}>{html}</{tag}>"


def _noisy(html: str, features: frozenset[str], rng: Random) -> str:
    """The same reading in other markup."""
    if "nbsp" in features:
        html = re.sub(r"(?<=\d) (?=[^\d\W])", "&nbsp;", html, count=2)
    if "bold" in features and rng.random() < 0.3:
        first, _, rest = html.partition(" ")
        html = f"<strong>{first}</strong> {rest}" if rest else html
    if "entities" in features:
        html = html.replace("ə", "&#601;").replace("“", "&ldquo;").replace("”", "&rdquo;")
    if "wrapped" in features:
        html = re.sub(r"(?<=, )(?=[^<>]*$)", "\n    ", html)
    return f"\n  {html} " if "padded" in features else html
