"""`mesomap compare` on the sample clinic."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mesomap.cli import main
from mesomap.exchange.sample import make_sample_clinic

FATES = ("added", "removed", "moved", "changed", "kept")


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("compare") / "sample.mesomap"
    make_sample_clinic(path)
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def ask(*words: object) -> Any:
    done = run(*words, "--json")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def counted(clinic: Path, id: str) -> int:
    injections = ask("session", id, "--clinic", clinic)["injections"]
    return sum(one["status"] != "skipped" for one in injections)


def test_each_injection_of_both_sessions_counts_once(clinic: Path) -> None:
    a, b = (one["id"] for one in ask("sessions", "--clinic", clinic)[:2])
    found = ask("compare", a, b, "--clinic", clinic)
    assert list(found)[:6] == [*FATES, "by_region"]
    matched = found["moved"] + found["changed"] + found["kept"]
    assert found["removed"] + matched == counted(clinic, a)
    assert found["added"] + matched == counted(clinic, b)
    for fate in FATES:
        assert sum(one[fate] for one in found["by_region"]) == found[fate]
    keys = ["region", "side", *FATES, "coverage_a", "coverage_b"]
    assert all(list(one)[: len(keys)] == keys for one in found["by_region"])


def test_the_other_way_round_mirrors(clinic: Path) -> None:
    a, b = (one["id"] for one in ask("sessions", "--clinic", clinic)[:2])
    there, back = (ask("compare", *ids, "--clinic", clinic) for ids in ((a, b), (b, a)))
    assert (there["added"], there["removed"]) == (back["removed"], back["added"])
    assert [there[k] for k in FATES[2:]] == [back[k] for k in FATES[2:]]


def test_a_session_against_itself_is_all_kept(clinic: Path) -> None:
    a = ask("sessions", "--clinic", clinic)[0]["id"]
    found = ask("compare", a, a, "--clinic", clinic)
    assert found["kept"] == counted(clinic, a) > 0
    assert all(found[fate] == 0 for fate in FATES if fate != "kept")


def test_for_a_person_it_is_a_table(clinic: Path) -> None:
    a, b = (one["id"] for one in ask("sessions", "--clinic", clinic)[:2])
    done = run("compare", a, b, "--clinic", clinic)
    assert done.exit_code == 0
    assert "coverage_a" in done.stdout


def test_sessions_of_two_patients_are_refused_in_one_line(clinic: Path) -> None:
    sessions = ask("sessions", "--clinic", clinic)
    other = next(one for one in sessions if one["patient"] != sessions[0]["patient"])
    done = run("compare", sessions[0]["id"], other["id"], "--clinic", clinic)
    assert done.exit_code == 1
    assert "two patients" in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_unknown_session_is_said_in_one_line(clinic: Path) -> None:
    a = ask("sessions", "--clinic", clinic)[0]["id"]
    for id in ("nonsense", "00000000-0000-4000-8000-000000000000"):
        done = run("compare", a, id, "--clinic", clinic)
        assert done.exit_code == 1
        assert done.stderr.count("\n") == 1


def test_every_change_is_told_with_what_it_was_and_is(clinic: Path) -> None:
    a, b = (one["id"] for one in ask("sessions", "--clinic", clinic)[:2])
    found = ask("compare", a, b, "--clinic", clinic)
    assert found["mode"] == "sessions"
    assert (found["a"]["session"], found["b"]["session"]) == (a, b)
    for fate in FATES:
        assert sum(one["fate"] == fate for one in found["changes"]) == found[fate]
    for change in found["changes"]:
        assert (change["before"] is None) == (change["fate"] == "added")
        assert (change["after"] is None) == (change["fate"] == "removed")
        assert bool(change["changed"]) or change["fate"] != "changed"
        assert (change["moved_mm"] > 2) == (change["fate"] == "moved")
    for row in found["by_region"]:
        assert row["count_a"] == row["removed"] + row["moved"] + row["changed"] + row["kept"]
        assert row["volume_ml_a"] > 0
    assert found["notes"] == []


def test_doses_add_up_over_the_regions(clinic: Path) -> None:
    sessions = ask("sessions", "--clinic", clinic)
    a = next(one["id"] for one in sessions if ask_doses(clinic, one["id"]))
    found = ask("compare", a, a, "--clinic", clinic)
    for dose in found["doses"]:
        there = [
            Decimal(one["b"])
            for row in found["by_region"]
            for one in row["doses"]
            if one["component"] == dose["component"]
        ]
        assert dose["a"] == dose["b"]
        assert sum(there) == Decimal(dose["b"]) > 0


def ask_doses(clinic: Path, id: str) -> list[Any]:
    return ask("compare", id, id, "--clinic", clinic)["doses"]


def test_a_session_against_its_own_plan_and_left_against_right(clinic: Path) -> None:
    a = ask("sessions", "--clinic", clinic)[0]["id"]
    plan = ask("compare", "--plan", a, "--clinic", clinic)
    assert plan["mode"] == "plan"
    total = sum(plan[fate] for fate in FATES)
    assert total == len(ask("session", a, "--clinic", clinic)["injections"])
    halves = ask("compare", "--halves", a, "--clinic", clinic)
    assert halves["mode"] == "halves"
    assert {one["side"] for one in halves["by_region"]} <= {"left", "midline"}
    assert sum(halves[fate] for fate in FATES) < total


@pytest.mark.parametrize("words", [(), ("{a}",), ("{a}", "{a}", "--plan", "{a}")])
def test_what_to_compare_is_said_once(clinic: Path, words: tuple[str, ...]) -> None:
    a = ask("sessions", "--clinic", clinic)[0]["id"]
    done = run("compare", *(word.format(a=a) for word in words), "--clinic", clinic)
    assert done.exit_code == 2
    assert "Say two sessions" in done.stderr


def test_the_table_opens_in_a_spreadsheet_and_computes_nothing(
    clinic: Path, tmp_path: Path
) -> None:
    a, b = (one["id"] for one in ask("sessions", "--clinic", clinic)[:2])
    out = tmp_path / "changes.csv"
    found = json.loads(run("compare", a, b, "--clinic", clinic, "--csv", out, "--json").stdout)
    raw = out.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert [row["fate"] for row in rows] == [one["fate"] for one in found["changes"]]
    assert not any(value.startswith(("=", "+", "-", "@")) for row in rows for value in row.values())
    nowhere = run("compare", a, b, "--clinic", clinic, "--csv", tmp_path / "no" / "x.csv")
    assert nowhere.exit_code == 1
    assert nowhere.stderr.count("\n") == 1
