"""Out of what may be an article's own what is: links and pictures, and the place that tells a field."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from newscrawler.article import Image, Link
from newscrawler.reading.document import Document
from newscrawler.reading.findings import Found, Look
from newscrawler.reading.looks import first, ld, meta
from newscrawler.reading.pictures import caption_of, captions_below, is_on_web, is_photo, photo_url
from newscrawler.reading.sharing import is_share, place_of
from newscrawler.reading.words import words
from newscrawler.tree import Element

_HEAD_IMAGE: Final = first(ld("image"), ld("image.url"), meta("og:image"))


def telling(look: Look, page: Document, asked: Sequence[Callable[[str], object]]) -> list[Found]:
    """The findings of the first place of a look that tells anything, as the first of `asked` that any passes sees it.

    Where none does they are the best all the same, for `normalise` to leave out and `explain` to show.
    """
    best = look.best(page)
    for tells in asked if best else ():
        told = [one for one in best if tells(one.raw)] or [one for one in look.find(page) if tells(one.raw)]
        if told:
            return [one for one in told if one.look == told[0].look]
    return best


def links_of(page: Document, nodes: Iterable[Element]) -> list[Link]:
    """The links among `nodes` that lead to other places than this page, absolute, with their words."""
    links, here = [], place_of(page.url)
    for node in nodes:
        href = node.get("href")
        if not href or not is_on_web(url := page.absolute(href)) or is_share(url) or place_of(url) == here:
            continue
        if text := words(node):
            links.append(Link(url=url, text=text))
    return links


def images_of(
    page: Document, nodes: Iterable[Element], captions: Iterable[Element], no_photo: str | None
) -> list[Image]:
    """The photographs among `nodes`, each once, with what is printed with each alone; without any, that of the head."""
    shown: dict[str, Element] = {}
    for node in nodes:
        if url := photo_url(page, node, no_photo):
            shown.setdefault(url, node)
    if not shown:
        return _head_image(page, no_photo)
    below = captions_below(captions)
    return [
        Image(url=url, caption=caption_of(node, below, page.is_figure) if below else None)
        for url, node in shown.items()
    ]


def _head_image(page: Document, no_photo: str | None) -> list[Image]:
    urls = (page.absolute(one.raw) for one in _HEAD_IMAGE.find(page))
    return [Image(url=url, caption=None) for url in urls if is_photo(url, no_photo)][:1]
