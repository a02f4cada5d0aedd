"""`mesomap import`: what it would do, what it does, and nothing changed when it does not."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from clinic_values import NOON

from mesomap.atlas import default_atlas
from mesomap.cli.root import main
from mesomap.exchange.bundle import bundle_bytes, bundle_json
from mesomap.exchange.json_limits import MOST_BYTES
from mesomap.storage import Store


def run(*arguments: str | Path):
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    path = tmp_path / "clinic.mesomap"
    Store.create(path).close()
    return path


@pytest.fixture
def file(demo_run, tmp_path: Path) -> Path:
    """A session of the sample clinic as a file."""
    out = tmp_path / "session.json"
    with Store.open(demo_run.clinic, read_only=True) as store:
        session = store.sessions()[0].session.id
        bundle = bundle_json(store, default_atlas(), [session], at=NOON, attachments=False)
    out.write_bytes(bundle_bytes(bundle))
    return out


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_dry_run_changes_nothing(clinic: Path, file: Path) -> None:
    before = digest(clinic)
    done = run("import", file, "--clinic", clinic, "--dry-run", "--json")
    assert done.exit_code == 0, done.output
    said = json.loads(done.output)
    assert (said["imported"], said["problem"]) == (False, None)
    assert {"session", "patient"} <= {line["kind"] for line in said["lines"]}
    assert {line["fate"] for line in said["lines"]} == {"new"}
    assert digest(clinic) == before


def test_a_session_is_imported_once(clinic: Path, file: Path) -> None:
    assert run("import", file, "--clinic", clinic).exit_code == 0
    assert "whole" in run("verify", "--clinic", clinic).output
    assert len(json.loads(run("sessions", "--clinic", clinic, "--json").output)) == 1
    before = digest(clinic)
    again = run("import", file, "--clinic", clinic)
    assert again.exit_code == 0
    assert "everything is there already" in again.output
    assert digest(clinic) == before


def test_a_printed_session_is_imported(demo_run, clinic: Path) -> None:
    pdf = next(demo_run.folder.glob("*.pdf"))
    done = run("import", pdf, "--clinic", clinic, "--json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.output)["imported"]
    assert "whole" in run("verify", "--clinic", clinic).output


def junk(path: Path, name: str) -> Path:
    """200 MB and more of nothing, taking no room on the disk."""
    made = path / name
    with made.open("wb") as out:
        out.truncate(MOST_BYTES + 1)
    return made


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.json", b"junk", "no JSON"),
        ("a.json", b"[" * 5000, "nests deeper"),
        ("a.json", b'{"format": "mesomap", "version": 9}', "newer version"),
        ("a.pdf", b"%PDF-1.4 junk", "damaged or no PDF"),
        ("a.csv", b"Who\nA\n", "which column"),
        ("a.csv", b"\0\0\0", "no table of text"),
        ("a.json", None, "larger than 200 MB"),
        ("a.pdf", None, "larger than 200 MB"),
        ("a.csv", None, "larger than 20 MB"),
    ],
)
def test_bad_files_are_one_line_and_change_nothing(
    clinic: Path, tmp_path: Path, name: str, content: bytes | None, says: str
) -> None:
    file = tmp_path / name
    if content is None:
        junk(tmp_path, name)
    else:
        file.write_bytes(content)
    before = digest(clinic)
    done = run("import", file, "--clinic", clinic)
    assert done.exit_code == 1
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""
    assert digest(clinic) == before


def test_another_content_is_refused(clinic: Path, file: Path) -> None:
    from mesomap.exchange.bundle import hash_of

    assert run("import", file, "--clinic", clinic).exit_code == 0
    before = digest(clinic)
    found = json.loads(file.read_text())
    draft = found["record"]["session"][0]
    draft.update(status="draft", signed=None, signed_by="", signed_for="", fingerprint="")
    found["sha256"] = hash_of(found["record"])
    file.write_bytes(bundle_bytes(found))
    done = run("import", file, "--clinic", clinic)
    assert done.exit_code == 1
    assert "other content" in done.stderr
    assert digest(clinic) == before


def test_patients_from_a_table(clinic: Path, tmp_path: Path) -> None:
    table, report = tmp_path / "p.csv", tmp_path / "refused.csv"
    table.write_bytes("Wer;Geburt\r\nMüller;14.03.1981\r\nGroß;gestern\r\n".encode("cp1252"))
    said = ("--map", "name=Wer", "--map", "born=Geburt", "--dates", "DD.MM.YYYY")
    dry = run("import", table, "--clinic", clinic, *said, "--dry-run")
    assert dry.exit_code == 0, dry.output
    assert "1 would be imported, 0 there, 1 refused" in dry.output
    assert "cp1252 (a guess" in dry.output
    done = run("import", table, "--clinic", clinic, *said, "--report", report, "--json")
    found = json.loads(done.output)
    assert (found["new"], found["refused"], found["encoding_guessed"]) == (1, 1, True)
    assert [row["line"] for row in found["rows"]] == [2, 3]
    assert "gestern" in report.read_text("utf-8-sig")
    (patient,) = json.loads(run("patients", "--clinic", clinic, "--json").output)
    assert (patient["name"], patient["born"]) == ("Müller", "1981-03-14")


def test_a_mapping_that_says_nothing_is_refused(clinic: Path, tmp_path: Path) -> None:
    table = tmp_path / "p.csv"
    table.write_text("name\nA\n")
    done = run("import", table, "--clinic", clinic, "--map", "name")
    assert done.exit_code == 1
    assert "name=Column" in done.stderr
