"""What lies under the marks (regions, gaps) and over them (close pairs, the tools' sketch)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from mesomap.canvas.rows import Rows
from mesomap.canvas.sketch import Sketch
from mesomap.model import RegionKey
from mesomap.paint import tokens as tk
from mesomap.paint.chart import paint_hovered_region, paint_selected_region
from mesomap.paint.close_pair import REACH, paint_close_pairs_tiled
from mesomap.paint.gap import paint_gap_tiled

_HANDLE_PX = 7.0
_SIGN_PX = 18.0


class Layer(QGraphicsItem):
    """An item over the whole chart, in chart mm, that is told its scale."""

    def __init__(self) -> None:
        super().__init__()
        self._bounds = QRectF()
        self.mm_per_px = 1.0
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def set_bounds(self, rect: QRectF) -> None:
        """The chart's rectangle in mm."""
        self.prepareGeometryChange()
        self._bounds = rect.adjusted(-60, -60, 60, 60)

    def boundingRect(self) -> QRectF:
        """The chart with a margin."""
        return self._bounds

    def update_around(self, rect: QRectF, *, px: float = 4.0) -> None:
        """Repaint `rect` (chart mm) and a few pixels around it."""
        if not rect.isNull():
            grow = px * self.mm_per_px
            self.update(rect.adjusted(-grow, -grow, grow, grow))


