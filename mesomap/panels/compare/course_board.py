"""The board of the course view by mouse and keys: read, chosen, opened."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from mesomap.panels.compare.course_grid import CourseGrid
from mesomap.panels.compare.course_rows import HEAD_PX, LEFT_PX, RowKind, reading_of, rows_of
from mesomap.panels.compare.course_values import CourseShown

_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ACROSS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
_OWN = (*_OPENING, *_ACROSS, *_DOWN, *_ENDS, Qt.Key.Key_Space)
TWO = 2


class CourseBoard(CourseGrid):
    """Shows what it is given; a click or Space chooses a session, a double click opens it."""

    read = Signal(str)
    """What the cell under the cursor, or under the keys, says."""
    chosen_changed = Signal()
    open_wanted = Signal(object)
    """The id (UUID) of a session."""
    photographs_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Sessions and their figures"))
        self.viewport().setMouseTracking(True)

    # What is shown.

    def show_course(self, shown: CourseShown) -> None:
        """These sessions; the keys and what is chosen stay where they were."""
        ids = [one.id for one in self.shown.columns]
        labels_px = self.labels_px()
        kept = ids[self.column] if self.column < len(ids) else None
        self.shown, self.rows = shown, rows_of(shown)
        now = [one.id for one in shown.columns]
        current_one = next((n for n, one in enumerate(shown.columns) if one.current), len(now) - 1)
        self.column = now.index(kept) if kept in now else max(0, current_one)
        self.row = min(self.row, len(self.rows) - 1)
        before = list(self.picked)
        self.picked = [id for id in self.picked if id in now]
        self.pointed = None
        self.measure()
        if ids != now or self.labels_px() != labels_px:
            self._bring()
        if before != self.picked:
            self.chosen_changed.emit()
        self.viewport().update()
        self._say()

    def clear(self) -> None:
        """Nothing, and no pictures."""
        self.pictures.clear()
        self.thumbs.clear()
        self.picked = []
        self.show_course(CourseShown())

    def chosen(self) -> tuple[UUID, ...]:
        """The chosen sessions by date, two at most."""
        order = [one.id for one in self.shown.columns]
        return tuple(sorted(self.picked, key=order.index))

    # Where the keys are.

    def _bring(self) -> None:
        """Bring the cell of the keys into sight."""
        if not self.shown.columns:
            return
        cell = self.cell_rect(self.row, self.column)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        end = self.viewport().width() - self.labels_px()
        if cell.left() < LEFT_PX:
            across.setValue(across.value() - round(LEFT_PX - cell.left()))
        elif cell.right() > end:
            across.setValue(across.value() + round(cell.right() - end))
        if self.row >= 0:
            if cell.top() < HEAD_PX:
                down.setValue(down.value() - round(HEAD_PX - cell.top()))
            elif cell.bottom() > self.viewport().height():
                down.setValue(down.value() + round(cell.bottom() - self.viewport().height()))

    # What the person does.

    def event(self, event: QEvent) -> bool:
        """Its keys go to it, not to a shortcut of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() in _OWN and plain == Qt.KeyboardModifier.NoModifier:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go about, Space chooses, Enter opens."""
        count = len(self.shown.columns)
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not count:
            event.ignore()
            return
        key = Qt.Key(event.key())
        if key in _ACROSS:
            self._go(self.row, self.column + _ACROSS[key])
        elif key in _DOWN:
            self._go(self.row + _DOWN[key], self.column)
        elif key in _ENDS:
            self._go(self.row, 0 if key == Qt.Key.Key_Home else count - 1)
        elif key == Qt.Key.Key_Space:
            self._choose(self.column)
        elif key in _OPENING:
            self._enter()
        else:
            event.ignore()

    def _go(self, row: int, column: int) -> None:
        self.row = max(-1, min(row, len(self.rows) - 1))
        self.column = max(0, min(column, len(self.shown.columns) - 1))
        self.pointed = None
        self._bring()
        self.viewport().update()
        self._say()

    def _enter(self) -> None:
        if self.row >= 0 and self.rows[self.row].kind is RowKind.PHOTOGRAPHS:
            self.photographs_wanted.emit()
        else:
            self.open_wanted.emit(self.shown.columns[self.column].id)

    def _choose(self, column: int) -> None:
        id = self.shown.columns[column].id
        if id in self.picked:
            self.picked.remove(id)
        else:
            self.picked = [*self.picked[-(TWO - 1) :], id]
        self.chosen_changed.emit()
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The keys go there; a head is chosen, photographs are shown."""
        cell = self.cell_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or cell is None:
            return
        self._go(*cell)
        if cell[0] >= 0 and self.rows[cell[0]].kind is RowKind.PHOTOGRAPHS:
            photographs = self.shown.photographs
            if photographs and photographs[self.rows[cell[0]].place].photographs[cell[1]]:
                self.photographs_wanted.emit()
            return
        self._choose(cell[1])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the session."""
        cell = self.cell_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self.open_wanted.emit(self.shown.columns[cell[1]].id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read what lies under the cursor."""
        self._point(self.cell_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """The keys' cell is read again."""
        self._point(None)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Down; with Shift, or where all rows are in sight, across."""
        turned = event.angleDelta()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        sideways = shift or not self.verticalScrollBar().maximum() or bool(turned.x())
        bar = self.horizontalScrollBar() if sideways else self.verticalScrollBar()
        bar.setValue(bar.value() - (turned.x() or turned.y()))
        event.accept()

    def _point(self, cell: tuple[int, int] | None) -> None:
        if cell != self.pointed:
            self.pointed = cell
            self.viewport().update()
            self._say()

    def _say(self) -> None:
        if not self.shown.columns:
            self.read.emit("")
            return
        row, column = self.pointed or (self.row, self.column)
        words = reading_of(self.shown, self.rows[row] if row >= 0 else None, column)
        self.setAccessibleDescription(words)
        self.read.emit(words)
