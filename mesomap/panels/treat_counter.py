"""How far it is: the number of what is next, and a cell for each step."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen

from mesomap.model import Status
from mesomap.paint import tokens as tk
from mesomap.paint.fonts import ui_font
from mesomap.paint.theme import current
from mesomap.paint.tokens import TypeSize
from mesomap.panels.treat_buttons import fitted
from mesomap.panels.treat_parts import CAPTION, LEFT, RIGHT, Part
from mesomap.panels.treat_sizes import DIGITS, LEAST_PX
from mesomap.panels.treat_values import Progress, SideProgress


class Counter(Part):
    """The number of what is next, of how many, and how many are done."""

    def __init__(self) -> None:
        super().__init__()
        self._progress: Progress | None = None
        self._px = 208

    def show_progress(self, progress: Progress, px: int) -> None:
        """At a font size of `px`."""
        self._progress, self._px = progress, px
        self.setFixedHeight(round(px * DIGITS))
        words = f"{progress.number} {progress.of}. {', '.join(progress.lines)}"
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The number's digits fill the height."""
        shown = self._progress
        if shown is None:
            return
        painter = self.begin()
        font = fitted(
            shown.number, TypeSize(self._px, self._px, 600), self.width() * 0.66, least_px=LEAST_PX
        )
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        base = (self.height() + metrics.capHeight()) / 2
        painter.drawText(QPointF(-metrics.leftBearing("1") * 0.5, base), shown.number)
        x = metrics.horizontalAdvance(shown.number) + 26
        room = self.width() - x
        of_font = fitted(
            shown.of, TypeSize(max(LEAST_PX, round(self._px * 0.27)), 60), room, least_px=24
        )
        palette = current()
        lines = [line for line in shown.lines if line]
        if self.height() < 110:
            lines = [", ".join(lines)]
        painter.setFont(ui_font(TypeSize(24, 30)))
        painter.setPen(QColor(palette.t2))
        y = base - 30.0 * len(lines)
        for line in lines:
            painter.drawText(QRectF(x, y, room, 30), LEFT, line)
            y += 30
        painter.setFont(of_font)
        top = base - 30.0 * len(lines) - QFontMetricsF(of_font).descent() * 0.6
        painter.drawText(QPointF(x, top), shown.of)
        painter.end()


class ProgressBar(Part):
    """A cell for each step, side by side for the sides of the body."""

    HEIGHT = 40

    def __init__(self) -> None:
        super().__init__()
        self._sides: tuple[SideProgress, ...] = ()
        self.setFixedHeight(self.HEIGHT)

    def show_sides(self, sides: tuple[SideProgress, ...]) -> None:
        """The sides in the order in which they are treated."""
        self._sides = sides
        self.setAccessibleName(", ".join(side.words for side in sides))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cells: filled given, open planned, slashed skipped, a frame around the next."""
        painter = self.begin()
        total = sum(len(side.states) for side in self._sides)
        gap = 12.0
        room = self.width() - gap * max(len(self._sides) - 1, 0)
        x = 0.0
        for number, side in enumerate(self._sides):
            width = room * len(side.states) / max(total, 1)
            self._paint_cells(painter, QRectF(x, 2, width, 14), side)
            painter.setFont(fitted(side.words, CAPTION, max(width, 130)))
            painter.setPen(QColor(current().t2))
            last = number == len(self._sides) - 1 and number > 0
            words = QRectF(x, 18, width, 22)
            if last:
                words.setLeft(min(words.left(), self.width() - 200))
            painter.drawText(words, RIGHT if last else LEFT, side.words)
            x += width + gap
        painter.end()

    def _paint_cells(self, painter: QPainter, box: QRectF, side: SideProgress) -> None:
        if not side.states:
            return
        step = box.width() / len(side.states)
        narrow = step < 5.0
        palette = current()
        colour = QColor(palette.focus)
        for number, state in enumerate(side.states):
            cell = QRectF(box.x() + number * step, box.y(), step, box.height())
            inner = cell if narrow else cell.adjusted(1.0, 0, -1.0, 0)
            if state is Status.GIVEN:
                painter.fillRect(inner, colour)
                continue
            painter.setPen(QPen(QColor(tk.SKIPPED if state is Status.SKIPPED else colour), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if not narrow:
                painter.drawRect(inner.adjusted(0.6, 0.6, -0.6, -0.6))
            if state is Status.SKIPPED:
                painter.drawLine(QLineF(inner.bottomLeft(), inner.topRight()))
        painter.setPen(QPen(QColor(palette.line), 1))
        if narrow:
            painter.drawRect(box)
        if None in side.states:
            at = box.x() + side.states.index(None) * step
            frame = QRectF(at - 1, box.y() - 2, max(step, 7.0) + 2, box.height() + 4)
            painter.setPen(QPen(QColor(palette.text), 2.5))
            painter.setBrush(QColor(palette.field))
            painter.drawRect(frame.adjusted(1, 1, -1, -1))
