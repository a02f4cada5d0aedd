"""`mesomap log`, what commands record, and `mesomap verify` as JSON and against a backup."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from clinic_values import NOON, a_patient

from mesomap.cli import main
from mesomap.model import Added
from mesomap.storage import Store, sqlite


def run(*words: object) -> Any:
    return CliRunner().invoke(main, [str(word) for word in words])


def ask(*words: object) -> Any:
    done = run(*words, "--json")
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def clinic(demo_run: Any, tmp_path: Path) -> Path:
    path = tmp_path / "clinic.mesomap"
    shutil.copyfile(demo_run.clinic, path)
    return path


@pytest.fixture
def session(clinic: Path) -> str:
    return str(ask("sessions", "--clinic", clinic)[0]["id"])


def newest(clinic: Path, count: int = 1) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = ask("log", "--clinic", clinic, "--limit", count)
    return rows


def told(row: dict[str, Any]) -> tuple[str, dict[str, str]]:
    return row["label"], row["details"]


def test_what_a_command_shows_or_writes_is_recorded(
    clinic: Path, session: str, tmp_path: Path, qapp: object
) -> None:
    assert run("session", session, "--clinic", clinic).exit_code == 0
    (row,) = newest(clinic)
    assert told(row) == ("Look at a session", {})
    assert row["session_id"] == session
    assert row["actor"].endswith("(command line)")
    assert row["kind"] == "event"
    out = tmp_path / "out.csv"
    done = run("export", session, "--clinic", clinic, "--format", "csv", "--out", out)
    assert done.exit_code == 0
    assert told(*newest(clinic)) == ("Export", {"format": "csv"})
    done = run("export", "--all", "--clinic", clinic, "--format", "csv", "--out", tmp_path / "all")
    assert done.exit_code == 0, done.output
    assert newest(clinic)[0]["label"] == "Export sessions"
    run("compare", "--plan", session, "--clinic", clinic)
    assert newest(clinic)[0]["details"]["way"] == "plan"
    run("course", session, "--clinic", clinic)
    assert newest(clinic)[0]["label"] == "Look at a course"
    run("lot", "L1", "--clinic", clinic)
    assert told(*newest(clinic)) == ("Look up a lot", {"lot": "L1"})
    copy = tmp_path / "copy.mesomap"
    run("backup", "--clinic", clinic, "--out", copy)
    assert newest(clinic)[0]["label"] == "Make a backup"
    assert ask("verify", "--clinic", clinic)["whole"]


def test_paper_and_pictures_are_recorded(
    clinic: Path, session: str, tmp_path: Path, qapp: object
) -> None:
    done = run(
        "print", session, "--clinic", clinic, "--out", tmp_path / "secret name.pdf",
        "--template", "treatment-sheet",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert told(*newest(clinic)) == ("Print", {"template": "treatment-sheet", "to": "pdf"})
    done = run(
        "picture", session, "--clinic", clinic, "--chart", "face-front",
        "--out", tmp_path / "a.png", "--width-px", 200,
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert told(*newest(clinic)) == ("Save a picture", {"chart": "face-front", "to": "png"})


def test_beside_an_open_window_it_is_recorded_too(clinic: Path, session: str) -> None:
    with Store.open(clinic) as window:
        before = len(window.log_rows())
        done = run("session", session, "--clinic", clinic)
        assert (done.exit_code, done.stderr) == (0, "")
        window.apply("Add patient", (Added(a_patient()),), actor="me", at=NOON)
        assert len(window.log_rows()) == before + 2
        assert window.verify().ok


def test_where_it_cannot_be_recorded_the_look_works_and_a_line_says_so(
    clinic: Path, session: str
) -> None:
    clinic.chmod(0o444)
    done = run("session", session, "--clinic", clinic, "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["id"] == session
    assert len(done.stderr.strip().splitlines()) == 1
    assert "not recorded" in done.stderr


def test_the_log_of_one_patient(clinic: Path) -> None:
    patient = ask("patients", "--clinic", clinic)[0]
    rows = ask("log", "--clinic", clinic, "--patient", patient["id"])
    assert rows
    assert {row["patient"] for row in rows} == {patient["name"]}
    assert [row["seq"] for row in rows] == sorted((row["seq"] for row in rows), reverse=True)
    said = run("log", "--clinic", clinic, "--limit", 2).stdout.splitlines()
    assert len(said) == 3
    assert said[0].split() == ["seq", "time", "who", "what", "patient", "session"]
    done = run("log", "--clinic", clinic, "--patient", "nobody")
    assert done.exit_code == 1
    assert "no patient nobody" in done.stderr


@pytest.fixture
def backup(clinic: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "copy.mesomap"
    assert run("backup", "--clinic", clinic, "--out", copy).exit_code == 0
    return copy


def test_a_file_that_continues_its_backup(clinic: Path, backup: Path) -> None:
    found = ask("verify", "--clinic", clinic, "--against", backup)
    assert set(found) == {
        "file", "whole", "changes", "erased", "sealed", "unsealed", "last", "problems", "remarks",
        "against",
    }  # fmt: skip
    assert found["problems"] == []
    assert found["against"]["continues"]
    assert found["against"]["changes"] == found["changes"] - 1  # the backup itself was recorded
    said = run("verify", "--clinic", clinic, "--against", backup)
    assert said.exit_code == 0
    assert "continues" in said.stdout


def test_a_file_that_parts_from_its_backup(clinic: Path, backup: Path) -> None:
    older = clinic.with_name("older.mesomap")
    shutil.copyfile(backup, older)
    connection = sqlite.connect(clinic)
    connection.execute("UPDATE log SET hash = 'ab' WHERE seq = 3")
    connection.commit()
    connection.close()
    done = run("verify", "--clinic", clinic, "--against", older, "--json")
    assert done.exit_code == 1
    found = json.loads(done.stdout)
    assert not found["whole"]
    assert not found["against"]["continues"]
    assert "at change 3" in found["against"]["problem"]
    assert len(done.stderr.strip().splitlines()) == 1
