"""Caution structures on the chart: an overlay that is off until it is asked for."""

from __future__ import annotations

from dataclasses import dataclass

import shapely
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from mesomap.analysis.caution import PlacedStructure, place_structures, shape_on
from mesomap.atlas import Body, Chart
from mesomap.canvas.gap_paths import shape_path
from mesomap.canvas.overlay import Layer
from mesomap.clinical.caution import Structure
from mesomap.paint.caution import paint_band, paint_sign


@dataclass(frozen=True, slots=True)
class Band:
    """A structure as one chart shows it: its outline, and where its sign stands."""

    structure: Structure
    path: QPainterPath
    sign: QPointF | None


class CautionItem(Layer):
    """Bands under the marks; worked out when they are first shown on a chart."""

    def __init__(self) -> None:
        super().__init__()
        self._body: Body | None = None
        self._chart: Chart | None = None
        self._placed: tuple[PlacedStructure, ...] | None = None
        self._bands: list[Band] | None = None
        self.setVisible(False)

    def set_chart(self, body: Body | None, chart: Chart | None) -> None:
        """Follow another chart or body."""
        if body is not self._body:
            self._placed = None
        self._body, self._chart, self._bands = body, chart, None
        self.update()

    def bands(self) -> list[Band]:
        """What the chart shows of the structures; none while they are hidden."""
        if not self.isVisible() or self._body is None or self._chart is None:
            return []
        if self._placed is None:
            self._placed = place_structures(self._body)
        if self._bands is None:
            found = [_band(self._body, self._chart, one) for one in self._placed]
            self._bands = [band for band in found if not band.path.isEmpty()]
        return self._bands

    def structures_at(self, x_mm: float, y_mm: float) -> list[Structure]:
        """The structures whose bands hold a place of the chart."""
        at = QPointF(x_mm, y_mm)
        found = {band.structure.id: band.structure for band in self.bands() if _holds(band, at)}
        return list(found.values())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """All bands, then their signs."""
        px = self.mm_per_px
        grow = 12 * px
        exposed: QRectF = option.exposedRect.adjusted(-grow, -grow, grow, grow)
        shown = [band for band in self.bands() if exposed.intersects(band.path.boundingRect())]
        for band in shown:
            paint_band(painter, band.path, px=px)
        for band in shown:
            if band.sign is not None:
                paint_sign(painter, band.sign, px=px)


def _holds(band: Band, at: QPointF) -> bool:
    return band.path.boundingRect().contains(at) and band.path.contains(at)


def _band(body: Body, chart: Chart, placed: PlacedStructure) -> Band:
    path = QPainterPath()
    for patch in dict.fromkeys(body.regions[key].patch for key in chart.regions):
        shape = shape_on(body, patch, placed)
        if shape.is_empty:
            continue
        sheet = body.patches[patch]
        own = shapely.union_all([sheet.polygon(key) for key in sheet.regions])
        part = shape.intersection(own)
        for polygon in getattr(part, "geoms", [part]):
            if polygon.geom_type == "Polygon" and not polygon.is_empty:
                path.addPath(shape_path(body, chart, patch, polygon))
    middle = placed.sites[len(placed.sites) // 2]
    position = body.on_chart(chart.id, [middle])
    sign = QPointF(*position.xy_mm[0].tolist()) if position.visible[0] else None
    return Band(placed.structure, path, sign)
