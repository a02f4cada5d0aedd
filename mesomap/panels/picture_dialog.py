"""A clinic's own picture: its title, a measured line, and which side of it is the patient's left.

A mirrored photograph puts every mark on the wrong side: R and L stand on the picture as they will
on the chart, and somebody has to say that they are right.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from mesomap.model import PatientsLeft
from mesomap.paint.locale import format_count, format_mm
from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import caption, heading, text_label
from mesomap.panels.number_field import NumberField
from mesomap.panels.picture_board import Line, PictureBoard
from mesomap.panels.reason import Reason

LEAST_LINE_PX = 20.0
LEANS = {
    PatientsLeft.ON_THE_RIGHT: 1.0,
    PatientsLeft.ON_THE_LEFT: -1.0,
    PatientsLeft.NEITHER: 0.0,
}
COLUMN_PX = 320

_Field = QLineEdit | NumberField | QCheckBox


@dataclass(frozen=True, slots=True)
class PictureEntry:
    """What was said of a picture. `line_px` is (x1, y1, x2, y2) on the picture as it is shown."""

    title: str
    line_px: Line
    line_mm: float
    patients_left: PatientsLeft
    for_everyone: bool
    flipped: bool


class PictureDialog(QDialog):
    """Adds a picture, or measures one anew (`before`); then it can neither be flipped nor given to
    somebody else."""

    def __init__(
        self,
        image: QImage,
        *,
        title: str,
        patient: str,
        before: PictureEntry | None = None,
        flip: Callable[[QImage], QImage] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._image, self._flip = image, flip
        self._flipped = False
        self._entry: PictureEntry | None = None
        said = self.tr("Add own picture") if before is None else self.tr("Own picture")
        self.setWindowTitle(said)
        self.setMinimumSize(860, 600)
        self.resize(1020, 660)
        self.board = PictureBoard(image)
        self.title = QLineEdit(title)
        self.title.setMaxLength(80)
        self.title.setAccessibleName(self.tr("Title"))
        self.length = NumberField(
            name=self.tr("Length of the line"),
            unit=self.tr("mm"),
            minimum=1.0,
            maximum=3000.0,
            step=1.0,
            decimals=1,
            least_decimals=0,
            optional=True,
        )
        self.length.set_placeholder(self.tr("measured"))
        self._size = caption("")
        self.sides = {
            PatientsLeft.ON_THE_RIGHT: QRadioButton(
                self.tr("on the right: the patient &faces you")
            ),
            PatientsLeft.ON_THE_LEFT: QRadioButton(
                self.tr("on the left: from &behind, or mirrored")
            ),
            PatientsLeft.NEITHER: QRadioButton(self.tr("&nowhere: it shows one side only")),
        }
        self._side_group = QButtonGroup(self)
        for button in self.sides.values():
            self._side_group.addButton(button)
        self.flip_button = Button(self.tr("Flip left for right"), "flip", height=34)
        self.flip_button.clicked.connect(self._flip_over)
        self.flip_button.setVisible(flip is not None)
        self.right_check = QCheckBox()
        self.everyone = QRadioButton(self.tr("&every patient"))
        self.this_patient = QRadioButton(self.tr("{name} &only").format(name=patient))
        self.everyone.setChecked(True)
        who = QButtonGroup(self)
        who.addButton(self.everyone)
        who.addButton(self.this_patient)
        self.save_button = Button(
            self.tr("Add") if before is None else self.tr("Save"), kind=Kind.PRIMARY, height=36
        )
        self.save_button.clicked.connect(self.accept)
        self.cancel_button = Button(self.tr("Cancel"), height=36)
        self.cancel_button.clicked.connect(self.reject)
        fields: tuple[_Field, ...] = (self.title, self.length, self.right_check)
        self._reasons = {field: Reason(field) for field in fields}
        self._lay_out(said, asks_who=before is None)
        if before is not None:
            self._show(before)
        self.board.line_changed.connect(self._follow)
        self.length.value_changed.connect(lambda _mm: self._follow())
        self.length.edit.textEdited.connect(lambda _text: self._follow())
        self._side_group.buttonClicked.connect(lambda _button: self._sides_changed())
        self._follow()
        self.board.setFocus()

    def _lay_out(self, said: str, *, asks_who: bool) -> None:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(heading(self.tr("Title")))
        column.addWidget(self.title)
        column.addSpacing(8)
        column.addWidget(heading(self.tr("Measured line")))
        column.addWidget(
            caption(
                self.tr(
                    "Between two points of the skin whose distance you measured. Skin that tilts"
                    " away is longer than the picture shows it."
                )
            )
        )
        column.addWidget(self.length)
        column.addWidget(self._size)
        column.addSpacing(8)
        column.addWidget(heading(self.tr("The patient's left is")))
        for button in self.sides.values():
            column.addWidget(button)
        column.addWidget(self.flip_button)
        column.addWidget(self.right_check)
        if not asks_who:
            column.addSpacing(8)
            column.addWidget(
                caption(
                    self.tr(
                        "Another line or another side makes another picture of it: sessions keep"
                        " the one that they were mapped on, and this one is retired."
                    )
                )
            )
        else:
            column.addSpacing(8)
            column.addWidget(heading(self.tr("Offered for")))
            column.addWidget(self.everyone)
            column.addWidget(self.this_patient)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        column.addLayout(buttons)
        side = QWidget()
        side.setFixedWidth(COLUMN_PX)
        column.setContentsMargins(0, 0, 0, 0)
        side.setLayout(column)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.board, 1)
        row.addWidget(side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(14)
        whole.addWidget(text_label(said, TITLE))
        whole.addLayout(row, 1)

    def entry(self) -> PictureEntry:
        """What was said; only after `accept`."""
        assert self._entry is not None
        return self._entry

    def image(self) -> QImage:
        """The picture as it is shown."""
        return self._image

    def accept(self) -> None:
        """Close only with everything said."""
        refusal = self._refusal()
        if refusal is not None:
            said_under, focus, text = refusal
            self._reasons[said_under].say(text)
            focus.setFocus()
            return
        line, left = self.board.line(), self.patients_left()
        assert line is not None
        assert left is not None
        self._entry = PictureEntry(
            title=self.title.text().strip(),
            line_px=line,
            line_mm=self.length.value() or 0.0,
            patients_left=left,
            for_everyone=self.everyone.isChecked(),
            flipped=self._flipped,
        )
        super().accept()

    def patients_left(self) -> PatientsLeft | None:
        """The chosen side; None before a choice."""
        return next((side for side, button in self.sides.items() if button.isChecked()), None)

    def keyPressEvent(self, event: object) -> None:
        """Enter adds the picture."""
        key = getattr(event, "key", lambda: None)()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]

    # Inside.

    def _show(self, before: PictureEntry) -> None:
        self.board.set_line(before.line_px)
        self.length.set_value(before.line_mm)
        self.sides[before.patients_left].setChecked(True)
        self.right_check.setChecked(True)
        self.everyone.setChecked(before.for_everyone)
        self.this_patient.setChecked(not before.for_everyone)

    def _refusal(self) -> tuple[_Field, QWidget, str] | None:
        """What is missing first: the field to say it under, the one to mend it in, the words."""
        if not self.title.text().strip():
            return self.title, self.title, self.tr("A picture needs a title.")
        if self._line_px() < LEAST_LINE_PX:
            text = self.tr("Drag a line on the picture first; a longer one measures better.")
            return self.length, self.board, text
        if not (self.length.commit() and self.length.value()):
            text = self.tr("Type how long the line is on the skin, in mm.")
            return self.length, self.length, text
        if self.patients_left() is None:
            text = self.tr("Say on which side of the picture the patient's left is.")
            return self.right_check, self.sides[PatientsLeft.ON_THE_RIGHT], text
        if not self.right_check.isChecked():
            text = self.tr("Look at the picture and confirm this: a mirrored one misleads.")
            return self.right_check, self.right_check, text
        return None

    def _line_px(self) -> float:
        line = self.board.line()
        if line is None:
            return 0.0
        x1, y1, x2, y2 = line
        return float(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5)

    def _sides_changed(self) -> None:
        self.right_check.setChecked(False)
        self._follow()

    def _flip_over(self) -> None:
        """The picture left for right, the line with it."""
        assert self._flip is not None
        self._image = self._flip(self._image)
        self._flipped = not self._flipped
        line = self.board.line()
        if line is not None:
            width = self._image.width()
            self.board.set_line((width - line[0], line[1], width - line[2], line[3]))
        self.board.set_image(self._image)
        self._sides_changed()

    def _follow(self) -> None:
        left = self.patients_left()
        self.board.set_lean(LEANS[left] if left is not None else 0.0)
        self.right_check.setEnabled(left is not None)
        if left is PatientsLeft.NEITHER:
            self.right_check.setText(self.tr("I looked: it shows one side only"))
        else:
            self.right_check.setText(self.tr("I looked: R and L stand on the right sides"))
        mm, line_px = self.length.value(), self._line_px()
        typed = mm is not None and mm > 0
        self.board.set_label(format_mm(mm) if typed and mm is not None else "")
        if mm is None or not typed or line_px < LEAST_LINE_PX:
            self._size.setText("")
            return
        scale = mm / line_px
        size = [
            format_count(round(px * scale)) for px in (self._image.width(), self._image.height())
        ]
        self._size.setText(
            self.tr("The picture shows {width} × {height} mm.").format(
                width=size[0], height=size[1]
            )
        )
