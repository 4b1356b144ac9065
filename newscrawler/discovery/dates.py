"""Dates in listings, feeds and sitemaps: a hint for discovery, so an unreadable one is no date and no error."""

from datetime import datetime

from newscrawler.az import BAKU, DateError, ParsedDate, parse_date


def read_date(raw: str | None, now: datetime, language: str = "az") -> ParsedDate | None:
    """The date in `raw`, read as of the instant `now` (yearless and relative forms); None when it holds none."""
    if not raw:
        return None
    try:
        return parse_date(raw, language=language, now=now.astimezone(BAKU))
    except DateError:
        return None
