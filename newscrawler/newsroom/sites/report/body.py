"""The body of an article as HTML: its paragraphs with the noise of their page, and the junk between them."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from random import Random
from typing import Any

from newscrawler.newsroom.sites.report.extras import photo
from newscrawler.newsroom.sites.report.words import WORDS
from newscrawler.newsroom.story import Story
from newscrawler.newsroom.template import render

# Junk inside the body by feature; `tags` and `subscribe` stand at the end, in the layout's own template.
JUNK: Mapping[str, Mapping[str, str]] = {
    "new": {name: f"junk-{name}.html" for name in ("tweet", "iframe", "script", "style", "advert", "gallery", "video")},
    "old": {name: f"junk-old-{name}.html" for name in ("image", "tweet", "noindex", "iframe", "gallery", "video")},
}
# Few enough of a word's letters for its majority to stay Latin.
LOOKALIKES = str.maketrans("əo", "әо")
QUOTING = '"“«'
ZERO_WIDTH, SOFT_HYPHEN = "\u200b", "\u00ad"


def blocks(story: Story) -> list[str]:
    """The body's children in order."""
    rng = Random(f"body {story.record_id}")
    found = [f"<p>{text}</p>" for text in _paragraphs(story, rng)]
    quoted = [place for place, text in enumerate(story.paragraphs) if place and text[0] in QUOTING]
    if "person-quote" in story.features and quoted:
        place = rng.choice(quoted)
        found[place] = f'<blockquote class="person-quote">{found[place]}</blockquote>'
    for feature, template in JUNK[story.layout].items():
        if feature in story.features:
            found.insert(rng.randint(1, len(found)), render("report", template, _values(story, rng)))
    if "empty-paragraph" in story.features:
        found.insert(rng.randint(1, len(found)), "<p>&nbsp;</p>")
    return found


def _values(story: Story, rng: Random) -> dict[str, Any]:
    words = WORDS[story.language]
    inside = story.images[0 if "placeholder" in story.features else 1 :]
    pictures = [{"url": url, "caption": caption or ""} for url, caption in inside]
    values = {"title": story.title, "pictures": pictures, "poster": photo(rng), "number": rng.randint(10**17, 10**18)}
    return {**words, **values}


def _paragraphs(story: Story, rng: Random) -> Iterator[str]:
    """Inner HTML of each paragraph; every link of the story in its place."""
    links = list(story.links)
    for text in story.paragraphs:
        html = escape(_disguised(text, story.features, rng), quote=False)
        for url, name in [link for link in links if link[1] in text]:
            links.remove((url, name))
            html = html.replace(
                escape(name, quote=False), f'<a href="{escape(url)}" target="_blank">{escape(name, quote=False)}</a>', 1
            )
        yield _noisy(html, story.features, rng)


def _disguised(text: str, features: frozenset[str], rng: Random) -> str:
    """The text with letters that only look right, or invisible ones between; in long lower-case words."""
    words = text.split(" ")
    long = [place for place, word in enumerate(words) if len(word) > 7 and word.isalpha() and word.islower()]
    if not long:
        return text
    place = rng.choice(long)
    word = words[place]
    if "lookalikes" in features and re.search("[əğışçöü]", word):
        word = word[:2] + word[2:].translate(LOOKALIKES)
    if "zero-width" in features:
        word += ZERO_WIDTH
    if "soft-hyphen" in features:
        word = word[:4] + SOFT_HYPHEN + word[4:]
    return " ".join([*words[:place], word, *words[place + 1 :]])


def _noisy(html: str, features: frozenset[str], rng: Random) -> str:
    """The same reading in other markup."""
    if "nbsp" in features:
        html = re.sub(r"(?<=\d) (?=[^\d\W])", "&nbsp;", html, count=2)
    if "bold" in features and rng.random() < 0.3 and "<" not in html:
        first, _, rest = html.partition(" ")
        html = f"<strong>{first}</strong> {rest}" if rest else html
    if "entities" in features:
        html = html.replace("ə", "&#601;").replace("“", "&ldquo;").replace("”", "&rdquo;")
    if "wrapped" in features:
        html = re.sub(r"(?<=, )(?=[^<>]*$)", "\n    ", html)
    if "padded" in features:
        html = f"\n  {html} "
    return html
