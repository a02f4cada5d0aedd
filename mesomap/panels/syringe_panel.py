"""The syringe in hand and its settings; or, with injections selected, theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mesomap.model import Syringe, Technique
from mesomap.paint.locale import format_ml, format_number
from mesomap.paint.names import technique_name
from mesomap.paint.tokens import BODY, DOCK_PADDING, SMALL
from mesomap.panels.buttons import Button
from mesomap.panels.choice import Choice
from mesomap.panels.look import heading, text_label, wrapping
from mesomap.panels.number_field import NumberField


@dataclass(frozen=True, slots=True)
class Settings:
    """What the fields show; None where the selected injections differ.

    `radius_mm` is the overriding radius, None where it follows from the volume, which makes
    `follows_mm` (None where that differs).
    """

    depth_mm: float | None
    volume_ul: int | None
    angle_deg: float | None
    technique: Technique | None
    radius_mm: float | None = None
    follows_mm: float | None = None
    layer: str = ""
    """What all mean in place of a depth, in ready words; "" where none or several are meant."""


class SyringePanel(QFrame):
    """Choice of syringe, then depth, volume, angle, technique, deposit radius."""

    syringe_chosen = Signal(object)
    """The id (UUID) of a syringe."""
    depth_changed = Signal(float)
    volume_changed = Signal(int)
    """In microlitres."""
    angle_changed = Signal(float)
    technique_changed = Signal(object)
    radius_changed = Signal(object)
    """An overriding radius in mm, or None: let it follow from the volume."""
    done = Signal()
    """Enter in a field: the keyboard may go back to the chart."""

    def __init__(self, add: QAction, edit: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._target = text_label("", SMALL, role="t3")
        self.choice = Choice()
        self.choice.setAccessibleName(self.tr("Syringe in hand"))
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choice.setMinimumContentsLength(8)
        self.choice.activated.connect(lambda row: self.syringe_chosen.emit(self._ids[row]))
        self._ids: list[UUID] = []
        self.edit_button = Button("", "pen").follow(edit, hint=False)
        self.add_button = Button("", "plus").follow(add, hint=False)
        self._mixture = text_label("", SMALL, role="t2")
        wrapping(self._mixture)
        self.depth_field = NumberField(
            name=self.tr("Depth"),
            unit=self.tr("mm"),
            maximum=60.0,
            step=0.5,
            decimals=2,
            least_decimals=1,
        )
        self.volume_field = NumberField(
            name=self.tr("Volume"),
            unit=self.tr("mL"),
            maximum=10.0,
            step=0.01,
            decimals=3,
            least_decimals=2,
        )
        self.angle_field = NumberField(
            name=self.tr("Angle"), unit="°", maximum=90.0, step=5.0, decimals=1, least_decimals=0
        )
        self.radius_field = NumberField(
            name=self.tr("Deposit radius"),
            unit=self.tr("mm"),
            minimum=0.1,
            maximum=30.0,
            step=0.5,
            decimals=1,
            optional=True,
        )
        self.technique_choice = Choice()
        self.technique_choice.setAccessibleName(self.tr("Technique"))
        self.technique_choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for technique in Technique:
            self.technique_choice.addItem(technique_name(technique), technique)
        self.technique_choice.activated.connect(
            lambda row: self.technique_changed.emit(Technique(self.technique_choice.itemData(row)))
        )
        self.depth_field.value_changed.connect(lambda value: self.depth_changed.emit(value))
        self.volume_field.value_changed.connect(
            lambda value: self.volume_changed.emit(round(value * 1000))
        )
        self.angle_field.value_changed.connect(lambda value: self.angle_changed.emit(value))
        self.radius_field.value_changed.connect(self.radius_changed)
        for field in (self.depth_field, self.volume_field, self.angle_field, self.radius_field):
            field.committed.connect(self.done)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(heading(self.tr("Syringe")))
        top.addStretch(1)
        top.addWidget(self._target)
        choose = QHBoxLayout()
        choose.setSpacing(6)
        choose.addWidget(self.choice, 1)
        choose.addWidget(self.edit_button)
        choose.addWidget(self.add_button)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        fields: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Depth"), self.depth_field),
            (self.tr("Volume"), self.volume_field),
            (self.tr("Angle"), self.angle_field),
            (self.tr("Technique"), self.technique_choice),
            (self.tr("Deposit radius"), self.radius_field),
        )
        for row, (words, field) in enumerate(fields):
            label = text_label(words, BODY)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            field.setFixedWidth(168)
            grid.addWidget(field, row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(DOCK_PADDING, 12, DOCK_PADDING, 14)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(choose)
        column.addWidget(self._mixture)
        column.addLayout(grid)

    # Shown.

    def show_syringes(self, syringes: Sequence[Syringe], chosen: UUID | None) -> None:
        """The session's syringes, and the one in hand."""
        with QSignalBlocker(self.choice):
            self.choice.clear()
            self._ids = [syringe.id for syringe in syringes]
            for syringe in syringes:
                drawn = f", {format_ml(syringe.drawn_ul)}" if syringe.drawn_ul else ""
                self.choice.addItem(syringe.name + drawn)
            if chosen in self._ids:
                self.choice.setCurrentIndex(self._ids.index(chosen))
        current = next((s for s in syringes if s.id == chosen), None)
        words = ""
        if current is not None:
            words = current.mixture or self.tr("Mixture not noted yet: the pen notes it.")
            if current.mg_per_ml is not None:
                strength = format_number(current.mg_per_ml, 2).rstrip("0").rstrip(".,")
                words += self.tr(", {value} mg/mL").format(value=strength)
        self._mixture.setText(words)

    def show_settings(self, settings: Settings, target: str) -> None:
        """The values in force, and whose they are in ready words."""
        self._target.setText(target)
        self.depth_field.set_value(settings.depth_mm)
        volume = settings.volume_ul
        self.volume_field.set_value(None if volume is None else volume / 1000)
        self.angle_field.set_value(settings.angle_deg)
        self.radius_field.set_value(settings.radius_mm)
        follows = settings.follows_mm
        self.radius_field.set_placeholder(
            self.tr("differs") if follows is None else format_number(follows, 1)
        )
        self.radius_field.setToolTip(
            self.tr("Grey: it follows from the volume. Type a number to set it, empty it to undo.")
        )
        self.depth_field.set_placeholder(settings.layer or self.tr("differs"))
        for field in (self.volume_field, self.angle_field):
            field.set_placeholder(self.tr("differs"))
        with QSignalBlocker(self.technique_choice):
            self.technique_choice.setCurrentIndex(
                self.technique_choice.findData(settings.technique)
            )

    def target(self) -> str:
        """Whose settings these are, as it says."""
        return self._target.text()
