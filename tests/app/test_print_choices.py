"""Which paper, which sheet, which way round: chosen in the window, remembered, and printed so."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from mesomap.app import settings
from mesomap.app.print_dialog import PrintDialog
from mesomap.model import Side

pypdf = pytest.importorskip("pypdf")
MM = 25.4 / 72


def opened(person) -> PrintDialog:
    person.ctrl(Qt.Key.Key_P)
    dialog = person.window.findChild(PrintDialog)
    assert dialog is not None
    return dialog


def choose(choice, words: str) -> None:
    """By the keyboard: the row's first letters."""
    choice.setFocus()
    row = next(n for n in range(choice.count()) if choice.itemText(n).startswith(words))
    while choice.currentIndex() != row:
        QTest.keyClick(choice, Qt.Key.Key_Down if choice.currentIndex() < row else Qt.Key.Key_Up)


def a_session(person) -> None:
    person.new_patient("Sample, Anna")
    person.click_region("cheek-buccal", Side.LEFT)
    assert len(person.injections()) == 1


def test_one_to_one_on_its_side_is_what_the_pdf_has(person, documents: Path) -> None:
    a_session(person)
    dialog = opened(person)
    choose(dialog.template, "One to one")
    choose(dialog.paper, "Letter")
    choose(dialog.orientation, "On its side")
    person.click(dialog.save_button)
    chooser = dialog.findChild(QFileDialog)
    person.qtbot.waitUntil(chooser.isActiveWindow)
    line = chooser.findChild(QLineEdit)
    assert "one-to-one" in line.text()
    QTest.keyClick(line, Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: bool(list(documents.glob("*.pdf"))))
    (path,) = documents.glob("*.pdf")
    page = pypdf.PdfReader(path).pages[0]
    size = (float(page.mediabox.width) * MM, float(page.mediabox.height) * MM)
    assert size == pytest.approx((279.4, 215.9), abs=0.3)
    assert "Sheet A1" in " ".join(page.extract_text().split())
    dialog.close()
    assert (settings.paper(), settings.landscape(), settings.template()) == (
        "Letter",
        True,
        "one-to-one",
    )
    person.activate()
    again = opened(person)
    assert again.template.currentText().startswith("One to one")
    assert again.orientation.currentText() == "On its side"
    again.close()


def test_what_cannot_be_printed_says_so_and_another_paper_goes_on(person) -> None:
    person.new_patient("Sample, Anna")
    dialog = opened(person)
    choose(dialog.template, "One to one")
    assert "nothing to print one to one" in dialog.message.text()
    assert not dialog.save_button.isEnabled()
    choose(dialog.template, "Site chart")
    assert not dialog.message.isVisible()
    assert dialog.save_button.isEnabled()
    dialog.close()
