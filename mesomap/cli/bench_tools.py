"""Timing: medians of repeated runs."""

from __future__ import annotations

import gc
import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True)
class Result:
    """A measure, as `bench --json` gives it."""

    name: str
    median_ms: float
    p95_ms: float
    runs: int
    note: str


def result(name: str, seconds: Sequence[float], note: str) -> Result:
    """The summary of a measure's runs."""
    ms = np.array(seconds) * 1000.0
    median, p95 = float(np.median(ms)), float(np.percentile(ms, 95))
    return Result(name, round(median, 3), round(p95, 3), len(seconds), note)


def timed(name: str, work: Callable[[], object], *, runs: int, note: str, warm: int = 2) -> Result:
    """Run `work` `warm` times for nothing, then `runs` times by the clock."""
    for _ in range(warm):
        work()
    seconds = []
    gc.collect()
    for _ in range(runs):
        start = perf_counter()
        work()
        seconds.append(perf_counter() - start)
    return result(name, seconds, note)


def in_turns(
    one: tuple[str, Callable[[], object], str],
    other: tuple[str, Callable[[], object], str],
    *,
    runs: int,
    warm: int = 2,
) -> list[Result]:
    """Time two works (name, work, note) in turns, so that what slows the machine slows both.

    The second's note gets the ratio of the medians.
    """
    seconds: tuple[list[float], list[float]] = ([], [])
    gc.collect()
    for run in range(-warm, runs):
        for (_, work, _), taken in zip((one, other), seconds, strict=True):
            start = perf_counter()
            work()
            if run >= 0:
                taken.append(perf_counter() - start)
    ratio = float(np.median(seconds[1]) / np.median(seconds[0]))
    return [
        result(one[0], seconds[0], one[2]),
        result(other[0], seconds[1], f"{other[2]}; {ratio:.2f} x {one[0]} in turns with it"),
    ]


def machine() -> str:
    """Processor, cores, system, Python and Qt, in one line."""
    from PySide6 import __version__ as qt

    return (
        f"{_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()},"
        f" Python {platform.python_version()}, Qt {qt},"
        f" screen {os.environ.get('QT_QPA_PLATFORM') or 'native'}"
    )


def _processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def as_json(results: Sequence[Result]) -> dict[str, Any]:
    """The JSON of a bench run."""
    return {"machine": machine(), "results": [asdict(one) for one in results]}
