"""What becomes of a lease when its errand is over: an ending, or another try; the host is judged with it."""

import logging
from dataclasses import replace
from datetime import datetime

from newscrawler.archive.model import Discovered, Finished, Requeued, Tick
from newscrawler.errands import Errand
from newscrawler.patience import Host, Verdict
from newscrawler.polls import Polls

logger = logging.getLogger(__name__)

AGAIN = "again"


def settle(
    errand: Errand, host: Host, now: datetime, tick: Tick, later: list[Discovered], polls: Polls | None = None
) -> Finished | Requeued:
    """Into the tick. A setback is judged: the URL is tried again, or its host rests, or it is given up on.

    What was given up on too early goes into `later`, for the tick after this one.
    """
    if errand.was_answered:
        host.answered()
    setback, lease = errand.setback, errand.lease
    if setback is None and polls is not None and errand.was_read and polls.owns(lease.url):
        requeued, kept = polls.settle(errand)
        tick.requeued.append(requeued)
        tick.progress += kept
        _keep(errand, tick)
        return requeued
    if setback is None:
        return _finish(errand, tick, polls)
    verdict = host.judge(lease.url, lease.attempts, setback, now)
    later += [
        Discovered(url, lease.site, AGAIN, due=verdict.due, priority=lease.priority, again=True)
        for url in verdict.reopened
    ]
    if verdict.action == "give_up":
        logger.info("rejected %s %s", lease.url, setback.told)
        return _finish(errand, tick, polls)
    _tell(errand, verdict)
    due = verdict.due if verdict.action == "again" else None  # of a host that rests every URL waits, due as it is
    requeued = Requeued(lease, due, setback.reason, setback.status, counts=verdict.action == "again")
    tick.requeued.append(requeued)
    return requeued


def _finish(errand: Errand, tick: Tick, polls: Polls | None) -> Finished:
    finished = errand.ending()
    if polls is not None:
        lease = errand.lease
        due, kept = (polls.next_look(errand), []) if lease.kind == "article" else polls.failed(lease.url)
        finished = replace(finished, due=due)
        tick.progress += kept
    tick.finished.append(finished)
    if finished.reason == "listing":
        _keep(errand, tick)
    return finished


def _keep(errand: Errand, tick: Tick) -> None:
    """The page of a source, where it was captured because KEEP_LISTINGS asks for it."""
    if errand.page is not None:
        tick.captures.append((errand.lease.site, errand.page))


def _tell(errand: Errand, verdict: Verdict) -> None:
    lease, setback = errand.lease, errand.setback
    assert setback is not None
    if verdict.action == "rest":
        logger.warning("%s rests until %s UTC: %s", lease.host, f"{verdict.due:%Y-%m-%d %H:%M:%S}", setback.told)
    else:
        logger.info("%s: %s; again at %s UTC", lease.url, setback.told, f"{verdict.due:%Y-%m-%d %H:%M:%S}")
