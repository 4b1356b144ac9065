"""Pictures: which address of an image is a photograph's, whose picture it is, and what is printed with it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from newscrawler.reading.document import Asked, Document
from newscrawler.reading.selectors import names_in
from newscrawler.reading.sharing import host_of, place_of
from newscrawler.reading.words import has_words
from newscrawler.tree import Element, text_of

IMAGES: Final = ("img", "amp-img")
_PICTURE: Final = re.compile(r"\.(?:avif|gif|jpe?g|png|webp)(?:\?[^#]*)?$", re.IGNORECASE)
_LAZY: Final = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-echo")
_SETS: Final = ("data-srcset", "data-lazy-srcset", "srcset")
_OF_SET: Final = re.compile(r"([^\s,]\S*[^\s,])(?:\s+([\d.]+)[wx])?\s*(?:,|$)")
_BRAND: Final = (
    r"(?:fb|facebook|twitter|tw|wp|whatsapp|tg|telegram|insta|instagram|youtube|yt|linkedin|pinterest|vk|ok|e?mail|print|rss"
    r"|share|play|(?:site[-_]?|header[-_]?|footer[-_]?)?logo)"
)
_EMPTY: Final = (
    r"(?:favicon|icon|avatar|blank|loading|loader|lazy(?:load)?|placeholder|no[-_]?(?:image|photo|img|foto)|spacer"
    r"|transparent|pixel|1x1|(?:og|opengraph|social)?[-_]?default)"
)
_MORE: Final = r"(?:[-_]?(?:icon|logo|white|black|btn|button|overlay|image|img|unk|\d+(?:x\d+)?))*"
_FORMATS: Final = r"\.(?:png|gif|svg|jpe?g|webp|ico)$"
_NEVER: Final = re.compile(
    rf"/{_EMPTY}{_MORE}{_FORMATS}|^(?!.*/(?:uploads?|storage|files|media|photos?|(?:19|20)\d\d)/).*/{_BRAND}{_MORE}{_FORMATS}"
    r"|/emoji/|/smil(?:ies|eys)/|/avatars?/|[./]gravatar\.com/|/profile_images/"
    r"|//(?:[\w-]+\.)*(?:mc\.yandex\.\w+|yadro\.ru|mail\.ru/counter|doubleclick\.net|googlesyndication\.com"
    r"|google-analytics\.com|scorecardresearch\.com|hit\.gemius\.pl|(?:pixel|stats)\.wp\.com|facebook\.com/tr)(?:[/?;]|$)"
    r"|/counter\.\w+$",
    re.IGNORECASE,
)
"""Portraits of users, smileys, counters, and files named as templates name what they show where no photograph is."""
_ICON: Final = 48
"""Pixels; what is no larger in either direction is a sign, not a photograph."""
_BESIDE: Final = 2
"""Elements around a link, in which a card has its headline."""
_SIGNS: Final = frozenset("avatar emoji wp-smiley".split())
_LIGHTBOX: Final = re.compile(r"lightbox|fancybox|prettyphoto|magnific|popup|gallery|zoom|attachment", re.IGNORECASE)


def photo_url(document: Document, node: Element, no_photo: str | None) -> str | None:
    """The address that an image is really loaded from; None when it is no photograph (`is_photo`).

    A picture that is a link to a picture is a small copy of it. An image that waits for a script has its address in
    other attributes than `src`, in the sources of its `<picture>`, or in the `<noscript>` behind it.
    """
    if _is_sign(node):
        return None
    for address in _addresses(node):
        if is_photo(url := document.absolute(address), no_photo):
            return url
    twin = node.getnext()
    image = twin.find(".//img") if twin is not None and twin.tag == "noscript" else None
    return None if image is None else photo_url(document, image, no_photo)


def _addresses(node: Element) -> Iterator[str]:
    """The addresses that an image may be loaded from, best first."""
    up = node.getparent()
    linked = up.get("href", "") if up is not None and up.tag == "a" else ""
    told = (linked if _PICTURE.search(linked) else "", *map(node.get, _LAZY))
    yield from (address for address in told if address and address.strip())
    lazy, usual = node.get("data-srcset") or node.get("data-lazy-srcset"), node.get("src", "").strip()
    yield from (address for address in ((largest(lazy) if lazy else ""), usual) if address)
    if srcset := node.get("srcset"):
        yield largest(srcset)
    for picture in islice(node.iterancestors("picture"), 1):  # lxml puts it into a `<source>` that stands before it
        sets = (source.get(name) for source in picture.iter("source") for name in _SETS)
        yield from (largest(told) for told in sets if told)


def largest(srcset: str) -> str:
    """The address with the greatest width or density of a `srcset`.

    >>> largest("/a-300.jpg 300w, /a-900.jpg 900w"), largest("/a.jpg")
    ('/a-900.jpg', '/a.jpg')
    """
    told = _OF_SET.findall(srcset)
    return max(told, key=lambda one: float(one[1].strip(".") or 1))[0] if told else ""


def _is_sign(node: Element) -> bool:
    """Is it a portrait of a user, a smiley or an icon, by what its element says?"""
    if (kinds := node.get("class")) and not _SIGNS.isdisjoint(names_in(kinds)):
        return True
    sides = (node.get("width", ""), node.get("height", ""))
    return all(side.isdecimal() and int(side) <= _ICON for side in sides)


def is_photo(url: str, no_photo: str | None) -> bool:
    """Is there a picture at `url`, and none of those that never tell news or that the pattern `no_photo` names?"""
    if not is_on_web(url) or url.rstrip("/").count("/") < 3 or "{" in url:  # the bare address of a site, a template
        return False
    return not _NEVER.search(url.partition("?")[0]) and (no_photo is None or re.search(no_photo, url) is None)


def is_on_web(url: str) -> bool:
    """Does `url` lead to something that a browser fetches? (No `mailto:`, no picture written into the page.)"""
    return url[:8].lower().startswith(("http://", "https://"))


def leads_away(document: Document, node: Element) -> bool:
    """Is a picture a link to another page?

    A link to a picture, to this page or into a box of its script shows the picture itself; so does WordPress's page of
    an attachment; and what stands in a figure with a caption of its own was put into the text by an editor.
    """
    link = next(node.iterancestors("a"), None)
    href = link.get("href", "") if link is not None else ""
    if link is None or href[:1] in ("", "#") or _PICTURE.search(href) or not is_on_web(url := document.absolute(href)):
        return False
    if _opens_box(link) or f"{place_of(url)}/".startswith(f"{place_of(document.url)}/"):
        return False
    up = link.getparent()
    captions = up.findall("figcaption") if up is not None and up.tag == "figure" else []
    return not any(text_of(one) and one.find(".//a") is None for one in captions)


def is_card(document: Document, node: Element) -> bool:
    """Is a picture that stands in a text another article's or an advertiser's: does it lead away, with words or abroad?

    The words are those of the same link, or of one beside it to the same address.
    """
    if not leads_away(document, node):
        return False
    link = next(node.iterancestors("a"))
    href, around = link.get("href", ""), [*islice(link.iterancestors(), _BESIDE)]
    if host_of(document.absolute(href)) != host_of(document.url):
        return True
    beside = (one for up in around for one in up.iter("a") if one.get("href") == href)
    return any(map(has_words, (link, *beside)))


def is_twin(node: Element) -> bool:
    """Is it the copy, for a browser without scripts, of a picture that stands beside it?"""
    silent = next(node.iterancestors("noscript"), None)
    around = silent.getparent() if silent is not None else None
    return around is not None and next(_pictures(around), None) is not None


def is_enlarged(node: Element) -> bool:
    """Does a click on a picture show the picture itself, larger?"""
    link = next(node.iterancestors("a"), None)
    return link is not None and (_PICTURE.search(link.get("href", "")) is not None or _opens_box(link))


def _opens_box(link: Element) -> bool:
    return _LIGHTBOX.search(" ".join((*map(str, link.keys()), link.get("class", ""), link.get("rel", "")))) is not None


def captions_below(captions: Iterable[Element]) -> dict[Element, Element]:
    """Of every element that holds captions, or is one, the first."""
    below: dict[Element, Element] = {}
    for caption in captions:
        for up in (caption, *caption.iterancestors()):
            below.setdefault(up, caption)
    return below


def caption_of(node: Element, below: Mapping[Element, Element], is_figure: Asked) -> str | None:
    """What is printed with this picture alone: a gallery holds several, each with its own caption or none.

    `below` are the first captions of all that hold any (`captions_below`).
    """
    for up in node.iterancestors():
        if up.tag == "body" or len([*islice(_pictures(up), 2)]) > 1:
            return None
        if (caption := below.get(up)) is not None:
            return None if _is_of_another(caption, up, is_figure) else text_of(caption) or None
        if is_figure(up):
            return None
    return None


def _is_of_another(caption: Element, around: Element, is_figure: Asked) -> bool:
    """Does a caption stand in a figure of its own, of a video or a table?"""
    for up in caption.iterancestors():
        if up is around:
            return False
        if is_figure(up):
            return True
    return False


def _pictures(node: Element) -> Iterator[Element]:
    """The pictures in `node`; the twin for a browser without scripts is the same picture."""
    for image in node.iter(*IMAGES):
        if next(image.iterancestors("noscript"), None) is None:
            yield image
