"""The measure tool's options, and what was measured."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mesomap.paint.tokens import BODY, DOCK_PADDING, SMALL, TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import heading, text_label, wrapping


class MeasureOptions(QFrame):
    """Shown while the measure tool is in hand."""

    areas_wanted = Signal(bool)
    """Whether areas are to be measured rather than lengths."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.length = Button(self.tr("Length"), "measure", kind=Kind.BARE)
        self.area = Button(self.tr("Area"), "lasso", kind=Kind.BARE)
        group = QButtonGroup(self)
        for button, tip in (
            (
                self.length,
                self.tr("Drag from place to place, or click along a path; Enter ends it"),
            ),
            (self.area, self.tr("Drag around it, or click corner by corner; Enter closes it")),
        ):
            button.setCheckable(True)
            button.setToolTip(tip)
            group.addButton(button)
        self.length.setChecked(True)
        self.length.clicked.connect(lambda: self.areas_wanted.emit(False))
        self.area.clicked.connect(lambda: self.areas_wanted.emit(True))
        self._first = wrapping(text_label("", TITLE))
        self._rest = wrapping(text_label("", SMALL, role="t2"))
        self._hint = wrapping(text_label("", BODY, role="t2"))
        top = QHBoxLayout()
        top.addWidget(heading(self.tr("Measure")))
        top.addStretch(1)
        top.addWidget(self.length)
        top.addWidget(self.area)
        column = QVBoxLayout(self)
        column.setContentsMargins(DOCK_PADDING, 12, DOCK_PADDING, 14)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self._first)
        column.addWidget(self._rest)
        column.addWidget(self._hint)
        self.show_reading("", ())

    def show_areas(self, areas: bool) -> None:
        """Which of the two is measured."""
        (self.area if areas else self.length).setChecked(True)
        self._say_hint()

    def show_reading(self, first: str, rest: Sequence[str]) -> None:
        """What was measured; nothing asks for it."""
        self._first.setText(first)
        self._rest.setText("\n".join(line for line in rest if line))
        for label in (self._first, self._rest):
            label.setVisible(bool(first))
        self._say_hint()

    def reading_text(self) -> str:
        """The reading as it is shown."""
        return f"{self._first.text()}\n{self._rest.text()}".strip()

    def _say_hint(self) -> None:
        self._hint.setVisible(not self._first.text())
        self._hint.setText(
            self.tr("Drag around an area of skin, or click its corners.")
            if self.area.isChecked()
            else self.tr("Drag along the skin, or click a path.")
        )
