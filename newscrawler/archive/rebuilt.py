"""What came of making a ledger anew, and how that is told."""

import logging
from dataclasses import dataclass, field
from pathlib import Path

from newscrawler.archive.layout import LEDGER

logger = logging.getLogger(__name__)

_WHY = {
    "missing": "there was none",
    "empty": "it was empty",
    "malformed": "SQLite found it malformed",
    "copied": "it came with a copy of the archive",
    "behind": "the files are shorter than it says",
    "altered": "somebody wrote into the files",
}


@dataclass
class Rebuilt:
    """What the files gave: why they were asked, lines read, and those that nobody can read (file:line: why)."""

    reason: str = "asked for"
    lines: int = 0
    damaged: list[str] = field(default_factory=list)

    def tell(self, root: Path) -> None:
        """Logs it: a ledger that was made anew without anybody's asking is nothing to keep silent about."""
        told = (root / LEDGER, self.lines, _WHY.get(self.reason, self.reason))
        logger.warning("%s: made anew out of the %d lines of the files, because %s", *told)
        for damaged in self.damaged:
            logger.error("nobody can read %s", damaged)
