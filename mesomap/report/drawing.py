"""Draws a laid-out page: the charts with the screen's paint functions, then lines and text.

The painter counts millimetres of paper.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from mesomap.atlas import Body
from mesomap.model import Status
from mesomap.paint import tokens as tk
from mesomap.paint.area import paint_area
from mesomap.paint.chart import paint_borders
from mesomap.paint.lesion import paint_lesion
from mesomap.paint.marks import paint_mark, paint_number
from mesomap.paint.own_picture import decoded
from mesomap.paint.pin import RISE_PX, paint_pin
from mesomap.paint.thread import paint_thread
from mesomap.report.figure import paint_figure
from mesomap.report.layout.lesions import label_box
from mesomap.report.layout.notes import PIN_MM
from mesomap.report.layout.paper import NUMBER_PT
from mesomap.report.layout.shapes import (
    Box,
    ChartBox,
    Frame,
    Ink,
    Label,
    LegendMark,
    LegendSign,
    Logo,
    NotePin,
    Page,
    Rule,
    Spot,
    Text,
    Weight,
)
from mesomap.report.layout.voice import MM_PER_PT
from mesomap.report.type import EM, paper_font, width_mm

_INKS = {
    Ink.BLACK: QColor("#000000"),
    Ink.SOFT: QColor("#333A42"),
    Ink.RULE: QColor("#8A9199"),
    Ink.PAPER: QColor("#FFFFFF"),
}
_LEADER_MM = 0.17
_BORDER_MM = 0.13
_LESION_PX = 0.18
"""Millimetres of one pixel of a lesion's outline and hatch."""
_AREA_PX = 0.2
_MARK_PX = 0.22
"""Millimetres of one of the mark's pixels: its 1.2 px line is 0.26 mm on paper."""


def draw_page(painter: QPainter, page: Page, body: Body | None) -> None:
    """Draw `page` at the painter's origin; `body` is what its charts show."""
    for chart in page.charts:
        assert body is not None
        _chart(painter, chart, body)
    for shape in page.shapes:
        match shape:
            case Text():
                draw_text(painter, shape)
            case Rule():
                painter.setPen(_pen(shape.width, shape.ink))
                painter.drawLine(QLineF(shape.x1, shape.y1, shape.x2, shape.y2))
            case Frame():
                painter.setPen(_pen(shape.width, shape.ink))
                painter.setBrush(_INKS[shape.fill] if shape.fill else Qt.BrushStyle.NoBrush)
                painter.drawRect(_rect(shape.box))
            case Logo():
                image = decoded(shape.content, shape.media)
                if image is not None:
                    painter.drawImage(_rect(shape.box), image)
            case LegendMark():
                _legend_mark(painter, shape)
            case LegendSign():
                _legend_sign(painter, shape)


def draw_text(painter: QPainter, text: Text) -> None:
    """One line of text on its baseline."""
    width = width_mm(text.text, text.size_pt, text.weight)
    shift = {"left": 0.0, "right": width, "centre": width / 2}[text.align]
    painter.save()
    painter.translate(text.x - shift, text.y)
    size = text.size_pt * MM_PER_PT / EM
    painter.scale(size, size)
    painter.setFont(paper_font(text.weight))
    painter.setPen(_INKS[text.ink])
    painter.drawText(QPointF(0.0, 0.0), text.text)
    painter.restore()


def _chart(painter: QPainter, chart: ChartBox, body: Body) -> None:
    box = _rect(chart.box)
    painter.save()
    painter.setClipRect(box)
    painter.fillRect(box, QColor("#FFFFFF"))
    painter.translate(chart.box.x, chart.box.y)
    painter.scale(chart.scale, chart.scale)
    painter.translate(-chart.crop.x, -chart.crop.y)
    figure = body.charts[chart.chart]
    paint_figure(painter, figure)
    paint_borders(painter, figure, px=_BORDER_MM / chart.scale, ink_only=True)
    painter.restore()
    _areas_and_threads(painter, chart)
    _lesions(painter, chart)
    _scale_bar(painter, chart)
    for letter in chart.letters:
        draw_text(painter, letter)
    painter.setPen(_pen(_LEADER_MM, Ink.BLACK))
    for label in chart.labels:
        if label.leader is not None:
            painter.drawLine(QPointF(*label.leader), _edge(label))
    for label in chart.labels:
        if not label.inside:
            painter.fillRect(_rect(label.box), QColor(255, 255, 255, 215))
    for spot in chart.spots:
        _spot(painter, spot)
    for label in chart.labels:
        _label(painter, label)
    for pin in chart.pins:
        _pin(painter, pin)
    painter.setPen(_pen(0.2, Ink.RULE))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)
    _title(painter, chart)


