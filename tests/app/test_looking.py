"""A clinic file that somebody else has open, that may not be written to, or that lies elsewhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from clinic_values import NOON, a_patient, a_session, a_syringe
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from second_process import opened_elsewhere

from mesomap.app.action_table import SPECS
from mesomap.app.keeping import network, opening
from mesomap.app.keeping.action_sets import CONTENT, EDITS, FROM_FILE, LEAVES
from mesomap.app.keeping.network import is_network_type, is_share, lies_on_network
from mesomap.atlas import Atlas, Body
from mesomap.document import Document
from mesomap.document.edits import new_injections
from mesomap.model import Added, RegionKey, Side
from mesomap.storage import Store

K = Qt.Key
REGION = ("cheek-buccal", Side.LEFT)


@pytest.fixture
def clinic(atlas: Atlas, body: Body, tmp_path: Path) -> Path:
    """A clinic file with a patient whose session has one injection."""
    path = tmp_path / "clinic.mesomap"
    with Store.create(path) as store:
        document = Document(store, clock=lambda: NOON)
        patient = a_patient()
        session = replace(a_session(patient), atlas=atlas.version)
        document.commit("Add patient", (Added(patient),))
        document.commit("Add session", (Added(session),))
        document.open_session(session.id)
        syringe = a_syringe(session, volume_ul=50)
        document.commit("Add syringe", (Added(syringe),))
        key = RegionKey(*REGION)
        patch = body.regions[key].patch
        middle = body.patches[patch].polygon(key).representative_point()
        sites = body.from_patch(patch, [[middle.x, middle.y]])
        document.commit("Add injection", new_injections(document, sites, [key], syringe))
    return path


def bar(person) -> str:  # type: ignore[no-untyped-def]
    return person.window.desk.keeping.bar.text()


def open_session(person) -> None:  # type: ignore[no-untyped-def]
    (summary,) = person.window.desk.clinic.store.sessions()
    person.window.open_session(summary.session.id)
    assert person.window.pages.currentWidget() is person.window.page


def test_the_second_window_looks_and_takes_over(start, clinic: Path) -> None:  # type: ignore[no-untyped-def]
    with opened_elsewhere(clinic) as other:
        person = start(clinic)
        window, commands = person.window, person.window.commands
        said = "Open in another window: you can look, not change. Close it there, then try again."
        assert bar(person) == said
        assert not commands["new_patient"].isEnabled()
        open_session(person)
        assert bar(person) == said
        assert len(person.injections()) == 1
        assert window.page.banner.saved_text() == "To look only"
        for name in ("tool_point", "treat", "sign", "undo", "as_last_time", "edit_patient"):
            assert not commands[name].isEnabled()
        for name in ("print", "zoom_in", "export_session", "try_again", "compare"):
            assert commands[name].isEnabled()
        assert not window.page.banner.treat_button.isEnabled()
        # What no action stands before is refused in one line.
        assert not window.page.syringe.isEnabled()
        person.desk().canvas.select_all()
        person.view().set_volume(200)
        assert "is open to look only: nothing was changed." in window.message.text()
        assert [one.volume_ul for one in person.injections().values()] == [50]
        person.click(window.desk.keeping.bar.again_button)
        assert "already open in another window" in window.message.text()
        assert bar(person) == said
        other.add("Muster, Clara")
        other.leave()
        person.click(window.desk.keeping.bar.again_button)
        assert bar(person) == ""
        assert window.pages.currentWidget() is window.page
        assert len(person.injections()) == 1
        assert commands["tool_point"].isEnabled()
        assert window.page.banner.saved_text() == "All saved"
        commands["tool_point"].trigger()
        person.click_region("cheek-medial", Side.LEFT)
        assert len(person.injections()) == 2
    assert window.close()
    with Store.open(clinic, read_only=True) as look:
        assert len(look.patients()) == 2
        assert look.verify().ok


def test_where_nothing_may_be_written(start, clinic: Path) -> None:  # type: ignore[no-untyped-def]
    clinic.chmod(0o444)
    before = clinic.read_bytes()
    try:
        person = start(clinic)
        assert bar(person).startswith("Nothing can be written where this clinic file lies")
        open_session(person)
        QTest.keyClick(person.desk().canvas.view, K.Key_P)
        person.click_region("cheek-medial", Side.LEFT)
        person.ctrl(K.Key_S)
        assert "may not be written to" in person.window.message.text()
        assert len(person.injections()) == 1
        assert person.window.close()
    finally:
        clinic.chmod(0o644)
    assert clinic.read_bytes() == before


def test_a_network_drive_is_told(start, clinic: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(opening, "lies_on_network", lambda path: path == clinic)
    person = start(clinic)
    assert "lies on a network drive" in person.window.message.text()
    store = person.window.desk.clinic.store
    assert store.on_network
    assert store._db.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    assert bar(person) == ""


def test_which_file_systems_are_other_computers(tmp_path: Path) -> None:
    for kind in (
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "9p",
        "fuse.sshfs",
        "fuse.davfs2",
        "afpfs",
    ):
        assert is_network_type(kind), kind
    for kind in ("ext4", "apfs", "NTFS", "btrfs", "tmpfs", "overlay", "fuseblk", "vfat", "zfs"):
        assert not is_network_type(kind), kind
    for path in (r"\\server\clinic\a.mesomap", "//server/clinic", r"\\?\UNC\server\clinic\a"):
        assert is_share(path), path
    for path in (r"C:\clinic\a.mesomap", "/home/a", r"\\?\C:\clinic", r"\\.\C:"):
        assert not is_share(path), path
    assert not lies_on_network(tmp_path / "not" / "there" / "yet.mesomap")


def test_the_system_is_asked_about_the_nearest_folder(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    asked = []

    class Storage:
        def __init__(self, path: str) -> None:
            asked.append(path)

        def rootPath(self) -> str:
            return "/"

        def fileSystemType(self) -> object:
            class Kind:
                def data(self) -> bytes:
                    return b"nfs4"

            return Kind()

    monkeypatch.setattr(network, "QStorageInfo", Storage)
    assert lies_on_network(tmp_path / "not" / "there.mesomap")
    assert asked == [str(tmp_path.resolve())]


def test_the_sets_name_actions_that_there_are() -> None:
    names = {spec.name for spec in SPECS}
    assert names >= EDITS | FROM_FILE | LEAVES
    assert set(CONTENT) <= EDITS
