"""A patient's photographs side by side across sessions, by the same view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QPointF, QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mesomap.paint.tokens import SMALL, TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.choice import Choice
from mesomap.panels.look import caption, text_label, wrapping
from mesomap.panels.message_bar import MessageBar
from mesomap.panels.record.photo_pane import PhotoPane


@dataclass(frozen=True, slots=True)
class PhotoLine:
    """One photograph in ready words; `view` is what it is compared by."""

    id: UUID
    view: str
    view_words: str
    words: str
    note: str = ""


class PhotographsDialog(QDialog):
    """Two panes that move together; what each shows is chosen above it."""

    add_wanted = Signal()
    retire_wanted = Signal(object, str)
    """The photograph's id, and why."""

    def __init__(
        self,
        patient: str,
        image_of: Callable[[UUID], QImage | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Photographs"))
        self._image_of = image_of
        self._lines: tuple[PhotoLine, ...] = ()
        self.view = Choice()
        self.view.setAccessibleName(self.tr("View"))
        self.view.setMinimumWidth(220)
        self.view.currentIndexChanged.connect(lambda _row: self._view_chosen())
        self.linked = QCheckBox(self.tr("Zoom and move both together"))
        self.linked.setChecked(True)
        self.consent = wrapping(text_label("", SMALL, role="t2"))
        self.panes = [PhotoPane(self.tr("Photograph, left")), PhotoPane(self.tr("right"))]
        self.choices = [Choice(), Choice()]
        self._notes = [caption(""), caption("")]
        for side, (pane, choice) in enumerate(zip(self.panes, self.choices, strict=True)):
            choice.setAccessibleName(pane.accessibleName())
            choice.currentIndexChanged.connect(lambda _row, side=side: self._show(side))
            pane.looked.connect(lambda zoom, at, side=side: self._follow(side, zoom, at))
        self.message = MessageBar(self)
        self.message.hang(None)
        self._arrange(patient)
        room = parent.window().size() if parent is not None else QSize(1200, 760)
        self.resize(QSize(1240, 800).boundedTo(room - QSize(40, 60)))
        self.show_photographs((), "", "")

    def _arrange(self, patient: str) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(text_label(self.tr("Photographs of {name}").format(name=patient), TITLE), 1)
        top.addWidget(text_label(self.tr("View"), SMALL, role="t2"))
        top.addWidget(self.view)
        top.addWidget(self.linked)
        sides = QHBoxLayout()
        sides.setSpacing(12)
        for pane, choice, note in zip(self.panes, self.choices, self._notes, strict=True):
            column = QVBoxLayout()
            column.setSpacing(6)
            column.addWidget(choice)
            column.addWidget(pane, 1)
            column.addWidget(note)
            sides.addLayout(column, 1)
        self.add_button = Button(self.tr("Add photographs…"), "picture-plus", height=36)
        self.add_button.clicked.connect(self.add_wanted)
        self.retire_button = Button(self.tr("Never show the left one again…"), height=36)
        self.retire_button.clicked.connect(self._ask_reason)
        self.reason = QLineEdit()
        self.reason.setMaxLength(300)
        self.reason.setPlaceholderText(self.tr("Why it is not to be shown again; it is kept"))
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.returnPressed.connect(self._retire)
        self.confirm_button = Button(self.tr("Never show again"), height=36)
        self.confirm_button.clicked.connect(self._retire)
        close = Button(self.tr("Close"), kind=Kind.PRIMARY, height=36)
        close.clicked.connect(self.accept)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        for widget in (self.add_button, self.retire_button):
            ends.addWidget(widget)
        ends.addWidget(self.reason, 1)
        ends.addWidget(self.confirm_button)
        ends.addStretch(1)
        ends.addWidget(close)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 18, 24, 18)
        page.setSpacing(10)
        page.addLayout(top)
        page.addWidget(self.consent)
        page.addLayout(sides, 1)
        page.addLayout(ends)
        self._ask(False)

    def show_photographs(self, lines: Sequence[PhotoLine], consent: str, empty: str) -> None:
        """All that may be shown, oldest first; a line on the consent; what stands where none is."""
        self._empty = empty
        self._lines = tuple(lines)
        self.consent.setText(consent)
        self.consent.setVisible(bool(consent))
        kept = self.view.currentData()
        views = dict.fromkeys((line.view, line.view_words) for line in lines)
        self.view.blockSignals(True)
        self.view.clear()
        for view, words in views:
            self.view.addItem(words, view)
        self.view.setCurrentIndex(max(self.view.findData(kept), 0) if views else -1)
        self.view.blockSignals(False)
        self._ask(False)
        self._view_chosen()

    def lines(self) -> tuple[PhotoLine, ...]:
        """What can be chosen in the view that is chosen."""
        view = self.view.currentData()
        return tuple(line for line in self._lines if line.view == view)

    def shown(self, side: int) -> UUID | None:
        """Which photograph the left (0) or right (1) pane shows."""
        found = self.choices[side].currentData()
        return found if isinstance(found, UUID) else None

    def choose(self, side: int, id: UUID) -> None:
        """Show that one there, its view with it."""
        line = next((one for one in self._lines if one.id == id), None)
        if line is not None:
            self.view.setCurrentIndex(self.view.findData(line.view))
            rows = [one.id for one in self.lines()]
            self.choices[side].setCurrentIndex(rows.index(id))

    def resizeEvent(self, event: object) -> None:
        """The message stays in its middle."""
        self.message.place()

    def _view_chosen(self) -> None:
        """The first on the left, the last on the right."""
        lines = self.lines()
        for side, choice in enumerate(self.choices):
            choice.blockSignals(True)
            choice.clear()
            for line in lines:
                choice.addItem(line.words, line.id)
            choice.setCurrentIndex(0 if side == 0 else len(lines) - 1)
            choice.blockSignals(False)
            choice.setEnabled(bool(lines))
            self.panes[side].look(1.0, QPointF(0.5, 0.5))
            self._show(side)
        self.retire_button.setEnabled(bool(lines))

    def _show(self, side: int) -> None:
        id = self.shown(side)
        line = next((one for one in self._lines if one.id == id), None)
        if line is None:
            self.panes[side].show_image(None, self._empty)
            self._notes[side].setText("")
            return
        lost = self.tr("The clinic file has lost this photograph.")
        self.panes[side].show_image(self._image_of(line.id), lost)
        self._notes[side].setText(line.note)

    def _follow(self, side: int, zoom: float, middle: QPointF) -> None:
        if self.linked.isChecked():
            self.panes[1 - side].look(zoom, middle)

    def _ask_reason(self) -> None:
        self._ask(True)
        self.reason.setFocus()

    def _ask(self, asking: bool) -> None:
        self.reason.clear()
        self.reason.setVisible(asking)
        self.confirm_button.setVisible(asking)
        self.retire_button.setVisible(not asking)

    def _retire(self) -> None:
        id = self.shown(0)
        if id is not None:
            self.retire_wanted.emit(id, self.reason.text())
