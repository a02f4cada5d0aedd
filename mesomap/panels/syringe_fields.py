"""The settings of a syringe, or of selected injections: the depth strip and the fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFrame, QGridLayout, QVBoxLayout, QWidget

from mesomap.model import Technique
from mesomap.paint.locale import format_number
from mesomap.paint.names import layer_name, technique_name
from mesomap.paint.theme import current_scale
from mesomap.paint.tokens import CAPTION, SMALL
from mesomap.panels.choice import Choice
from mesomap.panels.depth_strip import DepthStrip
from mesomap.panels.depth_view import DEEPEST_MM, DepthView
from mesomap.panels.look import caption, text_label, wrapping
from mesomap.panels.number_field import NumberField
from mesomap.panels.record.technique_tip import tip_techniques

STACKED_FROM = 1.25
"""From this text scale on, the strip stands over the fields rather than beside them."""
FIELD_PX = 138


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
    """The layer that all mean in place of a depth; "" where none or several are meant."""


class SyringeFields(QFrame):
    """The strip with depth, volume, angle; layer, technique, needle, radius."""

    depth_changed = Signal(float)
    depth_dragged = Signal(object)
    """The depth that is being dragged in the strip; None when that ended."""
    layer_changed = Signal(str)
    """A layer is meant, and the depth left open."""
    volume_changed = Signal(int)
    """In microlitres."""
    angle_changed = Signal(float)
    technique_changed = Signal(object)
    needle_changed = Signal(object)
    """The id (UUID) of a needle, or None."""
    radius_changed = Signal(object)
    """An overriding radius in mm, or None: let it follow from the volume."""
    done = Signal()
    """Enter in a field: the keyboard may go back to the chart."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stacked = current_scale() >= STACKED_FROM
        self.strip = DepthStrip()
        self.strip.depth_chosen.connect(self.depth_changed)
        self.strip.dragged.connect(self.depth_dragged)
        self._where = text_label("", SMALL, weight=600)
        self._reach = text_label("", CAPTION, role="t3")
        self._source = caption("", small=True)
        for label in (self._where, self._reach):
            wrapping(label)
        # What is below must not jump while the cursor goes from region to region.
        for label, lines in ((self._where, 1), (self._source, 2)):
            label.setMinimumHeight(lines * label.fontMetrics().lineSpacing())
            label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._offered: tuple[tuple[UUID, str], ...] | None = None
        self._make_fields()

    def _make_fields(self) -> None:
        self.depth_field = NumberField(
            name=self.tr("Depth"),
            unit=self.tr("mm"),
            maximum=DEEPEST_MM,
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
        self.layer_choice = self._choice(self.tr("Layer meant"))
        self.technique_choice = self._choice(self.tr("Technique"))
        self.needle_choice = self._choice(self.tr("Needle"))
        for technique in Technique:
            self.technique_choice.addItem(technique_name(technique), technique)
        tip_techniques(self.technique_choice)
        self.technique_choice.activated.connect(
            lambda row: self.technique_changed.emit(Technique(self.technique_choice.itemData(row)))
        )
        self.layer_choice.activated.connect(self._take_layer)
        self.needle_choice.activated.connect(
            lambda row: self.needle_changed.emit(self.needle_choice.itemData(row))
        )
        self.depth_field.value_changed.connect(lambda value: self.depth_changed.emit(value))
        self.volume_field.value_changed.connect(
            lambda value: self.volume_changed.emit(round(value * 1000))
        )
        self.angle_field.value_changed.connect(lambda value: self.angle_changed.emit(value))
        self.radius_field.value_changed.connect(self.radius_changed)
        for field in (self.depth_field, self.volume_field, self.angle_field, self.radius_field):
            field.committed.connect(self.done)

    @staticmethod
    def _choice(name: str) -> Choice:
        choice = Choice()
        choice.setAccessibleName(name)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return choice

    def depth_block(self) -> QBoxLayout:
        """The strip beside the three fields, or over them where the text is large."""
        ways = QBoxLayout.Direction
        stacked = self._stacked
        block = QBoxLayout(ways.TopToBottom if stacked else ways.LeftToRight)
        block.setSpacing(10)
        block.addWidget(self.strip, 0 if stacked else 1)
        fields = QVBoxLayout()
        fields.setSpacing(2)
        for words, field in (
            (self.tr("Depth"), self.depth_field),
            (self.tr("Volume"), self.volume_field),
            (self.tr("Angle"), self.angle_field),
        ):
            if not stacked:
                field.setFixedWidth(FIELD_PX)
            fields.addLayout(_under_its_name(words, field))
        fields.addStretch(1)
        block.addLayout(fields)
        return block

    def rows(self) -> QGridLayout:
        """What stands under it: layer, technique, needle, radius; in two columns if they fit."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        columns = 1 if self._stacked else 2
        for at, (words, field) in enumerate(
            (
                (self.tr("Technique"), self.technique_choice),
                (self.tr("Layer"), self.layer_choice),
                (self.tr("Needle"), self.needle_choice),
                (self.tr("Deposit radius"), self.radius_field),
            )
        ):
            row, column = divmod(at, columns)
            grid.addLayout(_under_its_name(words, field), row, column)
            grid.setColumnStretch(column, 1)
        return grid

    # Shown.

    def show_needles(self, offered: Sequence[tuple[UUID, str]]) -> None:
        """What may be chosen: ids and names; before them, none."""
        if tuple(offered) == self._offered:
            return
        self._offered = tuple(offered)
        with QSignalBlocker(self.needle_choice):
            self.needle_choice.clear()
            self.needle_choice.addItem(self.tr("not noted"), None)
            for id_, name in offered:
                self.needle_choice.addItem(name, id_)

    def show_layers(self, layers: Sequence[tuple[str, str]]) -> None:
        """What may be meant in place of a depth: ids and words."""
        with QSignalBlocker(self.layer_choice):
            self.layer_choice.clear()
            self.layer_choice.addItem(self.tr("by the depth"), "")
            for layer, words in layers:
                self.layer_choice.addItem(words, layer)

    def show_depth(self, view: DepthView) -> None:
        """The layers where the cursor is, and where the depth falls."""
        self.strip.show_view(view)
        for label, words in (
            (self._where, view.where),
            (self._reach, view.reach),
            (self._source, view.source),
        ):
            if label.text() != words:
                label.setText(words)
        self._reach.setVisible(bool(view.reach))
        self._source.setToolTip(view.details)

    def show_values(self, settings: Settings) -> None:
        """The values in force."""
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
        self.depth_field.set_placeholder(layer_name(settings.layer) or self.tr("differs"))
        for field in (self.volume_field, self.angle_field):
            field.set_placeholder(self.tr("differs"))
        with QSignalBlocker(self.technique_choice):
            self.technique_choice.setCurrentIndex(
                self.technique_choice.findData(settings.technique)
            )
        self._show_layer(settings)

    def _show_layer(self, settings: Settings) -> None:
        with QSignalBlocker(self.layer_choice):
            row = self.layer_choice.findData(settings.layer)
            if row < 0:
                # What a clinician wrote elsewhere is offered here too.
                self.layer_choice.addItem(settings.layer, settings.layer)
                row = self.layer_choice.count() - 1
            differs = settings.depth_mm is None and not settings.layer
            self.layer_choice.setCurrentIndex(-1 if differs else row)

    def lines(self) -> tuple[str, str, str]:
        """The lines under the strip: the layer, the needle's reach, whose figures these are."""
        return self._where.text(), self._reach.text(), self._source.text()

    def focus_layer(self) -> None:
        """The keyboard to the choice of a layer, its list open."""
        self.layer_choice.setFocus()
        self.layer_choice.showPopup()

    def _take_layer(self, row: int) -> None:
        layer = str(self.layer_choice.itemData(row))
        if layer:
            self.layer_changed.emit(layer)
        else:
            self.depth_field.setFocus()


def _under_its_name(words: str, field: QWidget) -> QVBoxLayout:
    label = text_label(words, CAPTION, role="t2")
    label.setBuddy(field)
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(label)
    column.addWidget(field)
    return column
