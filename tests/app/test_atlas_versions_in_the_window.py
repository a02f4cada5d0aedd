"""Sessions of an older atlas, and an atlas that is damaged, in the window."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

import mesomap.atlas.atlas as atlas_module
from mesomap.app.window import MainWindow
from mesomap.atlas import default_atlas
from mesomap.model import Side
from mesomap.storage import Store

OLDER = "2025.03.0a1b2c3d"
"""An atlas version that no shipped atlas has."""


def test_a_session_of_an_older_atlas_opens_and_goes_on(
    start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "older.mesomap"
    Store.create(path).close()
    with monkeypatch.context() as years_ago:
        years_ago.setattr("mesomap.atlas.atlas.Atlas.version", property(lambda _: OLDER))
        person = start(path)
        person.new_patient("Sample, Anna")
        person.click_region("cheek-buccal", Side.LEFT)
        person.press(Qt.Key.Key_P)
        person.click_region("cheek-buccal", Side.LEFT)
        old = person.injections()
        assert old
        document = person.window.desk.clinic.document
        assert document.session.atlas == OLDER
        session = document.session.id
        person.window.close()
    assert default_atlas().version != OLDER

    person = start(path)
    person.window.open_session(session)
    person.settle()
    assert person.injections() == old
    assert person.window.message.text() == ""
    # It goes on: new injections stand beside the old ones, and it still says whose charts it had.
    person.press(Qt.Key.Key_P)
    person.click_region("cheek-medial", Side.LEFT)
    assert len(person.injections()) == len(old) + 1
    assert person.window.desk.clinic.document.session.atlas == OLDER


def test_a_damaged_atlas_is_said_in_one_line(
    qtbot, documents: Path, synthetic_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site" / "mesomap"
    package.mkdir(parents=True)
    folder = Path(shutil.copytree(synthetic_folder, package / "bodycharts"))
    body = folder / "female" / "body.json"
    body.write_bytes(body.read_bytes()[:-100])
    monkeypatch.setattr(atlas_module.mesomap, "__file__", str(package / "__init__.py"))
    default_atlas.cache_clear()
    window = MainWindow(None)
    qtbot.addWidget(window)
    try:
        window.show()
        qtbot.waitUntil(lambda: "damaged" in window.message.text(), timeout=30_000)
        assert "body.json" in window.message.text()
        assert "\n" not in window.message.text()
    finally:
        window.close()
        default_atlas.cache_clear()
