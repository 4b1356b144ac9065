"""What a server does to a good answer when a switch asks for it."""

from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import format_datetime

from newscrawler.newsroom.answer import TEXT, Answer
from newscrawler.newsroom.switches import Switches


def disturbed(found: Answer, number: int, given: Switches, now: datetime) -> Answer:
    """The answer to the `number`-th request (from 1) as the switches want it."""
    if given.retry_after is not None and number % given.busy_every == 0:
        found = _busy(number // given.busy_every, given, now)
    return replace(found, delay=given.latency) if given.latency else found


def _busy(turn: int, given: Switches, now: datetime) -> Answer:
    """429 and 503 in turn, with Retry-After as seconds or as a date."""
    seconds = given.retry_after or 0
    later = format_datetime(now + timedelta(seconds=seconds), usegmt=True) if given.retry_date else f"{seconds:g}"
    headers = (("Date", format_datetime(now, usegmt=True)), ("Retry-After", later), ("Content-Type", TEXT))
    body = b"busy\n"
    return Answer(429 if turn % 2 else 503, (*headers, ("Content-Length", str(len(body)))), body)
