"""The view: pans, zooms at the cursor, fits, turns; everything else goes to the scene."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPaintEvent,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGestureEvent,
    QGraphicsView,
    QPinchGesture,
    QWidget,
)

from mesomap.canvas.key_pointer import KeyPointer
from mesomap.canvas.scene import ChartScene
from mesomap.canvas.tools.base import KeyPress
from mesomap.paint import tokens as tk
from mesomap.paint.chart import chart_rect

FIT_MARGIN_PX = 10.0
ZOOM_STEP = 1.25
_LARGEST_PX_PER_MM = 60.0
_SMALLEST_OF_FIT = 0.5
_IDLE_MS = 150
"""So long after a chart was opened, what the first hover and the first zoom need is made."""
_FEW_RECTS = 6
_REST_MS = 70
"""The figure is drawn sharp again once the view has rested for so long."""


class ChartView(QGraphicsView):
    """Shows the scene. Zoom 1 fits the whole chart."""

    zoom_changed = Signal(float)
    view_changed = Signal()
    """The zoom, the turn or the part shown has changed."""

    def __init__(self, scene: ChartScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self._scene = scene
        self._zoom = 1.0
        self._fitted = True
        self._space = False
        self._pan_from: QPointF | None = None
        self._anchor: tuple[QPointF, QPointF] | None = None
        """Viewport and scene point of the last zoom: scroll bars count whole pixels, and a
        turn of the wheel in many steps would drift."""
        self._turned = False
        self.key_pointer = KeyPointer(scene, self)
        self.key_pointer.scrolled.connect(self.view_changed)
        self.view_changed.connect(self.key_pointer.follow)
        self._palette = tk.LIGHT
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.sharpen)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE_MS)
        self._idle.timeout.connect(self._prepare)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setOptimizationFlags(
            QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing
            | QGraphicsView.OptimizationFlag.DontSavePainterState
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        scene.stage.cursor_changed.connect(self._set_tool_cursor)

    @property
    def zoom(self) -> float:
        """How much larger than fitted the chart is."""
        return self._zoom

    @property
    def px_per_mm(self) -> float:
        """Logical pixels of one chart mm."""
        return float(abs(self.transform().determinant()) ** 0.5)

    def set_palette(self, palette: tk.Palette) -> None:
        """Use the colours of `palette`."""
        self._palette = palette
        self.setBackgroundBrush(QColor(palette.canvas))

    def show_chart(self) -> None:
        """Take up the stage's chart, fitted."""
        chart = self._scene.stage.chart
        if chart is None:
            self.setSceneRect(QRectF())
            return
        around = max(chart.width_mm, chart.height_mm) * 3
        self.setSceneRect(chart_rect(chart).adjusted(-around, -around, around, around))
        self.fit()
        self._idle.start()

    def fit(self) -> None:
        """Show the whole chart."""
        chart = self._scene.stage.chart
        if chart is None:
            return
        self._fitted = True
        self._anchor = None
        self._apply(1.0)
        self.centerOn(chart_rect(chart).center())
        self.sharpen()
        self._tell()

    def zoom_at(self, at: QPointF, factor: float) -> None:
        """Zoom by `factor`; what lies under the viewport's point `at` stays there."""
        if self._anchor is None or self._anchor[0] != at:
            self._anchor = (QPointF(at), self._to_scene(at))
        before = self._anchor[1]
        zoom = self._zoom * factor
        largest = _LARGEST_PX_PER_MM / self._fit_px_per_mm()
        self._apply(min(max(zoom, _SMALLEST_OF_FIT), largest))
        self._fitted = False
        now = self.viewportTransform().map(before)
        self._scroll(now - at)
        self._rest.start()
        self._tell()

    def look_at(self, x_mm: float, y_mm: float, *, at: QPointF, px_per_mm: float) -> None:
        """Show the chart's place x, y under the viewport's point `at`, at this scale."""
        fit = self._fit_px_per_mm()
        self._anchor = None
        self._fitted = False
        self._apply(min(max(px_per_mm, _SMALLEST_OF_FIT * fit), _LARGEST_PX_PER_MM) / fit)
        self._scroll(self.viewportTransform().map(QPointF(x_mm, y_mm)) - at)
        self._rest.start()
        self._tell()

    def zoom_in(self) -> None:
        """Zoom in about the middle."""
        self.zoom_at(QRectF(self.viewport().rect()).center(), ZOOM_STEP)

    def zoom_out(self) -> None:
        """Zoom out about the middle."""
        self.zoom_at(QRectF(self.viewport().rect()).center(), 1 / ZOOM_STEP)

    def set_turned(self, turned: bool) -> None:
        """Turn the chart by 180 degrees; marks and labels stay upright."""
        if turned == self._turned:
            return
        middle = self._to_scene(QRectF(self.viewport().rect()).center())
        self._turned = self._scene.stage.turned = turned
        self._apply(self._zoom)
        self.centerOn(middle)
        self.sharpen()
        self._tell()

    def sharpen(self) -> None:
        """Draw the figure sharply for what is shown now."""
        self._rest.stop()
        to_view = self.viewportTransform()
        visible = self._visible()
        if not self._scene.figure.is_sharp_for(to_view, visible):
            self._scene.figure.sharpen(to_view, visible, self.devicePixelRatioF())

    def toggle_key_pointer(self) -> None:
        """Give the pointer to the keyboard, in the middle of what is shown, or back."""
        if self.key_pointer.shown:
            self.key_pointer.hide()
        elif self._scene.stage.chart is not None:
            middle = self._to_scene(QRectF(self.viewport().rect()).center())
            self.key_pointer.show_at(middle.x(), middle.y())

    # Events.

    def event(self, event: QEvent) -> bool:
        """What the pointer or the tool wants goes there, not to a shortcut of the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (self.key_pointer.wants(event) or self._scene.tool.wants(_key_press(event)))
        ):
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, having told the marks which few rectangles need it."""
        region = event.region()
        if region.rectCount() <= _FEW_RECTS:
            back, _ = self.viewportTransform().inverted()
            rects = cast("Iterable[QRect]", region)
            self._scene.marks.exposed = [back.mapRect(QRectF(rect)) for rect in rects]
        super().paintEvent(event)
        self._scene.marks.exposed = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the cursor."""
        turns = event.angleDelta().y() / 120.0
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if turns and not (held and self._scene.tool.wheel(turns)):
            self.zoom_at(event.position(), ZOOM_STEP**turns)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Pinch on a touch screen or a touch pad; the cursor's leaving."""
        if event.type() == QEvent.Type.Gesture and isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                middle = self.viewport().mapFromGlobal(pinch.centerPoint().toPoint())
                last = self.viewport().mapFromGlobal(pinch.lastCenterPoint().toPoint())
                self._scroll(QPointF(last - middle))
                self._anchor = None
                self.zoom_at(QPointF(middle), pinch.scaleFactor())
                event.accept(pinch)
                return True
        if event.type() == QEvent.Type.NativeGesture and isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom_at(event.position(), max(0.2, 1.0 + event.value()))
            return True
        if event.type() == QEvent.Type.Leave:
            self._scene.cursor_left()
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pan with the middle button, or with space held; else the scene's."""
        self.key_pointer.hide()
        middle = event.button() == Qt.MouseButton.MiddleButton
        if middle or (self._space and event.button() == Qt.MouseButton.LeftButton):
            self._pan_from = event.position()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan, or let the scene know."""
        self._anchor = None
        if self._pan_from is not None:
            self._scroll(self._pan_from - event.position())
            self._pan_from = event.position()
            self._fitted = False
            self._rest.start()
            self.view_changed.emit()
            event.accept()
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End panning, or let the scene know."""
        if self._pan_from is not None:
            self._pan_from = None
            self._set_tool_cursor(self._scene.tool.cursor)
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space pans; the rest is the tool's."""
        if self.key_pointer.key(event):
            event.accept()
            return
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._space = True
                self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
            event.accept()
            return
        if event.key() == Qt.Key.Key_0 and not event.modifiers() & _COMMANDS:
            self.fit()
            event.accept()
            return
        press = _key_press(event)
        if self._scene.tool.key(press) or (
            press.key == Qt.Key.Key_Escape and self._scene.tool.cancel()
        ):
            event.accept()
        else:
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space let go."""
        if self.key_pointer.wants(event):
            event.accept()
            return
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self._set_tool_cursor(self._scene.tool.cursor)
            event.accept()
            return
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the chart fitted if it was; else keep the zoom and the middle."""
        px_per_mm = self.px_per_mm
        super().resizeEvent(event)
        if self._fitted:
            self.fit()
        elif self._scene.stage.chart is not None:
            self._apply(px_per_mm / self._fit_px_per_mm())
            self._rest.start()
            self._tell()

    # Helpers.

    def _prepare(self) -> None:
        """What would make the first hover and the first turn of the wheel wait."""
        chart = self._scene.stage.chart
        if chart is not None:
            self._scene.stage.skin_at(chart.width_mm / 2, chart.height_mm / 2)
            self._scene.figure.prepare()

    def _set_tool_cursor(self, shape: Qt.CursorShape) -> None:
        if self._pan_from is None and not self._space:
            self.viewport().setCursor(shape)

    def _fit_px_per_mm(self) -> float:
        chart = self._scene.stage.chart
        if chart is None:
            return 1.0
        width = max(50.0, self.viewport().width() - 2 * FIT_MARGIN_PX)
        height = max(50.0, self.viewport().height() - 2 * FIT_MARGIN_PX)
        return min(width / chart.width_mm, height / chart.height_mm)

    def _apply(self, zoom: float) -> None:
        self._zoom = zoom
        scale = zoom * self._fit_px_per_mm()
        sign = -1.0 if self._turned else 1.0
        self.setTransform(QTransform.fromScale(sign * scale, sign * scale))
        self._scene.set_scale(1.0 / scale)

    def _scroll(self, by: QPointF) -> None:
        step = QPoint(round(by.x()), round(by.y()))
        for bar, amount in (
            (self.horizontalScrollBar(), step.x()),
            (self.verticalScrollBar(), step.y()),
        ):
            bar.setValue(bar.value() + amount)

    def _to_scene(self, at: QPointF) -> QPointF:
        back, _ = self.viewportTransform().inverted()
        return back.map(at)

    def _visible(self) -> QRectF:
        back, _ = self.viewportTransform().inverted()
        return back.mapRect(QRectF(self.viewport().rect()))

    def _tell(self) -> None:
        self.zoom_changed.emit(self._zoom)
        self.view_changed.emit()


_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def _key_press(event: QKeyEvent) -> KeyPress:
    held = event.modifiers()
    return KeyPress(
        key=event.key(),
        shift=bool(held & Qt.KeyboardModifier.ShiftModifier),
        ctrl=bool(held & Qt.KeyboardModifier.ControlModifier),
    )
