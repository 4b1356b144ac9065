"""What a foreign record brings: a page, word of a page that is elsewhere, or none."""

from dataclasses import dataclass
from datetime import datetime

from newscrawler.archive.model import Capture
from newscrawler.errors import NewsError


@dataclass(frozen=True)
class Foreign:
    """A page of another archive: the exchange, and whether its maker cut it off.

    `names` are the ids of its record and of those that were written with it, `digest` what it says of its payload.
    `sent`: it answers a request that sent something.
    """

    capture: Capture
    where: str
    truncated: str = ""
    names: tuple[str, ...] = ()
    digest: str = ""
    sent: bool = False


@dataclass(frozen=True)
class Revisit:
    """A record that says that the page at `url` was `at` a time the same as another capture: its `target`, by the id
    of its record, by its address and time, or by the digest of its payload. Empty or None is what it does not say."""

    url: str
    at: datetime
    where: str
    target: str = ""
    target_url: str = ""
    target_at: datetime | None = None
    digest: str = ""

    @property
    def told(self) -> str:
        """The target in words."""
        at = f" of {self.target_at:%Y-%m-%dT%H:%M:%SZ}" if self.target_at else ""
        return (self.target_url + at) or self.target or self.digest or "another capture that it does not name"


class NoPageError(NewsError):
    """A record that brings no page: `reason`, and `detail` in a few words."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason, self.detail = reason, detail
