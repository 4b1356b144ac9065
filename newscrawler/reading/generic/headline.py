"""The headline of any page: the heading that a reader sees, told by what the head of the page says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from newscrawler.reading.document import Document
from newscrawler.reading.findings import Found, Single
from newscrawler.reading.generic.furniture import is_stamp
from newscrawler.reading.generic.main_text import find_again, told_lines
from newscrawler.reading.generic.page_lines import Line, is_unseen, letters_of, lines_of
from newscrawler.reading.sharing import host_of
from newscrawler.reading.words import words
from newscrawler.tree import Element, Path, text_of

_HEADINGS: Final = Path("//h1 | //h2 | //h3")
_TITLE: Final = Path("//head/title")
_PICTURED: Final = Path(".//img/@alt")
_SEPARATOR: Final = re.compile(r"\s+(?:[|–—•·»:-]|::|//|--)\s+")
_ANY_SEPARATOR: Final = re.compile(r"\s*(?:[|–—•·»«]|::|//)\s*|\s+(?:[:/~-]|--)\s+")
"""Also those that stand in many a headline: for where a reader sees what is left when they are cut."""
_LEAST_SHOWN: Final = 0.25
"""Share of a title's letters: what is shown of it and shorter is its section or its site."""
_ALIKE: Final = 0.5
_MOST_OF_IT: Final = 0.6
_PIECE: Final = 4
_LONGEST: Final = 400
_ABOVE: Final = 6
"""Lines between a headline and the text below it, at most: a date, a section, a caption."""
_FEWEST_WORDS: Final = 3


@dataclass(frozen=True)
class headline(Single):  # noqa: N801 - reads as a word in a declaration, like every look
    """The `h1` nearest to the structured headline; where no heading is near it, what the head says, without the site.

    A head that tells nothing but the site's name tells none: then it is the line that stands above the text.

    Of several headlines that the head tells, the first that a heading confirms. A heading of lower rank counts only
    when it says the very words (some sites keep `h1` for the section). Where no heading does, any line may say them;
    what the head says before or behind them is then the site's name, known or not.
    """

    def find(self, page: Document) -> list[Found]:
        """One finding at most."""
        names = site_names(page)
        headings, told = _headings(page, names), [*head_titles(page, names)]
        for look, text in told:
            if (found := _shown(text, [text for _, text in headings]) or _nearest(text, headings)) is not None:
                return [Found(found, f"heading ≈ {look}", "printed")]
        every = lines_of(page.root)
        lines = [line.text for line in every if not line.is_link and not _is_out_of_sight(line.holder)]
        for look, text in told:
            if (found := _shown(text, lines)) is not None:
                return [Found(found, f"line ≈ {look}", "printed")]
        if not told and (text := above_text(every, page)):
            return [Found(text, "line above the text", "printed")]
        first_level = [text for node, text in headings if node.tag == "h1" and 0 < len(text) <= _LONGEST]
        for look, text in told:
            if look != "title" or not first_level:
                return [Found(text, look, "json-ld" if look.startswith("ld") else "meta")]
        return [Found(text, "h1", "printed") for text in first_level[:1]]


def _headings(page: Document, names: list[str]) -> list[tuple[Element, str]]:
    """The headings that a reader sees, with their words; none that is only the site's name."""
    shown = [(node, words(node)) for node in _HEADINGS.elements(page.root) if not _is_out_of_sight(node)]
    known = set(map(letters_of, names))
    return [(node, text) for node, text in shown if letters_of(text) not in known]


def head_titles(page: Document, names: list[str]) -> Iterator[tuple[str, str]]:
    """(look, headline) for every headline that JSON-LD, microdata, meta and `<title>` tell, the site's name cut off."""
    for look, texts in (
        ("ld(headline)", page.ld_values("headline")),
        ("micro(headline)", page.micro_values("headline")),
        ("meta(og:title)", page.metas.get("og:title", ())),
        ("meta(twitter:title)", page.metas.get("twitter:title", ())),
        ("title", map(text_of, _TITLE.elements(page.root)[:1])),
    ):
        yield from ((look, bare) for text in texts if (bare := without_site(text, names)))


def site_names(page: Document) -> list[str]:
    """What the site calls itself: og:site_name, the JSON-LD publisher, its host, its logo, which leads home."""
    host = host_of(page.url)
    told = [*page.site_names, host, host.partition(".")[0]]
    homes = [link for link in page.finder.tagged("a") if _leads_home(link.get("href", ""), host)]
    signs = (text for link in homes for text in (link.get("title"), text_of(link), *_PICTURED.strings(link)))
    return [*told, *(str(text) for text in signs if text)]