def _lesions(painter: QPainter, chart: ChartBox) -> None:
    """Outlines and hatches within the box; their labels on white."""
    painter.save()
    painter.setClipRect(_rect(chart.box))
    for lesion in chart.lesions:
        path = QPainterPath()
        for ring in lesion.rings:
            path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring]))
            path.closeSubpath()
        paint_lesion(painter, path, lesion.kind, px=_LESION_PX, keep_free=lesion.keep_free)
    painter.restore()
    for lesion in chart.lesions:
        painter.fillRect(_rect(label_box(lesion)), QColor("#FFFFFF"))
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


def _areas_and_threads(painter: QPainter, chart: ChartBox) -> None:
    painter.save()
    painter.setClipRect(_rect(chart.box))
    for area in chart.areas:
        path = QPainterPath()
        for ring in area.rings:
            path.addPolygon(_polygon(ring))
            path.closeSubpath()
        paint_area(painter, path, area.mark, area.status, px=_AREA_PX, ink_only=True)
    for thread in chart.threads:
        path = QPainterPath()
        path.addPolygon(_polygon(thread.points))
        paint_thread(painter, path, thread.mark, thread.status, px=_MARK_PX, ink_only=True)
    painter.restore()
    for area in chart.areas:
        if area.box is not None:
            painter.fillRect(_rect(area.box), QColor(255, 255, 255, 225))
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
    length = chart.bar_mm * chart.scale
    width = width_mm(chart.bar_text, 7.0, Weight.REGULAR)
    x, y = chart.box.x + 2.6, chart.box.bottom - 2.6
    ground = QRectF(chart.box.x + 1.0, y - 2.2, length + width + 5.4, 3.8)
    painter.fillRect(ground, QColor(255, 255, 255, 225))
    painter.setPen(_pen(0.3, Ink.BLACK))
    painter.drawLine(QLineF(x, y, x + length, y))
    for end in (x, x + length):
        painter.drawLine(QLineF(end, y - 1.0, end, y + 1.0))
    draw_text(painter, Text(x + length + 1.8, y + 0.9, chart.bar_text, 7.0))


def _spot(painter: QPainter, spot: Spot) -> None:
    at = QPointF(spot.x, spot.y)
    if spot.elsewhere:
        painter.setPen(_pen(0.18, Ink.SOFT))
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawEllipse(at, spot.radius * 0.7, spot.radius * 0.7)
    elif spot.radius < 0.4:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_INKS[Ink.BLACK])
        painter.drawEllipse(at, spot.radius, spot.radius)
    else:
        px = spot.radius / (tk.MARK_RADIUS + 1.0)
        paint_mark(painter, at, spot.mark, spot.status, px=px, ink_only=True)


def _label(painter: QPainter, label: Label) -> None:
    at = QPointF(label.x, label.y)
    solid = False
    if label.inside:
        solid = label.status is Status.GIVEN
        paint_number(
            painter,
            at,
            "",
            label.mark,
            label.status,
            paper_font(Weight.BOLD),
            radius=label.radius / _MARK_PX,
            px=_MARK_PX,
            ink_only=True,
        )
    baseline = label.y + 0.727 * NUMBER_PT * MM_PER_PT / 2
    ink = Ink.PAPER if solid else Ink.BLACK
    draw_text(painter, Text(label.x, baseline, label.text, NUMBER_PT, Weight.BOLD, "centre", ink))


def _legend_mark(painter: QPainter, mark: LegendMark) -> None:
    at = QPointF(mark.x, mark.y)
    if mark.elsewhere:
        painter.setPen(_pen(0.18, Ink.SOFT))
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawEllipse(at, mark.radius * 0.7, mark.radius * 0.7)
        return
    px = mark.radius / (tk.MARK_RADIUS + 1.0)
    paint_mark(painter, at, mark.mark, mark.status, px=px, ink_only=True)


def _legend_sign(painter: QPainter, sign: LegendSign) -> None:
    path = QPainterPath()
    if sign.area:
        path.addRect(_rect(sign.box))
        paint_area(painter, path, sign.mark, sign.status, px=_AREA_PX, ink_only=True)
        return
    y = sign.box.y + sign.box.height / 2
    path.moveTo(sign.box.x + 0.6, y)
    path.lineTo(sign.box.right, y)
    paint_thread(painter, path, sign.mark, sign.status, px=_MARK_PX, ink_only=True)


def _edge(label: Label) -> QPointF:
    """Where the leader meets the label."""
    assert label.leader is not None
    dx, dy = label.leader[0] - label.x, label.leader[1] - label.y
    across = label.width / 2 / max(abs(dx), 1e-9)
    down = label.height / 2 / max(abs(dy), 1e-9)
    share = min(across, down, 1.0)
    return QPointF(label.x + dx * share, label.y + dy * share)


def _pen(width: float, ink: Ink) -> QPen:
    pen = QPen(_INKS[ink], width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _rect(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.width, box.height)
