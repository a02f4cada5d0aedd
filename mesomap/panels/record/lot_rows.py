"""The lots of a product: number, the last day of use, and whether it was recalled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mesomap.model import Lot
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.date_field import DateField


class LotRows(QWidget):
    """A row a lot; one without a number is none, one that was kept stays."""

    edited = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._product: UUID | None = None
        self._rows: list[_Row] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        self.add_button = Button(self.tr("Add lot"), "plus", kind=Kind.BARE)
        self.add_button.clicked.connect(lambda: self._add(None).number.setFocus())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._column)
        column.addWidget(self.add_button)

    def show_lots(self, product: UUID, lots: Sequence[Lot]) -> None:
        """Show the lots of a product."""
        self._product = product
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for one in lots:
            self._add(one)

    def lots(self) -> list[Lot]:
        """What is typed."""
        assert self._product is not None
        found = (row.lot(self._product) for row in self._rows)
        return [one for one in found if one is not None]

    def commit(self) -> bool:
        """Whether every day is one."""
        return all(row.expiry.checked() for row in self._rows)

    def _add(self, one: Lot | None) -> _Row:
        row = _Row(one, self._today)
        row.number.textEdited.connect(lambda _text: self.edited.emit())
        row.expiry.edited.connect(self.edited)
        row.recalled.toggled.connect(lambda _on: self.edited.emit())
        row.note.textEdited.connect(lambda _text: self.edited.emit())
        self._rows.append(row)
        self._column.addWidget(row)
        return row


class _Row(QWidget):
    def __init__(self, one: Lot | None, today: date) -> None:
        super().__init__()
        self._kept, self._today, self._id = one, today, uuid4()
        self.number = QLineEdit(one.number if one else "")
        self.number.setPlaceholderText(self.tr("Lot number"))
        self.number.setAccessibleName(self.tr("Lot number"))
        self.expiry = DateField(name=self.tr("Use until"), to_come=True)
        self.expiry.set_value(one.expiry if one else None)
        self.recalled = QCheckBox(self.tr("Recalled"))
        self.recalled.setChecked(one is not None and one.recalled is not None)
        self.note = QLineEdit(one.recall_note if one else "")
        self.note.setPlaceholderText(self.tr("what was said of it"))
        self.note.setAccessibleName(self.tr("What was said of the recall"))
        self.note.setVisible(self.recalled.isChecked())
        self.recalled.toggled.connect(self.note.setVisible)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.number, 2)
        line.addWidget(self.expiry, 3)
        line.addWidget(self.recalled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.note)

    def lot(self, product: UUID) -> Lot | None:
        number = " ".join(self.number.text().split())
        kept = self._kept
        if not number and kept is None:
            return None
        try:
            expiry = self.expiry.value()
        except ValueError:
            expiry = kept.expiry if kept is not None else None
        base = kept if kept is not None else Lot(id=self._id, product=product, number=number)
        recalled = (base.recalled or self._today) if self.recalled.isChecked() else None
        return replace(
            base,
            number=number,
            expiry=expiry,
            recalled=recalled,
            recall_note=" ".join(self.note.text().split()) if recalled is not None else "",
        )
