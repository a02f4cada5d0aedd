"""`mesomap atlas`, `site`, `distance`: exact keys, golden lengths, one line for what is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mesomap.cli import main

FRONT = ("--body", "female", "--chart", "face-front")
SITE = {"site", "region", "side", "patch", "u_mm", "v_mm", "xyz_mm", "tilt_deg", "layers", "charts"}


def ask(*words: str) -> Any:
    done = CliRunner().invoke(main, [*words, "--json"])
    assert done.exit_code == 0, done.stderr
    assert done.stderr == ""
    return json.loads(done.stdout)


def refused(*words: str, status: int = 1) -> str:
    done = CliRunner().invoke(main, words)
    assert done.exit_code == status, done.output
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    if status == 1:
        assert done.stderr.count("\n") == 1
    return done.stderr


@pytest.mark.parametrize(
    ("what", "keys"),
    [
        ("charts", {"id", "body", "title", "width_mm", "height_mm", "file", "regions"}),
        ("regions", {"id", "side", "name", "group", "body", "patch", "area_mm2", "charts"}),
        (
            "patches",
            {"id", "body", "area_mm2", "length_error_mean", "length_error_p95", "regions"},
        ),
        ("landmarks", {"id", "side", "body", "name", "xyz_mm"}),
    ],
)
def test_the_atlas_is_listed_with_exactly_these_keys(what: str, keys: set[str]) -> None:
    rows = ask("atlas", what, "--body", "female")
    assert rows
    assert all(set(row) == keys for row in rows)
    assert ask("atlas", what) == rows or {row["body"] for row in ask("atlas", what)} > {"female"}


def test_the_lists_agree_with_each_other() -> None:
    charts = {row["id"] for row in ask("atlas", "charts", "--body", "female")}
    patches = {row["id"]: row for row in ask("atlas", "patches", "--body", "female")}
    regions = ask("atlas", "regions", "--body", "female")
    assert {"face-front", "face-left", "face-right", "under-chin"} <= charts
    for row in regions:
        assert row["side"] in {"left", "right", "midline"}
        assert set(row["charts"]) <= charts
        assert {"id": row["id"], "side": row["side"]} in patches[row["patch"]]["regions"]
    assert {"cheek-buccal", "cheek-medial", "zygomatic", "preauricular", "temple", "submental"} <= {
        row["id"] for row in regions
    }


def test_a_site_is_told_whole() -> None:
    found = ask("site", *FRONT, "--at", "140", "150")
    assert set(found) == SITE
    assert found["site"]["kind"] == "skin"
    assert set(found["site"]) == {"kind", "face", "s", "t"}
    assert (found["region"], found["side"]) == ("cheek-medial", "left")
    assert found["charts"][0].keys() == {"chart", "x_mm", "y_mm"}
    front = next(view for view in found["charts"] if view["chart"] == "face-front")
    assert (front["x_mm"], front["y_mm"]) == pytest.approx((140, 150), abs=0.2)
    assert 0 <= found["tilt_deg"] < 75
    (layer,) = found["layers"]
    assert set(layer) == {"name", "from_mm", "to_mm", "source"}
    assert (layer["from_mm"], layer["to_mm"]) == ([0.0, 0.0], [1.23, 1.6])


def test_points_come_back_in_their_order_with_null_off_the_skin(tmp_path: Path) -> None:
    rows = tmp_path / "points.csv"
    rows.write_bytes(b"\xef\xbb\xbf140,150\r\n1,1\r\n\r\n80.5,150\r\n")
    first, nothing, last = ask("site", *FRONT, "--points", str(rows))
    assert nothing is None
    assert (first["side"], last["side"]) == ("left", "right")
    assert first == ask("site", *FRONT, "--at", "140", "150")


def test_ten_chart_mm_are_about_twice_as_long_at_the_lateral_cheek() -> None:
    medial = ask("distance", *FRONT, "--from", "133", "150", "--to", "143", "150")
    lateral = ask("distance", *FRONT, "--from", "159", "150", "--to", "169", "150")
    assert set(medial) == {"chart_mm", "skin_mm", "length_error"}
    assert medial["chart_mm"] == lateral["chart_mm"] == 10.0
    assert medial["skin_mm"] == pytest.approx(10.5, abs=0.4)
    assert lateral["skin_mm"] == pytest.approx(21.2, abs=3.0)
    assert 0 < lateral["length_error"] < 0.05


def test_pairs_give_null_where_there_is_no_length(tmp_path: Path) -> None:
    rows = tmp_path / "pairs.csv"
    rows.write_text("133,150,143,150\n1,1,140,150\n110,60,140,230\n", encoding="utf-8")
    first, off, _apart = ask("distance", *FRONT, "--pairs", str(rows))
    assert first == ask("distance", *FRONT, "--from", "133", "150", "--to", "143", "150")
    assert off is None


def test_a_chart_is_measured_the_same_from_either_end() -> None:
    there = ask("distance", *FRONT, "--from", "135", "150", "--to", "145", "160")
    back = ask("distance", *FRONT, "--from", "145", "160", "--to", "135", "150")
    assert there == back


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("site", *FRONT, "--at", "1", "1"), "off the skin"),
        (("site", "--body", "female", "--chart", "nope", "--at", "1", "1"), "no chart nope"),
        (("site", "--body", "nobody", "--chart", "face-front", "--at", "1", "1"), "no body nobody"),
        (("distance", *FRONT, "--from", "1", "1", "--to", "140", "150"), "off the skin"),
        (("site", *FRONT, "--points", "missing.csv"), "missing.csv"),
        (("atlas", "charts", "--body", "nobody"), "no body nobody"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(words: tuple[str, ...], said: str) -> None:
    assert said in refused(*words)


@pytest.mark.parametrize(
    "words",
    [
        ("site", *FRONT),
        ("site", *FRONT, "--at", "1"),
        ("site", *FRONT, "--at", "nan", "1"),
        ("site", *FRONT, "--at", "1", "1", "--points", "x.csv"),
        ("site", "--chart", "face-front", "--at", "1", "1"),
        ("distance", *FRONT, "--from", "1", "1"),
        ("distance", *FRONT, "--from", "1", "inf", "--to", "1", "1"),
        ("distance", *FRONT, "--from", "1", "1", "--to", "1", "1", "--pairs", "x.csv"),
        ("atlas", "teeth"),
        ("nonsense",),
        ("--nonsense",),
    ],
)
def test_wrong_usage_is_status_two(words: tuple[str, ...]) -> None:
    refused(*words, status=2)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"x,y\n1,2\n", "Row 1"),
        (b"1,2\n3\n", "Row 2"),
        (b"1,2\n3,4,5\n", "Row 2"),
        (b"1,2\n\n3,nan\n", "Row 3"),
        (b"1;2\n", "Row 1"),
        (b"1,2\n3,1e999\n", "Row 2"),
        (b"\xff\xfe1\x00,\x002\x00", "UTF-8"),
        (b"\x00\x01\x02,\n", "Row 1"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_bytes(content)
    assert said in refused("site", *FRONT, "--points", str(rows))


def test_an_empty_file_is_an_empty_answer(tmp_path: Path) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_bytes(b"")
    assert ask("site", *FRONT, "--points", str(rows)) == []
    assert ask("distance", *FRONT, "--pairs", str(rows)) == []
    assert "cannot be read" in refused("site", *FRONT, "--points", str(tmp_path))


def test_without_json_a_person_reads_lines(tmp_path: Path) -> None:
    for words in (
        ("atlas", "charts"),
        ("atlas", "landmarks"),
        ("site", *FRONT, "--at", "140", "150"),
        ("distance", *FRONT, "--from", "133", "150", "--to", "143", "150"),
    ):
        done = CliRunner().invoke(main, words)
        assert done.exit_code == 0
        assert not done.stdout.startswith(("[", "{"))
        assert done.stdout.strip()
