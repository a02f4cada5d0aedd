"""The patient's lesions as the chart shows them: their shapes, what is hit, and the item."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from mesomap.analysis.lesions import present, rings_on
from mesomap.atlas import Body, Chart
from mesomap.canvas.overlay import Layer
from mesomap.model import Lesion
from mesomap.paint import tokens as tk
from mesomap.paint.fonts import ui_font
from mesomap.paint.lesion import labels_of, paint_label, paint_lesion
from mesomap.paint.paths import to_polygon
from mesomap.paint.theme import current_scale

_AROUND_PX = 14.0


@dataclass(frozen=True, slots=True)
class Shown:
    """A lesion that the chart sees, in chart mm, and its label."""

    lesion: Lesion
    label: str
    path: QPainterPath

    def label_at(self, *, turned: bool) -> QPointF:
        """Where its label stands: beside what a person sees as the right end of its top."""
        box = self.path.boundingRect()
        return box.bottomLeft() if turned else box.topRight()


class Lesions(QObject):
    """The lesions of one chart, and the one that is chosen."""

    chosen_changed = Signal(object)
    """The id of the lesion that is chosen now, or None."""
    changed = Signal()
    """Something is to be drawn anew."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown: tuple[Shown, ...] = ()
        self.chosen: UUID | None = None
        self._placed_for: object = None

    def place(
        self, body: Body | None, chart: Chart | None, lesions: Iterable[Lesion], on: date | None
    ) -> None:
        """Show the lesions that are there on a day where `chart` sees them."""
        everyone = tuple(lesions)
        key = (id(body), None if chart is None else id(chart), everyone, on)
        if key == self._placed_for:
            return
        self._placed_for = key
        self.shown = ()
        if body is not None and chart is not None and on is not None:
            labels = labels_of(everyone)
            found = []
            for lesion in present(everyone, on):
                path = path_of(body, chart, lesion)
                if not path.isEmpty():
                    found.append(Shown(lesion, labels[lesion.id], path))
            self.shown = tuple(found)
        if self.chosen is not None and self.chosen not in {one.id for one in everyone}:
            self.choose(None)
        self.changed.emit()

    def choose(self, id: UUID | None) -> None:
        """Choose one, or none."""
        if id != self.chosen:
            self.chosen = id
            self.changed.emit()
            self.chosen_changed.emit(id)

    def at(self, x_mm: float, y_mm: float, *, reach_mm: float) -> Shown | None:
        """The lesion at a place of the chart; of several the smallest."""
        reach = QPainterPath()
        reach.addEllipse(QPointF(x_mm, y_mm), reach_mm, reach_mm)
        found = [one for one in self.shown if one.path.intersects(reach)]
        return min(found, key=lambda one: _extent(one.path), default=None)


def path_of(body: Body, chart: Chart, lesion: Lesion) -> QPainterPath:
    """Its outline in chart mm where the chart sees it."""
    path = QPainterPath()
    for ring in rings_on(body, chart.id, lesion):
        path.addPolygon(to_polygon(ring))
        path.closeSubpath()
    return path


def _extent(path: QPainterPath) -> float:
    box = path.boundingRect()
    return box.width() * box.height()


class LesionItem(Layer):
    """Draws the lesions under the marks."""

    def __init__(self, lesions: Lesions) -> None:
        super().__init__()
        self._lesions = lesions
        lesions.changed.connect(self.update)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Shapes first, labels over them."""
        px = self.mm_per_px
        grow = _AROUND_PX * px
        exposed = option.exposedRect.adjusted(-grow, -grow, grow, grow)
        seen = [one for one in self._lesions.shown if exposed.intersects(one.path.boundingRect())]
        for one in seen:
            paint_lesion(
                painter,
                one.path,
                one.lesion.kind,
                px=px,
                keep_free=one.lesion.keep_free,
                chosen=one.lesion.id == self._lesions.chosen,
            )
        turned = painter.worldTransform().m11() < 0
        font = ui_font(tk.CAPTION, weight=600, scale=current_scale())
        for one in seen:
            paint_label(painter, one.label_at(turned=turned), one.label, font, px=px, turned=turned)
