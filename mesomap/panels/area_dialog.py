"""One area pass: technique, device, volume, entries, depth; and its removal."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from mesomap.model import Technique
from mesomap.paint.locale import format_area_cm2
from mesomap.paint.tokens import TITLE
from mesomap.panels.area_fields import technique_choice, technique_of
from mesomap.panels.area_view import AreaView, density_words, title_words
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import caption, text_label
from mesomap.panels.number_field import NumberField
from mesomap.panels.reason import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaEntry:
    """What was typed of an area pass."""

    technique: Technique
    device: str
    volume_ul: int
    entries: int | None
    estimated: bool
    depth_mm: float | None
    layer: str


class AreaDialog(QDialog):
    """Enter saves; Delete removes."""

    REMOVE = 2
    """The result when it is to be removed."""

    def __init__(self, view: AreaView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self.setWindowTitle(self.tr("Area pass"))
        self.setMinimumWidth(460)
        self.technique = technique_choice()
        if self.technique.findData(view.technique.value) < 0:
            from mesomap.paint.names import technique_name

            self.technique.addItem(technique_name(view.technique), view.technique.value)
        self.technique.setCurrentIndex(self.technique.findData(view.technique.value))
        self.device = QLineEdit(view.device)
        self.device.setPlaceholderText(self.tr("e.g. meso-gun, its name"))
        self.volume = NumberField(
            name=self.tr("Volume"),
            unit=self.tr("mL"),
            maximum=100.0,
            step=0.1,
            decimals=3,
            least_decimals=2,
        )
        self.volume.set_value(view.volume_ul / 1000.0)
        self.volume.value_changed.connect(lambda _value: self._say())
        self.entries = NumberField(
            name=self.tr("Entries"), maximum=100_000, step=10, decimals=0, optional=True
        )
        self.entries.set_placeholder(self.tr("not known"))
        self.entries.set_value(None if view.entries is None else float(view.entries))
        self.estimated = QCheckBox(self.tr("Estimated, not counted"))
        self.estimated.setChecked(view.estimated)
        self.entries.value_changed.connect(lambda _value: self.estimated.setChecked(False))
        self.deep = NumberField(
            name=self.tr("Depth"),
            unit=self.tr("mm"),
            maximum=20.0,
            step=0.5,
            decimals=1,
            optional=True,
        )
        self.deep.set_placeholder(self.tr("by layer"))
        self.deep.set_value(view.depth_mm)
        self.layer = QLineEdit(view.layer)
        self.layer.setPlaceholderText(self.tr("e.g. superficial dermis"))
        self._density = caption("")
        self._reason = Reason(self.volume)
        self._lay_out()
        self._say()
        self.volume.setFocus()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.addRow(self.tr("&Technique"), self.technique)
        form.addRow(self.tr("De&vice"), self.device)
        form.addRow(self.tr("V&olume in all"), self.volume)
        form.addRow("", self._density)
        form.addRow(self.tr("&Entries"), self.entries)
        form.addRow("", self.estimated)
        form.addRow(self.tr("De&pth"), self.deep)
        form.addRow(self.tr("or &layer"), self.layer)
        self.save_button = Button(self.tr("Save"), kind=Kind.PRIMARY, height=36)
        self.save_button.clicked.connect(self.accept)
        self.remove_button = Button(self.tr("Remove"), "delete", height=36)
        self.remove_button.clicked.connect(lambda: self.done(self.REMOVE))
        cancel = Button(self.tr("Cancel"), height=36)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.remove_button)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(text_label(title_words(self._view), TITLE))
        what = self.tr("the whole region") if self._view.whole else self.tr("part of the region")
        where = f"{format_area_cm2(self._view.area_mm2)}, {what} · {self._view.syringe}"
        column.addWidget(caption(where))
        column.addLayout(form)
        column.addLayout(buttons)

    def entry(self) -> AreaEntry:
        """What was typed; only after `accept`."""
        entries = self.entries.value()
        return AreaEntry(
            technique=technique_of(self.technique),
            device=self.device.text(),
            volume_ul=round((self.volume.value() or 0.0) * 1000),
            entries=None if entries is None else round(entries),
            estimated=self.estimated.isChecked(),
            depth_mm=self.deep.value(),
            layer=self.layer.text(),
        )

    def density(self) -> str:
        """mL and mg on each cm2, as shown."""
        return self._density.text()

    def accept(self) -> None:
        """Close only with numbers that were taken."""
        if not (self.volume.commit() and self.entries.commit() and self.deep.commit()):
            return
        if not self.volume.value():
            self._reason.say(self.tr("An area pass needs a volume: type how many mL."))
            self.volume.setFocus()
            return
        super().accept()

    def _say(self) -> None:
        volume = round((self.volume.value() or 0.0) * 1000)
        self._density.setText(density_words(volume, self._view.area_mm2, self._view.mg_per_ml))
