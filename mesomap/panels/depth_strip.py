"""The depth strip: the skin's layers to scale, the needle at its angle, the depth to be dragged."""

from __future__ import annotations

from dataclasses import replace
from math import cos, radians, sin

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from mesomap.model import Status
from mesomap.paint import tokens as tk
from mesomap.paint.locale import format_mm
from mesomap.paint.marks import paint_mark
from mesomap.paint.theme import current, current_scale
from mesomap.panels.buttons import ring
from mesomap.panels.depth_labels import placed_labels
from mesomap.panels.depth_view import DEEPEST_MM, Band, DepthView
from mesomap.panels.look import sized

FINE_MM, COARSE_MM = 0.1, 0.5
_STEPS = {
    Qt.Key.Key_Up: -FINE_MM,
    Qt.Key.Key_Down: FINE_MM,
    Qt.Key.Key_PageUp: -COARSE_MM,
    Qt.Key.Key_PageDown: COARSE_MM,
}
_SHOW = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_LEFT, _TOP = 3.0, 5.0


class DepthStrip(QWidget):
    """Drag sets the depth; with the keyboard, arrows and Page up and down; Enter tells the source.

    Nothing is changed before the drag ends.
    """

    depth_chosen = Signal(float)
    """A depth in mm, when a drag ends or a key was pressed."""
    dragged = Signal(object)
    """The depth in mm while it is being dragged; None when the drag ended or was left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = DepthView()
        self._dragged_mm: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(round(150 * min(current_scale(), 1.2)))
        self.setAccessibleName(self.tr("Depth strip"))
        self.setCursor(Qt.CursorShape.SizeVerCursor)

    # Shown.

    def show_view(self, view: DepthView) -> None:
        """Show `view`; while the depth is dragged, the ground stays under the hand."""
        if view == self._view or self._dragged_mm is not None:
            return
        self._view = view
        self.setToolTip(view.details)
        self.setAccessibleDescription(view.details)
        self.update()

    def view(self) -> DepthView:
        """What it shows, with the depth as it is being dragged."""
        if self._dragged_mm is None:
            return self._view
        return replace(self._view, depth_mm=self._dragged_mm, meant="")

    def y_of(self, depth_mm: float) -> float:
        """Where a depth is drawn, px from the widget's top."""
        return _TOP + depth_mm * self._px_per_mm()

    def sizeHint(self) -> QSize:
        """Room for the strip and its labels."""
        return QSize(120, self.height())

    def minimumSizeHint(self) -> QSize:
        """The strip and a short label."""
        return QSize(96, self.height())

    # A person's hands.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A drag begins where it is pressed."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag_to(event.position().y())
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the drag."""
        if event.buttons() & Qt.MouseButton.LeftButton and self._dragged_mm is not None:
            self._drag_to(event.position().y())
            event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The drag ends: that is the depth."""
        if event.button() == Qt.MouseButton.LeftButton and self._dragged_mm is not None:
            depth = self._dragged_mm
            self._leave_drag()
            if depth != self._view.depth_mm:
                self.depth_chosen.emit(depth)
            event.accept()

    def event(self, event: QEvent) -> bool:
        """Keep the keys that mean something here from the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            escapes = key == Qt.Key.Key_Escape and self._dragged_mm is not None
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            if plain and (key in _STEPS or key in _SHOW or escapes):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Deeper, less deep, the source; Esc leaves a drag."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            depth = round((self._view.depth_mm or 0.0) + _STEPS[key], 2)
            self.depth_chosen.emit(min(max(depth, 0.0), DEEPEST_MM))
        elif key in _SHOW:
            QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), self.toolTip(), self)
        elif key == Qt.Key.Key_Escape and self._dragged_mm is not None:
            self._leave_drag()
        else:
            super().keyPressEvent(event)

    def _drag_to(self, y: float) -> None:
        depth = (y - _TOP) / self._px_per_mm()
        self._dragged_mm = round(min(max(depth, 0.0), self._view.deepest_mm), 1)
        self.update()
        self.dragged.emit(self._dragged_mm)

    def _leave_drag(self) -> None:
        self._dragged_mm = None
        self.update()
        self.dragged.emit(None)

    # Painted.

    def _px_per_mm(self) -> float:
        # Of what is shown, not of what is dragged: the ground must stay under the hand.
        return (self.height() - 2 * _TOP) / self._view.deepest_mm

    def _strip(self) -> QRectF:
        wide = min(40.0 * current_scale(), self.width() * 0.42)
        return QRectF(_LEFT, _TOP, wide, self.height() - 2 * _TOP)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bands, ruler, labels, reach, needle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view, strip = self.view(), self._strip()
        shape = QPainterPath()
        shape.addRoundedRect(strip, tk.RADIUS_CONTROL, tk.RADIUS_CONTROL)
        painter.setClipPath(shape)
        painter.fillRect(strip, QColor(tk.STRATA_GROUND))
        for band in view.bands:
            self._paint_band(painter, band, strip)
        for above in view.bands:
            if above.to_mm is not None and above.to_mm[0] < above.to_mm[1]:
                self._paint_range(painter, above.to_mm, strip)
        self._paint_ruler(painter, strip)
        painter.setClipping(False)
        painter.setPen(QPen(QColor(current().edge), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)
        self._paint_labels(painter, view, strip)
        painter.setClipPath(shape)
        self._paint_needle(painter, view, strip)
        painter.setClipping(False)
        if view.depth_mm is not None:
            paint_mark(painter, self._tip(view.depth_mm, strip), view.mark, Status.GIVEN, px=0.9)
        if self.hasFocus():
            ring(painter, QRectF(self.rect()), current().focus)
        painter.end()

    def _tip(self, depth_mm: float, strip: QRectF) -> QPointF:
        return QPointF(strip.center().x() + strip.width() * 0.14, self.y_of(depth_mm))

    def _paint_band(self, painter: QPainter, band: Band, strip: QRectF) -> None:
        top = self.y_of(band.from_mm[0])
        floor = strip.bottom() if band.to_mm is None else self.y_of(band.to_mm[1])
        colour = QColor(tk.STRATA.get(band.name, tk.STRATA["skin"]))
        painter.fillRect(QRectF(strip.left(), top, strip.width(), floor - top), colour)
        if band.name == self.view().meant:
            painter.setPen(QPen(QColor(tk.INK), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inside = QRectF(strip.left() + 3, top + 2, strip.width() - 6, floor - top - 4)
            painter.drawRect(inside.intersected(strip.adjusted(3, 2, -3, -2)))

    def _paint_range(self, painter: QPainter, border: tuple[float, float], strip: QRectF) -> None:
        """A border that is known as a range: a hatched band, not a line."""
        top, floor = self.y_of(border[0]), self.y_of(border[1])
        box = QRectF(strip.left(), top, strip.width(), floor - top)
        painter.save()
        painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
        painter.fillRect(box, QColor(tk.STRATA["hypodermis"]))
        painter.setPen(QPen(QColor(tk.STRATA_HATCH), 1.2))
        x = box.left() - box.height()
        while x < box.right():
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()))
            x += 5.0
        painter.restore()

    def _paint_ruler(self, painter: QPainter, strip: QRectF) -> None:
        """Short ticks each millimetre, each five where those would crowd."""
        step = 1.0 if self._px_per_mm() >= 6 else 5.0
        painter.setPen(QPen(QColor(tk.INK), 1))
        depth = step
        while depth < self._view.deepest_mm:
            y = round(self.y_of(depth)) + 0.5
            painter.drawLine(QPointF(strip.right() - 5, y), QPointF(strip.right(), y))
            depth += step

    def _paint_labels(self, painter: QPainter, view: DepthView, strip: QRectF) -> None:
        x = strip.right() + 12
        room = QRectF(x, 0, self.width() - x, float(self.height()))
        palette = current()
        painter.setFont(sized(tk.CAPTION))
        painter.setPen(QColor(palette.t2))
        if not view.bands:
            wrap = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(room, wrap, view.nothing)
        metrics = QFontMetricsF(sized(tk.CAPTION))
        for label in placed_labels(view, self.y_of, self.height(), metrics.height()):
            painter.setFont(sized(tk.CAPTION, weight=600 if label.strong else None))
            painter.setPen(QColor(palette.text if label.strong else palette.t2))
            box = QRectF(x, label.y - metrics.height() / 2, room.width(), metrics.height())
            shown = QFontMetricsF(painter.font()).elidedText(
                label.text, Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), shown)
        if view.depth_mm is not None:
            y = self.y_of(view.depth_mm)
            arrow = QPainterPath(QPointF(strip.right() + 2, y))
            arrow.lineTo(strip.right() + 9, y - 4.5)
            arrow.lineTo(strip.right() + 9, y + 4.5)
            arrow.closeSubpath()
            painter.fillPath(arrow, QColor(palette.text))
        if self._dragged_mm is not None:
            said = format_mm(self._dragged_mm)
            y = min(max(self.y_of(self._dragged_mm), 10.0), self.height() - 10.0)
            box = QRectF(x, y - 9, metrics.horizontalAdvance(said) + 12, 18)
            painter.setPen(QPen(QColor(palette.edge), 1))
            painter.setBrush(QColor(palette.field))
            painter.drawRoundedRect(box, tk.RADIUS_CONTROL, tk.RADIUS_CONTROL)
            painter.setPen(QColor(palette.text))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), said)

    def _paint_needle(self, painter: QPainter, view: DepthView, strip: QRectF) -> None:
        reach = view.reach_mm
        if reach is not None and reach < self._view.deepest_mm:
            pen = QPen(QColor(tk.INK), 1.2)
            pen.setDashPattern([2.5, 2.5])
            painter.setPen(pen)
            y = round(self.y_of(reach)) + 0.5
            painter.drawLine(QPointF(strip.left(), y), QPointF(strip.right(), y))
        if view.depth_mm is None or view.angle_deg is None:
            return
        tip = self._tip(view.depth_mm, strip)
        angle = radians(max(view.angle_deg, 1.0))
        up = QPointF(-cos(angle), -sin(angle))
        entry = tip + up * ((tip.y() - strip.top() + 12) / sin(angle))
        end = tip
        if reach is not None and reach < view.depth_mm:
            end = tip + up * ((tip.y() - self.y_of(reach)) / sin(angle))
            pen = QPen(QColor(tk.INK), 2)
            pen.setDashPattern([1.0, 2.0])
            painter.setPen(pen)
            painter.drawLine(end, tip)
        painter.setPen(QPen(QColor(tk.INK), 2.2))
        painter.drawLine(entry, end)