def _leads_home(href: str, host: str) -> bool:
    return href == "/" or href.partition("://")[2].removeprefix("www.").rstrip("/") == host


def above_text(lines: Sequence[Line], page: Document) -> str:
    """The line right above the first long sentence of the main text: no link, no stamp, no label; empty without one."""
    found = find_again(lines, told_lines(page.root, page.url))
    first = next((place for place, line in enumerate(lines) if line in found and line.is_sentence), 0)
    for line in reversed(lines[max(0, first - _ABOVE) : first]):
        is_words = len(line.text) <= _LONGEST and len(line.text.split()) >= _FEWEST_WORDS
        if is_words and not (line.is_link or is_stamp(line.text) or _is_out_of_sight(line.holder)):
            return line.text
    return ""


def without_site(title: str, names: list[str]) -> str:
    """A title without the site's name behind (or before) a separator.

    >>> without_site("Körpü açıldı | Nümunə.az", ["Nümunə.az"]), without_site("Bakı - Gəncə yolu", ["Nümunə.az"])
    ('Körpü açıldı', 'Bakı - Gəncə yolu')
    >>> without_site("Nümunə.az: Körpü açıldı", ["Nümunə.az"]), without_site("Nazir: Körpü açıldı", ["Nümunə.az"])
    ('Körpü açıldı', 'Nazir: Körpü açıldı')
    """
    known = {letters_of(name) for name in names if name}
    name, _, rest = title.partition(": ")
    if rest and letters_of(name) in known:
        return rest.strip()
    parts = _SEPARATOR.split(title)
    places = [match.span() for match in _SEPARATOR.finditer(title)]
    if len(parts) > 1 and letters_of(parts[-1]) in known:
        return title[: places[-1][0]].strip()
    if len(parts) > 1 and letters_of(parts[0]) in known:
        return title[places[0][1] :].strip()
    return "" if letters_of(title) in known else title.strip()


def _shown(told: str, texts: list[str]) -> str | None:
    """The longest of `texts` that is `told`, whole or without what stands before or behind a separator."""
    if len(told) > _LONGEST:
        return None
    cuts = [(0, 0), *(match.span() for match in _ANY_SEPARATOR.finditer(told)), (len(told), len(told))]
    begins, ends = [end for _, end in cuts[:-1]], [begin for begin, _ in cuts[1:]]
    least = _LEAST_SHOWN * len(letters_of(told))
    parts = {letters_of(told[begin:end]) for begin in begins for end in ends if begin < end}
    shown = [text for text in texts if (letters := letters_of(text)) in parts and len(letters) >= least and letters]
    return max(shown, key=len, default=None)


def _nearest(told: str, headings: list[tuple[Element, str]]) -> str | None:
    """The heading most like `told`: an `h1` that shares half of its words, or any that says the same."""
    least = _LEAST_SHOWN * len(letters_of(told))
    known = [(node, text) for node, text in headings if text and least <= len(letters_of(text)) <= _LONGEST]
    scored = [(_likeness(told, text), node.tag == "h1", text) for node, text in known]
    near = [one for one in scored if _is_same(told, one[2]) or (one[1] and one[0] >= _ALIKE)]
    return max(near, key=lambda one: one[:2])[2] if near else None


def _is_same(told: str, text: str) -> bool:
    """Does the head say the very words, perhaps with a name behind them that we do not know?"""
    here, there = letters_of(told), letters_of(text)
    return here == there or (here.startswith(there) and len(there) >= _MOST_OF_IT * len(here))


def _likeness(one: str, other: str) -> float:
    """Shared runs of letters: 1 for the same words, also when one of the two was cut short or has a tail."""
    here, there = _runs(one), _runs(other)
    if letters_of(one) == letters_of(other):
        return 1.0
    return 0.99 * len(here & there) / (min(len(here), len(there)) or 1)


def _runs(text: str) -> set[str]:
    letters = letters_of(text)
    return {letters[place : place + _PIECE] for place in range(max(1, len(letters) - _PIECE + 1))}


def _is_out_of_sight(node: Element) -> bool:
    return any(up.tag in ("nav", "footer", "aside") or is_unseen(up) for up in (node, *node.iterancestors()))
