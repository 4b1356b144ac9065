"""A site as data: what it prints where, and under which addresses. No behaviour: `edit` and `paper` read it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from newscrawler.newsroom.printing import BAKU, Form
from newscrawler.newsroom.prose import TOPICS


@dataclass(frozen=True, slots=True)
class Section:
    """A section of an edition: the segment of its address, and its name as printed."""

    slug: str
    name: str


def sections(text: str) -> dict[str, Section]:
    """topic -> section, from lines `slug | Name | topic topic …`; a topic may be left to `*`, the section of the rest.

    >>> sections("idman | İdman | football\\n olke | Ölkə | *")["weather"].slug
    'olke'
    """
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    found = {topic: Section(slug, name) for slug, name, topics in lines for topic in topics.split()}
    rest = found.pop("*", next(iter(found.values())))
    return {topic: found.get(topic, rest) for topic in TOPICS}


@dataclass(frozen=True, slots=True)
class Edition:
    """One language of a site: where it lives (no slash at the end), its sections by topic, how its texts call it.

    `mark` is what its addresses say of it, and so its keys (`ru`); `words` are the words of its pages, by the names
    that templates use. `source` is whom the texts name as theirs, where that is not the site. `dateline` begins the
    text: a pattern of `parts` and `{person}`, a paragraph of its own where it ends with a line break. `tails` are what
    a video or photo story has behind its title; `dates` are the places that print another form than the site's other
    editions.
    """

    language: str
    home: str
    agency: str
    sections: Mapping[str, Section]
    mark: str = ""
    source: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    dateline: str = ""
    tails: tuple[str, ...] = ()
    dates: Mapping[str, Form] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Address:
    """A form of article address: patterns of `{home} {section} {other} {id} {slug}`.

    `listed` is what listings print where that differs; `key` names the article within its edition. Of the forms that
    suit the moment (before `until`) the first is taken whose `share` a story draws; the last takes every other.
    `layout` is the template of its pages, `kind` what they are.
    """

    url: str
    key: str = "{id}"
    listed: str = ""
    share: float = 1.0
    until: str = ""
    layout: str = "article"
    kind: str = "text"

    def suits(self, moment: datetime) -> bool:
        """Whether the site gave such addresses at that moment."""
        return not self.until or moment < datetime.fromisoformat(self.until).replace(tzinfo=BAKU)


@dataclass(frozen=True, slots=True)
class House:
    """A site. Shares are hundredths.

    `dates` are the places that print one, by name (templates know them as `date-<name>`); `clock` is the header's.
    `numbers` are ids seen on dated pages. `photo` and `section_url` are patterns of addresses. `precision` is that of
    the best date on a page; where editors give `full_minutes`, seconds are always 0. `slug_tail` is what some slugs
    have at their end, a pattern of `parts`.

    `features` are what a page may carry, each a name that templates ask for; those of `inside` are templates
    `inside-<name>.html`, set between paragraphs, those of `shapes` decide how the paragraphs are marked up. The site
    names its sections (`says_section`), its authors (`signs`), its photographers (`captions`), its last edits
    (`edits`). `also` maps further hosts to those of the editions; `wire` names the site whose copy an aggregator
    republishes; `tellers` are the languages that tell an event, and how often.
    """

    name: str
    editions: tuple[Edition, ...]
    addresses: tuple[Address, ...]
    dates: Mapping[str, Form]
    numbers: tuple[tuple[str, int], ...]
    section_url: str = "{home}/{section}/"
    photo: str = "{home}/uploads/{id}.jpg"
    precision: str = "minute"
    full_minutes: bool = False
    slug_tail: str = ""
    slugs: str = "hyphens"
    quotes: str = "straight"
    clock: Form = field(default_factory=lambda: Form(""))
    features: Mapping[str, float] = field(default_factory=dict)
    inside: tuple[str, ...] = ()
    shapes: Mapping[str, float] = field(default_factory=lambda: {"p": 1.0})
    says_section: bool = True
    signs: bool = False
    captions: bool = False
    edits: bool = False
    also: Mapping[str, str] = field(default_factory=dict)
    wire: str = ""
    tellers: Mapping[tuple[str, ...], int] = field(default_factory=lambda: {("az",): 1})
