"""CPU-time ratios measured in one run, A B A B: the only speeds this project quotes."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the benchmark's table: what was compared, the measured figure, what it has to reach."""

    name: str
    value: str
    target: str
    met: bool | None


def cpu_seconds(work: Callable[[], object], least: float = 0.2) -> float:
    """CPU seconds of one call of `work`, averaged over as many calls as fill `least` CPU seconds."""
    calls, start = 0, time.process_time()
    while (spent := time.process_time() - start) < least:
        work()
        calls += 1
    return spent / calls


def cpu_ratio(slow: Callable[[], object], fast: Callable[[], object], rounds: int = 5) -> tuple[float, float, float]:
    """How many times the CPU of `fast` one call of `slow` costs: (median, lowest, highest) over interleaved rounds."""
    slow(), fast()
    ratios = [cpu_seconds(slow) / cpu_seconds(fast) for _ in range(rounds)]
    return statistics.median(ratios), min(ratios), max(ratios)
