"""Photographs: added, asked about without consent, compared, retired, hidden."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mesomap.app.record.photograph_reading import MOST_SIDE_PX, read_photograph
from mesomap.document.record.photographs import consents_on, photographs_of, retire_photograph
from mesomap.model import (
    Added,
    Consent,
    ConsentKind,
    KnownError,
    Moment,
    Photograph,
    Updated,
)
from mesomap.panels.record.photo_add_dialog import PhotoAddDialog
from mesomap.panels.record.photographs_dialog import PhotographsDialog

CTRL = Qt.KeyboardModifier.ControlModifier
DAY = date(2026, 11, 22)


def picture(path: Path, width: int, height: int, colour: str = "#CC8866") -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    writer = QImageWriter(str(path))
    writer.setText("Author", "somebody whose name is nobody's business")
    assert writer.write(image)
    return path


def turned_jpeg(path: Path) -> Path:
    """600 x 400 px, with an EXIF block that says it is to be turned, and where it was taken."""
    plain = picture(path, 600, 400).read_bytes()
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00"
    block = b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01" + entry + b"\x00" * 4 + b"GPS-HERE"
    segment = b"\xff\xe1" + (len(block) + 2).to_bytes(2, "big") + block
    path.write_bytes(plain[:2] + segment + plain[2:])
    return path


def test_a_photograph_is_kept_upright_small_and_bare(qapp: object, tmp_path: Path) -> None:
    kept, image = read_photograph(turned_jpeg(tmp_path / "a.jpg"))
    assert (image.width(), image.height()) == (400, 600)
    assert kept.media == "image/jpeg"
    assert b"GPS-HERE" not in kept.content
    assert b"Exif" not in kept.content
    large, shown = read_photograph(picture(tmp_path / "b.png", 3000, 1500))
    assert (shown.width(), shown.height()) == (MOST_SIDE_PX, MOST_SIDE_PX // 2)
    assert large.content.startswith(b"\xff\xd8\xff")
    assert b"somebody" not in large.content


def test_a_drawing_is_no_photograph(qapp: object, tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 90"><g/></svg>')
    with pytest.raises(KnownError):
        read_photograph(path)


def the_dialog(person) -> PhotographsDialog:
    person.activate()
    person.press(Qt.Key.Key_F7, CTRL)
    dialog = person.window.findChild(PhotographsDialog)
    assert dialog is not None
    person.qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def add(person, path: Path, moment: Moment, *, consented: bool) -> None:
    dialog = person.desk().photographs.add(path)
    assert isinstance(dialog, PhotoAddDialog)
    person.qtbot.waitUntil(dialog.isActiveWindow)
    dialog.moment.setCurrentIndex(dialog.moment.findData(moment.value))
    dialog.view.setCurrentIndex(dialog.view.findData("face-front"))
    assert dialog.add_button.isEnabled() is consented
    if not consented:
        QTest.mouseClick(
            dialog.all_the_same,
            Qt.MouseButton.LeftButton,
            pos=QPoint(8, dialog.all_the_same.height() // 2),
        )
    person.click(dialog.add_button)


def consent(person, **more: object) -> Consent:
    document = person.window.desk.clinic.document
    value = Consent(
        id=uuid4(),
        patient=document.patient.id,
        kind=ConsentKind.PHOTOGRAPHS,
        given=DAY,
        text_version="2",
        taken_by="Dr. B. Example",
        **more,  # type: ignore[arg-type]
    )
    document.commit("Note consent", (Added(value),))
    person.settle()
    return value


def test_before_and_after_side_by_side(person, tmp_path: Path) -> None:
    person.new_patient("Sample, Anna")
    given = consent(person)
    dialog = the_dialog(person)
    assert dialog.lines() == ()
    add(person, picture(tmp_path / "a.jpg", 400, 300), Moment.BEFORE, consented=True)
    add(person, picture(tmp_path / "b.jpg", 400, 300, "#88CC66"), Moment.AFTER, consented=True)
    assert [line.words.split(", ")[1] for line in dialog.lines()] == ["before", "after"]
    first, last = (line.id for line in dialog.lines())
    assert (dialog.shown(0), dialog.shown(1)) == (first, last)
    assert all(pane.has_image() for pane in dialog.panes)
    document = person.window.desk.clinic.document
    assert {one.consent for one in document.of(Photograph).values()} == {given.id}
    line = person.window.page.record.lines["photographs"]
    person.qtbot.waitUntil(lambda: line.text() == "1 before, 1 after")
    assert line.state == "done"


def test_zoom_and_pan_are_linked(person, tmp_path: Path) -> None:
    person.new_patient("Sample, Anna")
    consent(person)
    dialog = the_dialog(person)
    for name in ("a", "b"):
        colour = {"a": "#CC8866", "b": "#66CC88"}[name]
        path = picture(tmp_path / f"{name}.png", 400, 300, colour)
        add(person, path, Moment.BEFORE, consented=True)
    left, right = dialog.panes
    at = QPointF(left.rect().center())
    wheel = QWheelEvent(
        at,
        left.mapToGlobal(at),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(left, wheel)
    assert left.zoom > 1.5
    assert right.zoom == left.zoom
    QTest.keyClick(right, Qt.Key.Key_Right)
    assert right.middle.x() > 0.5
    assert left.middle == right.middle
    dialog.linked.setChecked(False)
    QTest.keyClick(right, Qt.Key.Key_Home)
    assert right.zoom == 1.0
    assert left.zoom > 1.5


def test_without_consent_it_asks_first_and_says_so(person, tmp_path: Path) -> None:
    person.new_patient("Sample, Anna")
    dialog = the_dialog(person)
    assert "No consent to photographs" in dialog.consent.text()
    add(person, picture(tmp_path / "a.jpg", 400, 300), Moment.BEFORE, consented=False)
    assert len(dialog.lines()) == 1
    line = person.window.page.record.lines["photographs"]
    person.qtbot.waitUntil(lambda: line.state == "warn")
    assert line.text() == "1 before; no consent noted"


def test_a_withdrawn_consent_hides_them(person, tmp_path: Path) -> None:
    person.new_patient("Sample, Anna")
    given = consent(person)
    add(person, picture(tmp_path / "a.jpg", 400, 300), Moment.BEFORE, consented=True)
    document = person.window.desk.clinic.document
    document.commit("Withdraw", (Updated(given, replace(given, withdrawn=DAY)),))
    dialog = the_dialog(person)
    assert dialog.lines() == ()
    assert "withdrawn on" in dialog.consent.text()
    assert "1 are kept" in dialog.consent.text()
    assert not any(pane.has_image() for pane in dialog.panes)
    line = person.window.page.record.lines["photographs"]
    person.qtbot.waitUntil(lambda: line.text() == "consent withdrawn: hidden")


def test_one_is_never_shown_again(person, tmp_path: Path) -> None:
    person.new_patient("Sample, Anna")
    consent(person)
    dialog = the_dialog(person)
    add(person, picture(tmp_path / "a.jpg", 400, 300), Moment.BEFORE, consented=True)
    person.click(dialog.retire_button)
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert "Say why" in dialog.message.text()
    QTest.keyClicks(dialog.reason, "blurred")
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert dialog.lines() == ()
    (one,) = person.window.desk.clinic.document.of(Photograph).values()
    assert (one.retired, one.text) == (True, "blurred")
    assert photographs_of(person.window.desk.clinic.document) == []


def test_what_is_no_picture_is_one_line(person, tmp_path: Path) -> None:
    person.new_patient("Sample, Anna")
    dialog = the_dialog(person)
    path = tmp_path / "a.jpg"
    path.write_bytes(b"nothing")
    assert person.desk().photographs.add(path) is None
    assert "no PNG, JPEG or SVG" in dialog.message.text()


def test_consents_hide_by_their_own_withdrawal() -> None:
    def of(**more: object) -> Consent:
        return Consent(
            id=uuid4(),
            patient=uuid4(),
            kind=ConsentKind.PHOTOGRAPHS,
            given=date(2026, 1, 1),
            text_version="1",
            taken_by="",
            **more,  # type: ignore[arg-type]
        )

    gone, valid = of(withdrawn=date(2026, 6, 1)), of()
    photograph = Photograph(
        id=uuid4(),
        session=uuid4(),
        attachment=uuid4(),
        width_px=1,
        height_px=1,
        taken=None,  # type: ignore[arg-type]
        moment=Moment.BEFORE,
    )
    under = replace(photograph, consent=gone.id)
    both = consents_on([gone, valid], DAY)
    assert both.hides(under)
    assert not both.hides(photograph)
    assert both.valid == valid
    assert consents_on([gone], DAY).hides(photograph)
    assert not consents_on([], DAY).hides(photograph)
    with pytest.raises(KnownError):
        retire_photograph(photograph, "  ")
