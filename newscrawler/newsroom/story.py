"""One planned article: the truth that a crawl of the newsroom is compared with."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

HELD = frozenset({200, 301})
# Pages that answer well and hold no text: a player, a locked article.
TEXTLESS = frozenset({"media", "paid"})


@dataclass(frozen=True, slots=True)
class Story:
    """An article of a site as its newsroom planned it.

    `published` and `modified` are aware, in Asia/Baku. `published` is what a careful reader concludes from the page:
    JSON-LD before microdata before meta before the printed date, but a wall time on which all agree before a wrong
    label of its zone. `precision` is `minute` where no seconds are given (a site's :00 is padding) and `day` where no
    time is; `modified` is None where the page says nothing, `section` empty where no page of the site names it.
    `traps` names every deliberate contradiction, `features` what else the page carries.
    `status` is what `listed`, the URL as the site's own listings print it, answers; 301 leads to `url`.
    `first` is title and paragraphs as they stood until `modified`; at `removed` the site takes the article down.
    """

    site: str
    key: str
    language: str
    topic: str
    section: str
    section_slug: str
    url: str
    listed: str
    short_id: int
    title: str
    lead: str | None
    paragraphs: tuple[str, ...]
    published: datetime
    modified: datetime | None
    layout: str
    kind: str = "text"
    status: int = 200
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    images: tuple[tuple[str, str | None], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    translations: tuple[tuple[str, str], ...] = ()
    traps: tuple[str, ...] = ()
    features: frozenset[str] = field(default_factory=frozenset)
    precision: str = "second"
    first: tuple[str, tuple[str, ...]] | None = None
    removed: datetime | None = None

    @property
    def text(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(self.paragraphs)

    @property
    def record_id(self) -> str:
        """`report:slug`, or `report:ru/slug` where the URL carries the edition."""
        return f"{self.site}:{self.key}"

    @property
    def shown(self) -> bool:
        """Whether the site lists it: its page answers 200, perhaps after a redirect."""
        return self.status in HELD

    @property
    def held(self) -> bool:
        """Whether an archive can hold it: it is shown, and there is a text."""
        return self.shown and self.kind not in TEXTLESS

    @property
    def published_at(self) -> datetime | None:
        """The instant as exactly as the site tells it; None where it prints no time of day."""
        return None if self.precision == "day" else self.published

    def at(self, now: datetime) -> "Story":
        """The story as it stands at that moment: not yet edited, as planned, or taken down."""
        if self.removed and self.removed <= now:
            return replace(self, status=410, removed=None)
        if self.first is None or self.modified is None or self.modified <= now:
            return self
        title, paragraphs = self.first
        text = "\n".join(paragraphs)
        links = tuple(link for link in self.links if link[1] in text)
        return replace(self, title=title, paragraphs=paragraphs, links=links, modified=None, first=None)

    def truth(self) -> dict[str, Any]:
        """The story as one JSON object; dates as RFC 3339 with Baku's offset."""
        facts: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        facts |= {"id": self.record_id, "text": self.text, "features": sorted(self.features)}
        facts |= {"published_on": self.published.date().isoformat(), "published_at": self.published_at}
        facts |= {"section": self.section or None, "held": self.held}
        return {name: fact.isoformat() if isinstance(fact, datetime) else fact for name, fact in facts.items()}
