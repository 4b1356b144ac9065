"""What a page of report.az carries beside its text, and which of its dates contradict one another."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from newscrawler.newsroom.printing import BAKU


def shares(text: str) -> dict[str, float]:
    """A table written as `tags 70, tweet 8`, in hundredths."""
    pairs = (entry.split() for entry in text.split(","))
    return {name: float(share) / 100 for name, share in pairs}


# How often a page of each layout has a thing; places and names as in sites.md 5 and 6.1.
FEATURES: Mapping[str, Mapping[str, float]] = {
    "new": shares(
        """meta-time 85, tags 70, tweet 8, iframe 8, script 10, style 5, advert 15, caption-repeats-title 50,
        placeholder 12, article-body 25, related 20, author 25, modified-equal 40, keywords 40"""
    ),
    "old": shares(
        """tags 75, subscribe 50, tweet 5, iframe 6, image 15, person-quote 12, noindex 10, audio 30,
        caption-repeats-title 30, placeholder 8, breadcrumb 70, related 30, author 40, modified-equal 30, keywords 60"""
    ),
}
# How the text itself is written down; none of it changes what a reader sees.
NOISE: Mapping[str, float] = shares(
    """nbsp 15, wrapped 6, bold 12, empty-paragraph 12, padded 6, entities 3,
    zero-width 1.5, lookalikes 1.2, soft-hyphen 1"""
)
LD = shares("ld-object 45, ld-array 20, ld-graph 20, ld-none 15")
LD_TIME = shares("ld-offset 75, ld-naive 12, ld-utc 13")
# Deliberate contradictions, the truth being what stands first in JSON-LD > microdata > meta > printed, but a label of a
# zone that the same wall time elsewhere on the page disproves.
TRAPS: Mapping[str, float] = shares("printed-hour 2, printed-day 1.5, meta-hour 1.5, false-utc 1.2")
SUMMER, STALE = timedelta(hours=5), 0.8


@dataclass(frozen=True, slots=True)
class Traits:
    """Features and traps of one page."""

    features: frozenset[str]
    traps: tuple[str, ...]

    @property
    def precision(self) -> str:
        """How finely the page tells its date: `minute` where only the printed one is left."""
        return "minute" if "ld-none" in self.features and "meta-time" not in self.features else "second"

    @property
    def repeats_date(self) -> bool:
        """Whether the page gives a date of modification, the same as that of publication."""
        return "modified-equal" in self.features and "ld-none" not in self.features

    @property
    def signed(self) -> bool:
        """Whether the page names its author: the new layout does so in JSON-LD only."""
        return "author" in self.features and "ld-none" not in self.features


def traits(layout: str, kind: str, moment: datetime, rng: Random) -> Traits:
    """Drawn for a page of that layout and kind, published at `moment`; only a full minute may stand without seconds."""
    found = {name for table in (FEATURES[layout], NOISE) for name, share in table.items() if rng.random() < share}
    found -= {"image"} if kind == "photo" else set()
    found |= {"gallery"} if kind == "photo" else {"video"} if kind == "video" else set()
    if layout == "new":
        found.add(rng.choices(list(LD), list(LD.values()))[0])
        if moment.second or kind == "updated":
            found |= {"meta-time"} if "ld-none" in found else set()
        found.add(rng.choices(list(LD_TIME), list(LD_TIME.values()))[0])
    trap = _trap(layout, found, moment, rng)
    if trap == "false-utc":
        found -= set(LD_TIME)
    return Traits(frozenset(found), (trap,) if trap else ())


def _trap(layout: str, found: set[str], moment: datetime, rng: Random) -> str | None:
    """At most one contradiction, and only where the truth stands on the page."""
    structured = layout == "old" or "ld-none" not in found
    if layout == "new" and structured and moment.astimezone(BAKU).utcoffset() == SUMMER and rng.random() < STALE:
        return "stale-zone"
    for trap, share in TRAPS.items():
        possible = layout == "new" or trap.startswith("printed")
        if possible and structured and (trap != "meta-hour" or "meta-time" in found) and rng.random() < share:
            return trap
    return None
