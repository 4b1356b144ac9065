"""Pages read again on several cores: tasks go out in batches, answers come back in the order of the tasks."""

import gc
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import cycle, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path

from newscrawler.errors import NewsError
from newscrawler.rereading.reading import Read, Task, read_again
from newscrawler.storedpages import Site
from newscrawler.storedsites import load_site

AHEAD = 2  # batches that wait for a worker: one that it reads, one that it finds when it is done
BATCH = 16  # pages; a twentieth of a second of work, and a kilobyte on its way to a worker


class WorkerError(NewsError):
    """A worker died, or failed in a way that only a mistake of the program explains."""


class Worker:
    """Another process that reads pages. It ends with its pipe, so also when this process is killed.

    A fork is handed on the pipes of its elder `brothers`, and would keep them open.
    """

    def __init__(
        self, root: Path, load: Callable[[], Site], brothers: Sequence["Worker"] = (), *, fork: bool = False
    ) -> None:
        context: BaseContext = get_context("fork" if fork else "spawn")
        self.pipe, theirs = context.Pipe()
        handed_on = [self.pipe, *(brother.pipe for brother in brothers)] if fork else []
        self._process = _process(context, _work, theirs, handed_on, root, load)
        self._process.start()
        theirs.close()

    def give(self, tasks: Sequence[Task]) -> None:
        """One batch more."""
        with suppress(OSError):  # it is dead: `take` says so
            self.pipe.send(tasks)

    def take(self) -> list[Read]:
        """What came of the batch given longest ago."""
        try:
            found = self.pipe.recv()
        except (EOFError, OSError) as error:
            self._process.join()
            raise WorkerError(f"a worker died (exit code {self._process.exitcode})") from error
        if isinstance(found, NewsError):
            raise found
        if isinstance(found, BaseException):
            raise WorkerError(f"{type(found).__name__}: {found}") from found
        return list(found)

    def close(self) -> None:
        """Ends it."""
        self.pipe.close()
        self._process.terminate()
        self._process.join()


class Readers:
    """Those who read the pages of a site: this process alone, or `jobs` others.

    To be made before threads are and before the archive is opened: then the others can be forks of this process, which
    has loaded everything. A fork made later would take over locks, descriptors and SQLite's connections; where one
    cannot be made, new processes are started when they are needed, and take a second each to load the same.
    """

    def __init__(self, root: Path, modules: Sequence[str], site: str, jobs: int) -> None:
        self._root, self._jobs = root, jobs
        self._site, self._load = load_site(modules, site), partial(load_site, [*modules], site)
        self._workers: list[Worker] = []
        if jobs > 1 and _may_fork():
            gc.freeze()  # a collection in a fork would write to, and so copy, what it shares with this process
            for _ in range(jobs):
                self._workers.append(Worker(root, lambda: self._site, self._workers, fork=True))
            gc.unfreeze()

    def read(self, tasks: Iterable[Task]) -> Iterator[Read]:
        """What came of each task, in their order. Raises `WorkerError`, and what the tasks raise."""
        if self._jobs == 1:
            yield from (read_again(self._root, self._site, task) for task in tasks)
            return
        waiting, batches = deque[Worker](), _batches(tasks)
        first = list(islice(batches, AHEAD * self._jobs))
        self._workers = self._workers or [Worker(self._root, self._load) for _ in first[: self._jobs]]
        for worker, batch in zip(cycle(self._workers), first, strict=False):
            worker.give(batch)
            waiting.append(worker)
        while waiting:
            found = (worker := waiting.popleft()).take()
            if batch := next(batches, []):
                worker.give(batch)
                waiting.append(worker)
            yield from found

    def close(self) -> None:
        """Ends the others."""
        for worker in self._workers:
            worker.close()


def _may_fork() -> bool:
    return sys.platform == "linux" and threading.active_count() == 1


def _process(context: BaseContext, target: Callable[..., None], *args: object) -> BaseProcess:
    kind: Callable[..., BaseProcess] = context.Process  # type: ignore[attr-defined]
    return kind(target=target, args=args, daemon=True)


def _batches(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    rest = iter(tasks)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _work(pipe: Connection, handed_on: Sequence[Connection], root: Path, load: Callable[[], Site]) -> None:
    """The life of a worker. A stop by Ctrl-C is the parent's to judge."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in handed_on:
        other.close()
    with suppress(EOFError, OSError):
        try:
            site = load()
            while True:
                pipe.send([read_again(root, site, task) for task in pipe.recv()])
        except (EOFError, OSError):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the parent tells it and stops
            pipe.send(error)
