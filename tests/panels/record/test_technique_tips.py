"""Where a technique is chosen, its tooltip says what is known of it, with the source."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication

from mesomap.model import Technique
from mesomap.panels.area_fields import technique_choice
from mesomap.panels.record.technique_tip import technique_tip


def test_a_tip_names_depth_spacing_and_source():
    tip = technique_tip(Technique.NAPPAGE)
    assert "Depth: 2 to 4 mm" in tip
    assert "esteticamedicasamo.com; convention, unverified)" in tip
    assert "Depth, another school: at most 2 mm (Perrin" in tip
    assert "Schools disagree on nappage" in tip


@pytest.mark.parametrize("technique", Technique)
def test_every_technique_has_one(technique):
    assert len(technique_tip(technique).splitlines()) > 1


def test_the_choice_shows_that_of_its_line(qtbot):
    choice = technique_choice()
    qtbot.addWidget(choice)
    choice.show()
    choice.setCurrentIndex(1)
    help_event = QHelpEvent(QEvent.Type.ToolTip, QPoint(4, 4), choice.mapToGlobal(QPoint(4, 4)))
    QApplication.sendEvent(choice, help_event)
    assert choice.toolTip() == technique_tip(Technique.GUN)
    assert "AAPS 2014;20:97" in choice.itemData(1, Qt.ItemDataRole.ToolTipRole)
