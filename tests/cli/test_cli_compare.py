"""`mesomap compare` on the sample clinic."""

from __future__ import annotations

import json
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
    assert list(found) == [*FATES, "by_region"]
    matched = found["moved"] + found["changed"] + found["kept"]
    assert found["removed"] + matched == counted(clinic, a)
    assert found["added"] + matched == counted(clinic, b)
    for fate in FATES:
        assert sum(one[fate] for one in found["by_region"]) == found[fate]
    keys = ["region", "side", *FATES, "coverage_a", "coverage_b"]
    assert all(list(one) == keys for one in found["by_region"])


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
