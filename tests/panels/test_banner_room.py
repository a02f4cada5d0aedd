"""The banner keeps the name and the allergies whole, whatever else has to give way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from mesomap.paint.theme import apply_theme
from mesomap.panels.banner import Banner


@pytest.fixture(autouse=True)
def _as_before(qapp: QApplication) -> Iterator[None]:
    yield
    apply_theme(qapp, "light")


@pytest.mark.parametrize("scale", [1.0, 1.15, 1.3, 1.5])
@pytest.mark.parametrize("width", [1366, 1920])
def test_name_and_allergies_are_whole(
    qtbot: QtBot, qapp: QApplication, scale: float, width: int
) -> None:
    apply_theme(qapp, "light", scale=scale)
    banner = Banner(*(QAction("Do", qapp) for _ in range(5)))
    qtbot.addWidget(banner)
    banner.show_patient("Sample, Anna", "born 14 Mar 1981, 45 · female · no. 00417", "Lidocaine")
    banner.show_session("Session 3, 10 Nov 2026", "Draft")
    banner.show_course("number 3 of 5", "")
    banner.show_saved("All saved")
    banner.resize(width, banner.height())
    banner.show()
    for words in ("Sample, Anna", "Allergies: Lidocaine"):
        (label,) = (one for one in banner.findChildren(QLabel) if one.text() == words)
        assert label.isVisible()
        assert label.width() >= label.sizeHint().width()
