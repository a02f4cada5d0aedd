"""Who was given a lot, and the emergency page: in the window, by real keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QTreeWidget

from mesomap.document.record.clinic import clinic_settings, settings_change
from mesomap.model import (
    Added,
    Component,
    Draw,
    Lot,
    Preparation,
    Product,
    Side,
    Topical,
    Updated,
)
from mesomap.panels.record.emergency_page import EmergencyPage
from mesomap.panels.record.lot_lookup_dialog import LotLookupDialog

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def treated(person):
    """A patient with two injections of a lot, in an open session."""
    person.new_patient("Sample, Anna")
    document = person.window.desk.clinic.document
    syringe = next(iter(document.syringes.values()))
    product = Product(
        id=uuid4(),
        name="Example lidocaine",
        components=(Component(name="Lidocaine", per_ml=Decimal("10"), substance="lidocaine"),),
    )
    lot = Lot(id=uuid4(), product=product.id, number="LO-77", expiry=date(2027, 5, 31))
    draw = Draw(
        id=uuid4(),
        session=syringe.session,
        syringe=syringe.id,
        product=product.id,
        lot=lot.id,
        volume_ul=2000,
        drawn=person.window.desk.clock(),
    )
    document.commit("Draw up", tuple(map(Added, (product, lot, draw))))
    person.press(Qt.Key.Key_F8)
    person.choose_chart("face-front")
    person.press(Qt.Key.Key_P)
    person.click_region("cheek-buccal", Side.LEFT)
    person.settle()
    assert document.injections
    person.activate()
    return person


def the_dialog(person) -> LotLookupDialog:
    person.activate()
    person.press(Qt.Key.Key_F9, CTRL_SHIFT)
    dialog = person.window.findChild(LotLookupDialog)
    assert dialog is not None
    person.qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def test_a_lot_is_looked_up_and_its_session_opened(treated) -> None:
    person = treated
    session = person.view().document.session.id
    person.ctrl(Qt.Key.Key_W)
    dialog = the_dialog(person)
    person.type("lo 77")
    person.press(Qt.Key.Key_Return)
    assert dialog.found().startswith("Patients: 1. Sessions: 1")
    (line,) = dialog.lines()
    assert line[0] == "Sample, Anna"
    assert "draft" in line[2]
    assert "LO-77" in line[3]
    assert "given 1" in line[4]
    person.click(dialog.open_button)
    person.qtbot.waitUntil(lambda: person.window.pages.currentWidget() is person.window.page)
    assert person.view().document.session.id == session


def test_nobody_was_given_it(treated) -> None:
    dialog = the_dialog(treated)
    treated.type("other")
    treated.press(Qt.Key.Key_Return)
    assert dialog.found() == "Nobody in this clinic file."
    assert dialog.lines() == []
    assert not dialog.print_button.isEnabled()


def test_a_scanned_box_is_looked_up_by_its_lot(treated) -> None:
    dialog = the_dialog(treated)
    treated.type("010950110153000310LO77")
    treated.press(Qt.Key.Key_Return)
    assert dialog.number.text() == "LO77"
    assert len(dialog.lines()) == 1


def test_it_is_printed_and_exported(treated, documents: Path) -> None:
    dialog = the_dialog(treated)
    treated.type("LO77")
    treated.press(Qt.Key.Key_Return)
    for button, ending in ((dialog.print_button, "pdf"), (dialog.table_button, "csv")):
        treated.click(button)
        where = dialog.findChild(QFileDialog)
        assert where is not None
        out = documents / f"lot.{ending}"
        where.fileSelected.emit(str(out))
        where.close()
        where.deleteLater()
        treated.qtbot.waitUntil(out.is_file)
        QTest.qWait(20)
    assert (documents / "lot.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (documents / "lot.pdf").read_bytes().startswith(b"%PDF")
    assert "lot.csv" in dialog.message.text()


def test_the_page_says_what_was_given_and_what_matters(treated) -> None:
    person = treated
    document = person.window.desk.clinic.document
    patient = document.patient
    document.commit(
        "Change patient",
        (
            Updated(
                patient,
                replace(patient, allergies="Latex", medicines="Aspirin", weight_kg=61.5),
            ),
        ),
    )
    preparation = Preparation(
        id=uuid4(),
        session=document.session.id,
        topicals=(Topical(product="Cream", grams=Decimal("2.5"), lot_number="T9"),),
    )
    document.commit("Prepare", (Added(preparation),))
    person.press(Qt.Key.Key_F12)
    page = person.window.findChild(EmergencyPage)
    assert page is not None
    words = page.words().replace("\u00a0", " ")
    for said in (
        "Latex", "Aspirin", "61.5 kg", "Lidocaine: 0.50 mg", "Example lidocaine, 2.00 mL",
        "lot LO-77",
        "Cream, 2.5 g, lot T9", "14:32", "menu Clinic", "none before this one",
    ):  # fmt: skip
        assert said in words, (said, words)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    person.qtbot.waitUntil(lambda: person.window.findChild(EmergencyPage) is None)
    assert person.view().document.session is not None


def test_the_clinic_s_own_text_stands_there(treated) -> None:
    document = treated.window.desk.clinic.document
    wanted = replace(clinic_settings(document.store), emergency="Call 112.\nBox: room 3")
    document.commit("Settings", settings_change(document.store, wanted))
    treated.press(Qt.Key.Key_F12)
    page = treated.window.findChild(EmergencyPage)
    assert "Call 112.\nBox: room 3" in page.words()
    assert "menu Clinic" not in page.words()


def test_treat_mode_goes_on_where_it_was(treated) -> None:
    person = treated
    person.press(Qt.Key.Key_F8)  # plan again
    person.click_region("cheek-buccal", Side.RIGHT)
    person.settle()
    person.activate()
    person.press(Qt.Key.Key_F5)
    flow = person.desk().treating
    assert flow.sitting is not None
    step = flow.sitting.current
    QTest.qWait(250)  # the guard wants quiet before a press
    person.press(Qt.Key.Key_F12)
    page = person.window.findChild(EmergencyPage)
    assert page is not None
    person.qtbot.waitUntil(page.isActiveWindow)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    person.qtbot.waitUntil(lambda: person.window.findChild(EmergencyPage) is None)
    assert flow.sitting is not None
    assert flow.sitting.current == step
    person.activate()
    person.qtbot.waitUntil(lambda: QApplication.focusWidget() is flow.page)


def test_the_list_has_a_column_for_the_contact(treated) -> None:
    dialog = the_dialog(treated)
    assert isinstance(dialog.list, QTreeWidget)
    heads = [dialog.list.headerItem().text(n) for n in range(dialog.list.columnCount())]
    assert heads == ["Patient", "Contact", "Session", "Product, lot", "Given"]
