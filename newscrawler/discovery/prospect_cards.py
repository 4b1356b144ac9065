"""How a listing shows its articles, guessed from one page: the `Cards` that find again what its links told."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from newscrawler.discovery.candidate import Fetched
from newscrawler.discovery.cards import Cards, parse, select
from newscrawler.discovery.dates import read_date
from newscrawler.discovery.headlines import HEADINGS, Shown, dates_of, shown
from newscrawler.tree import Element, text_of

LEAST = 3
"""Articles alike, from which on they are a list."""
_MOST = 0.8
"""Of the cards: what so many have, they all have, give or take an odd one."""


def guess_cards(page: Fetched, is_ours: Callable[[str], bool]) -> Cards | None:
    """The cards of the longest list on the page; None where fewer than `LEAST` articles are shown alike."""
    root = parse(page)
    found = shown(root, page, is_ours)
    kinds = Counter(name for one in found for name in _names(one.card))
    ranked = sorted(kinds, key=lambda name: (-kinds[name], len(select(root, name)), len(name)))
    for name in ranked[:5]:
        group = [one for one in found if name in _names(one.card)]
        if len(group) < LEAST:
            break
        cards = Cards(name, link=_link(group), title="", date=_date(group, page))
        if _finds(cards, group, root, page):
            return cards
    return None


def _names(node: Element) -> list[str]:
    """The selectors that a card may go by: its tag with each of its classes, or its place in its parent."""
    own = [f"{node.tag}.{name}" for name in _classes(node)]
    parent = node.getparent()
    if own or parent is None:
        return own
    above = [f"{parent.tag}.{name}" for name in _classes(parent)] or (
        [f"#{parent.get('id')}"] if parent.get("id") else []
    )
    return [f"{name} > {node.tag}" for name in above[:1] or [str(parent.tag)]]


def _classes(node: Element) -> list[str]:
    """The classes that a selector can name plainly."""
    return [
        name
        for name in (node.get("class") or "").split()
        if name.replace("-", "").replace("_", "").isalnum()
        and name.isascii()
        and not name[0].isdigit()
        and not name.startswith("-")
    ]


def _link(group: Sequence[Shown]) -> str:
    """The link with the headline, inside the card; empty where the card is the link."""
    if all(one.link is one.card for one in group):
        return ""

    def hits(path: str, one: Shown) -> bool:
        return next(iter(select(one.card, path)), None) is one.link

    return _best([(one, one.link) for one in group], hits) or "a"


def _date(group: Sequence[Shown], page: Fetched) -> str:
    """Where most cards print their date, the day and the time of day if they stand apart; nothing where they do not."""
    told = [(one, dates_of(one, page)) for one in group]
    nodes = [(one, node) for one, found in told for node, _ in found]
    if sum(bool(found) for _, found in told) < _MOST * len(group):
        return ""
    dates = {one.url: read_date(" ".join(raw for _, raw in found), page.at) for one, found in told}

    def hits(path: str, one: Shown) -> bool:
        found, wanted = read_date(" ".join(map(text_of, select(one.card, path))), page.at), dates[one.url]
        return found is not None and wanted is not None and str(found) == str(wanted)

    is_stamped = all(node.tag == "time" and node.get("datetime") for _, node in nodes)
    return "time::attr(datetime)" if is_stamped else _best(nodes, hits)


def _best(nodes: Sequence[tuple[Shown, Element]], hits: Callable[[str, Shown], bool]) -> str:
    """The first way to name an element that finds it in most of the cards; nothing when none does."""
    for path in dict.fromkeys(path for one, node in nodes for path in _paths(node, one.card)):
        if sum(hits(path, one) for one, _ in nodes) >= _MOST * len(nodes):
            return path
    return ""


def _paths(node: Element, card: Element) -> Iterator[str]:
    """Selectors for an element inside its card: by a class of its own, below a heading, a class, an id; by its tag."""
    inside = [up for up in node.iterancestors() if card in up.iterancestors()]
    yield from (f"{node.tag}.{name}" for name in _classes(node))
    yield from (f"{up.tag} {node.tag}" for up in inside if str(up.tag) in HEADINGS)
    yield from (f"{up.tag}.{name} {node.tag}" for up in inside for name in _classes(up))
    yield from (f"#{up.get('id')}" for up in [node] if (up.get("id") or "").isidentifier())
    yield from (f"#{up.get('id')} {node.tag}" for up in inside if (up.get("id") or "").isidentifier())
    yield str(node.tag)


def _finds(cards: Cards, group: Sequence[Shown], root: Element, page: Fetched) -> bool:
    """Do these cards show the articles of the group, and hardly anything else?"""
    told = {one.url for one in cards.read(root, page, "").candidates}
    wanted = {one.url for one in group}
    return len(told & wanted) >= _MOST * len(wanted) and len(told - wanted) <= (1 - _MOST) * len(wanted)
