"""A pointer that the keyboard moves: the way by keys for every drag of every tool.

While it is shown, arrows move it over the skin, Space presses and lets go, Enter double-clicks.
Tools get ordinary pointer events and need know nothing of it.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QLineF, QObject, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGraphicsView, QWidget

from mesomap.canvas import moves
from mesomap.canvas.scene import ChartScene
from mesomap.canvas.tools.base import Pointer
from mesomap.paint import tokens as tk

_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEP_MM, _SHIFT_STEP_MM = 1.0, 5.0
_SIDE_PX = 41
_GAP_PX, _ARM_PX, _RING_PX = 5.0, 19.0, 9.0


class KeyPointer(QObject):
    """Moves, presses and lets go, in chart mm; `view` maps them to pixels."""

    toggled = Signal()
    """It was shown or hidden."""
    scrolled = Signal()
    """The view was scrolled to keep the pointer in sight."""

    def __init__(self, scene: ChartScene, view: QGraphicsView) -> None:
        super().__init__(view)
        self._scene = scene
        self._view = view
        self._cross = _Cross(view.viewport())
        self._at: tuple[float, float] | None = None
        self._pressed = False

    @property
    def shown(self) -> bool:
        """Whether the keyboard has the pointer."""
        return self._at is not None

    @property
    def place(self) -> tuple[float, float] | None:
        """Where it is, chart mm; None while it is not shown."""
        return self._at

    def show_at(self, x_mm: float, y_mm: float) -> None:
        """Begin at a place of the chart."""
        self._at = (x_mm, y_mm)
        self._cross.show()
        self.follow()
        self._hover()
        self.toggled.emit()

    def hide(self) -> None:
        """Give the pointer back to the mouse; what was pressed is dropped."""
        if self._at is not None:
            self.drop()
            self._at = None
            self._cross.hide()
            self._scene.cursor_left()
            self.toggled.emit()

    def drop(self) -> bool:
        """Let go without having pressed; True if it was pressed."""
        if not self._pressed:
            return False
        self._pressed = False
        self._cross.set_pressed(False)
        self._scene.tool.abandon()
        return True

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key, whatever else it does, is the pointer's now."""
        if self._at is None or event.modifiers() & ~_ALLOWED:
            return False
        return event.key() in (*_ARROWS, *_ENTER, Qt.Key.Key_Space)

    def key(self, event: QKeyEvent) -> bool:
        """Do what a key means; True if it was the pointer's."""
        if self._at is None or not self.wants(event):
            return False
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        arrow = _ARROWS.get(Qt.Key(event.key()))
        if arrow is not None:
            self._move(*arrow, _SHIFT_STEP_MM if shift else _STEP_MM)
        elif not event.isAutoRepeat():
            ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() == Qt.Key.Key_Space:
                self._press_or_release(shift=shift, ctrl=ctrl)
            else:
                self._double_click(shift=shift, ctrl=ctrl)
        return True

    def follow(self) -> None:
        """The view or the chart is another: keep the place on the chart."""
        chart = self._scene.stage.chart
        if chart is None:
            self.hide()
        elif self._at is not None:
            x, y = self._at
            self._at = min(max(x, 0.0), chart.width_mm), min(max(y, 0.0), chart.height_mm)
            middle = self._to_view(*self._at).toPoint()
            self._cross.move(middle - QPoint(_SIDE_PX // 2, _SIDE_PX // 2))

    def _move(self, right: float, down: float, step_mm: float) -> None:
        assert self._at is not None
        sign = -1.0 if self._scene.stage.turned else 1.0
        right, down = right * sign, down * sign
        self._at = self._skin_step(right * step_mm, down * step_mm)
        self.follow()
        if not self._view.viewport().rect().contains(self._to_view(*self._at).toPoint()):
            self._view.ensureVisible(QRectF(QPointF(*self._at), QPointF(*self._at)))
            self.scrolled.emit()
        self._hover()

    def _skin_step(self, dx_mm: float, dy_mm: float) -> tuple[float, float]:
        """Where a step along the skin leads; off the skin a step along the chart."""
        assert self._at is not None
        x, y = self._at
        stage = self._scene.stage
        skin = stage.skin_at(x, y)
        if stage.body is not None and skin.site is not None:
            (site,) = moves.nudged(
                stage.body, stage.chart_id, [skin.site], [skin.region], dx_mm=dx_mm, dy_mm=dy_mm
            )
            if site is not None:
                shown = stage.body.on_chart(stage.chart_id, [site])
                ahead = np.asarray(shown.xy_mm[0]) - (x, y)
                if shown.visible[0] and float(ahead @ (dx_mm, dy_mm)) > 0:
                    return float(shown.xy_mm[0, 0]), float(shown.xy_mm[0, 1])
        return x + dx_mm, y + dy_mm

    def _press_or_release(self, *, shift: bool, ctrl: bool) -> None:
        at = self._pointer(shift=shift, ctrl=ctrl)
        self._pressed = not self._pressed
        self._cross.set_pressed(self._pressed)
        if self._pressed:
            self._scene.tool.press(at)
        else:
            self._scene.tool.release(at)
        self._scene.moved.emit(at)

    def _double_click(self, *, shift: bool, ctrl: bool) -> None:
        at = self._pointer(shift=shift, ctrl=ctrl)
        if self._pressed:
            self._press_or_release(shift=shift, ctrl=ctrl)
            return
        self._scene.tool.double_click(at)
        self._scene.tool.release(at)
        self._scene.moved.emit(at)

    def _hover(self) -> None:
        at = self._pointer()
        self._scene.tool.move(at, pressed=self._pressed)
        self._scene.moved.emit(at)

    def _pointer(self, *, shift: bool = False, ctrl: bool = False) -> Pointer:
        assert self._at is not None
        px = self._view.viewport().mapToGlobal(self._to_view(*self._at))
        x, y = self._at
        return Pointer(x_mm=x, y_mm=y, x_px=px.x(), y_px=px.y(), shift=shift, ctrl=ctrl)

    def _to_view(self, x_mm: float, y_mm: float) -> QPointF:
        return self._view.viewportTransform().map(QPointF(x_mm, y_mm))


_ALLOWED = (
    Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.KeypadModifier
)


class _Cross(QWidget):
    """The crosshair; its ring is filled while pressed."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._pressed = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(_SIDE_PX, _SIDE_PX)
        self.hide()

    def set_pressed(self, pressed: bool) -> None:
        """Whether the button is down."""
        self._pressed = pressed
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it in ink on a white seam, for both grounds."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(_SIDE_PX / 2, _SIDE_PX / 2)
        if self._pressed:
            fill = QColor(tk.INK)
            fill.setAlphaF(0.25)
            painter.setBrush(fill)
        for colour, width in (("#FFFFFF", 4.0), (tk.INK, 1.8)):
            painter.setPen(QPen(QColor(colour), width))
            for dx, dy in _ARROWS.values():
                way = QPointF(dx, dy)
                painter.drawLine(QLineF(middle + way * _GAP_PX, middle + way * _ARM_PX))
            painter.drawEllipse(middle, _RING_PX, _RING_PX)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.end()
