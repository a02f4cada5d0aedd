"""The course view by clicks and keys; its numbers are the command line's."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime

import pytest
from click.testing import CliRunner
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from mesomap.app.print_dialog import PrintDialog
from mesomap.app.record.photograph_reading import read_photograph
from mesomap.cli.root import main
from mesomap.document.record.photographs import add_photograph
from mesomap.exchange.sample import make_sample_clinic
from mesomap.model import Moment
from mesomap.panels.compare.course_rows import RowKind, empty_words
from mesomap.panels.record.course_dialog import CourseDialog
from mesomap.panels.record.photographs_dialog import PhotographsDialog

LEFT, NONE, SHIFT = (
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
NAME = "Beispiel, Tina"
"""Two sessions given, one planned; two regions; one reaction; one component."""


@pytest.fixture
def clinic(start, tmp_path):
    path = tmp_path / "sample.mesomap"
    make_sample_clinic(path)
    return start(path)


def sessions(person, name=NAME):
    store = person.window.desk.clinic.store
    return [one for one in store.sessions() if one.patient_name == name]


def opened(person, at=-1, name=NAME):
    person.window.open_session(sessions(person, name)[at].session.id)
    person.settle()
    person.activate()


def viewed(person, at=-1, name=NAME):
    """Open a session, and its course by Shift+H; measured to the end."""
    opened(person, at, name)
    person.press(Qt.Key.Key_H, SHIFT)
    return measured(person)


def measured(person):
    flow = person.desk().course_view
    page = flow.page
    person.qtbot.waitUntil(lambda: person.window.pages.currentWidget() is page)
    person.qtbot.waitUntil(flow.export_action.isEnabled, timeout=30_000)
    return page


def press(page, key, modifiers=NONE):
    QTest.keyClick(page.board, key, modifiers)


def chart(page, title):
    return next(one for one in page.board.shown.charts if one.title == title)


def middle(page, row, column) -> QPoint:
    return page.board.cell_rect(row, column).center().toPoint()


def told(person, *words):
    path = person.window.desk.clinic.store.path
    result = CliRunner().invoke(main, ["course", *words, "--clinic", str(path), "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_lines_are_the_figures_of_the_command_line(clinic) -> None:
    page = viewed(clinic)
    said = told(clinic, str(sessions(clinic)[0].session.id))["sessions"]
    assert [str(one.id) for one in page.board.shown.columns] == [one["id"] for one in said]
    assert [one.planned for one in page.board.shown.columns] == [False, False, True]
    for title, key in (
        ("Spacing", "spacing_mm"),
        ("Coverage", "coverage"),
        ("Volume", "volume_ml"),
    ):
        (line,) = chart(page, title).lines
        assert line.values == pytest.approx([one["whole"][key] for one in said], abs=1e-6)
    (line,) = chart(page, "Deoxycholic acid").lines
    assert line.values == (20.0, 20.0, 22.0)
    press(page, Qt.Key.Key_R)
    lines = chart(page, "Volume").lines
    assert len(lines) == 2
    for line in lines:
        side = line.label.split()[0].lower()
        parts = [[p for p in one["by_region"] if p["side"] == side] for one in said]
        assert list(line.values) == [part["volume_ml"] for (part,) in parts]
    press(page, Qt.Key.Key_R)
    (line,) = chart(page, "Volume").lines
    assert page.region.currentText() == line.label != ""
    press(page, Qt.Key.Key_R, SHIFT)
    assert len(chart(page, "Volume").lines) == 2
    counts = [sum(grade.count for grade in one.grades) for one in page.board.shown.reactions]
    assert counts == [sum(r["count"] for r in one["reactions"]) for one in said] == [0, 1, 0]


def test_values_are_read_by_keys_and_under_the_cursor(clinic) -> None:
    page = viewed(clinic)
    assert page.board.column == 2
    assert "Session 3" in page.reading()
    press(page, Qt.Key.Key_Down)
    assert "Spacing: 10.0\N{NO-BREAK SPACE}mm" in page.reading()
    press(page, Qt.Key.Key_Home)
    assert page.reading().startswith("Session 1")
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Down)
    assert page.reading().endswith("Volume: 2.00\N{NO-BREAK SPACE}mL")
    assert page.board.accessibleDescription() == page.reading()
    press(page, Qt.Key.Key_Down)
    assert page.board.rows[page.board.row].kind is RowKind.REACTIONS
    assert page.reading().endswith("none")
    QTest.mouseMove(page.board.viewport(), middle(page, page.board.row, 1))
    clinic.qtbot.waitUntil(lambda: page.reading().startswith("Session 2"))
    (reaction,) = clinic.desk().course_view._followed.reactions
    assert page.board.shown.reactions[1].words in page.reading()
    assert reaction.session == page.board.shown.columns[1].id


def test_escape_and_the_same_key_go_back_to_the_map(clinic) -> None:
    viewed(clinic)
    for key, modifiers in ((Qt.Key.Key_Escape, NONE), (Qt.Key.Key_H, SHIFT)):
        clinic.press(key, modifiers)
        assert clinic.window.pages.currentWidget() is clinic.window.page
        assert not clinic.window.menuBar().isHidden()
        clinic.press(Qt.Key.Key_H, SHIFT)
        measured(clinic)


def test_no_key_reaches_the_map_behind(clinic) -> None:
    opened(clinic, 2)
    held = len(clinic.injections())
    clinic.press(Qt.Key.Key_H, SHIFT)
    page = measured(clinic)
    clinic.ctrl(Qt.Key.Key_A)
    press(page, Qt.Key.Key_Delete)
    clinic.ctrl(Qt.Key.Key_Z)
    assert len(clinic.injections()) == held


def test_a_double_click_or_enter_opens_a_session(clinic) -> None:
    page = viewed(clinic)
    known = sessions(clinic)
    spot = middle(page, -1, 0)
    QTest.mouseClick(page.board.viewport(), LEFT, NONE, spot)
    QTest.mouseDClick(page.board.viewport(), LEFT, NONE, spot)
    clinic.qtbot.waitUntil(
        lambda: clinic.view().document.session.id == known[0].session.id, timeout=10_000
    )
    assert clinic.window.pages.currentWidget() is clinic.window.page
    clinic.settle()
    clinic.press(Qt.Key.Key_H, SHIFT)
    page = measured(clinic)
    press(page, Qt.Key.Key_Right)
    press(page, Qt.Key.Key_Return)
    clinic.qtbot.waitUntil(lambda: clinic.view().document.session.id == known[1].session.id)


def test_two_chosen_sessions_are_compared(clinic) -> None:
    page = viewed(clinic)
    known = sessions(clinic)
    assert not page.compare_button.isEnabled()
    QTest.mouseClick(page.board.viewport(), LEFT, NONE, middle(page, -1, 1))
    press(page, Qt.Key.Key_C)
    assert clinic.window.pages.currentWidget() is page
    press(page, Qt.Key.Key_Home)
    press(page, Qt.Key.Key_Space)
    assert page.board.chosen() == tuple(one.session.id for one in known[:2])
    press(page, Qt.Key.Key_Space)
    press(page, Qt.Key.Key_Space)
    press(page, Qt.Key.Key_C)
    compare = clinic.desk().compare
    assert clinic.window.pages.currentWidget() is compare.page
    assert compare.page.first.choice.currentData() == known[0].session.id
    assert compare.page.second.choice.currentData() == known[1].session.id


def test_the_due_day_is_told_and_when_it_has_gone_by(clinic) -> None:
    page = viewed(clinic)
    assert page.due().replace("\N{NO-BREAK SPACE}", " ") == "Next due 9 Dec 2026, in 17 days"
    found = []
    for name in dict.fromkeys(
        one.patient_name for one in clinic.window.desk.clinic.store.sessions()
    ):
        clinic.press(Qt.Key.Key_Escape)
        page = viewed(clinic, name=name)
        due = told(clinic, str(sessions(clinic, name)[-1].session.id))["next_due"]
        assert ("due" in page.due() and "No next" not in page.due()) == (due is not None)
        assert page.due().startswith("Overdue") == (due is not None and due < "2026-11-22")
        found.append(page.due().split()[0])
    assert {"Next", "Overdue:"} <= set(found)


def test_all_sessions_may_be_followed_in_place_of_the_course(clinic) -> None:
    page = viewed(clinic)
    assert page.course.count() > 1
    page.course.setFocus()
    QTest.keyClick(page.course, Qt.Key.Key_End)
    assert page.course.currentText() == "All sessions"
    assert page.due().startswith("Submental fat")
    assert clinic.window.focusWidget() is page.board


def test_the_table_is_that_of_the_command_line(clinic, documents, tmp_path) -> None:
    page = viewed(clinic)
    button = next(one for one in page.patient.buttons if one.text() == "Export CSV")
    clinic.click(button)
    dialog = clinic.window.findChild(QFileDialog)
    out = documents / "course.csv"
    dialog.selectFile(str(out))
    dialog.accept()
    clinic.qtbot.waitUntil(out.exists)
    other = tmp_path / "other.csv"
    told(clinic, str(sessions(clinic)[0].session.id), "--csv", str(other))
    assert out.read_bytes() == other.read_bytes()
    rows = list(csv.reader(io.StringIO(out.read_text("utf-8-sig"))))
    assert len(rows) > 20
    assert [one.name for one in documents.iterdir()] == ["course.csv"]


def test_the_buttons_of_the_record_and_the_timeline_open_it(clinic) -> None:
    opened(clinic)
    flow = clinic.desk().course_view
    clinic.click(clinic.window.page.timeline.course_button)
    assert flow.open
    clinic.press(Qt.Key.Key_Escape)
    line = clinic.window.page.record.lines["course"]
    clinic.click(line.button)
    assert flow.open


def test_the_course_and_the_photographs_are_a_button_away(clinic) -> None:
    page = viewed(clinic)
    for text, kind in (("Course", CourseDialog), ("Photographs", PhotographsDialog)):
        clinic.click(next(one for one in page.patient.buttons if one.text() == text))
        dialog = clinic.window.findChild(kind)
        clinic.qtbot.waitUntil(dialog.isVisible)
        dialog.reject()
        clinic.activate()
        assert clinic.window.pages.currentWidget() is page
        clinic.qtbot.waitUntil(page.board.hasFocus)


def test_an_empty_session_says_what_to_do(person) -> None:
    person.new_patient("Empty, Eva")
    person.settle()
    person.press(Qt.Key.Key_H, SHIFT)
    page = measured(person)
    shown = page.board.shown
    assert len(shown.columns) == 1
    assert page.due() == "No next session is due."
    assert all(empty_words(shown, row) for row in page.board.rows)
    press(page, Qt.Key.Key_Down)
    assert "none" in page.reading()


def test_the_course_is_printed_as_it_is_followed(clinic, documents) -> None:
    page = viewed(clinic)
    clinic.click(next(one for one in page.patient.buttons if one.text() == "Print"))
    dialog = clinic.window.findChild(PrintDialog)
    clinic.qtbot.waitUntil(dialog.isVisible)
    assert dialog.suggested_path().name == "2026-11-09-00365-course.pdf"
    clinic.click(dialog.save_button)
    chooser = dialog.findChild(QFileDialog)
    clinic.qtbot.waitUntil(chooser.isActiveWindow)
    QTest.keyClick(chooser.findChild(QLineEdit), Qt.Key.Key_Return)
    clinic.qtbot.waitUntil(lambda: bool(list(documents.glob("*.pdf"))))
    (path,) = documents.glob("*.pdf")
    text = " ".join(" ".join(one.extract_text() for one in PdfReader(path).pages).split())
    assert "Course summary" in text
    assert "3 of 6 planned sessions" in text
    dialog.close()


def a_photograph(path, size=400):
    picture = QImage(size, size, QImage.Format.Format_RGB32)
    picture.fill(0xFF8899AA)
    picture.save(str(path))
    return read_photograph(path)


def test_photographs_stand_by_view_and_a_click_shows_them(clinic, tmp_path) -> None:
    opened(clinic)
    document = clinic.view().document
    attachment, image = a_photograph(tmp_path / "one.png")
    changes = add_photograph(
        document,
        attachment,
        size_px=(image.width(), image.height()),
        taken=datetime(2026, 11, 9, 10, 0),
        moment=Moment.BEFORE,
        view="under-chin",
        text="",
    )
    document.commit("Add photograph", changes)
    clinic.press(Qt.Key.Key_H, SHIFT)
    page = measured(clinic)
    (row,) = page.board.shown.photographs
    assert row.title == "Under the chin"
    assert [len(ids) for ids in row.photographs] == [0, 0, 1]
    clinic.qtbot.waitUntil(lambda: set(page.board.thumbs) == set(row.photographs[2]))
    place = [one.kind for one in page.board.rows].index(RowKind.PHOTOGRAPHS)
    for _ in range(place + 1):
        press(page, Qt.Key.Key_Down)
    QTest.mouseClick(page.board.viewport(), LEFT, NONE, middle(page, place, 2))
    dialog = clinic.window.findChild(PhotographsDialog)
    clinic.qtbot.waitUntil(dialog.isVisible)
    dialog.reject()
    assert page.board.chosen() == ()


def test_a_page_that_is_left_while_it_measures_measures_no_more(clinic) -> None:
    opened(clinic)
    clinic.press(Qt.Key.Key_H, SHIFT)
    flow = clinic.desk().course_view
    assert not flow.export_action.isEnabled()
    clinic.press(Qt.Key.Key_Escape)
    assert clinic.window.pages.currentWidget() is clinic.window.page
    clinic.qtbot.wait(50)
    assert flow.measured == {}
    clinic.press(Qt.Key.Key_H, SHIFT)
    assert len(measured(clinic).board.shown.charts[0].lines[0].values) == 3
