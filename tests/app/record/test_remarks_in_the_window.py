"""Remarks in the window: found after an edit, shown on the chart, answered, switched off."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mesomap.analysis.remarks import RemarkKind
from mesomap.document.record.clinic import clinic_settings
from mesomap.exchange.sample import make_sample_clinic
from mesomap.model import RemarkAnswer, Updated
from mesomap.panels.record.remark_dialog import RemarkDialog
from mesomap.panels.record.remark_settings_dialog import RemarkSettingsDialog

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def anna(start, tmp_path):
    """The sample clinic's Anna with a draft of today, planned 1 mm deep."""
    clinic = tmp_path / "sample.mesomap"
    make_sample_clinic(clinic)
    person = start(clinic)
    store = person.window.desk.clinic.store
    last = [s for s in store.sessions() if s.patient_name == "Sample, Anna"][-1]
    person.window.open_session(last.session.id)
    settled(person)
    person.activate()
    person.desk().canvas.setFocus()
    return person


def settled(person):
    person.settle()
    person.qtbot.waitUntil(lambda: not person.desk().remarks.busy)


def panel(person):
    return person.window.page.remarks


def document(person):
    return person.window.desk.clinic.document


def deepen(person, depth_mm):
    """The first injection so deep."""
    (first, *_) = document(person).injections.values()
    changed = Updated(first, replace(first, depth_mm=depth_mm))
    document(person).commit("Change depth", (changed,))
    settled(person)
    return first


def row_of(person, kind):
    found = [row for key, row in panel(person).rows.items() if key.startswith(f"{kind.value}:")]
    assert len(found) <= 1
    return found[0] if found else None


def dialog(person, kind):
    def shown():
        return next((one for one in person.window.findChildren(kind) if one.isVisible()), None)

    person.qtbot.waitUntil(lambda: shown() is not None)
    person.qtbot.waitUntil(shown().isActiveWindow)
    return shown()


def tick(box):
    """By the space bar: a click in the middle of a wide box is beside its words."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)


def settings(person):
    person.activate()
    person.desk().canvas.setFocus()
    person.ctrl_shift(Qt.Key.Key_F1)
    return dialog(person, RemarkSettingsDialog)


def test_a_remark_comes_and_goes_with_its_cause_and_shows_what_it_concerns(anna):
    assert row_of(anna, RemarkKind.DEPTH) is None
    deepen(anna, 2.0)
    assert row_of(anna, RemarkKind.DEPTH) is None
    first = deepen(anna, 2.5)
    row = row_of(anna, RemarkKind.DEPTH)
    assert "Papule: 2.5 mm is deeper than the 2 mm" in row.sentence.text()
    assert "beautytrainingportal.com" in row.toolTip()
    assert "convention, unverified" in row.more.text()
    anna.choose_chart("face-front")
    anna.activate()
    anna.press(Qt.Key.Key_F7, SHIFT)
    anna.qtbot.waitUntil(lambda: any(one.hasFocus() for one in panel(anna).rows.values()))
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    assert anna.desk().canvas.selection == {first.id}
    deepen(anna, 1.0)
    assert row_of(anna, RemarkKind.DEPTH) is None


def test_an_answer_is_kept_greys_the_remark_and_another_cause_asks_again(anna):
    deepen(anna, 2.5)
    anna.click(row_of(anna, RemarkKind.DEPTH).details)
    asked = dialog(anna, RemarkDialog)
    assert not asked.keep_button.isEnabled()
    QTest.keyClicks(asked.edit, "thick skin here")
    anna.click(asked.keep_button)
    anna.qtbot.waitUntil(lambda: row_of(anna, RemarkKind.DEPTH).line.reason == "thick skin here")
    row = row_of(anna, RemarkKind.DEPTH)
    assert "Answered: thick skin here" in row.reason.text()
    assert row.sentence.property("tone") == "t3"
    assert "1 answered" in panel(anna).count.text()
    (kept,) = document(anna).of(RemarkAnswer).values()
    assert kept.said == row.line.text
    deepen(anna, 3.0)
    assert row_of(anna, RemarkKind.DEPTH).line.reason == ""
    deepen(anna, 2.5)
    assert row_of(anna, RemarkKind.DEPTH).line.reason == "thick skin here"
    anna.click(row_of(anna, RemarkKind.DEPTH).details)
    asked = dialog(anna, RemarkDialog)
    anna.click(asked.withdraw_button)
    anna.qtbot.waitUntil(lambda: row_of(anna, RemarkKind.DEPTH).line.reason == "")
    assert not document(anna).of(RemarkAnswer)


def test_a_kind_and_all_are_switched_off_and_the_panel_says_so(anna):
    deepen(anna, 2.5)
    asked = settings(anna)
    tick(asked.kinds[RemarkKind.DEPTH.value])
    anna.click(asked.save_button)
    settled(anna)
    anna.qtbot.waitUntil(lambda: row_of(anna, RemarkKind.DEPTH) is None)
    assert panel(anna).off.text() == "1 kind is switched off"
    anna.click(panel(anna).off)
    asked = dialog(anna, RemarkSettingsDialog)
    tick(asked.all)
    anna.click(asked.save_button)
    settled(anna)
    anna.qtbot.waitUntil(lambda: panel(anna).off.text() == "Remarks are switched off")
    assert not panel(anna).rows


def test_the_clinics_own_ceiling_counts_at_once(anna):
    assert row_of(anna, RemarkKind.VOLUME) is None
    asked = settings(anna)
    anna.click(asked.ceilings.add_button)
    (line,) = asked.ceilings.lines
    anna.enter_number(line.most, "3,049")
    anna.click(asked.save_button)
    settled(anna)
    anna.qtbot.waitUntil(lambda: row_of(anna, RemarkKind.VOLUME) is not None)
    row = row_of(anna, RemarkKind.VOLUME)
    assert row.line.text == "This session: 3.05 mL in all is above 3.049 mL."
    assert row.line.source == "the clinic's own"
    (kept,) = clinic_settings(document(anna).store).ceilings
    assert (kept.substance, kept.unit, kept.most.value) == ("", "mL", 3.049)
    asked = settings(anna)
    (line,) = asked.ceilings.lines
    anna.click(line.remove_button)
    anna.click(asked.save_button)
    settled(anna)
    anna.qtbot.waitUntil(lambda: row_of(anna, RemarkKind.VOLUME) is None)
