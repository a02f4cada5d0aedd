"""The grid tool's options, and what the grid would be before it is placed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from mesomap.paint.tokens import BODY, DOCK_PADDING, SMALL
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.choice import Choice
from mesomap.panels.grid_choice import GridChoice, GridFigures, first_line, fit_line, second_line
from mesomap.panels.look import heading, text_label, wrapping
from mesomap.panels.number_field import NumberField

_FIELD_PX = 140
_LESION_USES = ("avoid", "fill", "ignore")


class GridOptions(QFrame):
    """Shown while the grid tool is in hand."""

    choice_changed = Signal(object)
    """The `GridChoice` to preview."""
    corners_wanted = Signal(bool)
    """Whether clicks set the corners of an outline."""
    done = Signal()

    def __init__(
        self, place: QAction, cancel: QAction, best_fit: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.square = Button(self.tr("Square"), "square", kind=Kind.BARE)
        self.hexagonal = Button(self.tr("Hexagonal"), "hexagon", kind=Kind.BARE)
        self.rows = Button(self.tr("Rows"), "row", kind=Kind.BARE)
        self._make_patterns()
        self._make_fields()
        self._make_free()
        self.outline = Button(self.tr("Outline"), "lasso", kind=Kind.BARE)
        self.outline.setCheckable(True)
        self.outline.setToolTip(
            self.tr(
                "Drag around a part of the regions to fill only that; with this on, clicks set"
                " the outline's corners, Enter closes it"
            )
        )
        self.outline.toggled.connect(self.corners_wanted)
        self.wanted = NumberField(
            name=self.tr("Wanted coverage"),
            unit="%",
            minimum=1.0,
            maximum=100.0,
            step=1.0,
            decimals=1,
            least_decimals=0,
            optional=True,
        )
        self.wanted.set_placeholder(self.tr("as is"))
        self.wanted.setToolTip(self.tr("Empty: no less than the grid covers as it lies"))
        self.wanted.committed.connect(self.done)
        self.turn = QCheckBox(self.tr("Turn it too"))
        self.turn.setToolTip(self.tr("Look for the best angle besides the best place"))
        self.fit_button = Button(self.tr("Best fit"), "target").follow(best_fit)
        self._line = text_label("", BODY, weight=600)
        self._more = text_label("", SMALL, role="t2")
        self._found = text_label("", SMALL, role="ok")
        for label in (self._line, self._more, self._found):
            wrapping(label)
        self.place_button = Button(self.tr("Place"), "check", kind=Kind.PRIMARY).follow(place)
        self.cancel_button = Button(self.tr("Cancel"), kind=Kind.PLAIN).follow(cancel)
        self._offset_mm = (0.0, 0.0)
        self._shown: tuple[object, ...] = ()
        self._labels: dict[QWidget, QLabel] = {}
        self._lay_out()
        self._shown = self._shape()
        self.show_jaw(False)
        self.show_lesions(False)
        self._show_rows()
        self.show_preview(None)

    def _make_patterns(self) -> None:
        self._patterns = QButtonGroup(self)
        for button, tip in (
            (self.square, self.tr("Rows and columns at right angles")),
            (self.hexagonal, self.tr("Every other row between the columns: covers most evenly")),
            (self.rows, self.tr("Rows with a distance of their own")),
        ):
            button.setCheckable(True)
            button.setToolTip(tip)
            self._patterns.addButton(button)
        self.square.setChecked(True)
        self._patterns.buttonClicked.connect(lambda _button: self._changed())

    def _make_fields(self) -> None:
        self.spacing = self._mm_field(self.tr("Spacing"), step=0.5, minimum=1.0, value=10.0)
        self.row_spacing = self._mm_field(self.tr("Row spacing"), step=0.5, minimum=1.0, value=10.0)
        self.stagger = QCheckBox(self.tr("Every other row shifted"))
        self.stagger.setToolTip(self.tr("By half a spacing"))
        self.stagger.toggled.connect(lambda _on: self._changed())
        self.angle = NumberField(
            name=self.tr("Angle"),
            unit="°",
            minimum=-180.0,
            maximum=180.0,
            step=5.0,
            decimals=1,
            least_decimals=0,
        )
        self.angle.set_value(0.0)
        self.angle.setToolTip(self.tr("Counter-clockwise from the region's natural direction"))
        self._follow(self.angle)
        self.margin = self._mm_field(self.tr("Margin"), step=0.5)
        self.margin.setToolTip(self.tr("Keep this far from the border of what is filled"))

    def _make_free(self) -> None:
        self.jaw = self._mm_field(self.tr("Free below the jaw"), step=1.0)
        self.jaw.setToolTip(
            self.tr("Keep this far from the mandible's lower border, on the submental skin only")
        )
        self.lesions = Choice()
        self.lesions.setAccessibleName(self.tr("Lesions"))
        for words in (self.tr("Keep free"), self.tr("Fill only these"), self.tr("Take no notice")):
            self.lesions.addItem(words)
        self.lesions.setToolTip(
            self.tr("What the grid does with the patient's lesions in these regions")
        )
        self.lesions.activated.connect(lambda _at: self._changed())
        self.around = self._mm_field(self.tr("Free around lesions"), step=0.5)
        self.caution = QCheckBox(self.tr("Keep caution structures free"))
        self.caution.setToolTip(
            self.tr("Population means from cited figures; a patient's own may lie elsewhere")
        )
        self.caution.toggled.connect(lambda _on: self._changed())
        self.rest = NumberField(
            name=self.tr("Treated within"),
            unit=self.tr("days"),
            minimum=1.0,
            maximum=3650.0,
            step=1.0,
            decimals=0,
            optional=True,
        )
        self.rest.set_placeholder(self.tr("off"))
        self.rest.setToolTip(
            self.tr("Keep the skin free that earlier sessions treated within so many days")
        )
        self._follow(self.rest)

    def _mm_field(
        self, name: str, *, step: float, minimum: float = 0.0, value: float = 0.0
    ) -> NumberField:
        field = NumberField(
            name=name, unit=self.tr("mm"), minimum=minimum, maximum=60.0, step=step, decimals=1
        )
        field.set_value(value)
        self._follow(field)
        return field

    def _follow(self, field: NumberField) -> None:
        field.value_changed.connect(lambda _value: self._changed())
        field.committed.connect(self.done)

    def _lay_out(self) -> None:
        patterns = QHBoxLayout()
        patterns.setSpacing(4)
        for button in (self.square, self.hexagonal, self.rows):
            patterns.addWidget(button)
        patterns.addStretch(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Spacing"), self.spacing),
            (self.tr("Row spacing"), self.row_spacing),
            ("", self.stagger),
            (self.tr("Angle"), self.angle),
            (self.tr("Edge margin"), self.margin),
            (self.tr("Free below the jaw"), self.jaw),
            (self.tr("Lesions"), self.lesions),
            (self.tr("Free around lesions"), self.around),
            ("", self.caution),
            (self.tr("Free if treated within"), self.rest),
        )
        for row, (words, field) in enumerate(rows):
            if not words:
                grid.addWidget(field, row, 0, 1, 2)
                continue
            label = self._labels[field] = text_label(words, BODY)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            field.setFixedWidth(_FIELD_PX)
            grid.addWidget(field, row, 1)
        fit = QHBoxLayout()
        fit.setSpacing(8)
        fit.addWidget(self.fit_button)
        fit.addStretch(1)
        self.wanted.setFixedWidth(_FIELD_PX)
        fit.addWidget(self.wanted)
        top = QHBoxLayout()
        top.addWidget(heading(self.tr("Grid")))
        top.addStretch(1)
        top.addWidget(self.outline)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.place_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(DOCK_PADDING, 12, DOCK_PADDING, 14)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(patterns)
        column.addLayout(grid)
        column.addLayout(fit)
        column.addWidget(self.turn)
        for label in (self._line, self._more, self._found):
            column.addWidget(label)
        column.addLayout(buttons)

    # The choice.

    def choice(self) -> GridChoice:
        """The grid that the fields describe."""
        rows = self.rows.isChecked()
        spacing = self.spacing.value() or 10.0
        return GridChoice(
            pattern="rows" if rows else "hex" if self.hexagonal.isChecked() else "square",
            spacing_mm=spacing,
            angle_deg=self.angle.value() or 0.0,
            margin_mm=self.margin.value() or 0.0,
            below_jaw_mm=self.jaw.value() or 0.0,
            row_spacing_mm=(self.row_spacing.value() or spacing) if rows else None,
            stagger=rows and self.stagger.isChecked(),
            offset_mm=self._offset_mm,
            lesions=_LESION_USES[self.lesions.currentIndex()],
            lesion_margin_mm=self.around.value() or 0.0,
            avoid_caution=self.caution.isChecked(),
            rest_days=None if (days := self.rest.value()) is None else round(days),
        )

    def wanted_coverage(self) -> float | None:
        """What best fit is to reach, 0 to 1; None: no less than now."""
        percent = self.wanted.value()
        return None if percent is None else percent / 100.0

    def show_jaw(self, shown: bool) -> None:
        """Offer the strip below the jaw while the grid lies under it."""
        self._show(self.jaw, shown)

    def show_lesions(self, shown: bool) -> None:
        """Offer a choice while the patient has lesions."""
        self._show(self.lesions, shown)
        self._show(self.around, shown and self.lesions.currentIndex() == 0)

    def show_history(self, shown: bool) -> None:
        """Offer to leave treated skin free while the patient has earlier sessions."""
        self._show(self.rest, shown)

    def keep_rested(self, days: float | None) -> None:
        """Leave free what was treated within so many days; None: no matter."""
        if days != self.rest.value():
            self.rest.set_value(days)
            self._changed()

    def _show(self, field: QWidget, shown: bool) -> None:
        field.setVisible(shown)
        self._labels[field].setVisible(shown)

    def _show_rows(self) -> None:
        self._show(self.row_spacing, self.rows.isChecked())
        self.stagger.setVisible(self.rows.isChecked())

    def show_choice(self, choice: GridChoice) -> None:
        """Show a lattice that was changed on the chart; what stays free stays as it is shown."""
        self.hexagonal.setChecked(choice.pattern == "hex")
        self.rows.setChecked(choice.pattern == "rows")
        self.square.setChecked(choice.pattern == "square")
        self.spacing.set_value(choice.spacing_mm)
        self.angle.set_value(round(choice.angle_deg, 1))
        self.margin.set_value(choice.margin_mm)
        if choice.row_spacing_mm is not None:
            self.row_spacing.set_value(choice.row_spacing_mm)
        self._offset_mm = choice.offset_mm
        self._shown = self._shape()
        self._show_rows()

    # The preview.

    def show_preview(self, figures: GridFigures | None) -> None:
        """What would be placed; None asks for a region."""
        fit = figures.fit if figures is not None else None
        self._found.setText(fit_line(fit) if fit is not None else "")
        self._found.setVisible(fit is not None)
        if figures is None:
            self._line.setText(self.tr("Click a region on the chart to fill it."))
            self._more.setText(
                self.tr("The grid shows there first; nothing is placed until you say so.")
            )
            return
        self._line.setText(first_line(figures))
        self._more.setText(second_line(figures))

    def preview_text(self) -> str:
        """The preview's lines as they are shown."""
        lines = [self._line.text(), self._more.text(), self._found.text()]
        return "\n".join(line for line in lines if line)

    def _shape(self) -> tuple[object, ...]:
        """What an offset belongs to: with another pattern it means nothing."""
        now = self.choice()
        return (now.pattern, now.spacing_mm, now.angle_deg, now.row_spacing_mm, now.stagger)

    def _changed(self) -> None:
        if self._shape() != self._shown:
            self._offset_mm = (0.0, 0.0)
            self._shown = self._shape()
        self._show_rows()
        if not self.lesions.isHidden():
            self.show_lesions(True)
        self.choice_changed.emit(self.choice())
