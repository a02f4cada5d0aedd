"""Caution structures on the chart: an overlay that is off until it is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from mesomap.analysis.caution import PlacedStructure, place_structures
from mesomap.analysis.caution_seen import SeenStructure, seen_on
from mesomap.atlas import Body, Chart
from mesomap.canvas.overlay import Layer
from mesomap.clinical.caution import Structure
from mesomap.paint.caution import paint_band, paint_sign
from mesomap.paint.paths import to_polygon


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
            found = seen_on(self._body, self._chart, self._placed)
            self._bands = [_band(one) for one in found]
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


def _band(seen: SeenStructure) -> Band:
    path = QPainterPath()
    for ring in seen.rings:
        path.addPolygon(to_polygon(ring))
        path.closeSubpath()
    return Band(seen.structure, path, None if seen.sign is None else QPointF(*seen.sign))
