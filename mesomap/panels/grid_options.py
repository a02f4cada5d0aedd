"""The grid tool's options, and what the grid would be before it is placed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mesomap.paint.locale import format_area_cm2, format_ml, format_mm, format_percent
from mesomap.paint.tokens import BODY, DOCK_PADDING, SMALL
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import count_words, heading, text_label, wrapping
from mesomap.panels.number_field import NumberField


@dataclass(frozen=True, slots=True)
class GridChoice:
    """A pattern (square, hex), its spacing, angle and margins; mm and degrees."""

    pattern: str = "square"
    spacing_mm: float = 10.0
    angle_deg: float = 0.0
    margin_mm: float = 0.0
    below_jaw_mm: float = 0.0
    """Width of the strip below the mandible's lower border that stays free."""


@dataclass(frozen=True, slots=True)
class GridFigures:
    """What the previewed grid would be."""

    region: str
    count: int
    coverage: float
    spacing_mm: float | None
    volume_ul: int
    area_mm2: float | None = None
    taken: int = 0
    """Places of the grid that hold an injection already and are left out."""


class GridOptions(QFrame):
    """Shown while the grid tool is in hand."""

    choice_changed = Signal(object)
    """The `GridChoice` to preview."""
    done = Signal()

    def __init__(self, place: QAction, cancel: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.square = Button(self.tr("Square"), "square", kind=Kind.BARE)
        self.hexagonal = Button(self.tr("Hexagonal"), "hexagon", kind=Kind.BARE)
        self._patterns = QButtonGroup(self)
        for button, tip in (
            (self.square, self.tr("Rows and columns at right angles")),
            (self.hexagonal, self.tr("Every other row between the columns: covers most evenly")),
        ):
            button.setCheckable(True)
            button.setToolTip(tip)
            self._patterns.addButton(button)
        self.square.setChecked(True)
        self._patterns.buttonClicked.connect(lambda _button: self._changed())
        mm = self.tr("mm")
        self.spacing = NumberField(
            name=self.tr("Spacing"), unit=mm, minimum=1.0, maximum=60.0, step=0.5, decimals=1
        )
        self.angle = NumberField(
            name=self.tr("Angle"),
            unit="°",
            minimum=-180.0,
            maximum=180.0,
            step=5.0,
            decimals=1,
            least_decimals=0,
        )
        self.margin = NumberField(
            name=self.tr("Margin"), unit=mm, maximum=60.0, step=0.5, decimals=1
        )
        self.jaw = NumberField(
            name=self.tr("Free below the jaw"), unit=mm, maximum=60.0, step=1.0, decimals=1
        )
        self.jaw.setToolTip(
            self.tr("Keep this far from the mandible's lower border, on the submental skin only")
        )
        self.jaw.set_value(0.0)
        self.spacing.set_value(10.0)
        self.angle.set_value(0.0)
        self.margin.set_value(0.0)
        for field in (self.spacing, self.angle, self.margin, self.jaw):
            field.value_changed.connect(lambda _value: self._changed())
            field.committed.connect(self.done)
        self.angle.setToolTip(self.tr("Counter-clockwise from the region's natural direction"))
        self.margin.setToolTip(self.tr("Keep this far from the region's border"))
        self._line = text_label("", BODY, weight=600)
        self._more = text_label("", SMALL, role="t2")
        for label in (self._line, self._more):
            wrapping(label)
        self.place_button = Button(self.tr("Place"), "check", kind=Kind.PRIMARY).follow(place)
        self.cancel_button = Button(self.tr("Cancel"), kind=Kind.PLAIN).follow(cancel)
        self._lay_out()
        self.show_jaw(False)
        self.show_preview(None)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(heading(self.tr("Grid")))
        top.addStretch(1)
        top.addWidget(self.square)
        top.addWidget(self.hexagonal)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for row, (words, field) in enumerate(
            (
                (self.tr("Spacing"), self.spacing),
                (self.tr("Angle"), self.angle),
                (self.tr("Edge margin"), self.margin),
                (self.tr("Free below the jaw"), self.jaw),
            )
        ):
            label = self._jaw_label = text_label(words, BODY)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            field.setFixedWidth(168)
            grid.addWidget(field, row, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.place_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(DOCK_PADDING, 12, DOCK_PADDING, 14)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(grid)
        column.addWidget(self._line)
        column.addWidget(self._more)
        column.addLayout(buttons)

    def choice(self) -> GridChoice:
        """The grid that the fields describe."""
        return GridChoice(
            "hex" if self.hexagonal.isChecked() else "square",
            self.spacing.value() or 10.0,
            self.angle.value() or 0.0,
            self.margin.value() or 0.0,
            self.jaw.value() or 0.0,
        )

    def show_jaw(self, shown: bool) -> None:
        """Offer the strip below the jaw while the grid lies under it."""
        self.jaw.setVisible(shown)
        self._jaw_label.setVisible(shown)

    def show_choice(self, choice: GridChoice) -> None:
        """Show a grid that was changed on the chart."""
        self.hexagonal.setChecked(choice.pattern == "hex")
        self.square.setChecked(choice.pattern != "hex")
        self.spacing.set_value(choice.spacing_mm)
        self.angle.set_value(round(choice.angle_deg, 1))
        self.margin.set_value(choice.margin_mm)

    def show_preview(self, figures: GridFigures | None) -> None:
        """What would be placed; None asks for a region."""
        if figures is None:
            self._line.setText(self.tr("Click a region on the chart to fill it."))
            self._more.setText(
                self.tr("The grid shows there first; nothing is placed until you say so.")
            )
            return
        self._line.setText(
            self.tr("{region}: {injections}, {volume}").format(
                region=figures.region,
                injections=count_words(figures.count),
                volume=format_ml(figures.volume_ul),
            )
        )
        parts = [self.tr("coverage {share}").format(share=format_percent(figures.coverage))]
        if figures.spacing_mm is not None:
            parts.append(self.tr("nearest neighbour {mm}").format(mm=format_mm(figures.spacing_mm)))
        if figures.area_mm2 is not None:
            parts.append(self.tr("{area} of skin").format(area=format_area_cm2(figures.area_mm2)))
        if figures.taken:
            parts.append(self.tr("{n} taken already").format(n=figures.taken))
        self._more.setText(", ".join(parts))

    def preview_text(self) -> str:
        """The preview's lines as they are shown."""
        return f"{self._line.text()}\n{self._more.text()}"

    def _changed(self) -> None:
        self.choice_changed.emit(self.choice())
