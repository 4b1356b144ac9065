"""Pages read again on several cores: tasks go out in batches, answers come back in the order of the tasks."""

import signal
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import cycle, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from newscrawler.errors import NewsError
from newscrawler.reextract_reading import Read, Task, read_again
from newscrawler.storedsites import load_site

BATCH = 32  # pages; a tenth of a second of work, and some two kilobytes on their way to a worker
AHEAD = 2  # batches that wait for a worker: one that it reads, one that it finds when it is done


class WorkerError(NewsError):
    """A worker died, or failed in a way that only a mistake of the program explains."""


def read_all(root: Path, modules: Sequence[str], site: str, tasks: Iterable[Task], jobs: int) -> Generator[Read]:
    """What came of each task, in their order; with one job in this process, else in `jobs` others.

    Raises `WorkerError`, and what `load_site` and the tasks raise.
    """
    if jobs > 1:
        yield from _spread(root, modules, site, tasks, jobs)
    else:
        reader = load_site(modules, site)
        yield from (read_again(root, reader, task) for task in tasks)


class Worker:
    """Another process that reads pages. It ends with its pipe, so also when this process is killed."""

    def __init__(self, root: Path, modules: Sequence[str], site: str) -> None:
        context = get_context("spawn")  # a fork would take over locks, descriptors and SQLite's connections
        self.pipe, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(target=_work, args=(theirs, root, [*modules], site), daemon=True)
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


def _spread(root: Path, modules: Sequence[str], site: str, tasks: Iterable[Task], jobs: int) -> Generator[Read]:
    waiting, batches = deque[Worker](), _batches(tasks)
    first = list(islice(batches, jobs))
    workers = [Worker(root, modules, site) for _ in first]
    try:
        for worker, batch in zip(workers, first, strict=True):
            worker.give(batch)
            waiting.append(worker)
        turns = cycle(workers)
        for worker, batch in zip(turns, islice(batches, len(workers) * (AHEAD - 1)), strict=False):
            worker.give(batch)
            waiting.append(worker)
        while waiting:
            found = (worker := waiting.popleft()).take()
            if batch := next(batches, []):
                worker.give(batch)
                waiting.append(worker)
            yield from found
    finally:
        for worker in workers:
            worker.close()


def _batches(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    rest = iter(tasks)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _work(pipe: Connection, root: Path, modules: Sequence[str], site: str) -> None:
    """The life of a worker. A stop by Ctrl-C is the parent's to judge."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        try:
            reader = load_site(modules, site)
            while True:
                pipe.send([read_again(root, reader, task) for task in pipe.recv()])
        except (EOFError, OSError):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the parent tells it and stops
            pipe.send(error)
