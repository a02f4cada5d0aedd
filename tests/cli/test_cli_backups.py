"""`mesomap backups`, and restoring a rotating backup."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from clinic_values import NOON, a_patient

from mesomap.cli import main
from mesomap.cli.opening import _known
from mesomap.model import Added
from mesomap.storage import Store
from mesomap.storage.keys import new_key
from mesomap.storage.rotating import make

WORDS = "four words make it long"
AT = datetime(2026, 11, 23, 17, 5)


def run(*words: object, status: int = 0, **environment: str) -> str:
    _known.clear()  # each call is a program of its own
    done = CliRunner().invoke(main, [str(word) for word in words], env=environment)
    assert done.exit_code == status, done.output
    return done.output


@pytest.mark.parametrize("words", ["", WORDS])
def test_they_are_listed_and_one_is_restored(tmp_path: Path, words: str) -> None:
    key = new_key(words) if words else None
    clinic, stick = tmp_path / "North.mesomap", tmp_path / "stick"
    stick.mkdir()
    with Store.create(clinic, key=key) as store:
        store.apply("Add patient", (Added(a_patient()),), actor="me", at=NOON)
    made = make(clinic, tmp_path, at=AT, key=key)
    make(clinic, stick, at=AT.replace(hour=18), key=key)
    environment = {"MESOMAP_PASSPHRASE": words} if words else {}
    listed = run("backups", "--clinic", clinic, "--place", stick, "--json", **environment)
    later, first = json.loads(listed)
    assert Path(later["path"]).is_relative_to(stick)
    assert first == {
        "path": str(made.found.path),
        "at": "2026-11-23T17:05",
        "size": made.found.size,
        "encrypted": bool(words),
        "patients": 1,
        "sessions": 0,
        "changes": 1,
        "last_change": first["last_change"],
        "missing": 0,
    }
    assert "2026-11-23T17:05" in run("backups", "--clinic", clinic, **environment)
    run("restore", made.found.path, "--out", tmp_path / "back.mesomap", **environment)
    run("verify", "--clinic", tmp_path / "back.mesomap", **environment)


def test_they_are_found_when_the_clinic_file_is_gone(tmp_path: Path) -> None:
    clinic = tmp_path / "North.mesomap"
    assert "no backups" in run("backups", "--clinic", clinic)
    with Store.create(clinic) as store:
        store.apply("Add patient", (Added(a_patient()),), actor="me", at=NOON)
    make(clinic, tmp_path, at=AT)
    clinic.unlink()
    assert len(json.loads(run("backups", "--clinic", clinic, "--json"))) == 1
