"""Products typed in, a mixture of three drawn up with its lots, by real clicks and keys."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from click.testing import CliRunner
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mesomap.cli import main
from mesomap.document.record.products import Shelf, shelf, shelf_changes
from mesomap.exchange.gs1 import Reading
from mesomap.model import Component, Device, DeviceKind, DeviceUse, Draw, Lot, Mixture, Product
from mesomap.panels.record.drawing_dialog import DrawingDialog
from mesomap.panels.record.products_dialog import ProductsDialog

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
LIDOCAINE = Product(
    id=uuid4(),
    name="Lidocaine 1 %",
    components=(Component(name="Lidocaine", per_ml=Decimal(10), substance="lidocaine"),),
    gtin="04012345123456",
    vial_ul=5000,
)
VITAMINS = Product(
    id=uuid4(), name="Vitamins", components=(Component(name="Biotin", per_ml=Decimal(5)),)
)
SALINE = Product(id=uuid4(), name="Saline")
GOOD = Lot(id=uuid4(), product=LIDOCAINE.id, number="GOOD1", expiry=date(2027, 5, 31))
OLD = Lot(id=uuid4(), product=VITAMINS.id, number="OLD1", expiry=date(2026, 11, 21))
GUN = Device(id=uuid4(), kind=DeviceKind.GUN, name="Gun", serial="77")


@pytest.fixture
def anna(person):
    person.new_patient("Sample, Anna")
    return person


@pytest.fixture
def stocked(anna):
    doc = document(anna)
    wanted = Shelf(products=(LIDOCAINE, VITAMINS, SALINE), lots=(GOOD, OLD), devices=(GUN,))
    doc.commit("Add products", shelf_changes(shelf(doc.store), wanted))
    return anna


def document(person):
    return person.window.desk.clinic.document


def dialog_of(person, kind):
    shown = []

    def there():
        shown[:] = [one for one in person.window.findChildren(kind) if one.isVisible()]
        return bool(shown) and shown[-1].isActiveWindow()

    person.qtbot.waitUntil(there)
    return shown[-1]


def canvas_key(person, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(person.desk().canvas.view, key, modifiers)


def number(field, text):
    field.edit.selectAll()
    QTest.keyClicks(field.edit, text)
    QTest.keyClick(field.edit, Qt.Key.Key_Return)


def write(field, text):
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def choose(box, text):
    box.setFocus()
    at = box.findText(text)
    assert at >= 0, [box.itemText(n) for n in range(box.count())]
    while box.currentIndex() != at:
        step = Qt.Key.Key_Down if box.currentIndex() < at else Qt.Key.Key_Up
        QTest.keyClick(box, step)
    box.activated.emit(at)


def closed(person, dialog):
    person.qtbot.waitUntil(lambda: not person.window.findChildren(type(dialog)))
    person.activate()


def add_draw(dialog, product, lot, ml):
    QTest.mouseClick(dialog.add_button, LEFT)
    card = dialog.cards[-1]
    choose(card.product, product)
    write(card.lot.lineEdit(), lot)
    number(card.volume, ml)
    return card


def test_a_product_with_a_component_in_percent_and_a_lot_is_typed_in(anna):
    canvas_key(anna, Qt.Key.Key_F9, CTRL)
    dialog = dialog_of(anna, ProductsDialog)
    page = dialog.products
    QTest.mouseClick(page.add_button, LEFT)
    write(page.name, "Lidocaine 2 %")
    row = page.holds._rows[0]
    write(row.name, "Lidocaine")
    number(row.amount, "2")
    choose(row.unit, "%")
    number(page.vial, "5")
    write(page.gtin, "4006381333931")
    QTest.mouseClick(page.lot_rows.add_button, LEFT)
    lot = page.lot_rows._rows[0]
    write(lot.number, "AB 12")
    write(lot.expiry.day, "31")
    lot.expiry.month.setCurrentIndex(5)
    write(lot.expiry.year, "2027")
    QTest.mouseClick(dialog.save_button, LEFT)
    closed(anna, dialog)
    held = shelf(document(anna).store)
    (product,), (kept,) = held.products, held.lots
    assert product.components == (
        Component(name="Lidocaine", per_ml=Decimal(20), substance="lidocaine"),
    )
    assert (product.vial_ul, product.gtin) == (5000, "04006381333931")
    assert (kept.number, kept.expiry, kept.product) == ("AB 12", date(2027, 5, 31), product.id)


def test_a_wrong_gtin_is_refused_in_one_line_and_nothing_is_lost(anna):
    canvas_key(anna, Qt.Key.Key_F9, CTRL)
    dialog = dialog_of(anna, ProductsDialog)
    QTest.mouseClick(dialog.products.add_button, LEFT)
    write(dialog.products.name, "Example")
    write(dialog.products.gtin, "4006381333930")
    QTest.mouseClick(dialog.save_button, LEFT)
    assert dialog.isVisible()
    assert "GTIN" in dialog._refusal.text()
    assert shelf(document(anna).store) == Shelf()
    write(dialog.products.gtin, "4006381333931")
    QTest.mouseClick(dialog.save_button, LEFT)
    closed(anna, dialog)
    assert [one.name for one in shelf(document(anna).store).products] == ["Example"]


def test_a_mixture_of_three_with_lots_a_device_and_a_reason(stocked):
    canvas_key(stocked, Qt.Key.Key_F9)
    dialog = dialog_of(stocked, DrawingDialog)
    add_draw(dialog, "Lidocaine 1 %", "good1", "1")
    card = add_draw(dialog, "Vitamins", "OLD1", "1,5")
    add_draw(dialog, "Saline", "S 9", "2.5")
    assert not card.reason.isHidden()
    doses = {one.name: plain(one.per_ml) for one in dialog.table.lines()}
    assert doses == {"Lidocaine": "2 mg", "Biotin": "1.5 mg"}
    QTest.keyClick(dialog.devices._rows[0][1], Qt.Key.Key_Space)
    write(dialog.keep_as, "Our three")
    QTest.mouseClick(dialog.save_button, LEFT)
    assert dialog.isVisible(), "an expired lot needs a reason"
    assert "OLD1" in dialog._refusal.text()
    assert not document(stocked).of(Draw)
    write(card.reason, "opened yesterday, none other there")
    QTest.mouseClick(dialog.save_button, LEFT)
    closed(stocked, dialog)
    doc = document(stocked)
    draws = {one.product: one for one in doc.of(Draw).values()}
    assert draws[LIDOCAINE.id].lot == GOOD.id
    assert draws[VITAMINS.id].reason == "opened yesterday, none other there"
    new = doc.store.lots([draws[SALINE.id].lot])[draws[SALINE.id].lot]
    assert new.number == "S 9"
    (syringe,) = doc.syringes.values()
    assert syringe.mixture == "Saline + Vitamins + Lidocaine 1 %"
    assert syringe.drawn_ul == 5000
    assert [one.serial for one in doc.of(DeviceUse).values()] == ["77"]
    stocked.ctrl(Qt.Key.Key_Z)
    assert not doc.of(Draw)
    assert not doc.of(DeviceUse)


def test_a_kept_recipe_is_taken_again_and_drawn_from(stocked):
    canvas_key(stocked, Qt.Key.Key_F9)
    dialog = dialog_of(stocked, DrawingDialog)
    for product, ml in (("Lidocaine 1 %", "1"), ("Saline", "3")):
        QTest.mouseClick(dialog.recipe.add_button, LEFT)
        row = dialog.recipe._rows[-1]
        choose(row.product, product)
        number(row.volume, ml)
    write(dialog.keep_as, "Weak lidocaine")
    QTest.mouseClick(dialog.save_button, LEFT)
    closed(stocked, dialog)
    doc = document(stocked)
    (kept,) = doc.store.of_clinic(Mixture)
    assert (kept.name, len(kept.parts)) == ("Weak lidocaine", 2)
    (syringe,) = doc.syringes.values()
    assert syringe.parts == kept.parts
    canvas_key(stocked, Qt.Key.Key_F9)
    dialog = dialog_of(stocked, DrawingDialog)
    choose(dialog.saved, "Weak lidocaine")
    QTest.mouseClick(dialog.recipe_button, LEFT)
    assert [card.draw().volume_ul for card in dialog.cards] == [1000, 3000]


def test_a_scanned_box_is_drawn_up_with_its_lot_expiry_and_serial(stocked):
    drawing = stocked.desk().drawing
    reading = Reading(
        elements=(), gtin=LIDOCAINE.gtin, lot="NEW7", expiry=date(2027, 2, 28), serial="S-1"
    )
    drawing.ask_scanned(reading)
    dialog = dialog_of(stocked, DrawingDialog)
    (card,) = dialog.cards
    assert card.draw().volume_ul == 5000
    QTest.mouseClick(dialog.save_button, LEFT)
    closed(stocked, dialog)
    (draw,) = document(stocked).of(Draw).values()
    lot = document(stocked).store.lots([draw.lot])[draw.lot]
    assert (lot.number, lot.expiry, draw.serial) == ("NEW7", date(2027, 2, 28), "S-1")


def test_a_box_that_is_not_known_becomes_a_product_and_then_a_draw(stocked):
    reading = Reading(elements=(), gtin="04006381333931", lot="L1", expiry=None, serial="")
    stocked.desk().drawing.ask_scanned(reading)
    dialog = dialog_of(stocked, ProductsDialog)
    assert dialog.products.gtin.text() == "04006381333931"
    write(dialog.products.name, "From the box")
    QTest.mouseClick(dialog.save_button, LEFT)
    drawing = dialog_of(stocked, DrawingDialog)
    (card,) = drawing.cards
    product = card.chosen_product()
    assert product is not None
    assert product.name == "From the box"
    assert card.lot_typed().number == "L1"


def test_what_was_drawn_up_is_read_back_from_the_command_line(stocked):
    canvas_key(stocked, Qt.Key.Key_F9)
    dialog = dialog_of(stocked, DrawingDialog)
    add_draw(dialog, "Lidocaine 1 %", "GOOD1", "2")
    QTest.mouseClick(dialog.save_button, LEFT)
    closed(stocked, dialog)
    session, path = document(stocked).session.id, document(stocked).store.path
    stocked.window.close()
    run = CliRunner().invoke(main, ["session", str(session), "--clinic", str(path), "--json"])
    assert run.exit_code == 0, run.output
    (syringe,) = json.loads(run.output)["syringes"]
    (draw,) = syringe["draws"]
    assert (draw["product"]["name"], draw["lot"], draw["volume_ml"]) == (
        "Lidocaine 1 %",
        "GOOD1",
        2.0,
    )
    (component,) = syringe["components"]
    assert (component["component"], component["unit"], component["per_ml"]) == (
        "Lidocaine",
        "mg",
        "10",
    )


def plain(text):
    return text.replace("\xa0", " ")
