"""The record's lines: what they say, what they open, and folding."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mesomap.panels.record.jump_bar import JumpBar
from mesomap.panels.record.record_panel import LINES, RecordPanel


def shown(qtbot: QtBot) -> RecordPanel:
    panel = RecordPanel()
    qtbot.addWidget(panel)
    panel.resize(328, 400)
    panel.show()
    return panel


def test_a_line_shows_once_something_is_said_of_it(qtbot: QtBot) -> None:
    panel = shown(qtbot)
    assert not any(line.isVisible() for line in panel.lines.values())
    panel.show_line("consent", "noted 22 Nov 2026", "done")
    assert panel.lines["consent"].isVisible()
    assert panel.lines["consent"].text() == "noted 22 Nov 2026"
    assert list(panel.lines) == list(LINES)


def test_a_click_and_the_keyboard_open_what_a_line_speaks_of(qtbot: QtBot) -> None:
    panel = shown(qtbot)
    panel.show_line("questionnaire", "not asked yet", "open")
    line = panel.lines["questionnaire"]
    with qtbot.waitSignal(panel.line_chosen) as clicked:
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(panel.line_chosen) as typed:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert clicked.args == typed.args == ["questionnaire"]


def test_folding_leaves_the_heading_and_says_how_much_is_open(qtbot: QtBot) -> None:
    panel = shown(qtbot)
    panel.show_line("questionnaire", "not asked yet", "open")
    panel.show_line("consent", "withdrawn", "warn")
    panel.show_line("people", "Dr. B. Example", "done")
    whole = panel.sizeHint().height()
    with qtbot.waitSignal(panel.folded_changed) as folded:
        panel.set_folded(True)
    assert folded.args == [True]
    assert not panel.lines["consent"].isVisible()
    assert panel.sizeHint().height() < whole
    assert panel.count.text() == "2 open"


def test_what_is_open_stays_in_sight_and_leads_there(qtbot: QtBot) -> None:
    panel, bar = shown(qtbot), JumpBar()
    qtbot.addWidget(bar)
    panel.counted.connect(bar.show_record)
    bar.record_wanted.connect(panel.go)
    panel.set_folded(True)
    panel.show_line("questionnaire", "not asked yet", "open")
    assert bar.record.text() == "Record: 1 open"
    panel.show_line("questionnaire", "asked", "done")
    assert bar.record.text() == "Record"
    qtbot.mouseClick(bar.record, Qt.MouseButton.LeftButton)
    assert not panel.is_folded()
    for waiting, words in ((0, "No remarks"), (1, "1 remark"), (3, "3 remarks")):
        bar.show_remarks(waiting)
        assert bar.remarks.text() == words
