"""A visit from questionnaire to addendum by real clicks and keys, then read back.

Body fat of the abdomen and cellulite of both thighs by their protocols, a mixture of three products
with their lots, given, signed; bruising at a follow-up, an addendum; `mesomap session --json`.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from click.testing import CliRunner
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from mesomap.cli import main
from mesomap.clinical.protocols_fat import BODY_FAT
from mesomap.clinical.protocols_scars import CELLULITE_MULTI
from mesomap.clinical.questions import QUESTIONS
from mesomap.document.record.products import Shelf, shelf, shelf_changes
from mesomap.model import Component, Lot, Product, Reply, SessionStatus, Status
from mesomap.panels.record.addendum_dialog import AddendumDialog
from mesomap.panels.record.consent_dialog import ConsentDialog
from mesomap.panels.record.drawing_dialog import DrawingDialog
from mesomap.panels.record.preparation_dialog import PreparationDialog
from mesomap.panels.record.protocol_dialog import ProtocolDialog
from mesomap.panels.record.questionnaire_dialog import QuestionnaireDialog
from mesomap.panels.record.reaction_dialog import ReactionDialog
from mesomap.panels.record.remark_dialog import RemarkDialog
from mesomap.panels.record.sign_dialog import SignDialog
from mesomap.panels.when_dialog import WhenDialog

K = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
NAMES = ("Example PC/DC", "Example lidocaine 1 %", "Example saline")
PCDC, LIDOCAINE, SALINE = (
    Product(id=uuid4(), name=name, components=components)
    for name, components in zip(
        NAMES,
        (
            (
                Component(
                    name="Phosphatidylcholine",
                    per_ml=Decimal(50),
                    substance="phosphatidylcholine",
                ),
                Component(
                    name="Deoxycholic acid", per_ml=Decimal(42), substance="deoxycholic-acid"
                ),
            ),
            (Component(name="Lidocaine", per_ml=Decimal(10), substance="lidocaine"),),
            (),
        ),
        strict=True,
    )
)
LOTS = tuple(
    Lot(id=uuid4(), product=one.id, number=number, expiry=date(2027, 12, 31))
    for one, number in zip((PCDC, LIDOCAINE, SALINE), ("PC-77", "LI-12", "NA-9"), strict=True)
)
VOLUMES = ("40", "5", "5")


def document(person):
    return person.window.desk.clinic.document


def dialog_of(person, kind):
    shown = []

    def there():
        shown[:] = [one for one in person.window.findChildren(kind) if one.isVisible()]
        return bool(shown) and shown[-1].isActiveWindow()

    person.qtbot.waitUntil(there)
    return shown[-1]


def gone(person, kind):
    person.qtbot.waitUntil(lambda: not any(o.isVisible() for o in person.window.findChildren(kind)))
    person.settle()
    person.activate()


def key(person, key, modifiers=NONE):
    person.activate()
    QTest.keyClick(person.desk().canvas.view, key, modifiers)


def write(field, text):
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def choose(box, text):
    at = box.findText(text)
    assert at >= 0
    box.setFocus()
    while box.currentIndex() != at:
        QTest.keyClick(box, K.Key_Down if box.currentIndex() < at else K.Key_Up)
    box.activated.emit(at)


@pytest.fixture
def anna(person):
    """A new patient; the clinic has three products with their lots on its shelf."""
    person.new_patient("Sample, Anna")
    doc = document(person)
    wanted = Shelf(products=(PCDC, LIDOCAINE, SALINE), lots=LOTS)
    doc.commit("Add products", shelf_changes(shelf(doc.store), wanted))
    return person


def asked(person):
    """Every question answered with no but for the anticoagulant."""
    key(person, K.Key_F2, SHIFT)
    dialog = dialog_of(person, QuestionnaireDialog)
    for id, row in dialog.rows.items():
        yes = id == "anticoagulant-or-antiplatelet"
        QTest.mouseClick(row.buttons[Reply.YES if yes else Reply.NO], LEFT)
    write(dialog.rows["anticoagulant-or-antiplatelet"].detail, "aspirin")
    assert dialog.open_questions() == 0
    person.click(dialog.save_button)
    gone(person, QuestionnaireDialog)


def consented_and_prepared(person):
    key(person, K.Key_F3, CTRL)
    dialog = dialog_of(person, ConsentDialog)
    write(dialog.text.lineEdit(), "2026-1")
    write(dialog.taker.lineEdit(), "B. Example")
    person.click(dialog.note_button)
    person.qtbot.waitUntil(lambda: dialog.list.count() == 1)
    dialog.list.setCurrentRow(0)
    if dialog.use_button.isEnabled():
        person.click(dialog.use_button)
    dialog.close()
    gone(person, ConsentDialog)
    key(person, K.Key_F3, SHIFT)
    dialog = dialog_of(person, PreparationDialog)
    write(dialog.antiseptic.lineEdit(), "Example antiseptic")
    person.click(dialog.save_button)
    gone(person, PreparationDialog)


def used(person, protocol, *regions, volume="", add=False):
    """A protocol used on regions, both sides."""
    key(person, K.Key_F3)
    dialog = dialog_of(person, ProtocolDialog)
    line = next(one for one in dialog._lines() if one.data(0, 256) == protocol.id)
    dialog.tree.scrollToItem(line)
    QTest.mouseClick(dialog.tree.viewport(), LEFT, pos=dialog.tree.visualItemRect(line).center())
    found = dialog.place.regions
    for row in range(found.count()):
        if found.item(row).text() in regions:
            found.scrollToItem(found.item(row))
            spot = found.visualItemRect(found.item(row)).center()
            QTest.mouseClick(found.viewport(), LEFT, pos=spot)
    if add:
        box = dialog.place.add
        person.qtbot.waitUntil(lambda: not box.isHidden())
        QTest.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))
    if volume:
        person.enter_number(dialog.place.volume, volume)
    person.qtbot.waitUntil(lambda: dialog.use_button.isEnabled())
    person.click(dialog.use_button)
    gone(person, ProtocolDialog)


def drawn_up(person):
    key(person, K.Key_F9)
    dialog = dialog_of(person, DrawingDialog)
    for name, lot, ml in zip(NAMES, LOTS, VOLUMES, strict=True):
        person.click(dialog.add_button)
        card = dialog.cards[-1]
        choose(card.product, name)
        write(card.lot.lineEdit(), lot.number)
        person.enter_number(card.volume, ml)
    person.click(dialog.save_button)
    gone(person, DrawingDialog)


def given(person):
    """All that each chart shows, chart after chart, as given afterwards."""
    view = person.view()
    for _ in range(8):
        planned = [one for one in document(person).injections.values() if one.given_at is None]
        if not planned:
            return
        view.show_chart(view.body.charts_seeing(planned[0].site)[0].chart)
        person.settle()
        key(person, K.Key_V)
        key(person, K.Key_A, CTRL)
        person.window.commands["mark_given"].trigger()
        dialog = dialog_of(person, WhenDialog)
        QTest.keyClick(dialog.time, K.Key_Return)
        gone(person, WhenDialog)


def remark_answered(person, start):
    """The remark whose key begins so, answered with a reason."""
    panel, flow = person.window.page.remarks, person.desk().remarks
    person.qtbot.waitUntil(lambda: not flow.busy)
    found = next(row for k, row in panel.rows.items() if k.startswith(start))
    person.click(found.details)
    dialog = dialog_of(person, RemarkDialog)
    QTest.keyClicks(dialog.edit, "talked over with the patient")
    person.click(dialog.keep_button)
    gone(person, RemarkDialog)


def signed(person):
    key(person, K.Key_F2, CTRL)
    dialog = dialog_of(person, SignDialog)
    assert "The questionnaire was not asked." not in dialog.lacks
    QTest.keyClicks(dialog.name, "B. Example")
    person.click(dialog.sign_button)
    gone(person, SignDialog)


def bruised(person):
    key(person, K.Key_F5, CTRL)
    dialog = dialog_of(person, ReactionDialog)
    choose(dialog.kind, "Bruising")
    person.enter_number(dialog.place.long, "30")
    QTest.keyClicks(dialog.reporter, "the patient, by phone")
    person.click(dialog.save_button)
    gone(person, ReactionDialog)


def added(person):
    key(person, K.Key_F2, CTRL | SHIFT)
    dialog = dialog_of(person, AddendumDialog)
    QTest.keyClicks(dialog.edit, "The left thigh was given last.")
    person.click(dialog.add_button)
    gone(person, AddendumDialog)


def test_a_whole_visit_is_recorded_signed_and_read_back(anna):
    asked(anna)
    consented_and_prepared(anna)
    used(anna, BODY_FAT, "Periumbilical region", "Periumbilical")
    abdomen = len(anna.injections())
    assert abdomen
    used(anna, CELLULITE_MULTI, "Saddlebag", add=False)
    doc = document(anna)
    both = {(one.region, one.side.value) for one in doc.injections.values()}
    assert {("saddlebag", "left"), ("saddlebag", "right")} <= both
    assert len(anna.injections()) > abdomen
    drawn_up(anna)
    given(anna)
    assert {one.status for one in doc.injections.values()} == {Status.GIVEN}
    remark_answered(anna, "region:deoxycholic-acid")
    signed(anna)
    assert doc.session.status is SessionStatus.SIGNED
    bruised(anna)
    added(anna)
    session, path = doc.session.id, doc.store.path
    anna.window.close()
    found = read_back(session, path)
    check_read_back(found, abdomen)


def read_back(session, path):
    runner = CliRunner()
    run = runner.invoke(main, ["session", str(session), "--clinic", str(path), "--json"])
    assert run.exit_code == 0, run.output
    whole = runner.invoke(main, ["verify", "--clinic", str(path)])
    assert whole.exit_code == 0, whole.output
    return json.loads(run.output)


def check_read_back(found, abdomen):
    assert found["status"] == "signed"
    assert found["signed_by"] == "B. Example"
    assert len(found["fingerprint"]) == 64
    answers = {one["question"]: one for one in found["questionnaire"]["answers"]}
    assert set(answers) == set(QUESTIONS)
    assert answers["anticoagulant-or-antiplatelet"]["reply"] == "yes"
    assert answers["anticoagulant-or-antiplatelet"]["detail"] == "aspirin"
    assert found["preparation"]["antiseptic"] == "Example antiseptic"
    assert [one["text_version"] for one in found["consents"]] == ["2026-1"]
    drawn = [draw for syringe in found["syringes"] for draw in syringe["draws"]]
    assert {draw["lot"] for draw in drawn} == {lot.number for lot in LOTS}
    assert {draw["product"]["name"] for draw in drawn} == set(NAMES)
    assert found["totals"]["given"] == len(found["injections"]) > abdomen
    assert all(one["given_how"] == "afterwards" for one in found["injections"])
    doses = {one["component"]: one for one in found["doses"]}
    assert {"Phosphatidylcholine", "Deoxycholic acid", "Lidocaine"} <= set(doses)
    remarks = {one["key"].split(":")[0]: one for one in found["remarks"]}
    assert remarks["region"]["answered"]["reason"] == "talked over with the patient"
    assert remarks["answer"]["answered"] is None
    (reaction,) = found["reactions"]
    assert (reaction["kind"], reaction["long_mm"]) == ("bruising", 30.0)
    (addendum,) = found["addenda"]
    assert addendum["text"] == "The left thigh was given last."