class UnderItem(Layer):
    """Lit and chosen regions, and gaps."""

    def __init__(self) -> None:
        super().__init__()
        self._lit: list[QPainterPath] = []
        self._chosen: QPainterPath | None = None
        self._gaps: dict[RegionKey, list[QPainterPath]] = {}
        self.shows_gaps = True

    def set_regions(self, lit: list[QPainterPath], chosen: QPainterPath | None) -> None:
        """Light `lit`, and outline `chosen` firmly."""
        for path in [*self._lit, *lit, *(p for p in (self._chosen, chosen) if p is not None)]:
            self.update_around(path.boundingRect())
        self._lit, self._chosen = lit, chosen

    def set_gaps(self, key: RegionKey, paths: list[QPainterPath]) -> None:
        """The gaps of one region."""
        for path in [*self._gaps.pop(key, []), *paths]:
            self.update_around(path.boundingRect())
        if paths:
            self._gaps[key] = paths

    def clear_gaps(self) -> None:
        """No gaps."""
        for key in list(self._gaps):
            self.set_gaps(key, [])

    def show_gaps(self, on: bool) -> None:
        """Show or hide the gaps."""
        self.shows_gaps = on
        self.update()

    def gap_count(self) -> int:
        """How many gaps the chart shows."""
        return sum(map(len, self._gaps.values()))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Regions first, gaps over them."""
        px = self.mm_per_px
        grow = 2 * px
        exposed = option.exposedRect.adjusted(-grow, -grow, grow, grow)
        if self._chosen is not None and exposed.intersects(self._chosen.boundingRect()):
            paint_selected_region(painter, self._chosen, px=px)
        for path in self._lit:
            if exposed.intersects(path.boundingRect()):
                paint_hovered_region(painter, path, px=px)
        if self.shows_gaps:
            for paths in self._gaps.values():
                for path in paths:
                    if exposed.intersects(path.boundingRect()):
                        paint_gap_tiled(painter, path)


class OverItem(Layer):
    """Pairs that are too close, and what the active tool sketches."""

    def __init__(self, rows: Rows, sketch: Sketch) -> None:
        super().__init__()
        self._rows = rows
        self._sketch = sketch
        self._pairs: dict[RegionKey, tuple[tuple[UUID, UUID], ...]] = {}
        self._drawn = QRectF()
        sketch.changed.connect(self._on_sketch)

    def set_pairs(self, key: RegionKey, pairs: Iterable[tuple[UUID, UUID]]) -> None:
        """The close pairs of one region."""
        old = self._pairs.pop(key, ())
        new = tuple(pairs)
        if new:
            self._pairs[key] = new
        if old != new:
            self.update()

    def clear_pairs(self) -> None:
        """No close pairs."""
        self._pairs.clear()
        self.update()

    def pairs(self) -> set[frozenset[UUID]]:
        """The close pairs that are marked."""
        return {frozenset(pair) for pairs in self._pairs.values() for pair in pairs}

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Close pairs, crosses, band, lever."""
        grow = REACH * self.mm_per_px
        exposed = option.exposedRect.adjusted(-grow, -grow, grow, grow)
        shown = [ends for ends in self._pair_ends() if exposed.intersects(_around(*ends))]
        if shown:
            paint_close_pairs_tiled(painter, shown, px=self.mm_per_px)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for id in self._sketch.crossed:
            if (at := self._at(id)) is not None:
                self._paint_cross(painter, at)
        self._paint_band(painter)
        self._paint_handle(painter)
        painter.restore()

    def _pair_ends(self) -> Iterator[tuple[QPointF, QPointF]]:
        for pairs in self._pairs.values():
            for a, b in pairs:
                if (at_a := self._at(a)) is not None and (at_b := self._at(b)) is not None:
                    yield at_a, at_b

    def _at(self, id: UUID) -> QPointF | None:
        if id not in self._rows:
            return None
        row = self._rows.data[self._rows.row(id)]
        return QPointF(float(row["x"]), float(row["y"])) if row["visible"] else None

    def _paint_cross(self, painter: QPainter, at: QPointF) -> None:
        reach = 8.0 * self.mm_per_px
        for colour, width in (("#FFFFFF", 5.0), (tk.INK, 2.0)):
            painter.setPen(QPen(QColor(colour), width * self.mm_per_px))
            for side in (1.0, -1.0):
                arm = QPointF(reach, side * reach)
                painter.drawLine(QLineF(at - arm, at + arm))

    def _paint_band(self, painter: QPainter) -> None:
        if self._sketch.band is None:
            return
        left, top, right, bottom = self._sketch.band
        fill = QColor(tk.INK)
        fill.setAlphaF(0.06)
        pen = QPen(QColor(tk.INK), 1.0 * self.mm_per_px)
        pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        painter.setBrush(fill)
        painter.drawRect(QRectF(left, top, right - left, bottom - top))

    def _paint_handle(self, painter: QPainter) -> None:
        handle = self._sketch.handle
        if handle is None:
            return
        px = self.mm_per_px
        pivot, tip = QPointF(*handle.pivot_xy), QPointF(*handle.tip_xy)
        for colour, width in (("#FFFFFF", 5.0), (tk.INK, 2.0)):
            painter.setPen(QPen(QColor(colour), width * px))
            painter.drawLine(QLineF(pivot, tip))
        painter.setPen(QPen(QColor(tk.INK), 2.0 * px))
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawEllipse(tip, _HANDLE_PX * px, _HANDLE_PX * px)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tk.INK))
        painter.drawEllipse(pivot, 3.0 * px, 3.0 * px)
        painter.drawEllipse(tip, 2.5 * px, 2.5 * px)

    def _on_sketch(self) -> None:
        now = self._sketched_rect()
        self.update_around(self._drawn, px=_SIGN_PX)
        self.update_around(now, px=_SIGN_PX)
        self._drawn = now

    def _sketched_rect(self) -> QRectF:
        rect = QRectF()
        if self._sketch.band is not None:
            left, top, right, bottom = self._sketch.band
            rect |= QRectF(left, top, max(right - left, 0.01), max(bottom - top, 0.01))
        if self._sketch.handle is not None:
            for point in (self._sketch.handle.pivot_xy, self._sketch.handle.tip_xy):
                rect |= QRectF(point[0], point[1], 0.01, 0.01)
        for id in self._sketch.crossed:
            if (at := self._at(id)) is not None:
                rect |= QRectF(at.x(), at.y(), 0.01, 0.01)
        return rect


def _around(a: QPointF, b: QPointF) -> QRectF:
    """A rectangle of some size with `a` and `b` on it."""
    return QRectF(a, b).normalized().adjusted(-0.01, -0.01, 0.01, 0.01)
