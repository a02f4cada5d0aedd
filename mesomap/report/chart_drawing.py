"""Draws one chart box with the screen's paint functions: in ink for paper, in colour for slides.

The painter counts millimetres of paper.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF

from mesomap.atlas import Body
from mesomap.model import Status
from mesomap.paint import tokens as tk
from mesomap.paint.area import paint_area
from mesomap.paint.caution import paint_band, paint_sign
from mesomap.paint.chart import paint_borders
from mesomap.paint.lesion import paint_lesion
from mesomap.paint.marks import COLOURS, paint_mark, paint_number
from mesomap.paint.pin import RISE_PX, paint_pin
from mesomap.paint.thread import paint_thread
from mesomap.report.figure import paint_figure
from mesomap.report.inks import INKS, draw_text, pen, rect
from mesomap.report.layout.lesions import label_box
from mesomap.report.layout.notes import PIN_MM
from mesomap.report.layout.paper import NUMBER_PT
from mesomap.report.layout.shapes import ChartBox, Ink, Label, NotePin, Spot, Text, Weight
from mesomap.report.layout.voice import MM_PER_PT
from mesomap.report.type import paper_font, width_mm

_LEADER_MM = 0.17
_BORDER_MM = 0.13
_CAUTION_PX = 0.2
_LESION_PX = 0.18
"""Millimetres of one pixel of a lesion's outline and hatch."""
AREA_PX = 0.2
MARK_PX = 0.22
"""Millimetres of one of the mark's pixels: its 1.2 px line is 0.26 mm on paper."""


def draw_chart(painter: QPainter, chart: ChartBox, body: Body) -> None:
    """The whole box as a page shows it: in ink, framed, with its title above."""
    box = rect(chart.box)
    painter.fillRect(box, QColor("#FFFFFF"))
    draw_figure(painter, chart, body)
    draw_marks(painter, chart)
    painter.setPen(pen(0.2, Ink.RULE))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)
    _title(painter, chart)


def draw_figure(painter: QPainter, chart: ChartBox, body: Body) -> None:
    """The figure with its region borders, as much of it as the box shows."""
    painter.save()
    painter.setClipRect(rect(chart.box))
    painter.translate(chart.box.x, chart.box.y)
    painter.scale(chart.scale, chart.scale)
    painter.translate(-chart.crop.x, -chart.crop.y)
    figure = body.charts[chart.chart]
    paint_figure(painter, figure)
    paint_borders(painter, figure, px=_BORDER_MM / chart.scale, ink_only=True)
    painter.restore()


def draw_marks(painter: QPainter, chart: ChartBox, *, ink_only: bool = True) -> None:
    """What lies on the figure: areas, threads, lesions, the scale bar, marks with their numbers.

    Without `ink_only` the syringes have their colours.
    """
    _caution(painter, chart, ink_only)
    _areas_and_threads(painter, chart, ink_only)
    _lesions(painter, chart)
    _scale_bar(painter, chart)
    for letter in chart.letters:
        draw_text(painter, letter)
    painter.setPen(pen(_LEADER_MM, Ink.BLACK))
    for label in chart.labels:
        if label.leader is not None:
            painter.drawLine(QPointF(*label.leader), _edge(label))
    for label in chart.labels:
        if not label.inside:
            painter.fillRect(rect(label.box), QColor(255, 255, 255, 215))
    for spot in chart.spots:
        _spot(painter, spot, ink_only)
    for label in chart.labels:
        _label(painter, label, ink_only)
    for one in chart.pins:
        _pin(painter, one)


def _caution(painter: QPainter, chart: ChartBox, ink_only: bool) -> None:
    """Soft bands within the box, then their signs."""
    painter.save()
    painter.setClipRect(rect(chart.box))
    for one in chart.caution:
        path = QPainterPath()
        for ring in one.rings:
            path.addPolygon(_polygon(ring))
            path.closeSubpath()
        paint_band(painter, path, px=_CAUTION_PX, ink_only=ink_only)
    for one in chart.caution:
        if one.sign is not None:
            paint_sign(painter, QPointF(*one.sign), px=_CAUTION_PX, ink_only=ink_only)
    painter.restore()


def _lesions(painter: QPainter, chart: ChartBox) -> None:
    """Outlines and hatches within the box; their labels on white."""
    painter.save()
    painter.setClipRect(rect(chart.box))
    for lesion in chart.lesions:
        path = QPainterPath()
        for ring in lesion.rings:
            path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring]))
            path.closeSubpath()
        paint_lesion(painter, path, lesion.kind, px=_LESION_PX, keep_free=lesion.keep_free)
    painter.restore()
    for lesion in chart.lesions:
        painter.fillRect(rect(label_box(lesion)), QColor("#FFFFFF"))
        draw_text(painter, lesion.label)


