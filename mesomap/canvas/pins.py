"""The notes of a session as the chart shows them: pins, what is under the cursor, the item."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from mesomap.atlas import Body, Chart
from mesomap.canvas.overlay import Layer
from mesomap.document.notes import numbered
from mesomap.model import Note, RegionKey, Site
from mesomap.paint.pin import HALF_HEIGHT_PX, RISE_PX, half_width_px, paint_pin, pin_text

_SLACK_PX = 2.0
_POINT_REACH_PX = 6.0
_AROUND_PX = RISE_PX + HALF_HEIGHT_PX + 14.0


@dataclass(frozen=True, slots=True)
class NoteAsked:
    """A note is to be written or read: an old one's id, or None for a new one, and its place."""

    note: UUID | None
    site: Site
    region: RegionKey | None


@dataclass(frozen=True, slots=True)
class Pin:
    """A note that the chart sees: its number, and its place in chart mm."""

    note: Note
    number: int
    x_mm: float
    y_mm: float


class Pins:
    """The pins of one chart."""

    def __init__(self) -> None:
        self.shown: tuple[Pin, ...] = ()

    def place(self, body: Body | None, chart: Chart | None, notes: Iterable[Note]) -> None:
        """Show `notes` where `chart` sees them."""
        by_number = numbered(notes)
        if body is None or chart is None or not by_number:
            self.shown = ()
            return
        placed = body.on_chart(chart.id, [note.site for note in by_number.values()])
        columns = zip(by_number.items(), placed.xy_mm.tolist(), placed.visible, strict=True)
        self.shown = tuple(
            Pin(note, number, x, y) for (number, note), (x, y), seen in columns if seen
        )

    def at(self, x_mm: float, y_mm: float, *, mm_per_px: float, turned: bool) -> Pin | None:
        """The pin whose tag or point is at a place of the chart; the last one drawn first."""
        up = 1.0 if turned else -1.0
        for pin in reversed(self.shown):
            across = abs(pin.x_mm - x_mm) / mm_per_px
            rise = (y_mm - pin.y_mm) * up / mm_per_px
            half = half_width_px(pin_text(pin.number)) + _SLACK_PX
            in_head = abs(rise - RISE_PX) <= HALF_HEIGHT_PX + _SLACK_PX and across <= half
            if in_head or (0.0 <= rise < RISE_PX and across <= _POINT_REACH_PX):
                return pin
        return None


class PinItem(Layer):
    """Draws the pins over the marks, upright however the chart is turned."""

    def __init__(self, pins: Pins) -> None:
        super().__init__()
        self._pins = pins
        self._drawn: tuple[tuple[Pin, bool], ...] = ()

    def refresh(self, chosen: frozenset[UUID]) -> None:
        """Draw what is shown now; `chosen` are the selected notes (and whatever else is)."""
        now = tuple((pin, pin.note.id in chosen) for pin in self._pins.shown)
        if now == self._drawn:
            return
        for pin, _ in {*now} ^ {*self._drawn}:
            rect = QRectF(pin.x_mm, pin.y_mm, 0.01, 0.01)
            self.update_around(rect, px=_AROUND_PX)
        self._drawn = now

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Each pin, the chosen ones last."""
        turn = -1.0 if painter.worldTransform().m11() < 0 else 1.0
        for pin, chosen in sorted(self._drawn, key=lambda one: one[1]):
            painter.save()
            painter.translate(pin.x_mm, pin.y_mm)
            painter.scale(turn * self.mm_per_px, turn * self.mm_per_px)
            paint_pin(painter, QPointF(0.0, 0.0), pin_text(pin.number), chosen=chosen)
            painter.restore()
