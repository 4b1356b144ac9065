"""What a page of report.az carries beside its text, and which of its dates contradict one another."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from newscrawler.newsroom.printing import BAKU

# How often a page of each layout has a thing; places and names as in sites.md 5 and 6.1.
FEATURES: Mapping[str, Mapping[str, float]] = {
    "new": {
        **{"meta-time": 0.85, "tags": 0.7, "tweet": 0.08, "iframe": 0.08, "script": 0.1, "style": 0.05, "advert": 0.15},
        **{"caption-repeats-title": 0.5, "placeholder": 0.12, "article-body": 0.25, "related": 0.2, "author": 0.25},
        **{"modified-equal": 0.4, "keywords": 0.4},
    },
    "old": {
        **{
            "tags": 0.75,
            "subscribe": 0.5,
            "iframe": 0.06,
            "image": 0.15,
            "person-quote": 0.12,
            "related": 0.3,
            "audio": 0.3,
        },
        **{"caption-repeats-title": 0.3, "placeholder": 0.08, "author": 0.4, "modified-equal": 0.3, "keywords": 0.6},
        **{"breadcrumb": 0.7, "noindex": 0.2, "tweet": 0.05},
    },
}
# How the text itself is written down; none of it changes what a reader sees.
NOISE: Mapping[str, float] = {
    **{"nbsp": 0.15, "wrapped": 0.06, "bold": 0.12, "empty-paragraph": 0.12, "padded": 0.06},
    **{"entities": 0.03, "zero-width": 0.015, "lookalikes": 0.012, "soft-hyphen": 0.01},
}
LD = {"ld-object": 0.45, "ld-array": 0.2, "ld-graph": 0.2, "ld-none": 0.15}
LD_TIME = {"ld-offset": 0.75, "ld-naive": 0.12, "ld-utc": 0.13}
# Deliberate contradictions, the truth being what stands first in JSON-LD > microdata > meta > printed, but a label of a
# zone that the same wall time elsewhere on the page disproves.
TRAPS: Mapping[str, float] = {"printed-hour": 0.02, "printed-day": 0.015, "meta-hour": 0.015, "false-utc": 0.012}
SUMMER = timedelta(hours=5)


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
    """Drawn for a page of that layout and kind, published at `moment`."""
    found = {name for table in (FEATURES[layout], NOISE) for name, share in table.items() if rng.random() < share}
    found -= {"image"} if kind == "photo" else set()
    found |= {"gallery"} if kind == "photo" else {"video"} if kind == "video" else set()
    if layout == "new":
        found.add(rng.choices(list(LD), list(LD.values()))[0])
        found.add(rng.choices(list(LD_TIME), list(LD_TIME.values()))[0])
    trap = _trap(layout, found, moment, rng)
    if trap == "false-utc":
        found -= set(LD_TIME)
    return Traits(frozenset(found), (trap,) if trap else ())


def _trap(layout: str, found: set[str], moment: datetime, rng: Random) -> str | None:
    """At most one contradiction, and only where the truth stands on the page."""
    structured = layout == "old" or "ld-none" not in found
    if layout == "new" and structured and moment.astimezone(BAKU).utcoffset() == SUMMER and rng.random() < 0.5:
        return "stale-zone"
    for trap, share in TRAPS.items():
        possible = layout == "new" or trap.startswith("printed")
        if possible and structured and (trap != "meta-hour" or "meta-time" in found) and rng.random() < share:
            return trap
    return None