def _pin(painter: QPainter, pin: NotePin) -> None:
    painter.save()
    painter.translate(pin.x, pin.y)
    painter.scale(PIN_MM, PIN_MM)
    paint_pin(painter, QPointF(0.0, 0.0), pin.name, write=False)
    painter.restore()
    middle = pin.y - RISE_PX * PIN_MM
    baseline = middle + 0.727 * NUMBER_PT * MM_PER_PT / 2
    draw_text(painter, Text(pin.x, baseline, pin.name, NUMBER_PT, Weight.BOLD, "centre"))


def _areas_and_threads(painter: QPainter, chart: ChartBox, ink_only: bool) -> None:
    painter.save()
    painter.setClipRect(rect(chart.box))
    for area in chart.areas:
        path = QPainterPath()
        for ring in area.rings:
            path.addPolygon(_polygon(ring))
            path.closeSubpath()
        paint_area(painter, path, area.mark, area.status, px=AREA_PX, ink_only=ink_only)
    for thread in chart.threads:
        path = QPainterPath()
        path.addPolygon(_polygon(thread.points))
        paint_thread(painter, path, thread.mark, thread.status, px=MARK_PX, ink_only=ink_only)
    painter.restore()
    for area in chart.areas:
        if area.box is not None:
            painter.fillRect(rect(area.box), QColor(255, 255, 255, 225))
            middle = area.box.x + area.box.width / 2
            y = area.box.y + area.box.height / 2 + 0.727 * NUMBER_PT * MM_PER_PT / 2
            draw_text(painter, Text(middle, y, area.label, NUMBER_PT, Weight.BOLD, "centre"))


def _polygon(points: Sequence[tuple[float, float]]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


def _title(painter: QPainter, chart: ChartBox) -> None:
    y = chart.box.y - 2.0
    draw_text(painter, Text(chart.box.x, y, chart.title, 8.5, Weight.BOLD))
    caption = Text(chart.box.right, y, chart.caption, 7.0, align="right", ink=Ink.SOFT)
    draw_text(painter, caption)


def _scale_bar(painter: QPainter, chart: ChartBox) -> None:
    if not chart.bar_text:
        return  # a small map has none
    length = chart.bar_mm * chart.scale
    width = width_mm(chart.bar_text, 7.0, Weight.REGULAR)
    x, y = chart.box.x + 2.6, chart.box.bottom - 2.6
    ground = QRectF(chart.box.x + 1.0, y - 2.2, length + width + 5.4, 3.8)
    painter.fillRect(ground, QColor(255, 255, 255, 225))
    painter.setPen(pen(0.3, Ink.BLACK))
    painter.drawLine(QLineF(x, y, x + length, y))
    for end in (x, x + length):
        painter.drawLine(QLineF(end, y - 1.0, end, y + 1.0))
    draw_text(painter, Text(x + length + 1.8, y + 0.9, chart.bar_text, 7.0))


def _spot(painter: QPainter, spot: Spot, ink_only: bool) -> None:
    at = QPointF(spot.x, spot.y)
    if spot.elsewhere:
        painter.setPen(pen(0.18, Ink.SOFT))
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawEllipse(at, spot.radius * 0.7, spot.radius * 0.7)
    elif spot.radius < 0.4:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(INKS[Ink.BLACK])
        painter.drawEllipse(at, spot.radius, spot.radius)
    else:
        px = spot.radius / (tk.MARK_RADIUS + 1.0)
        paint_mark(painter, at, spot.mark, spot.status, px=px, ink_only=ink_only)


def _label(painter: QPainter, label: Label, ink_only: bool) -> None:
    at = QPointF(label.x, label.y)
    solid = False
    if label.inside:
        pale = not ink_only and COLOURS[label.mark] in tk.PALE
        solid = label.status is Status.GIVEN and not pale
        paint_number(
            painter,
            at,
            "",
            label.mark,
            label.status,
            paper_font(Weight.BOLD),
            radius=label.radius / MARK_PX,
            px=MARK_PX,
            ink_only=ink_only,
        )
    baseline = label.y + 0.727 * NUMBER_PT * MM_PER_PT / 2
    ink = Ink.PAPER if solid else Ink.BLACK
    draw_text(painter, Text(label.x, baseline, label.text, NUMBER_PT, Weight.BOLD, "centre", ink))


def _edge(label: Label) -> QPointF:
    """Where the leader meets the label."""
    assert label.leader is not None
    dx, dy = label.leader[0] - label.x, label.leader[1] - label.y
    across = label.width / 2 / max(abs(dx), 1e-9)
    down = label.height / 2 / max(abs(dy), 1e-9)
    share = min(across, down, 1.0)
    return QPointF(label.x + dx * share, label.y + dy * share)
