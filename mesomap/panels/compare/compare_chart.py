"""A chart that shows two maps and takes no edit: panned, zoomed, hovered, and divided by a line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from mesomap.analysis.compare import Fate
from mesomap.model import RegionKey
from mesomap.paint.chart import paint_hovered_region, paint_selected_region, region_paths
from mesomap.paint.theme import current
from mesomap.panels.buttons import ring
from mesomap.panels.compare.around import (
    GRIP_PX,
    paint_divider,
    paint_lit,
    paint_scale_and_sides,
    paint_words,
)
from mesomap.panels.compare.looking import LookingChart
from mesomap.panels.compare.signs import mark_at, paint_signs, places
from mesomap.panels.compare.values import CompareMap, CompareMark, Shows

ZOOM_STEP = 1.25
CLICK_PX = 4.0
PAN_PX, FAR = 40.0, 4
DIVIDER_STEP = 0.02
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class CompareChart(LookingChart):
    """Says what it is asked about, and where its divider stands.

    Arrows pan (Shift: farther); where there is a divider, left and right move it. Space goes from
    change to change.
    """

    region_chosen = Signal(object)
    """A region's key, or None beside all."""
    lit_changed = Signal(object)
    """The number of the change under the cursor, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.setAccessibleName(self.tr("Chart with both maps"))
        self._shows = Shows.AFTER
        self._titles = ("", "")
        self._divider = 0.5
        self._chosen: RegionKey | None = None
        self._hovered: RegionKey | None = None
        self._lit: int | None = None
        self._named = False
        """Whether this chart says what the lit change is, or the one beside it."""
        self._cursor = QPointF()
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._grabbed = False
        self._dragged = False

    # What it shows.

    def show_map(self, shown: CompareMap | None) -> None:
        """Show another pair of maps or chart; nothing is under the cursor yet."""
        self._lit = self._hovered = None
        super().show_map(shown)

    def show_as(self, shows: Shows, titles: tuple[str, str] = ("", "")) -> None:
        """Which of both maps it shows; `titles` stand over a swipe."""
        self._shows, self._titles = shows, titles
        self.update()

    def choose(self, key: RegionKey | None) -> None:
        """Light a region, as the table's row does."""
        if key != self._chosen:
            self._chosen = key
            self.update()

    def light(self, number: int | None) -> None:
        """Ring the change that is named on the chart beside it."""
        if number != self._lit:
            self._lit, self._named = number, False
            self.update()

    @property
    def divider(self) -> float:
        """Where the divider stands, 0 to 1."""
        return self._divider

    def set_divider(self, share: float) -> None:
        """Move the divider."""
        self._divider = min(max(share, 0.0), 1.0)
        self.update()

    @property
    def chosen(self) -> RegionKey | None:
        """The region that is lit."""
        return self._chosen

    @property
    def lit(self) -> CompareMark | None:
        """The change that is named."""
        marks = self._map.marks if self._map is not None else ()
        return next((mark for mark in marks if mark.number == self._lit), None)

    def spot(self, number: int) -> QPointF | None:
        """Where a change's sign lies on the widget; None if it shows none of it."""
        marks = self._map.marks if self._map is not None else ()
        mark = next((one for one in marks if one.number == number), None)
        if mark is None:
            return None
        for shows in self._sides():
            for place in places(mark, shows):
                at = self.to_view().map(QPointF(*place))
                if self._side_at(at) is shows:
                    return at
        return None

    # What the person does.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the divider, or the chart."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pressed = self._last = event.position()
            self._dragged = False
            self._grabbed = self._on_grip(event.position())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what was taken; else say what is under the cursor."""
        at = event.position()
        if self._pressed is None:
            self._hover(at)
            return
        away = at - self._pressed
        self._dragged = self._dragged or away.manhattanLength() > CLICK_PX
        if self._grabbed:
            self.set_divider(at.x() / max(self.width(), 1))
        elif self._dragged:
            self.pan(at.x() - self._last.x(), at.y() - self._last.y())
        self._last = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click names what is there and chooses its region."""
        clicked = self._pressed is not None and not self._dragged and not self._grabbed
        self._pressed = None
        self._grabbed = False
        if clicked and event.button() == Qt.MouseButton.LeftButton:
            self._hover(event.position())
            mark = self.lit
            key = mark.region if mark is not None and mark.region is not None else self._hovered
            self.region_chosen.emit(key)
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the cursor."""
        turns = event.angleDelta().y() / 120.0
        if turns:
            self.zoom(ZOOM_STEP**turns, event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pan, or move the divider; Space goes on to the next change."""
        key, shift = Qt.Key(event.key()), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if key in _ARROWS:
            x, y = _ARROWS[key]
            times = FAR if shift else 1
            if self._shows is Shows.SWIPE and x:
                self.set_divider(self._divider + x * times * DIVIDER_STEP)
            else:
                self.pan(-x * PAN_PX * times, -y * PAN_PX * times)
        elif key == Qt.Key.Key_Space:
            self._step(-1 if shift else 1)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        """Pinch on a touch screen."""
        if event.type() == QEvent.Type.Gesture and isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                at = QPointF(self.mapFromGlobal(pinch.centerPoint().toPoint()))
                moved = pinch.centerPoint() - pinch.lastCenterPoint()
                self.pan(moved.x(), moved.y())
                self.zoom(pinch.scaleFactor(), at)
                event.accept(pinch)
                return True
        return super().event(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the cursor."""
        self._show_hover(None, None)
        super().leaveEvent(event)

    def _step(self, by: int) -> None:
        """Name the next change that this chart draws, and bring it into sight."""
        marks = self._map.marks if self._map is not None else ()
        stops = [
            mark.number
            for mark in marks
            if mark.fate is not Fate.KEPT and self.spot(mark.number) is not None
        ]
        if not stops:
            return
        at = stops.index(self._lit) + by if self._lit in stops else (0 if by > 0 else -1)
        self._show_hover(stops[at % len(stops)], None)
        spot = self.spot(stops[at % len(stops)])
        if spot is not None and not QRectF(self.rect()).contains(spot):
            self.pan(self.width() / 2 - spot.x(), self.height() / 2 - spot.y())

    def _hover(self, at: QPointF) -> None:
        self._cursor = at
        self.setCursor(
            Qt.CursorShape.SplitHCursor if self._on_grip(at) else Qt.CursorShape.CrossCursor
        )
        shown = self._map
        if shown is None:
            return
        mark = mark_at(shown, self._side_at(at), self.to_view(), at)
        back, _ = self.to_view().inverted()
        place = back.map(at)
        paths = region_paths(shown.chart)
        key = next(
            (key for key in shown.names if key in paths and paths[key].contains(place)), None
        )
        self._show_hover(mark.number if mark is not None else None, key)

    def _show_hover(self, number: int | None, key: RegionKey | None) -> None:
        changed = number != self._lit
        if changed or key != self._hovered or key is not None:
            self._lit, self._hovered, self._named = number, key, True
            self.update()
            if changed:
                self.lit_changed.emit(number)

    def _sides(self) -> tuple[Shows, ...]:
        return (Shows.BEFORE, Shows.AFTER) if self._shows is Shows.SWIPE else (self._shows,)

    def _side_at(self, at: QPointF) -> Shows:
        """Which map is shown there."""
        if self._shows is not Shows.SWIPE:
            return self._shows
        return Shows.BEFORE if at.x() < self._divider * self.width() else Shows.AFTER

    def _on_grip(self, at: QPointF) -> bool:
        x = self._divider * self.width()
        return self._shows is Shows.SWIPE and abs(at.x() - x) <= GRIP_PX

    # How it looks.

    def paintEvent(self, event: QPaintEvent) -> None:
        """Figure, regions, signs, what is under the cursor."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown, view = self._map, QRectF(self.rect())
        if shown is None or self._look is None:
            painter.fillRect(view, QColor(current().canvas))
            painter.end()
            return
        to_view = self.to_view()
        self._figure.paint(painter, shown.chart, to_view, view, current(), self.devicePixelRatioF())
        self._paint_regions(painter, shown, to_view)
        for shows in self._sides():
            painter.save()
            if self._shows is Shows.SWIPE:
                painter.setClipRect(self._half(shows))
            paint_signs(painter, shown, shows, to_view, view)
            painter.restore()
        paint_scale_and_sides(painter, shown, self.size(), self._look.px_per_mm)
        if self._shows is Shows.SWIPE:
            x = self._divider * self.width()
            paint_divider(painter, x, self.size(), self._titles)
        self._paint_words(painter, shown)
        if self.hasFocus():
            ring(painter, view, current().focus)
        painter.end()

    def _half(self, shows: Shows) -> QRectF:
        x = self._divider * self.width()
        if shows is Shows.BEFORE:
            return QRectF(0, 0, x, self.height())
        return QRectF(x, 0, self.width() - x, self.height())

    def _paint_regions(self, painter: QPainter, shown: CompareMap, to_view: QTransform) -> None:
        paths = region_paths(shown.chart)
        painter.save()
        painter.setWorldTransform(to_view * painter.worldTransform())
        px = 1.0 / abs(to_view.m11())
        if self._chosen is not None and self._chosen in paths:
            paint_selected_region(painter, paths[self._chosen], px=px)
        if self._hovered is not None and self._hovered != self._chosen and self._hovered in paths:
            paint_hovered_region(painter, paths[self._hovered], px=px)
        painter.restore()

    def _paint_words(self, painter: QPainter, shown: CompareMap) -> None:
        """What the change under the cursor is, else the region's name."""
        mark = self.lit
        spot = self.spot(mark.number) if mark is not None else None
        if mark is not None and spot is not None:
            paint_lit(painter, spot)
            if self._named:
                paint_words(painter, mark.words, spot, self.size())
        elif mark is None and self._hovered is not None and self._pressed is None:
            paint_words(painter, shown.names[self._hovered], self._cursor, self.size())
