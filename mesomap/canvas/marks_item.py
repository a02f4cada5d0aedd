"""All injections of a chart as one item: 5,000 marks repaint in a few milliseconds."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from mesomap.canvas.rows import Floats, Ints, Rows
from mesomap.canvas.sheets import (
    MARK_CELL,
    SELECTION_CELL,
    DepositSheet,
    draw_fragments,
    mark_sheet,
    selection_sheet,
)
from mesomap.paint import marks

_MANY = 64
"""From so many changed rows on, one rectangle around all of them is marked dirty."""


class MarksItem(QGraphicsItem):
    """Paints the visible `rows`: deposits first, then marks, selected ones on top.

    Its coordinates are chart mm; marks keep their size on the screen, so `set_scale` must
    follow the view's zoom for the dirty rectangles to be right.
    """

    def __init__(self, rows: Rows, *, opacity: float = 1.0) -> None:
        super().__init__()
        self.rows = rows
        self._opacity = opacity
        self._bounds = QRectF()
        self._mm_per_px = 1.0
        self._sheet: DepositSheet | None = None
        self._largest_mm = 0.0
        self._last = QRectF()
        self.exposed: list[QRectF] | None = None
        """Set by the view while it paints: the rectangles (mm) that need it, where they are
        few. Qt itself tells an item only the rectangle around all of them, and a move leaves
        two that may lie far apart."""
        self.shows_deposits = True
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def set_bounds(self, rect: QRectF) -> None:
        """The chart's rectangle in mm; marks may stand over it by a margin."""
        self.prepareGeometryChange()
        self._bounds = rect.adjusted(-60, -60, 60, 60)

    def set_scale(self, mm_per_px: float) -> None:
        """How many chart mm one logical pixel of the view is."""
        self._mm_per_px = mm_per_px

    def show_deposits(self, on: bool) -> None:
        """Show or hide the deposits."""
        self.shows_deposits = on
        self.update()

    def boundingRect(self) -> QRectF:
        """The chart with a margin."""
        return self._bounds

    def rows_changed(self) -> None:
        """Take note of radii: call after rows were put, before the next repaint."""
        radius = self.rows.data["radius"]
        self._largest_mm = float(radius.max()) if len(radius) else 0.0

    def update_changed(self) -> None:
        """Ask for a repaint of where the rows were at the last call, and where they are now."""
        data = self.rows.data[self.rows.data["visible"]]
        now = QRectF()
        if len(data):
            reach = max(self._largest_mm, marks.EXTENT * self._mm_per_px) + 2 * self._mm_per_px
            left, top = float(data["x"].min()) - reach, float(data["y"].min()) - reach
            right, bottom = float(data["x"].max()) + reach, float(data["y"].max()) + reach
            now = QRectF(left, top, right - left, bottom - top)
        for rect in (self._last, now):
            if not rect.isNull():
                self.update(rect)
        self._last = now

    def mark_dirty(self, ids: Iterable[UUID]) -> None:
        """Ask for a repaint of where the rows of `ids` are now."""
        at = self.rows.rows_of(ids)
        at = at[self.rows.data["visible"][at]]
        if len(at) == 0:
            return
        data = self.rows.data[at]
        reach = np.maximum(data["radius"], marks.SELECTED_EXTENT * self._mm_per_px)
        reach += 2.0 * self._mm_per_px
        left, top = data["x"] - reach, data["y"] - reach
        right, bottom = data["x"] + reach, data["y"] + reach
        if len(at) > _MANY:
            left, top = left.min(keepdims=True), top.min(keepdims=True)
            right, bottom = right.max(keepdims=True), bottom.max(keepdims=True)
        for x0, y0, x1, y1 in np.column_stack([left, top, right, bottom]).tolist():
            self.update(QRectF(x0, y0, x1 - x0, y1 - y0))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Copy what the exposed rectangle needs from the sheets."""
        exposed: QRectF = option.exposedRect
        at = self._rows_in(self.exposed or [exposed])
        if len(at) == 0:
            return
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        to_view = painter.worldTransform()
        data = self.rows.data
        xy = _mapped(to_view, data["x"][at], data["y"][at])
        xy = np.rint(xy * ratio) / ratio
        painter.save()
        painter.setWorldTransform(QTransform())
        painter.setOpacity(painter.opacity() * self._opacity)
        if self.shows_deposits:
            self._paint_deposits(painter, at, xy, to_view, ratio)
        chosen = data["chosen"][at]
        self._paint_marks(painter, at[~chosen], xy[~chosen], ratio)
        if chosen.any():
            zeros = np.zeros(int(chosen.sum()))
            sheet = selection_sheet(ratio)
            size = float(round(SELECTION_CELL * ratio))
            draw_fragments(painter, sheet, xy[chosen], zeros, zeros, size, scale=1 / ratio)
            self._paint_marks(painter, at[chosen], xy[chosen], ratio)
        painter.restore()

    def _rows_in(self, rects: list[QRectF]) -> Ints:
        data = self.rows.data
        reach = max(self._largest_mm, marks.SELECTED_EXTENT * self._mm_per_px) + self._mm_per_px
        x, y = data["x"], data["y"]
        inside = np.zeros(len(data), bool)
        for rect in rects:
            inside |= (
                (x >= rect.left() - reach)
                & (x <= rect.right() + reach)
                & (y >= rect.top() - reach)
                & (y <= rect.bottom() + reach)
            )
        return np.flatnonzero(inside & data["visible"])

    def _paint_marks(self, painter: QPainter, at: Ints, xy: Floats, ratio: float) -> None:
        size = float(round(MARK_CELL * ratio))
        left = self.rows.data["kind"][at] * size
        top = self.rows.data["tint"][at] * size
        draw_fragments(painter, mark_sheet(ratio), xy, left, top, size, scale=1 / ratio)

    def _paint_deposits(
        self, painter: QPainter, at: Ints, xy: Floats, to_view: QTransform, ratio: float
    ) -> None:
        px_per_mm = abs(to_view.determinant()) ** 0.5 * ratio
        data = self.rows.data
        radius = data["radius"][at]
        largest = float(radius.max())
        if largest <= 0:
            return
        sheet = self._sheet
        if sheet is None or sheet.px_per_mm != px_per_mm or sheet.largest_mm < largest:
            sheet = self._sheet = DepositSheet(px_per_mm, max(largest, self._largest_mm))
        left, top = sheet.places(radius, data["squash"][at], data["angle"][at])
        scale = sheet.stretch / ratio
        draw_fragments(painter, sheet.pixmap, xy, left, top, sheet.cell, scale=scale)


def _mapped(transform: QTransform, x: Floats, y: Floats) -> Floats:
    """Points through an affine Qt transform, (n, 2)."""
    t = transform
    return np.column_stack([t.m11() * x + t.m21() * y + t.dx(), t.m12() * x + t.m22() * y + t.dy()])
