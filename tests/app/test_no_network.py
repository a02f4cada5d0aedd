"""A whole session in a process of its own: no socket, nothing of a patient in log, temp or titles.

One session serves all of these: `whole_session.py` says what it does.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
NAME = "Unmistakable"


class Seen:
    """What the session left behind."""

    def __init__(self, folder: Path) -> None:
        self.home, self.temp, self.out = (folder / name for name in ("home", "temp", "out"))
        for one in (self.home, self.temp, self.out):
            one.mkdir()
        report = folder / "report.json"
        environment = {
            **{key: os.environ[key] for key in ("PATH", "SYSTEMROOT") if key in os.environ},
            "HOME": str(self.home),
            "USERPROFILE": str(self.home),
            "MESOMAP_STATE": str(self.home / "state"),
            "PYTHONPATH": str(HERE.parents[1]),
            "QT_QPA_PLATFORM": "offscreen",
            **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self.temp)),
        }
        done = subprocess.run(
            [sys.executable, str(HERE / "whole_session.py"), str(report), str(self.out)],
            capture_output=True,
            text=True,
            env=environment,
            check=False,
            timeout=300,
        )
        self.status, self.log = done.returncode, done.stdout + done.stderr
        assert report.is_file(), self.log
        self.told: dict[str, Any] = json.loads(report.read_text())


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    return Seen(tmp_path_factory.mktemp("whole-session"))


def test_the_session_went_through_and_ended_well(seen: Seen) -> None:
    assert seen.status == 0, seen.log
    names = {one.name for one in seen.out.iterdir()}
    assert {"visit-1.pdf", "session.fhir.json", "session.dcm", "all.zip"} <= names
    assert any(NAME.encode() in one.read_bytes() for one in seen.out.glob("session.*"))
    with zipfile.ZipFile(seen.out / "all.zip") as archive:
        assert NAME in archive.read("person.json").decode()


def test_no_socket_is_opened_in_a_whole_session(seen: Seen) -> None:
    assert seen.told["sockets"] == []
    assert seen.told["open_sockets"] == []
    assert not seen.told["network_library"]


def test_no_dependency_asks_anybody_when_it_is_imported(seen: Seen) -> None:
    assert {"PySide6-Essentials", "sqlcipher3", "keyring", "pydicom"} <= set(seen.told["imported"])
    assert seen.told["after_imports"] == []


def test_the_watch_would_hear_a_socket() -> None:
    code = (
        "import sys; heard = []; sys.addaudithook(lambda e, a: heard.append(e))\n"
        "import socket; socket.socket().close()\n"
        "print('socket.__new__' in heard)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"


def test_the_log_says_where_bugs_were_and_nothing_of_the_patient(seen: Seen) -> None:
    assert NAME not in seen.log
    for sort in ("KeyError", "ValueError", "AssertionError", "RuntimeError", "OSError"):
        assert f"builtins.{sort}" in seen.log
    assert "in in_a_slot" in seen.log
    assert "mesomap.canvas: odd: <Patient>, 7" in seen.log
    assert "pypdf: whole_session:" in seen.log
    assert seen.told["bug_line"]
    assert NAME not in seen.told["bug_line"]
    assert seen.told["core_limit"] == 0


def test_no_title_and_nothing_that_was_copied_has_the_name(seen: Seen) -> None:
    assert "Clinic.mesomap" in seen.told["titles"]
    assert not [one for one in seen.told["titles"] if NAME in one]
    copied = (seen.out / "clipboard.txt").read_text(encoding="utf-8")
    assert '"injections"' in copied
    assert NAME not in copied


def test_nothing_stays_in_the_temporary_folder(seen: Seen) -> None:
    assert [one for one in seen.temp.rglob("*") if one.is_file()] == []


def test_settings_backups_and_the_clinic_file_do_not_name_the_patient(seen: Seen) -> None:
    written = [one for one in seen.home.rglob("*") if one.is_file()]
    assert {"Clinic.mesomap", "mesomap.ini"} <= {one.name for one in written}
    for file in written:
        content = file.read_bytes()
        assert NAME not in file.name
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert NAME.encode(encoding) not in content, file
