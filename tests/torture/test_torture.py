"""The short campaign: kills, power cuts and failing disks over every sort of work."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from mesomap.model import KnownError
from mesomap.storage import Store
from tools.torture import checks, shim
from tools.torture.campaign import JOBS
from tools.torture.jobs_backup import BACKUP
from tools.torture.jobs_file import FILES
from tools.torture.jobs_record import RECORD
from tools.torture.scene import ENCRYPTED, PLAIN, Job, Said, Scene, head_of
from tools.torture.values import a_document, a_patient, begin_session

ROOT = Path(__file__).parents[2]
KILLS, STATES, FAULTS = 18, 24, 8
"""Of each half; the whole campaign is `make torture`."""


@pytest.mark.skipif(sys.platform == "win32", reason="the campaign forks")
@pytest.mark.parametrize("jobs", [RECORD, (*FILES, *BACKUP)], ids=["record", "files"])
def test_nothing_acknowledged_is_lost(tmp_path: Path, jobs: tuple[Job, ...]) -> None:
    out = tmp_path / "figures.json"
    names = [word for job in jobs for word in ("--job", job.name)]
    counts = ["--kills", str(KILLS), "--states", str(STATES), "--faults", str(FAULTS)]
    places = ["--json", str(out), "--folder", str(tmp_path / "work")]
    more = ["--seed", "8", "--older", "300"]
    done = subprocess.run(
        [sys.executable, "-m", "tools.torture", *counts, *places, *more, *names],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    figures = json.loads(out.read_text())["work"]
    assert [one["job"] for one in figures] == [job.name for job in jobs]
    assert sum(one["kills"] for one in figures) >= KILLS
    assert sum(one["acknowledged"] for one in figures) > 0
    if not shim.why_not():
        assert sum(one["power_cuts"] for one in figures) >= STATES
        assert sum(one["faults"] for one in figures) >= FAULTS
        assert sum(one["refused"] for one in figures) > 0


def test_every_sort_of_work_is_in_it() -> None:
    names = [job.name for job in JOBS]
    assert len(set(names)) == len(names) == 10


# The checks find what they are there for.


def a_scene(folder: Path, *, encrypted: bool = False) -> Scene:
    scene = Scene(folder, ENCRYPTED if encrypted else PLAIN, 0)
    with scene.create() as store:
        begin_session(a_document(store), a_patient(1), 5, Random(1))
        scene.head = head_of(store)
    return scene


def said(*lines: str) -> Said:
    return Said.of("\n".join(lines))


def test_an_acknowledged_change_that_is_lost_is_found(tmp_path: Path) -> None:
    scene = a_scene(tmp_path)
    assert checks.clinic_holds(scene, said()).head == scene.head
    with pytest.raises(checks.Hole, match="was acknowledged and is lost"):
        checks.clinic_holds(scene, said("begin rows 1", "done 99:abc"))


def test_more_than_what_was_under_way_is_found(tmp_path: Path) -> None:
    scene = a_scene(tmp_path)
    before = scene.head
    with scene.open() as store:
        document = a_document(store)
        begin_session(document, a_patient(2), 0, Random(2))
    with pytest.raises(checks.Hole, match="3 changes more than acknowledged"):
        checks.clinic_holds(scene, said("begin rows 1"))
    scene.head = before
    assert checks.clinic_holds(scene, said("begin rows 3")).head == scene.head


def test_a_damaged_file_is_found(tmp_path: Path) -> None:
    scene = a_scene(tmp_path)
    content = bytearray(scene.clinic.read_bytes())
    content[len(content) // 2 :] = bytes(len(content) - len(content) // 2)
    scene.clinic.write_bytes(content)
    with pytest.raises(checks.Hole, match="does not"):
        checks.look(scene.clinic)


def test_clear_text_beside_an_encrypted_file_is_found(tmp_path: Path) -> None:
    scene = a_scene(tmp_path, encrypted=True)
    checks.no_clear_text(scene, scene.key)
    Store.create(tmp_path / "left.part").close()
    with pytest.raises(checks.Hole, match="holds in clear"):
        checks.no_clear_text(scene, scene.key)
    with pytest.raises(checks.Hole, match="was left behind"):
        checks.nothing_is_left(scene)


def test_a_file_that_is_no_clinic_file_under_its_name_is_found(tmp_path: Path) -> None:
    scene = a_scene(tmp_path)
    assert checks.others_are_whole(scene) == {}
    (tmp_path / "half.mesomap").write_bytes(scene.clinic.read_bytes()[:5000])
    with pytest.raises((checks.Hole, KnownError)):
        checks.others_are_whole(scene)
