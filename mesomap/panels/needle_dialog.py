"""The clinic's needles: a list to edit, each with its length, gauge and, if many, its plate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mesomap.clinical.needles import FEWEST, MOST, PITCH_MM, plate, rows_of
from mesomap.model import Needle
from mesomap.paint.names import needle_name
from mesomap.paint.theme import current_scale
from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import caption, text_label
from mesomap.panels.number_field import NumberField
from mesomap.panels.plate_picture import PlatePicture
from mesomap.panels.reason import Reason


class NeedleDialog(QDialog):
    """The list on the left, the chosen needle on the right; nothing is kept before Save."""

    def __init__(self, needles: Sequence[Needle], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Needles of the clinic"))
        scale = current_scale()
        self.setMinimumSize(round(660 * scale), 420)
        # Those that are still offered first, the retired ones after them.
        self._needles = sorted(needles, key=lambda one: one.retired)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Needles"))
        self.list.setMinimumWidth(round(270 * scale))
        self.list.currentRowChanged.connect(self._show)
        self.name = QLineEdit()
        self.name.textEdited.connect(lambda text: self._change(name=" ".join(text.split())))
        self.length = NumberField(
            name=self.tr("Length"),
            unit=self.tr("mm"),
            minimum=0.1,
            maximum=60.0,
            step=0.5,
            decimals=2,
            least_decimals=1,
        )
        self.gauge = NumberField(
            name=self.tr("Gauge"),
            unit=self.tr("G"),
            minimum=14.0,
            maximum=40.0,
            decimals=0,
            optional=True,
        )
        self.gauge.set_placeholder(self.tr("not known"))
        self.count = NumberField(name=self.tr("Needles"), minimum=FEWEST, maximum=MOST, decimals=0)
        self.rows = NumberField(name=self.tr("Rows"), minimum=1, maximum=6, decimals=0)
        self.apart = NumberField(
            name=self.tr("Apart"), unit=self.tr("mm"), minimum=0.5, maximum=20.0, step=0.5
        )
        self.length.value_changed.connect(lambda value: self._change(length_mm=value))
        self.gauge.value_changed.connect(
            lambda value: self._change(gauge=None if value is None else int(value))
        )
        for field in (self.count, self.rows, self.apart):
            field.value_changed.connect(lambda _value: self._change_plate())
        self._picture = PlatePicture()
        self.add_button = Button(self.tr("Add"), "plus")
        self.add_button.clicked.connect(self._add)
        self.retire_button = Button(self.tr("Retire"))
        self.retire_button.clicked.connect(self._retire)
        self.save_button = Button(self.tr("Save"), kind=Kind.PRIMARY, height=36)
        self.save_button.clicked.connect(self.accept)
        self._reason = Reason(self.name)
        self._lay_out()
        self._fill(0)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        under = QHBoxLayout()
        under.setSpacing(8)
        under.addWidget(self.add_button)
        under.addWidget(self.retire_button)
        under.addStretch(1)
        left.addLayout(under)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("&Length"), self.length)
        form.addRow(self.tr("&Gauge"), self.gauge)
        form.addRow(self.tr("N&eedles"), self.count)
        form.addRow(self.tr("&Rows"), self.rows)
        form.addRow(self.tr("A&part"), self.apart)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addLayout(form)
        right.addWidget(self._picture, 1)
        both = QHBoxLayout()
        both.setSpacing(20)
        both.addLayout(left)
        both.addLayout(right, 1)
        cancel = Button(self.tr("Cancel"), height=36)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(text_label(self.tr("Needles of the clinic"), TITLE))
        column.addWidget(
            caption(
                self.tr(
                    "A list to edit: what it begins with names what the cited techniques use, not"
                    " what your supplier has. A retired needle stays known to the sessions that"
                    " used it."
                )
            )
        )
        column.addLayout(both, 1)
        column.addLayout(buttons)

    def entries(self) -> list[Needle]:
        """The needles as they were left."""
        return list(self._needles)

    def accept(self) -> None:
        """Close only when every needle has a name, and every number was taken."""
        fields = (self.length, self.gauge, self.count, self.rows, self.apart)
        if not all(field.commit() for field in fields):
            return
        for row, needle in enumerate(self._needles):
            if not needle.name.strip():
                self.list.setCurrentRow(row)
                self._reason.say(self.tr("A needle needs a name to be told apart."))
                self.name.setFocus()
                return
        super().accept()

    # Inside.

    def _chosen(self) -> Needle | None:
        row = self.list.currentRow()
        return self._needles[row] if 0 <= row < len(self._needles) else None

    def _fill(self, row: int) -> None:
        with QSignalBlocker(self.list):
            self.list.clear()
            for needle in self._needles:
                self.list.addItem(QListWidgetItem(self._line(needle)))
            self.list.setCurrentRow(row)
        self._show(row)

    def _line(self, needle: Needle) -> str:
        name = needle_name(needle) or self.tr("(no name yet)")
        return self.tr("{name} (retired)").format(name=name) if needle.retired else name

    def _show(self, row: int) -> None:
        if not 0 <= row < len(self._needles):
            return
        needle = self._needles[row]
        rows, apart = rows_of(needle)
        self.name.setText(needle_name(needle))
        self.length.set_value(needle.length_mm)
        self.gauge.set_value(None if needle.gauge is None else float(needle.gauge))
        self.count.set_value(float(needle.count))
        self.rows.set_value(float(rows))
        self.apart.set_value(apart)
        self._picture.show_plate(needle.plate)
        for field in (self.rows, self.apart):
            field.setEnabled(needle.count > 1)
        self.retire_button.setText(self.tr("Bring back") if needle.retired else self.tr("Retire"))
        self.retire_button.updateGeometry()

    def _change(self, **values: object) -> None:
        needle, row = self._chosen(), self.list.currentRow()
        if needle is None:
            return
        self._needles[row] = after = replace(needle, **values)  # type: ignore[arg-type]
        item = self.list.item(row)
        if item is not None:
            item.setText(self._line(after))
        self._picture.show_plate(after.plate)
        for field in (self.rows, self.apart):
            field.setEnabled(after.count > 1)

    def _change_plate(self) -> None:
        count = int(self.count.value() or 1)
        rows = int(self.rows.value() or 1)
        self._change(plate=plate(count, rows=rows, apart_mm=self.apart.value() or PITCH_MM))

    def _add(self) -> None:
        like = self._chosen()
        length_mm = like.length_mm if like is not None else 4.0
        made = Needle(id=uuid4(), name="", length_mm=length_mm)
        at = sum(not one.retired for one in self._needles)
        self._needles.insert(at, made)
        self._fill(at)
        self.name.setFocus()

    def _retire(self) -> None:
        needle, row = self._chosen(), self.list.currentRow()
        if needle is not None:
            self._needles[row] = replace(needle, retired=not needle.retired)
            self._fill(row)
