"""Each date of a page of report.az, as it is written there: true, or as its trap wants it."""

from datetime import UTC, datetime, timedelta

from newscrawler.newsroom.printing import BAKU, new_date, old_date
from newscrawler.newsroom.story import Story

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def printed(story: Story) -> tuple[str, str]:
    """The two printed strings, day and time."""
    moment = story.published.astimezone(BAKU)
    moment += HOUR if "printed-hour" in story.traps else DAY if "printed-day" in story.traps else timedelta()
    return (new_date if story.layout == "new" else old_date)(moment, story.language), f"{moment:%H:%M}"


def meta(story: Story, moment: datetime) -> str:
    """For a meta tag, `2025-12-15T15:17:42+04:00`."""
    return _iso(moment - HOUR if "meta-hour" in story.traps else moment, story)


def ld(story: Story, moment: datetime) -> str:
    """For JSON-LD: with offset, without one, or in UTC."""
    if "ld-naive" in story.features:
        return microdata(moment)
    if "false-utc" in story.traps:
        return microdata(moment) + "Z"
    if "ld-utc" in story.features and "stale-zone" not in story.traps:
        return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return _iso(moment, story)


def microdata(moment: datetime) -> str:
    """The wall time in Baku, no zone said."""
    return f"{moment.astimezone(BAKU):%Y-%m-%dT%H:%M:%S}"


def _iso(moment: datetime, story: Story) -> str:
    """With Baku's offset; a stale zone says +04:00 of a summer that had +05:00."""
    return microdata(moment) + "+04:00" if "stale-zone" in story.traps else moment.astimezone(BAKU).isoformat()
