"""After a ``kill -9`` in an export nothing readable lies in the temporary folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from clinic_values import an_injection, open_document

from mesomap.model import Added
from mesomap.storage import Store

HERE = Path(__file__).parent
KILLS = 4


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a system that forks")
def test_an_export_that_is_killed_leaves_nothing_in_the_temporary_folder(tmp_path: Path) -> None:
    clinic, out, temp = tmp_path / "Clinic.mesomap", tmp_path / "out", tmp_path / "temp"
    out.mkdir()
    temp.mkdir()
    with Store.create(clinic) as store:
        document, syringe = open_document(store)
        document.commit("Add injection", (Added(an_injection(syringe)),))
    done = subprocess.run(
        [sys.executable, str(HERE / "export_killed.py"), *map(str, (clinic, out, temp, KILLS))],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temp)),
        },
    )
    assert done.returncode == 0, done.stderr
    rounds = json.loads(done.stdout)
    killed = [one for one in rounds if "whole" not in one]
    assert len(killed) == 3 * KILLS
    assert {one["ended"] for one in killed} == {-9}
    assert any(name.startswith(".") for one in killed for name in one["out"])
    for one in rounds:
        assert one["temp"] == [], one
    for one in rounds:  # what is not whole has a hidden name, and goes when the next one starts
        shown = [name for name in one["out"] if not name.startswith(".")]
        assert all(name.endswith((".dcm", ".zip", ".fhir.json")) for name in shown), one
        if "whole" in one:
            assert one["ended"] == 0
            assert one["out"] == one["whole"]
