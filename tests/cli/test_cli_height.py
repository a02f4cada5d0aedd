"""`--height`: plan and distance in a patient's millimetres."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from mesomap.cli import main

CHEEK = ("--body", "female", "--region", "cheek-buccal", "--side", "left")
GRID = ("--pattern", "square", "--spacing", "10")
ENDS = ("--body", "female", "--chart", "face-left", "--from", "100", "150", "--to", "110", "150")


def run(*words: str) -> Any:
    done = CliRunner().invoke(main, [*words, "--json"])
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def test_a_plan_on_a_taller_patient() -> None:
    plain, taller = run("plan", *CHEEK, *GRID), run("plan", *CHEEK, *GRID, "--height", "1787.5")
    assert taller["region_mm2"] == pytest.approx(plain["region_mm2"] * 1.1**2, rel=1e-4)
    assert taller["spacing"]["median_mm"] == plain["spacing"]["median_mm"] == 10.0
    assert taller["count"] > plain["count"]


def test_a_distance_on_a_taller_patient() -> None:
    plain, taller = run("distance", *ENDS), run("distance", *ENDS, "--height", "1787.5")
    assert taller["skin_mm"] == pytest.approx(plain["skin_mm"] * 1.1, rel=1e-4)
    assert taller["chart_mm"] == plain["chart_mm"]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("plan", *CHEEK, *GRID, "--height", "170"), 1, "cannot be"),
        (("plan", "--flat", "40x40", *GRID, "--height", "1700"), 2, "--flat"),
        (("distance", *ENDS, "--height", "0"), 2, "not above 0"),
    ],
)
def test_no_such_patient(words: tuple[str, ...], status: int, said: str) -> None:
    done = CliRunner().invoke(main, [*words, "--json"])
    assert done.exit_code == status
    assert said in done.stderr
    assert done.stdout == ""
