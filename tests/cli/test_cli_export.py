"""`mesomap export`: one session, or many into a folder."""

from __future__ import annotations

import json
from pathlib import Path

import pydicom
import pytest
from click.testing import CliRunner

from mesomap.cli.root import main
from mesomap.report import exporting


def run(*arguments: object):
    return CliRunner().invoke(main, ["export", *map(str, arguments)])


def sessions(clinic: Path) -> list[dict[str, object]]:
    done = CliRunner().invoke(main, ["sessions", "--clinic", str(clinic), "--json"])
    found: list[dict[str, object]] = json.loads(done.output)
    return found


@pytest.mark.parametrize("name", ["csv", "json", "fhir", "dicom"])
def test_one_session(demo_run, tmp_path: Path, name: str) -> None:
    first = sessions(demo_run.clinic)[0]
    out = tmp_path / "one"
    done = run(first["id"], "--clinic", demo_run.clinic, "--format", name, "--out", out)
    assert (done.exit_code, done.output) == (0, f"wrote {out}\n")
    content = out.read_bytes()
    if name == "csv":
        assert len(content.decode("utf-8-sig").splitlines()) == 1 + int(str(first["count"]))
    elif name == "json":
        assert [one["id"] for one in json.loads(content)["sessions"]] == [first["id"]]
    elif name == "fhir":
        kinds = [one["resource"]["resourceType"] for one in json.loads(content)["entry"]]
        assert kinds[0] == "Patient"
        assert "DocumentReference" in kinds
    else:
        assert pydicom.dcmread(out).EncapsulatedDocument.startswith(b"%PDF-")
    assert list(tmp_path.iterdir()) == [out]


def test_all_sessions_of_a_patient_into_a_folder(demo_run, tmp_path: Path) -> None:
    wanted = sessions(demo_run.clinic)[0]["patient"]
    own = [one for one in sessions(demo_run.clinic) if one["patient"] == wanted]
    out = tmp_path / "anna"
    done = run("--patient", wanted, "--clinic", demo_run.clinic, "--format", "csv", "--out", out)
    assert done.exit_code == 0
    assert done.stdout == f"wrote {out} ({len(own)} sessions)\n"
    assert done.stderr.splitlines()[-1] == f"{len(own)} of {len(own)}"
    names = {f"{one['date']}-{one['id']}.csv" for one in own}
    assert {file.name for file in out.iterdir()} == names | {"sessions.csv"}
    joined = (out / "sessions.csv").read_bytes()
    assert joined.count(b"\xef\xbb\xbf") == 1
    rows = sum(int(str(one["count"])) for one in own)
    assert len(joined.decode("utf-8-sig").splitlines()) == 1 + rows


def test_a_folder_that_is_there_keeps_what_it_has(demo_run, tmp_path: Path) -> None:
    out = tmp_path / "all"
    out.mkdir()
    (out / "letter.txt").write_text("mine")
    done = run("--all", "--clinic", demo_run.clinic, "--format", "csv", "--out", out)
    assert done.exit_code == 0
    assert (out / "letter.txt").read_text() == "mine"
    assert (out / "sessions.csv").is_file()
    assert len(list(out.iterdir())) == 2 + len(sessions(demo_run.clinic))
    assert list(tmp_path.iterdir()) == [out]


def test_nothing_is_left_when_one_fails(demo_run, tmp_path: Path, monkeypatch) -> None:
    made = exporting.session_bytes

    def fails(store, atlas, id, *rest, **more):
        if id == last:
            raise OSError("full")
        return made(store, atlas, id, *rest, **more)

    from uuid import UUID

    last = UUID(str(sessions(demo_run.clinic)[-1]["id"]))
    monkeypatch.setattr(exporting, "session_bytes", fails)
    out = tmp_path / "all"
    done = run("--all", "--clinic", demo_run.clinic, "--format", "csv", "--out", out)
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1] == f"mesomap: {out} cannot be written."
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("which", [(), ("--all", "--patient", "x"), ("x", "--all")])
def test_exactly_one_choice(demo_run, tmp_path: Path, which: tuple[str, ...]) -> None:
    done = run(*which, "--clinic", demo_run.clinic, "--format", "csv", "--out", tmp_path / "a")
    assert done.exit_code == 2
    assert "one of ID, --patient ID and --all" in done.stderr


def test_bad_places_are_said_in_one_line(demo_run, tmp_path: Path) -> None:
    first = sessions(demo_run.clinic)[0]["id"]
    base = ("--clinic", demo_run.clinic, "--format", "csv", "--out")
    for which, out, said in (
        (first, tmp_path, "is a folder"),
        (first, tmp_path / "no" / "a.csv", "There is no folder"),
        ("nonsense", tmp_path / "a.csv", "There is no session nonsense"),
        ("--all", Path(__file__), "is a file"),
    ):
        done = run(which, *base, out)
        assert done.exit_code == 1
        assert said in done.stderr
        assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_cancelled_by_ctrl_c_it_leaves_nothing(demo_run, tmp_path: Path, monkeypatch) -> None:
    made, begun = exporting.session_bytes, []

    def interrupted(*rest, **more):
        begun.append(rest)
        if len(begun) == 2:
            raise KeyboardInterrupt
        return made(*rest, **more)

    monkeypatch.setattr(exporting, "session_bytes", interrupted)
    out = tmp_path / "all"
    done = run("--all", "--clinic", demo_run.clinic, "--format", "csv", "--out", out)
    assert done.exit_code == 1
    assert "Aborted!" in done.stderr
    assert len(begun) == 2
    assert list(tmp_path.iterdir()) == []
