"""Fields of area passes that more than one panel has."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mesomap.document.edits_areas import IN_AREAS
from mesomap.model import Technique
from mesomap.paint.names import technique_name
from mesomap.panels.choice import Choice
from mesomap.panels.record.technique_tip import tip_techniques


def technique_choice() -> Choice:
    """The techniques that treat an area without marking each entry, by their values."""
    choice = Choice()
    choice.setAccessibleName(QCoreApplication.translate("area passes", "Technique"))
    for technique in IN_AREAS:
        choice.addItem(technique_name(technique), technique.value)
    tip_techniques(choice)
    return choice


def technique_of(choice: Choice) -> Technique:
    """The technique that is chosen."""
    return Technique(choice.currentData())
