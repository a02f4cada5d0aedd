"""The area passes of a chart, as one item under the marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from mesomap.analysis.shown import area_on, middle_on
from mesomap.atlas import Body, Chart
from mesomap.canvas.overlay import Layer
from mesomap.model import AreaPass, MarkShape, Status, Syringe, mark_of
from mesomap.paint import tokens as tk
from mesomap.paint.area import area_label_size, paint_area, paint_area_label
from mesomap.paint.fonts import ui_font
from mesomap.paint.locale import format_ml
from mesomap.paint.names import technique_name
from mesomap.paint.paths import to_polygon
from mesomap.paint.theme import current_scale

_LABEL_ROOM_PX = 140.0


@dataclass(frozen=True, slots=True)
class AreaShape:
    """An area pass as one chart shows it, in chart mm."""

    path: QPainterPath
    label_at: QPointF | None
    label: str
    mark: MarkShape
    status: Status


class AreasItem(Layer):
    """Soft hatches with outlines, and their labels."""

    def __init__(self) -> None:
        super().__init__()
        self._shapes: dict[UUID, AreaShape] = {}
        self._made_of: dict[UUID, tuple[AreaPass, MarkShape]] = {}
        self._chosen: frozenset[UUID] = frozenset()
        self._where: tuple[Body | None, Chart | None] = (None, None)

    def refresh(
        self,
        body: Body | None,
        chart: Chart | None,
        areas: Iterable[AreaPass],
        syringes: Mapping[UUID, Syringe],
        chosen: frozenset[UUID],
    ) -> None:
        """Show these as they are now; only what has changed is worked out and painted anew."""
        if (body, chart) != self._where:
            self._shapes.clear()
            self._made_of.clear()
            self._where = (body, chart)
            self.update()
        if body is None or chart is None:
            return
        now = {area.id: (area, mark_of(area, syringes)) for area in areas}
        for id in self._made_of.keys() | now.keys():
            if now.get(id) == self._made_of.get(id) and (id in chosen) == (id in self._chosen):
                continue
            self._forget(id)
            if id in now:
                shape = _shape(body, chart, *now[id])
                if shape is not None:
                    self._shapes[id] = shape
                    self._touch(shape)
        self._made_of, self._chosen = now, chosen

    def shown(self) -> Mapping[UUID, AreaShape]:
        """What the chart shows, by id."""
        return self._shapes

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Areas, then their labels over them."""
        grow = _LABEL_ROOM_PX * self.mm_per_px
        exposed = option.exposedRect.adjusted(-grow, -grow, grow, grow)
        near = {
            id: shape
            for id, shape in self._shapes.items()
            if exposed.intersects(shape.path.boundingRect())
        }
        for id, shape in near.items():
            paint_area(
                painter,
                shape.path,
                shape.mark,
                shape.status,
                px=self.mm_per_px,
                chosen=id in self._chosen,
            )
        for shape in near.values():
            self._paint_label(painter, shape)

    def _paint_label(self, painter: QPainter, shape: AreaShape) -> None:
        if shape.label_at is None:
            return
        font = ui_font(tk.SMALL, weight=600, scale=current_scale())
        box = area_label_size(shape.label, font)
        if box.width() * self.mm_per_px > 1.4 * shape.path.boundingRect().width():
            return  # too small on the screen: it says what it is once zoomed in
        turn = -1.0 if painter.worldTransform().m11() < 0 else 1.0
        painter.save()
        painter.translate(shape.label_at)
        painter.scale(turn * self.mm_per_px, turn * self.mm_per_px)
        paint_area_label(painter, QPointF(0.0, 0.0), shape.label, font)
        painter.restore()

    def _forget(self, id: UUID) -> None:
        shape = self._shapes.pop(id, None)
        if shape is not None:
            self._touch(shape)

    def _touch(self, shape: AreaShape) -> None:
        self.update_around(QRectF(shape.path.boundingRect()), px=_LABEL_ROOM_PX)


def _shape(body: Body, chart: Chart, area: AreaPass, mark: MarkShape) -> AreaShape | None:
    path = QPainterPath()
    for ring in area_on(body, chart, area):
        path.addPolygon(to_polygon(ring))
        path.closeSubpath()
    if path.isEmpty():
        return None
    middle = middle_on(body, chart, area)
    at = None if middle is None else QPointF(*middle)
    words = f"{technique_name(area.technique)} · {format_ml(area.volume_ul)}"
    return AreaShape(path, at, words, mark, area.status)
