"""The disk refuses while somebody works in the window: nothing is lost, and it is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from faulty_disk import FULL, FaultyDisk, disk, labels
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from test_treating import Hands, plan

from mesomap.app.print_dialog import PrintDialog
from mesomap.model import Side, Status
from mesomap.storage import Store

__all__ = ["disk"]
K = Qt.Key
REGIONS = (("cheek-buccal", Side.LEFT), ("cheek-medial", Side.LEFT), ("cheek-buccal", Side.RIGHT))
FIRST = ("cheek-medial", Side.RIGHT)


@pytest.fixture
def at_work(disk: FaultyDisk, person) -> Iterator[object]:  # type: ignore[no-untyped-def]
    """A new patient's session; the disk is good again at the end."""
    person.new_patient("Sample, Anna")
    yield person
    disk.come_back()
    person.window.desk.keeping.holds()


def bar(person) -> str:  # type: ignore[no-untyped-def]
    return person.window.desk.keeping.bar.text()


def place(person) -> None:  # type: ignore[no-untyped-def]
    for region in REGIONS:
        person.click_region(*region)


def close_and_read(person) -> list[str]:  # type: ignore[no-untyped-def]
    path = person.window.desk.clinic.store.path
    assert person.window.close()
    return [one for one in labels(path) if one == "Add injection"]


def test_work_goes_on_and_is_saved_when_the_disk_takes_it(disk: FaultyDisk, at_work) -> None:  # type: ignore[no-untyped-def]
    person, window = at_work, at_work.window
    again, save = (window.commands[name] for name in ("try_again", "save_unsaved"))
    assert (bar(person), again.isEnabled(), save.isEnabled()) == ("", False, False)
    disk.refuse_writes(FULL)
    person.click_region(*FIRST)
    assert bar(person) == (
        "Not saved yet: 1 step is kept in memory. The disk is full: make room on it."
    )
    place(person)
    assert len(person.injections()) == 4
    assert bar(person).startswith("Not saved yet: 4 steps are kept in memory.")
    assert window.page.banner.saved_text() == "Not saved yet"
    person.ctrl(K.Key_Z)
    assert (len(person.injections()), bar(person)[:22]) == (3, "Not saved yet: 5 steps")
    # What is read from the file would lack them; what goes nowhere near it works.
    person.ctrl(K.Key_P)
    assert window.findChild(PrintDialog) is None
    assert "not saved yet and would be missing" in window.message.text()
    person.ctrl(K.Key_S)
    assert bar(person)
    disk.come_back()
    person.click(window.desk.keeping.bar.again_button)
    assert (bar(person), window.page.banner.saved_text()) == ("", "Saved 14:32")
    assert window.message.text() == "Saved: nothing is kept in memory any more."
    assert not again.isEnabled()
    assert close_and_read(person) == ["Add injection"] * 5  # four, and one of them undone


def test_it_is_tried_again_by_itself(disk: FaultyDisk, at_work, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    person = at_work
    keeping = person.window.desk.keeping
    keeping._timer.setInterval(10)
    disk.go_away()
    place(person)
    person.settle()
    assert "does not answer" in bar(person)
    disk.come_back()
    person.qtbot.waitUntil(lambda: not bar(person))
    assert not keeping._timer.isActive()
    assert close_and_read(person) == ["Add injection"] * 3


def test_treating_goes_on_counting(disk: FaultyDisk, at_work) -> None:  # type: ignore[no-untyped-def]
    person, window = at_work, at_work.window
    plan(person)
    QTest.keyClick(person.desk().canvas.view, K.Key_F5)
    hands = Hands(person)
    disk.go_away()
    for _ in range(3):
        hands.press(K.Key_Space)
    hands.press(K.Key_Backspace)
    hands.page._hold.stop()
    given = [s for s in hands.sitting.course.steps() if s.status is Status.GIVEN]
    assert len(given) == 2
    assert bar(person).startswith("Not saved yet: 4 steps")
    state = window.desk.keeping.bar
    chart = hands.page.chart
    assert state.isVisible()
    assert chart.mapTo(window, chart.rect().topRight()).x() >= state.geometry().right()
    assert hands.page.legend.y() >= state.height()
    disk.come_back()
    hands.click(state.again_button)
    assert bar(person) == ""
    hands.press(K.Key_Space)
    assert window.desk.clinic.store.verify().ok


def test_leaving_asks_twice_before_anything_is_lost(  # type: ignore[no-untyped-def]
    disk: FaultyDisk, at_work, tmp_path: Path
) -> None:
    person, window = at_work, at_work.window
    keeping = window.desk.keeping
    person.click_region(*FIRST)
    disk.refuse_writes(FULL)
    place(person)
    assert not window.close()
    assert keeping.dialog.title.text() == "3 steps are not saved yet"
    assert "disk is full" in keeping.dialog.words.text()
    out = tmp_path / "stick" / "copy.mesomap"
    out.parent.mkdir()
    disk.come_back()  # another disk takes it
    keeping.save_copy(out)
    disk.refuse_writes(FULL)
    assert str(out) in keeping.dialog.copied.text()
    assert labels(out).count("Add injection") == 4
    QTest.keyClick(keeping.dialog, K.Key_Escape)
    assert keeping.dialog is None
    assert window.isVisible()
    assert len(person.injections()) == 4
    person.ctrl(K.Key_W)
    assert window.pages.currentWidget() is window.page
    person.click(keeping.dialog.discard_button)
    assert keeping.dialog.title.text() == "Discard 3 steps for good?"
    person.click(keeping.dialog.sure_button)
    assert window.pages.currentWidget() is window.start
    assert bar(person) == ""
    assert close_and_read(person) == ["Add injection"]


def test_another_file_is_not_opened_over_what_is_kept(  # type: ignore[no-untyped-def]
    disk: FaultyDisk, at_work, tmp_path: Path
) -> None:
    person, window = at_work, at_work.window
    other = tmp_path / "other.mesomap"
    Store.create(other).close()
    disk.refuse_writes(FULL)
    place(person)
    person.ctrl(K.Key_O)
    assert window.desk.keeping.dialog is not None
    window.desk.keeping.dialog.reject()
    window.clinics.open(other)  # however it was asked for
    assert window.desk.clinic.store.path != other
    window.desk.keeping.dialog.reject()
    assert len(person.injections()) == 3
    Store.open(other).close()
    disk.come_back()
    window.clinics.open(other)
    assert window.desk.clinic.store.path == other
