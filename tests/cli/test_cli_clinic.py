"""`demo`, `patients`, `sessions`, `session`, `print`, `verify` on the demo's clinic file."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from mesomap.cli import main
from mesomap.storage import Store

NOWHERE = "00000000-0000-4000-8000-000000000000"
SESSION = {
    "id", "patient", "body", "atlas", "status", "started", "signed", "totals", "injections",
    "areas", "coverage", "reactions", "calibration", "syringes", "lattices", "notes", "lesions",
    "follow_ups", "pictures", "mode", "treated_from", "treated_until", "stopped_because",
    "protocol", "course", "signed_by", "signed_for", "fingerprint", "seal", "performer",
    "prescriber", "addenda", "doses", "devices", "remarks", "photographs", "questionnaire",
    "preparation", "consents",
}  # fmt: skip
INJECTION = {
    "id", "site", "region", "side", "patch", "u_mm", "v_mm", "depth_mm", "layer", "volume_ml",
    "angle_deg", "technique", "mixture", "syringe", "needle", "status", "given_at", "given_by",
    "given_how", "lattice", "path_uv", "length_mm", "plan", "reason",
}  # fmt: skip


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def ask(*words: object) -> Any:
    done = run(*words, "--json")
    assert done.exit_code == 0, done.stderr
    assert done.stderr == ""
    return json.loads(done.stdout)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_demo_leaves_one_closed_clinic_file_and_two_papers(demo_run: Any) -> None:
    names = sorted(path.name for path in demo_run.folder.iterdir())
    assert [name for name in names if ".mesomap" in name] == ["sample-clinic.mesomap"]
    assert [name for name in names if name.endswith(".pdf")] == [
        "site-chart-cheeks.pdf",
        "site-chart-submental.pdf",
    ]
    assert len(names) == 3
    assert demo_run.said.count("wrote ") == 3
    assert demo_run.said.count("saved and reopened: the same map") == 2


def test_the_demo_plans_the_label_s_protocol(demo_run: Any) -> None:
    sessions = ask("sessions", "--clinic", demo_run.clinic)
    found = [ask("session", row["id"], "--clinic", demo_run.clinic) for row in sessions]
    planned = [
        s for s in found
        if s["totals"]["given"] == 0 and {i["region"] for i in s["injections"]} == {"submental"}
    ]  # fmt: skip
    assert planned
    for session in planned:
        assert 0 < session["totals"]["count"] <= 50
        assert session["totals"]["volume_ml"] <= 10
        for injection in session["injections"]:
            assert injection["volume_ml"] == 0.2
            assert injection["depth_mm"] is None
            assert injection["layer"] == "mid-fat"


def test_the_demo_may_be_rerun(demo_run: Any, tmp_path: Path, qapp: object) -> None:
    folder = tmp_path / "again"
    folder.mkdir()
    (folder / "sample-clinic.mesomap").write_bytes(b"left by an earlier run")
    (folder / "mine.txt").write_text("stays", encoding="utf-8")
    done = run("demo", "--out", folder)
    assert done.exit_code == 0, done.output
    assert len(list(folder.iterdir())) == 4
    before = ask("patients", "--clinic", demo_run.clinic)
    assert ask("patients", "--clinic", folder / "sample-clinic.mesomap") == before


def test_the_demo_replaces_no_file_that_a_window_has_open(tmp_path: Path) -> None:
    with Store.create(tmp_path / "sample-clinic.mesomap") as store:
        done = run("demo", "--out", tmp_path)
        assert done.exit_code == 1
        assert "already open" in done.stderr
        assert store.patients() == []
    assert [path.name for path in tmp_path.iterdir()] == ["sample-clinic.mesomap"]


def test_the_demo_says_where_it_cannot_write(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    done = run("demo", "--out", blocked / "deeper")
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


PATIENT = {
    "id", "name", "born", "sex", "number", "body", "phototype", "phone", "email", "address",
    "allergies", "conditions", "medicines", "weight_kg", "weighed", "archived", "merged",
}  # fmt: skip


def test_patients_and_sessions(demo_run: Any) -> None:
    patients = ask("patients", "--clinic", demo_run.clinic)
    assert len(patients) >= 10
    assert all(set(p) == PATIENT for p in patients)
    sessions = ask("sessions", "--clinic", demo_run.clinic)
    keys = {"id", "patient", "date", "status", "count", "given", "volume_ml", "in_error", "person"}
    assert all(set(s) == keys for s in sessions)
    order = {patient["id"]: n for n, patient in enumerate(patients)}
    assert sessions == sorted(sessions, key=lambda s: (order[s["patient"]], s["date"]))
    first, second = sessions[:2]
    assert first["patient"] == second["patient"]
    assert first["given"] == first["count"] > 0
    one = ask("sessions", "--clinic", demo_run.clinic, "--patient", first["patient"])
    assert one == [s for s in sessions if s["patient"] == first["patient"]]


def test_a_session_is_told_whole(demo_run: Any) -> None:
    first = ask("sessions", "--clinic", demo_run.clinic)[0]
    found = ask("session", first["id"], "--clinic", demo_run.clinic)
    assert set(found) == SESSION
    assert set(found["totals"]) == {"count", "given", "volume_ml"}
    assert found["totals"]["count"] == len(found["injections"]) == first["count"]
    assert all(set(i) == INJECTION for i in found["injections"])
    assert all(i["mixture"] for i in found["injections"])
    assert all(set(c) == {"region", "side", "coverage", "density", "spacing"}
               for c in found["coverage"])  # fmt: skip
    assert found["areas"] == found["reactions"] == []
    assert all(i["path_uv"] == [] and i["length_mm"] is None for i in found["injections"])


def test_lists_and_verify_leave_the_file_as_it_was(demo_run: Any) -> None:
    before = digest(demo_run.clinic)
    ask("sessions", "--clinic", demo_run.clinic)
    ask("patients", "--clinic", demo_run.clinic)
    ask("log", "--clinic", demo_run.clinic)
    assert run("verify", "--clinic", demo_run.clinic).exit_code == 0
    assert digest(demo_run.clinic) == before
    assert not list(demo_run.folder.glob("*-wal"))


def test_print_writes_a_pdf(demo_run: Any, tmp_path: Path, qapp: object) -> None:
    first = ask("sessions", "--clinic", demo_run.clinic)[0]
    for paper in ("A4", "Letter"):
        out = tmp_path / f"{paper}.pdf"
        done = run(
            "print", first["id"], "--clinic", demo_run.clinic, "--out", out, "--paper", paper
        )
        assert done.exit_code == 0, done.stderr
        pages = len(PdfReader(out).pages)
        assert done.stdout.rstrip().endswith("(1 page)" if pages == 1 else f"({pages} pages)")
        assert out.read_bytes().startswith(b"%PDF-")
    assert sorted(p.name for p in tmp_path.glob("*.pdf")) == ["A4.pdf", "Letter.pdf"]


def _bad(path: Path) -> Path:
    path.write_bytes(b"SQLite format 3\x00" + b"\x01" * 4000)
    return path


@pytest.mark.parametrize(
    "words",
    [
        ("session", "nonsense", "--clinic", "CLINIC"),
        ("session", NOWHERE, "--clinic", "CLINIC"),
        ("sessions", "--clinic", "CLINIC", "--patient", NOWHERE),
        ("sessions", "--clinic", "CLINIC", "--patient", "Sample"),
        ("print", NOWHERE, "--clinic", "CLINIC", "--out", "TMP/x.pdf"),
        ("print", "FIRST", "--clinic", "CLINIC", "--out", "TMP/no/such/folder/x.pdf"),
        ("print", "FIRST", "--clinic", "CLINIC", "--out", "TMP"),
        ("patients", "--clinic", "TMP/missing.mesomap"),
        ("patients", "--clinic", "TMP"),
        ("sessions", "--clinic", "JUNK"),
        ("session", NOWHERE, "--clinic", "JUNK"),
        ("verify", "--clinic", "JUNK"),
        ("print", NOWHERE, "--clinic", "JUNK", "--out", "TMP/x.pdf"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    words: tuple[str, ...], demo_run: Any, tmp_path: Path, qapp: object
) -> None:
    junk = _bad(tmp_path / "junk.mesomap")
    places = {
        "CLINIC": str(demo_run.clinic),
        "JUNK": str(junk),
        "FIRST": ask("sessions", "--clinic", demo_run.clinic)[0]["id"],
    }
    before, junk_before = digest(demo_run.clinic), digest(junk)
    done = run(*(places.get(w, w.replace("TMP", str(tmp_path))) for w in words))
    assert done.exit_code == 1, done.output
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
    assert (digest(demo_run.clinic), digest(junk)) == (before, junk_before)
    assert not list(tmp_path.glob("*.pdf*"))


@pytest.mark.parametrize(
    "words", [("patients",), ("session", NOWHERE), ("print", NOWHERE), ("demo",), ("verify",)]
)
def test_what_is_missing_is_wrong_usage(words: tuple[str, ...]) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert "Traceback" not in done.output


def test_verify_finds_what_was_tampered_with(demo_run: Any, tmp_path: Path) -> None:
    import sqlite3

    copy = tmp_path / "tampered.mesomap"
    shutil.copy(demo_run.clinic, copy)
    done = run("verify", "--clinic", copy)
    assert done.exit_code == 0
    assert "whole" in done.stdout
    connection = sqlite3.connect(copy)
    connection.execute(
        "UPDATE injections SET volume_ul = volume_ul + 1"
        " WHERE id = (SELECT id FROM injections LIMIT 1)"
    )
    connection.commit()
    connection.close()
    done = run("verify", "--clinic", copy)
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1


def test_the_real_command_speaks_json_and_nothing_else(demo_run: Any, tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment.pop("QT_QPA_PLATFORM", None)

    def real(*words: object) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "mesomap", *map(str, words)]
        return subprocess.run(
            command, capture_output=True, env=environment, cwd=tmp_path, check=False
        )

    done = real("patients", "--clinic", demo_run.clinic, "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode()) == ask("patients", "--clinic", demo_run.clinic)
    first = ask("sessions", "--clinic", demo_run.clinic)[0]["id"]
    printed = real("print", first, "--clinic", demo_run.clinic, "--out", "out.pdf")
    assert (printed.returncode, printed.stderr) == (0, b"")
    assert (tmp_path / "out.pdf").stat().st_size > 10_000
    if sys.platform.startswith("linux"):
        window = real()
        assert window.returncode == 1
        assert window.stderr.count(b"\n") == 1
        assert b"no screen" in window.stderr
