"""The lots in a syringe are named where it is shown: in the panel, and while treating."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mesomap.app.syringe_view import chosen_words, lot_words
from mesomap.model import Added, Draw, Lot, Mixture, MixturePart, Product
from mesomap.panels.record.products_dialog import ProductsDialog

SALINE = Product(id=uuid4(), name="Saline")
FIRST, SECOND = (Lot(id=uuid4(), product=SALINE.id, number=number) for number in ("S 9", "S 10"))


def drawn(person, lot, minutes=0):
    document = person.window.desk.clinic.document
    (syringe,) = document.syringes.values()
    return Draw(
        id=uuid4(),
        session=document.session.id,
        syringe=syringe.id,
        product=SALINE.id,
        volume_ul=500,
        drawn=document.clock() + timedelta(minutes=minutes),
        lot=lot.id,
    )


def test_the_panel_follows_what_is_drawn_up(person):
    person.new_patient("Sample, Anna")
    document = person.window.desk.clinic.document
    (syringe,) = document.syringes.values()
    document.commit("Add products", (Added(SALINE), Added(FIRST), Added(SECOND)))
    assert lot_words(document, syringe.id) == ""
    document.commit("Draw up", (Added(drawn(person, FIRST)),))
    assert chosen_words(document, syringe.id, {}).mixture.endswith(" · lot S 9")
    shown = person.desk().view.page.syringe
    person.qtbot.waitUntil(lambda: "lot S 9" in shown._mixture.text())
    again = (drawn(person, SECOND, 1), drawn(person, FIRST, 2))
    document.commit("Draw up", tuple(map(Added, again)))
    person.qtbot.waitUntil(lambda: "lots S 9, S 10" in shown._mixture.text())
    document.undo()
    person.qtbot.waitUntil(lambda: shown._mixture.text().endswith("lot S 9"))


def test_a_saved_mixture_is_changed_and_retired_on_the_shelf(person):
    person.new_patient("Sample, Anna")
    document = person.window.desk.clinic.document
    kept = Mixture(
        id=uuid4(), name="Three", parts=(MixturePart(product=SALINE.id, volume_ul=2000),)
    )
    document.commit("Add products", (Added(SALINE), Added(kept)))
    QTest.keyClick(person.desk().canvas.view, Qt.Key.Key_F9, Qt.KeyboardModifier.ControlModifier)
    person.qtbot.waitUntil(lambda: bool(person.window.findChildren(ProductsDialog)))
    (dialog,) = person.window.findChildren(ProductsDialog)
    dialog.tabs.setCurrentWidget(dialog.mixtures)
    page = dialog.mixtures
    page.name.selectAll()
    QTest.keyClicks(page.name, "One of three")
    QTest.mouseClick(page.retire_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert document.store.of_clinic(Mixture) == [replace(kept, name="One of three", retired=True)]
