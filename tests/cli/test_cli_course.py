"""`mesomap course` on the sample clinic: the same figures as JSON and as a table."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mesomap.cli import main
from mesomap.exchange.sample import make_sample_clinic

NOWHERE = "00000000-0000-4000-8000-000000000000"


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("course") / "sample.mesomap"
    make_sample_clinic(path)
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def ask(*words: object) -> Any:
    done = run(*words, "--json")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def first_session(clinic: Path) -> dict[str, Any]:
    return dict(ask("sessions", "--clinic", clinic)[0])


def test_a_session_tells_its_whole_course(clinic: Path) -> None:
    first = first_session(clinic)
    told = ask("course", first["id"], "--clinic", clinic)
    mine = [
        one for one in ask("sessions", "--clinic", clinic) if one["patient"] == first["patient"]
    ]
    assert [one["id"] for one in told["sessions"]] == [one["id"] for one in mine]
    assert [one["whole"]["volume_ml"] for one in told["sessions"]] == [
        one["volume_ml"] for one in mine
    ]
    assert [one["state"] for one in told["sessions"]] == ["given", "given", "planned"]
    for one in told["sessions"]:
        parts = one["by_region"]
        assert sum(part["injections"] for part in parts) == one["whole"]["injections"]
        assert sum(part["volume_ml"] for part in parts) == pytest.approx(one["whole"]["volume_ml"])
    assert sum(counted["count"] for one in told["sessions"] for counted in one["reactions"]) == 1
    assert told["next_due"] > told["sessions"][-1]["date"]


def test_the_id_of_the_course_tells_the_same(clinic: Path) -> None:
    first = first_session(clinic)
    told = ask("course", first["id"], "--clinic", clinic)
    assert ask("course", told["course"]["id"], "--clinic", clinic) == told


def test_the_table_has_the_figures_of_the_json(clinic: Path, tmp_path: Path) -> None:
    first = first_session(clinic)
    out = tmp_path / "course.csv"
    told = ask("course", first["id"], "--clinic", clinic, "--csv", out)
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"), newline="")))
    assert list(rows[0]) == [
        "session", "number", "date", "course", "status", "state", "region", "side", "figure",
        "component", "value", "unit",
    ]  # fmt: skip
    by_place = {
        (r["session"], r["region"], r["side"], r["figure"], r["component"]): r for r in rows
    }
    assert len(by_place) == len(rows)
    seen = 0
    for session in told["sessions"]:
        parts = [{"region": "", "side": "", **session["whole"]}, *session["by_region"]]
        for part in parts:
            where = (session["id"], part["region"], part["side"])
            for figure in ("injections", "spacing_mm", "coverage", "volume_ml"):
                value = by_place[*where, figure, ""]["value"]
                expected = part[figure]
                assert (value == "") == (expected is None)
                assert expected is None or float(value) == pytest.approx(expected, abs=1e-4)
                seen += 1
            for dose in part["dose"]:
                found = by_place[*where, "dose", dose["component"]]
                assert (found["value"], found["unit"]) == (dose["amount"], dose["unit"])
                seen += 1
    assert seen == len(rows) > 20


def test_for_a_person_it_is_a_table(clinic: Path) -> None:
    done = run("course", first_session(clinic)["id"], "--clinic", clinic)
    assert done.exit_code == 0
    assert "next due" in done.stdout
    assert done.stdout.count("\n") == 6


@pytest.mark.parametrize("id", ["nonsense", NOWHERE])
def test_an_unknown_id_is_said_in_one_line(clinic: Path, id: str) -> None:
    done = run("course", id, "--clinic", clinic)
    assert done.exit_code == 1
    assert "no session and no course" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_table_that_cannot_be_written_is_said_in_one_line(clinic: Path, tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "course.csv"
    done = run("course", first_session(clinic)["id"], "--clinic", clinic, "--csv", out)
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    assert not out.parent.exists()
