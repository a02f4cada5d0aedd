"""How the tables of a comparison look and are walked through: whole rows, no grid, no editing."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QTableView

from mesomap.paint.tokens import SMALL, TARGET
from mesomap.panels.look import sized


def make_quiet(table: QTableView, name: str) -> None:
    """Set up a table that is read and whose rows are chosen one at a time."""
    table.setObjectName("compareTable")
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(TARGET)
    header = table.horizontalHeader()
    header.setFont(sized(SMALL, weight=500))
    header.setFixedHeight(TARGET + 2)
    header.setHighlightSections(False)
    header.setSectionsClickable(False)
