"""A short day through the real window: what it holds does not grow from hour to hour.

Memory and latency want hours of some length: `make soak` judges them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tools.soak.campaign import Hour, problems
from tools.soak.gauges import Held

ROOT = Path(__file__).parents[2]
HELD = Held(rss_mb=400.0, handles=14, threads=3, widgets=900, objects=2000, python_objects=150_000)
HOUR = Hour(
    number=1,
    edits=1500,
    median_ms=10.0,
    p95_ms=30.0,
    work_ms=8.0,
    yard_ms=1.0,
    file_mb=5.0,
    held=HELD,
)


def test_neither_handles_nor_threads_nor_objects_grow_over_some_hours(tmp_path: Path) -> None:
    out = tmp_path / "day.json"
    wanted = ("--hours", "3", "--visits", "1", "--edits", "12", "--only-counts")
    done = subprocess.run(
        [sys.executable, "-m", "tools.soak", *wanted, "--json", str(out)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "MESOMAP_STATE": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(out.read_text())
    assert told["problems"] == []
    assert [one["number"] for one in told["hours"]] == [1, 2, 3]
    assert told["edits"] >= 36
    assert all(one["held"]["objects"] > 0 for one in told["hours"])


@pytest.mark.parametrize(
    ("name", "value"),
    [("handles", 15), ("threads", 4), ("widgets", 950), ("objects", 2100), ("rss_mb", 441.0)],
)
def test_what_is_held_is_judged(name: str, value: float) -> None:
    hours = [HOUR, replace(HOUR, number=2), replace(HOUR, number=3)]
    assert problems(hours) == []
    hours[-1] = replace(HOUR, number=3, held=replace(HELD, **{name: value}))
    (said,) = problems(hours)
    assert said.startswith(name)


def test_latency_is_judged_by_what_the_computer_does_in_the_same_time() -> None:
    hours = [HOUR, replace(HOUR, number=2), replace(HOUR, number=3, work_ms=12.0, yard_ms=1.5)]
    assert problems(hours) == []
    hours[-1] = replace(HOUR, number=3, work_ms=9.3)
    assert "work_in_yards" in problems(hours)[0]
    assert problems(hours, timings=False) == []
    hours[-1] = replace(HOUR, number=3, median_ms=12.0)
    assert problems(hours) == []
    assert "median_ms" in problems(hours, alone=True)[0]
