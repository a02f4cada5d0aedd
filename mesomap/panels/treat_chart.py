"""The chart in treat mode: the next site large, the way to it, and what is done and to do.

It takes presses only on sites: whatever else is touched does nothing.
"""

from __future__ import annotations

from itertools import pairwise
from uuid import UUID

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from mesomap.model import RegionKey, Side
from mesomap.paint.chart import figure_image, paint_hovered_region, patient_left, region_paths
from mesomap.paint.fonts import ui_font
from mesomap.paint.furniture import paint_scale_bar, scale_bar_size, side_letters
from mesomap.paint.theme import current
from mesomap.paint.tokens import TypeSize
from mesomap.paint.treat import (
    NEXT_REACH,
    NUMBER_RADIUS,
    beside,
    paint_area_step,
    paint_arrow,
    paint_done_walk,
    paint_next,
    paint_step,
    paint_thread_step,
)
from mesomap.panels.treat_look import Look, look_at
from mesomap.panels.treat_map import MiniMap
from mesomap.panels.treat_values import TreatMap, TreatMark

SITE_PX = 34.0
"""A press so near to a site means the site."""
SCALE_SIZE = TypeSize(18, 24)
LETTER_SIZE = TypeSize(48, 56, 600)
EDGE = 14


class TreatChart(QWidget):
    """One chart, zoomed to what is being given."""

    pressed = Signal(object, bool)
    """A step's id was clicked; whether with Shift."""
    menu_wanted = Signal(object, QPoint)
    """A step's id (None beside all), and where on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(360, 300)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._map: TreatMap | None = None
        self._look: Look | None = None
        self._turned = False
        self._figure: tuple[object, QPixmap] | None = None
        self._lifted = 0
        self.mini = MiniMap(self)

    # What it shows.

    def show_map(self, shown: TreatMap) -> None:
        """Show another state; the chart moves only when it must."""
        before = self._map
        same = before is not None and (before.chart, before.region) == (shown.chart, shown.region)
        self._map = shown
        self._aim(self._look if same else None)

    def set_turned(self, turned: bool) -> None:
        """Turn the chart by 180 degrees; numbers stay upright."""
        if turned != self._turned:
            self._turned = turned
            self._aim(self._look)

    def lift(self, px: int) -> None:
        """Keep `px` free at the lower edge: a line of words lies there."""
        if px != self._lifted:
            self._lifted = px
            self._place_mini()
            self.update()

    @property
    def look(self) -> Look | None:
        """Where it looks."""
        return self._look

    def spot(self, id: UUID) -> QPointF | None:
        """Where a step's site lies on the widget; None if the chart does not show it."""
        step = next((one for one in self._steps() if one.id == id), None)
        return None if step is None else self._to_view().map(QPointF(*step.at))

    def _aim(self, before: Look | None) -> None:
        shown = self._map
        if shown is None:
            return
        left, top, right, bottom = shown.extent
        at = next((m.at for m in self._steps() if m.id == shown.next_id), None)
        middle = QPointF((left + right) / 2, (top + bottom) / 2)
        self._look = look_at(
            QRectF(left, top, right - left, bottom - top),
            QPointF(*at) if at is not None else middle,
            spacing_mm=shown.spacing_mm,
            width=self.width(),
            height=self.height(),
            before=before,
        )
        self._place_mini()
        self.update()

    def _steps(self) -> list[TreatMark]:
        """Marks, and area passes as marks at their middle."""
        if self._map is None:
            return []
        areas = [
            TreatMark(id=a.id, at=a.at, text=a.text, mark=a.mark, status=a.status)
            for a in self._map.areas
        ]
        return [*self._map.marks, *areas]

    def _to_view(self) -> QTransform:
        if self._look is None:
            return QTransform()
        return self._look.transform(self.width(), self.height(), turned=self._turned)

    # What the person does.

    def step_at(self, at: QPointF) -> UUID | None:
        """The step whose site is nearest to a place of the widget, if it is near."""
        to_view = self._to_view()
        best: tuple[float, UUID] | None = None
        for step in self._steps():
            away = to_view.map(QPointF(*step.at)) - at
            distance = (away.x() ** 2 + away.y() ** 2) ** 0.5
            if distance <= SITE_PX and (best is None or distance < best[0]):
                best = (distance, step.id)
        return best[1] if best is not None else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Only a site answers to a click."""
        if event.button() == Qt.MouseButton.LeftButton:
            found = self.step_at(event.position())
            if found is not None:
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.pressed.emit(found, shift)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second press of a double click is a press like any other: too soon to count."""
        self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done from a site on."""
        self.menu_wanted.emit(self.step_at(QPointF(event.pos())), event.globalPos())

    # How it looks.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again in the new size."""
        super().resizeEvent(event)
        self._aim(None)

    def _place_mini(self) -> None:
        shown = self._map
        if shown is None or self._look is None:
            return
        back, _ = self._to_view().inverted()
        self.mini.show_map(shown, back.mapRect(QRectF(self.rect())), turned=self._turned)
        spot = self.spot(shown.next_id) if shown.next_id is not None else None
        left = spot is not None and spot.x() > self.width() * 0.62
        left = left and spot is not None and spot.y() > self.height() * 0.55
        x = EDGE if left else self.width() - self.mini.width() - EDGE
        bar = 46 if left else 0
        self.mini.move(x, self.height() - self.mini.height() - EDGE - bar - self._lifted)

    def _picture(self, shown: TreatMap) -> QPixmap:
        palette, ratio = current(), self.devicePixelRatioF()
        key = (shown.chart.id, self._look, self.size(), self._turned, palette.name, ratio)
        if self._figure is None or self._figure[0] != key:
            width, height = round(self.width() * ratio), round(self.height() * ratio)
            to_device = self._to_view() * QTransform.fromScale(ratio, ratio)
            image = figure_image(shown.chart, to_device, width, height, palette, ratio=ratio)
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(ratio)
            self._figure = (key, pixmap)
        return self._figure[1]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Figure, region, walk, marks, the next one on top."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = self._map
        if shown is None or self._look is None:
            painter.fillRect(self.rect(), QColor(current().canvas))
            painter.end()
            return
        painter.drawPixmap(0, 0, self._picture(shown))
        to_view = self._to_view()
        self._paint_region(painter, shown.region, to_view)
        for area in shown.areas:
            outlines = [[to_view.map(QPointF(*p)) for p in ring] for ring in area.outlines]
            paint_area_step(painter, outlines, area.mark, area.status)
        at = {step.id: to_view.map(QPointF(*step.at)) for step in self._steps()}
        for mark in shown.marks:
            if mark.path:
                path = [to_view.map(QPointF(*p)) for p in mark.path]
                paint_thread_step(painter, [at[mark.id], *path], mark.mark, mark.status)
        self._paint_walk(painter, shown, at)
        self._paint_marks(painter, shown, at)
        self._paint_furniture(painter, shown)
        painter.end()

    def _paint_region(self, painter: QPainter, key: RegionKey | None, to_view: QTransform) -> None:
        path = region_paths(self._map.chart).get(key) if key and self._map else None
        if path is not None:
            painter.save()
            painter.setWorldTransform(to_view * painter.worldTransform())
            paint_hovered_region(painter, path, px=1.0 / abs(to_view.m11()))
            painter.restore()

    def _paint_walk(self, painter: QPainter, shown: TreatMap, at: dict[UUID, QPointF]) -> None:
        status = {step.id: step.status for step in self._steps()}
        for piece in shown.walk:
            for a, b in pairwise(piece):
                if a in at and b in at:
                    paint_done_walk(painter, at[a], at[b], status[a], status[b])

    def _paint_marks(self, painter: QPainter, shown: TreatMap, at: dict[UUID, QPointF]) -> None:
        font = self._font(NUMBER_RADIUS)
        steps = self._steps()
        near = [
            s for s in steps if self.rect().adjusted(-40, -40, 40, 40).contains(at[s.id].toPoint())
        ]
        moved = beside([at[s.id] for s in near], keep=[s.id == shown.next_id for s in near])
        for step, place in zip(near, moved, strict=True):
            if step.id != shown.next_id:
                paint_step(painter, at[step.id], place, step.text, step.mark, step.status, font)
        following = next((s for s in steps if s.id == shown.next_id), None)
        if following is None:
            return
        start = at.get(shown.last_id) if shown.last_id is not None else None
        if start is not None:
            paint_arrow(painter, start, at[following.id])
        number = self._font(NEXT_REACH * 0.52)
        paint_next(painter, at[following.id], following.text, following.mark, number)

    def _font(self, radius: float) -> QFont:
        return ui_font(TypeSize(max(12, round(radius * 1.02)), 16, 600))

    def _paint_furniture(self, painter: QPainter, shown: TreatMap) -> None:
        assert self._look is not None
        font = ui_font(SCALE_SIZE)
        px_per_mm = self._look.px_per_mm / shown.skin_factor
        size = scale_bar_size(px_per_mm, font)
        y = self.height() - EDGE - 18.0 - self._lifted
        ground = QRectF(EDGE, y - 18, size.width() + 20, 36)
        back = QColor(current().panel)
        back.setAlphaF(0.86)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(back)
        painter.drawRoundedRect(ground, 4, 4)
        paint_scale_bar(painter, QPointF(EDGE + 10, y), px_per_mm, font, current().text)
        letters = side_letters(patient_left(shown.chart), turned=self._turned)
        painter.setFont(ui_font(LETTER_SIZE))
        painter.setPen(QColor(current().t3))
        top = QRectF(EDGE, 62, self.width() - 2 * EDGE, 60)
        for letter, side in zip(letters, (Side.LEFT, Side.RIGHT), strict=True):
            edge = Qt.AlignmentFlag.AlignLeft if side is Side.LEFT else Qt.AlignmentFlag.AlignRight
            painter.drawText(top, edge | Qt.AlignmentFlag.AlignTop, letter)
