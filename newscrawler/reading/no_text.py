"""What stands in a body and is no text of the article, on any site."""

from typing import Final

from newscrawler.reading.selectors import names_in
from newscrawler.tree import Element

CAPTIONS: Final = (".wp-caption-text", ".photo-caption", ".image-caption", ".img-caption")
"""Besides `figcaption`; some hold the picture as well."""
EMBEDDED: Final = (".twitter-tweet", ".instagram-media", ".tiktok-embed", ".fb-post", ".fb-video", ".telegram-post")
"""What others posted: the mark-up that their own sites give out, the same everywhere."""
ALWAYS_JUNK: Final = ("script", "style", "noscript", "template", "iframe", "form", "figcaption", "[hidden]", *EMBEDDED)
_CAPTIONS: Final = frozenset(selector.removeprefix(".") for selector in CAPTIONS)


def is_caption(node: Element) -> bool:
    """Is it what any site would call the caption of a picture?"""
    return not _CAPTIONS.isdisjoint(names_in(node.get("class") or ""))
