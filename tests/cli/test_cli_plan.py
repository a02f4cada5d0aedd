"""`mesomap plan`: the golden coverages, the keys, sides and margins."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from click.testing import CliRunner

from mesomap.cli import main

KEYS = {"count", "region_mm2", "covered_mm2", "coverage", "gaps", "spacing", "injections"}


def plan(*words: str) -> Any:
    done = CliRunner().invoke(main, ["plan", *words, "--json"])
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(("spacing", "coverage"), [("10", 0.50), ("20", 0.13), ("30", 0.06)])
def test_golden_coverages_of_a_flat_square_lattice(spacing: str, coverage: float) -> None:
    found = plan("--flat", "400x400", "--pattern", "square", "--spacing", spacing)
    assert set(found) == KEYS
    assert found["coverage"] == pytest.approx(coverage, abs=0.01)
    assert found["region_mm2"] == 160_000
    assert found["covered_mm2"] / found["region_mm2"] == pytest.approx(found["coverage"], abs=1e-6)
    assert found["gaps"] == []
    assert found["spacing"] == {
        "min_mm": float(spacing),
        "median_mm": float(spacing),
        "max_mm": float(spacing),
    }
    assert found["count"] == len(found["injections"])
    assert found["injections"][0] == {
        "region": None,
        "side": None,
        "u_mm": found["injections"][0]["u_mm"],
        "v_mm": found["injections"][0]["v_mm"],
    }


@pytest.mark.parametrize(("pattern", "least"), [("hex", 0.58), ("square", 0.71)])
def test_full_cover_begins_where_it_should(pattern: str, least: float) -> None:
    words = ("--flat", "300x300", "--pattern", pattern, "--spacing", "10")
    full = plan(*words, "--radius", f"{10 * least:.3f}")
    short = plan(*words, "--radius", f"{10 * (least - 0.04):.3f}")
    edge = 4 * 300 * 10 / (300 * 300)
    assert full["coverage"] > 1 - edge
    assert full["coverage"] > short["coverage"]


def test_angle_and_margin_are_kept() -> None:
    turned = plan(
        "--flat", "100x60", "--pattern", "square", "--spacing", "10", "--angle", "30",
        "--margin", "5",
    )  # fmt: skip
    for point in turned["injections"]:
        assert abs(point["u_mm"]) <= 45 + 1e-3
        assert abs(point["v_mm"]) <= 25 + 1e-3
    first, second = turned["injections"][:2]
    angle = math.degrees(math.atan2(second["v_mm"] - first["v_mm"], second["u_mm"] - first["u_mm"]))
    assert angle % 90 == pytest.approx(30, abs=0.01)


def test_both_halves_are_one_lattice_and_one_side_is_one_half() -> None:
    words = ("--body", "female", "--region", "submental", "--pattern", "square", "--spacing", "10")
    both = plan(*words)
    left, right = plan(*words, "--side", "left"), plan(*words, "--side", "right")
    assert {p["side"] for p in both["injections"]} == {"left", "right"}
    assert {p["side"] for p in left["injections"]} == {"left"}
    assert both["count"] == left["count"] + right["count"]
    assert both["region_mm2"] == pytest.approx(left["region_mm2"] + right["region_mm2"])
    assert both["spacing"]["min_mm"] == pytest.approx(10, abs=0.01)
    assert {p["region"] for p in both["injections"]} == {"submental"}


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--flat", "400x400", "--pattern", "square"), 2, "--spacing"),
        (("--flat", "400", "--pattern", "square", "--spacing", "10"), 2, "WIDTHxHEIGHT"),
        (("--flat", "0x10", "--pattern", "square", "--spacing", "10"), 2, "WIDTHxHEIGHT"),
        (("--flat", "4x4", "--pattern", "spiral", "--spacing", "10"), 2, "spiral"),
        (("--flat", "4x4", "--pattern", "hex", "--spacing", "0"), 2, "--spacing"),
        (("--flat", "4x4", "--pattern", "hex", "--spacing", "-3"), 2, "--spacing"),
        (("--flat", "4x4", "--pattern", "hex", "--spacing", "nan"), 2, "finite"),
        (("--flat", "4x4", "--pattern", "hex", "--spacing", "9999"), 2, "at most 1000"),
        (("--flat", "4x4", "--pattern", "hex", "--spacing", "5", "--radius", "0"), 2, "--radius"),
        (("--flat", "4x4", "--pattern", "hex", "--spacing", "5", "--margin", "-1"), 2, "--margin"),
        (("--pattern", "hex", "--spacing", "5"), 2, "either"),
        (("--region", "submental", "--pattern", "hex", "--spacing", "5"), 2, "either"),
        (("--flat", "9x9", "--side", "left", "--pattern", "hex", "--spacing", "5"), 2, "either"),
        (("--flat", "90000x90000", "--pattern", "hex", "--spacing", "1"), 1, "wider spacing"),
        (
            ("--body", "female", "--region", "wing", "--pattern", "hex", "--spacing", "5"),
            1,
            "no region wing",
        ),
        (
            (
                "--body", "female", "--region", "submental", "--side", "midline",
                "--pattern", "hex", "--spacing", "5",
            ),
            1,
            "no side midline",
        ),
    ],
)  # fmt: skip
def test_wrong_wishes(words: tuple[str, ...], status: int, said: str) -> None:
    done = CliRunner().invoke(main, ["plan", *words, "--json"])
    assert done.exit_code == status, done.output
    assert said in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_a_lattice_too_wide_for_its_place_is_empty_not_wrong() -> None:
    found = plan("--flat", "3x3", "--pattern", "square", "--spacing", "500")
    assert found["count"] in (0, 1)
    assert found["spacing"] == {"min_mm": None, "median_mm": None, "max_mm": None}
