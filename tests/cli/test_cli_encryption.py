"""Encrypted files at the command line: passphrases from the environment, never an argument."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from clinic_values import NOON, a_patient

from mesomap.cli import main
from mesomap.cli.opening import _known
from mesomap.model import Added
from mesomap.storage import Store

WORDS = "four words make it long"


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    path = tmp_path / "clinic.mesomap"
    with Store.create(path) as store:
        store.apply("Add patient", (Added(a_patient()),), actor="me", at=NOON)
    return path


def run(*words: object, status: int = 0, **environment: str) -> str:
    _known.clear()  # each call is a program of its own
    done = CliRunner().invoke(main, [str(word) for word in words], env=environment)
    assert done.exit_code == status, done.output
    return done.output


def encrypted(clinic: Path) -> str:
    """Encrypt it; the recovery key."""
    said = run("encrypt", "--clinic", clinic, MESOMAP_NEW_PASSPHRASE=WORDS)
    (line,) = (line for line in said.splitlines() if line.startswith("recovery key"))
    return line.partition(": ")[2]


def test_to_encrypted_and_back(clinic: Path) -> None:
    recovery = encrypted(clinic)
    assert b"Sample" not in clinic.read_bytes()
    for words in (WORDS, recovery):
        said = run("patients", "--clinic", clinic, "--json", MESOMAP_PASSPHRASE=words)
        assert [row["name"] for row in json.loads(said)] == ["Sample, Anna"]
    assert "whole" in run("verify", "--clinic", clinic, MESOMAP_PASSPHRASE=WORDS)
    run("decrypt", "--clinic", clinic, MESOMAP_PASSPHRASE=WORDS)
    assert "Sample, Anna" in run("patients", "--clinic", clinic)


def test_another_passphrase(clinic: Path) -> None:
    old = encrypted(clinic)
    said = run(
        "passphrase",
        "--clinic",
        clinic,
        MESOMAP_PASSPHRASE=WORDS,
        MESOMAP_NEW_PASSPHRASE="a wholly different one",
    )
    assert old not in said
    for words in (WORDS, old):
        assert "does not open" in run(
            "patients", "--clinic", clinic, status=1, MESOMAP_PASSPHRASE=words
        )
    run("patients", "--clinic", clinic, MESOMAP_PASSPHRASE="a wholly different one")


def test_wrong_ones_have_to_wait(clinic: Path) -> None:
    encrypted(clinic)
    said = [
        run("patients", "--clinic", clinic, status=1, MESOMAP_PASSPHRASE=f"wrong one {number}")
        for number in range(4)
    ]
    assert ["does not open" in one for one in said] == [True, True, True, False]
    assert "wait" in said[-1]
    assert "wait" in run("patients", "--clinic", clinic, status=1, MESOMAP_PASSPHRASE=WORDS)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("patients", "--clinic"), "MESOMAP_PASSPHRASE"),
        (("encrypt", "--clinic"), "MESOMAP_PASSPHRASE"),
        (("passphrase", "--clinic"), "MESOMAP_PASSPHRASE"),
    ],
)
def test_where_nobody_can_be_asked(clinic: Path, words: tuple[str, ...], sentence: str) -> None:
    encrypted(clinic)
    assert sentence in run(*words, clinic, status=1)


def test_what_cannot_be_done_is_said(clinic: Path, tmp_path: Path) -> None:
    assert "no passphrase" in run("passphrase", "--clinic", clinic, status=1)
    assert "nothing to remove" in run("decrypt", "--clinic", clinic, status=1)
    assert "MESOMAP_NEW_PASSPHRASE" in run("encrypt", "--clinic", clinic, status=1)
    assert "at least 10" in run(
        "encrypt", "--clinic", clinic, status=1, MESOMAP_NEW_PASSPHRASE="short"
    )
    missing = tmp_path / "missing.mesomap"
    assert "is not there" in run("encrypt", "--clinic", missing, status=1)
    encrypted(clinic)
    assert "encrypted already" in run(
        "encrypt", "--clinic", clinic, status=1, MESOMAP_PASSPHRASE=WORDS
    )


def test_backup_and_restore_of_an_encrypted_file(clinic: Path, tmp_path: Path) -> None:
    encrypted(clinic)
    out = tmp_path / "backup.mesomap"
    run("backup", "--clinic", clinic, "--out", out, MESOMAP_PASSPHRASE=WORDS)
    assert b"Sample" not in out.read_bytes()
    assert "kept what lay there" in run("restore", out, "--out", clinic, MESOMAP_PASSPHRASE=WORDS)
    run("patients", "--clinic", clinic, MESOMAP_PASSPHRASE=WORDS)


def test_many_remarks_of_verify_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "clinic.mesomap"
    with Store.create(path) as store:
        for days in range(12):
            at = NOON + timedelta(days=days % 2)
            store.apply("Add patient", (Added(a_patient(f"P{days}")),), actor="me", at=at)
    lines = run("verify", "--clinic", path).splitlines()
    assert [line.startswith("remark:") for line in lines] == [False, True, True, True, False]
    assert lines[-1] == "and 2 more remarks: --json tells all"
    assert len(json.loads(run("verify", "--clinic", path, "--json"))["remarks"]) == 5
