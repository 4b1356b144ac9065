"""Links that stand on a list as its headlines do: an article under a short headline, by its neighbours."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from newscrawler.tree import Element, text_of

_LEAST = 2
"""Headlines beside a link, in places like its own, from which on it is one of them."""
_WORDS = 2

Place = tuple[str, ...]
Links = Mapping[str, Sequence[Element]]


def alike(links: Links, headlines: Links) -> list[str]:
    """The addresses of `links` that stand as the `headlines` beside them do: card by card in the same list.

    A card is what is below the first element that holds a headline as well; inside it the link has to be in the very
    place where the headlines are in theirs. So the name of a section beside a headline is none, nor is a menu.
    """
    places = _places(headlines)
    others = ((url, node) for url, nodes in links.items() if url not in headlines for node in nodes)
    told = ((url, node) for url, node in others if len(text_of(node).split()) >= _WORDS)
    return list(dict.fromkeys(url for url, node in told if _is_one(node, places)))


def _places(headlines: Links) -> dict[Element, dict[Place, set[str]]]:
    """Below each element the places of headlines, each with their addresses."""
    found: dict[Element, dict[Place, set[str]]] = defaultdict(lambda: defaultdict(set))
    for url, nodes in headlines.items():
        for node in nodes:
            place: Place = (_kind(node),)
            for up in node.iterancestors():
                found[up][place].add(url)
                place = (_kind(up), *place)
    return found


def _is_one(node: Element, places: Mapping[Element, Mapping[Place, set[str]]]) -> bool:
    place: Place = (_kind(node),)
    for up in node.iterancestors():
        if up in places:
            return len(places[up].get(place, ())) >= _LEAST
        place = (_kind(up), *place)
    return False


def _kind(node: Element) -> str:
    """The tag and the classes; what has a figure in it is of one card alone: `post-4711`."""
    classes = (name for name in (node.get("class") or "").split() if not re.search(r"\d", name))
    return f"{node.tag}.{'.'.join(sorted(classes))}"
