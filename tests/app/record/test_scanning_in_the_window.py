"""A box scanned or typed in the window becomes a draw; nothing is guessed, nothing set off."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mesomap.exchange.gs1 import Reading
from mesomap.model import Added, Product
from mesomap.panels.record.scan_dialog import ScanDialog

GTIN = "09501101530003"
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def scanned(person, monkeypatch: pytest.MonkeyPatch):
    """A session, and what its drawing flow was handed."""
    person.new_patient("Sample, Anna")
    document = person.window.desk.clinic.document
    document.commit("Add", (Added(Product(id=uuid4(), name="Example HA", gtin=GTIN)),))
    taken: list[Reading] = []
    monkeypatch.setattr(person.desk().scanning, "_draw_up", taken.append)
    person.activate()
    return person, taken


def burst(person, text: str) -> None:
    target = QApplication.focusWidget() or person.desk().canvas.view
    for c in text:
        if c == "\x1d":
            QTest.keyClick(target, Qt.Key.Key_BracketRight, Qt.KeyboardModifier.ControlModifier)
        else:
            QTest.keyClick(target, c, SHIFT if c.isupper() else Qt.KeyboardModifier.NoModifier)
    QTest.keyClick(target, Qt.Key.Key_Return)


def test_a_scan_on_the_chart_is_a_draw_and_nothing_else(scanned) -> None:
    person, taken = scanned
    person.desk().canvas.view.setFocus()
    before = person.view().syringe, person.desk().canvas.view.zoom
    tool = person.window.page.tools
    burst(person, f"]d201{GTIN}1726123110XP-1\x1d21S9")
    person.qtbot.waitUntil(lambda: bool(taken))
    assert (taken[0].gtin, taken[0].lot, taken[0].serial) == (GTIN, "XP-1", "S9")
    assert taken[0].expiry == date(2026, 12, 31)
    assert (person.view().syringe, person.desk().canvas.view.zoom) == before
    assert person.injections() == {}
    assert tool is person.window.page.tools


def test_a_scan_without_separator_is_asked_about(scanned) -> None:
    person, taken = scanned
    person.desk().canvas.view.setFocus()
    burst(person, f"01{GTIN}10AB117261231")
    person.qtbot.waitUntil(lambda: person.window.findChild(ScanDialog) is not None)
    dialog = person.window.findChild(ScanDialog)
    assert taken == []
    assert "no separator" in dialog.question.text()
    words = [one.replace("\u00a0", " ") for one in dialog.readings()]
    assert words[0] == "Example HA\nlot AB1, expiry 31 Dec 2026"
    assert "lot AB117261231" in words[1]
    assert not dialog.ok_button.isEnabled()
    dialog.group.button(0).click()
    person.click(dialog.ok_button)
    person.qtbot.waitUntil(lambda: bool(taken))
    assert taken[0].lot == "AB1"


def test_a_code_is_typed_as_the_box_says_it(scanned) -> None:
    person, taken = scanned
    person.press(Qt.Key.Key_F9, SHIFT)
    dialog = person.window.findChild(ScanDialog)
    assert dialog is not None
    QTest.keyClicks(dialog.field, f"(01){GTIN}(17)261200(10)Q 7")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: bool(taken))
    assert (taken[0].lot, taken[0].expiry) == ("Q7", date(2026, 12, 31))


def test_what_cannot_be_read_is_one_line(scanned) -> None:
    person, taken = scanned
    person.press(Qt.Key.Key_F9, SHIFT)
    dialog = person.window.findChild(ScanDialog)
    QTest.keyClicks(dialog.field, "0109501101530004")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert "check digit" in dialog.fault.text()
    assert dialog.isVisible()
    dialog.reject()
    person.activate()
    person.desk().canvas.view.setFocus()
    burst(person, "0109501101530004")
    person.qtbot.waitUntil(lambda: "check digit" in person.window.message.text())
    assert taken == []


def test_treat_mode_takes_no_scan(scanned) -> None:
    person, taken = scanned
    person.choose_chart("face-front")
    person.desk().tools.take("point")
    person.click_chart(60, 120)
    person.settle()
    person.activate()
    if not person.injections():
        pytest.skip("no skin there")
    person.press(Qt.Key.Key_F5)
    QTest.qWait(250)
    burst(person, f"01{GTIN}10A1")
    QTest.qWait(250)
    assert taken == []
    assert person.desk().treating.sitting is not None
    assert all(one.status.value == "planned" for one in person.injections().values())
