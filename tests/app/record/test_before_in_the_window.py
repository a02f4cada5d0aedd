"""Questionnaire, preparation and consent by real clicks and keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from mesomap.app.record import consent_scan
from mesomap.app.record.consent_scan import read_scan
from mesomap.exchange.gs1 import Reading
from mesomap.model import (
    Consent,
    ConsentKind,
    Preparation,
    Questionnaire,
    Reply,
    SessionStatus,
    Updated,
)
from mesomap.panels.record.consent_dialog import ConsentDialog
from mesomap.panels.record.preparation_dialog import PreparationDialog
from mesomap.panels.record.questionnaire_dialog import QuestionnaireDialog

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TODAY = date(2026, 11, 22)
PDF = b"%PDF-1.7\n" + b"0" * 100 + b"\n%%EOF\n"


@pytest.fixture
def anna(person):
    person.new_patient("Sample, Anna")
    return person


def document(person):
    return person.window.desk.clinic.document


def the_one(person, kind):
    (one,) = document(person).of(kind).values()
    return one


def opened(person, key, modifiers, kind):
    QTest.keyClick(person.desk().canvas.view, key, modifiers)
    shown = []

    def there():
        shown[:] = [one for one in person.window.findChildren(kind) if one.isVisible()]
        return bool(shown) and shown[-1].isActiveWindow()

    person.qtbot.waitUntil(there)
    return shown[-1]


def questionnaire(person):
    return opened(person, Qt.Key.Key_F2, SHIFT, QuestionnaireDialog)


def preparation(person):
    return opened(person, Qt.Key.Key_F3, SHIFT, PreparationDialog)


def consents(person):
    return opened(person, Qt.Key.Key_F3, CTRL, ConsentDialog)


def gone(person, kind):
    person.qtbot.waitUntil(lambda: not any(o.isVisible() for o in person.window.findChildren(kind)))
    person.settle()
    person.activate()


def line(person, name):
    found = person.window.page.record.lines[name]
    return found.text().replace("\xa0", " "), found.state


def sign(person):
    session = document(person).session
    signed = replace(session, status=SessionStatus.SIGNED, signed=datetime(2026, 11, 22, 15, 0))
    document(person).commit("Sign", (Updated(session, signed),))
    person.settle()


# The questionnaire.


def test_it_is_answered_with_letters_and_arrows_and_what_is_open_stays_open(anna):
    anna.qtbot.waitUntil(lambda: line(anna, "questionnaire") == ("not asked yet", "open"))
    dialog = questionnaire(anna)
    assert dialog.left.text() == "10 questions are not answered yet."
    anna.press(Qt.Key.Key_N)
    anna.press(Qt.Key.Key_Y)
    anna.type("latex, since 2011")
    anna.press(Qt.Key.Key_Return)
    anna.press(Qt.Key.Key_D)
    anna.press(Qt.Key.Key_Right)
    anna.press(Qt.Key.Key_Right)
    anna.press(Qt.Key.Key_Down)
    assert dialog.focusWidget() is dialog.rows["anticoagulant-or-antiplatelet"]
    anna.click(dialog.rows["allergy"].take_button)
    anna.click(dialog.rows["allergy"].take_button)
    assert dialog.left.text() == "6 questions are not answered yet."
    anna.click(dialog.save_button)
    gone(anna, QuestionnaireDialog)
    found = the_one(anna, Questionnaire)
    assert [(one.question, one.reply, one.detail) for one in found.answers] == [
        ("pregnancy-or-lactation", Reply.NO, ""),
        ("allergy", Reply.YES, "latex, since 2011"),
        ("autoimmune-or-immunosuppression", Reply.UNKNOWN, ""),
        ("skin-disease-or-infection", Reply.NO, ""),
    ]
    assert document(anna).patient.allergies == "latex, since 2011"
    assert line(anna, "questionnaire") == ("asked 14:32, 1 yes, 6 open", "open")


def test_asked_again_unchanged_is_one_click(anna):
    dialog = questionnaire(anna)
    assert not dialog.unchanged_button.isVisible()
    for row in dialog.rows.values():
        anna.click(row.buttons[Reply.NO])
    assert dialog.left.text() == "Every question is answered."
    anna.press(Qt.Key.Key_Return, CTRL)
    gone(anna, QuestionnaireDialog)
    first = the_one(anna, Questionnaire)
    anna.ctrl_shift(Qt.Key.Key_N)
    anna.qtbot.waitUntil(lambda: not document(anna).of(Questionnaire))
    anna.settle()
    anna.activate()
    dialog = questionnaire(anna)
    anna.click(dialog.unchanged_button)
    gone(anna, QuestionnaireDialog)
    found = the_one(anna, Questionnaire)
    assert (found.answers, found.unchanged_from) == (first.answers, first.id)
    assert line(anna, "questionnaire") == ("asked 14:32, unchanged", "done")
    anna.ctrl(Qt.Key.Key_Z)
    assert not document(anna).of(Questionnaire)


def test_where_two_answers_begin_alike_the_first_has_the_letter(anna):
    row = questionnaire(anna).rows["diabetes"]
    row.buttons[Reply.UNKNOWN].setText("Ne sait pas")
    row.setFocus()
    anna.press(Qt.Key.Key_N)
    assert row.reply() is Reply.NO


def test_a_signed_session_is_read_only_and_says_so(anna):
    dialog = questionnaire(anna)
    anna.click(dialog.rows["cancer"].buttons[Reply.YES])
    anna.click(dialog.save_button)
    gone(anna, QuestionnaireDialog)
    sign(anna)
    for key, modifiers, kind, part in (
        (Qt.Key.Key_F2, SHIFT, QuestionnaireDialog, "save_button"),
        (Qt.Key.Key_F3, SHIFT, PreparationDialog, "save_button"),
        (Qt.Key.Key_F3, CTRL, ConsentDialog, None),
    ):
        dialog = opened(anna, key, modifiers, kind)
        words = [one.text() for one in dialog.findChildren(QLabel)]
        assert any("is signed" in one for one in words)
        if part is not None:
            assert not getattr(dialog, part).isEnabled()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        gone(anna, kind)


# The preparation.


def test_a_topical_is_noted_with_times_and_what_is_applied(anna):
    dialog = preparation(anna)
    anna.type("Chlorhexidine 2 %")
    anna.click(dialog.offer_button)
    assert not dialog.offer_button.isVisible()
    anna.click(dialog.add_button)
    card = dialog.cards[0]
    anna.click(dialog.save_button)
    assert dialog.isVisible()
    anna.click(card.product)
    anna.type("Cream A")
    anna.enter_number(card.grams, "2,5")
    anna.enter_number(card.strength, "25")
    assert dialog.lidocaine.text().replace("\xa0", " ") == (
        "Lidocaine applied to the skin: 62.50 mg"
    )
    anna.click(card.on.now_button)
    anna.click(card.off.edit)
    anna.type("1401")
    anna.click(dialog.save_button)
    assert dialog.isVisible()  # off before on
    card.off.edit.selectAll()
    anna.type("25:00")
    anna.click(dialog.save_button)
    assert dialog.isVisible()
    card.off.edit.clear()
    assert dialog.take_scan(Reading(elements=(), lot="T-77", expiry=date(2027, 1, 31)))
    anna.click(dialog.save_button)
    gone(anna, PreparationDialog)
    found = the_one(anna, Preparation)
    (cream,) = found.topicals
    assert found.antiseptic == "Chlorhexidine 2 %"
    assert (cream.grams, cream.mg_per_g) == (Decimal("2.5"), Decimal("25.0"))
    assert (cream.lot_number, cream.expiry) == ("T-77", date(2027, 1, 31))
    assert (cream.on, cream.off) == (datetime.combine(TODAY, time(14, 32)), None)
    words, state = line(anna, "preparation")
    assert words == "Chlorhexidine 2 %, Cream A 62.50 mg on since 14:32"
    assert state == "open"
    dialog = preparation(anna)
    assert dialog.antiseptic.findText("Chlorhexidine 2 %") >= 0
    anna.click(dialog.cards[0].off.now_button)
    anna.click(dialog.save_button)
    gone(anna, PreparationDialog)
    assert line(anna, "preparation")[1] == "done"
    dialog = preparation(anna)
    anna.click(dialog.cards[0].remove_button)
    anna.click(dialog.save_button)
    gone(anna, PreparationDialog)
    assert not the_one(anna, Preparation).topicals


# Consents.


def note(person, dialog):
    person.click(dialog.taker.lineEdit())
    dialog.taker.lineEdit().selectAll()
    person.type("Dr. B. Example")
    person.click(dialog.text.lineEdit())
    person.type("Version 3")
    person.click(dialog.note_button)


def test_a_consent_is_noted_offered_and_named_by_a_click(anna):
    anna.qtbot.waitUntil(lambda: line(anna, "consent") == ("none noted", "open"))
    dialog = consents(anna)
    dialog.taker.setCurrentText("")
    anna.click(dialog.note_button)
    assert not document(anna).of(Consent)
    note(anna, dialog)
    one = the_one(anna, Consent)
    assert (one.kind, one.given, one.text_version, one.taken_by) == (
        ConsentKind.TREATMENT,
        TODAY,
        "Version 3",
        "Dr. B. Example",
    )
    assert "Is this session given under it?" in dialog.offer.text()
    assert not document(anna).of(Preparation)
    anna.click(dialog.use_button)
    assert the_one(anna, Preparation).consent == one.id
    assert not dialog.offer.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    gone(anna, ConsentDialog)
    words, state = line(anna, "consent")
    assert words.endswith("Version 3")
    assert state == "done"
    dialog = consents(anna)
    anna.click(dialog.withdraw_button)
    assert the_one(anna, Consent).withdrawn == TODAY
    assert not dialog.withdraw_button.isVisible()
    anna.click(dialog.use_button)
    assert not document(anna).of(Preparation)
    assert not dialog.use_button.isEnabled()


def test_a_scan_is_attached_looked_at_and_its_copy_removed(anna, tmp_path, monkeypatch):
    shown: list[Path] = []

    def open_url(url: QUrl) -> bool:
        shown.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(consent_scan.QDesktopServices, "openUrl", open_url)
    dialog = consents(anna)
    note(anna, dialog)
    one = the_one(anna, Consent)
    bad = tmp_path / "letter.pdf"
    bad.write_bytes(b"PK\x03\x04")
    anna.desk().consents.attach(one.id, bad)
    assert "no PDF, PNG or JPEG" in dialog.message.text()
    assert the_one(anna, Consent).scan is None
    assert not dialog.view_button.isEnabled()
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(PDF)
    anna.desk().consents.attach(one.id, scan)
    kept = document(anna).store.attachment(the_one(anna, Consent).scan)
    assert (kept.media, kept.content) == ("application/pdf", PDF)
    QTest.mouseClick(dialog.view_button, LEFT, pos=QPoint(10, 10))
    assert [path.read_bytes() for path in shown] == [PDF]
    assert "temporary copy" in dialog.message.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    gone(anna, ConsentDialog)
    anna.ctrl(Qt.Key.Key_W)
    anna.qtbot.waitUntil(lambda: not shown[0].exists())


def test_a_scanned_picture_is_encoded_anew(qapp, tmp_path):
    path = tmp_path / "scan.png"
    image = QImage(200, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    image.setText("Author", "somebody")
    assert image.save(str(path))
    assert b"somebody" in path.read_bytes()
    kept = read_scan(path)
    assert kept.media == "image/jpeg"
    assert b"somebody" not in kept.content
