"""Paints the cells of the course view: grey and ink, told apart by dash, mark and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF, QTransform

from mesomap.analysis.course_chart import DASHES, GRADE_MARKS, MARKS, last_known, spread
from mesomap.model import MarkShape
from mesomap.paint.icons import paint_icon
from mesomap.paint.locale import format_count
from mesomap.paint.marks import shape
from mesomap.paint.theme import current
from mesomap.paint.tokens import BODY, CAPTION, MARK_RADIUS, RADIUS_CARD, SMALL
from mesomap.panels.buttons import elided
from mesomap.panels.compare.course_rows import REACTION_PX, REACTIONS_ACROSS
from mesomap.panels.compare.course_values import CourseChart, CourseColumn, Reacted
from mesomap.panels.look import sized, strong

PICTURE = (64, 68)
"""Of a session's small map, px."""
THUMB = (92, 80)
"""The room of one photograph, px."""
_POINT = 3.6
_UP, _DOWN = 20.0, 10.0
"""Room over the highest and under the lowest value of a chart."""


def paint_head(
    painter: QPainter, box: QRectF, head: CourseColumn, picture: QPixmap | None, chosen: int | None
) -> None:
    """A session: its small map, which, when, whether given and signed; a frame where chosen."""
    palette = current()
    if head.current or chosen is not None:
        painter.setPen(QPen(QColor(palette.text), 2 if chosen is not None else 1))
        painter.setBrush(QColor(palette.field))
        inside = box.adjusted(3, 3, -3, -3)
        painter.drawRoundedRect(inside, RADIUS_CARD, RADIUS_CARD)
    left, room = box.x() + 10, box.width() - 20
    frame = QRectF(left, box.y() + 9, *PICTURE)
    if picture is not None:
        painter.drawPixmap(frame.topLeft(), picture)
    pen = QPen(QColor(palette.edge), 1)
    pen.setStyle(Qt.PenStyle.DashLine if head.planned else Qt.PenStyle.SolidLine)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(frame.adjusted(-0.5, -0.5, 0.5, 0.5))
    painter.setFont(sized(CAPTION))
    painter.setPen(QColor(palette.t2))
    beside = frame.right() + 5
    elided(painter, QPointF(beside, frame.y() + 12), box.right() - 2 - beside, head.gap)
    if chosen is not None:
        tick = QRectF(beside, frame.bottom() - 16, 16, 16)
        paint_icon(painter, tick, "check", palette.text)
    y = frame.bottom() + 16
    painter.setFont(strong(BODY))
    painter.setPen(QColor(palette.text))
    elided(painter, QPointF(left, y), room, head.title)
    painter.setFont(sized(SMALL))
    elided(painter, QPointF(left, y + 16), room, head.date)
    painter.setPen(QColor(palette.t2))
    elided(painter, QPointF(left, y + 31), room, head.figures)
    icon = "lock" if head.signed else "pen"
    paint_icon(painter, QRectF(left, y + 36, 12, 12), icon, palette.t2)
    painter.setFont(sized(CAPTION))
    elided(painter, QPointF(left + 16, y + 46), room - 16, head.state)


def value_y(box: QRectF, top: float, value: float) -> float:
    """Where a value lies in a chart's row."""
    low, high = box.bottom() - _DOWN, box.y() + _UP
    return low - (low - high) * min(1.0, value / top)


def paint_lines(
    painter: QPainter,
    box: QRectF,
    chart: CourseChart,
    middles: Sequence[float],
    planned: Sequence[bool],
) -> None:
    """The lines of one figure over all columns; what is only planned is hollow."""
    palette = current()
    painter.setPen(QPen(QColor(palette.line), 1))
    for value in (0.0, chart.top):
        y = value_y(box, chart.top, value)
        painter.drawLine(QPointF(box.x(), y), QPointF(box.right(), y))
    ink, ground = QColor(palette.text), QColor(palette.panel)
    for number, line in enumerate(chart.lines):
        points = [
            None if value is None else QPointF(x, value_y(box, chart.top, value))
            for x, value in zip(middles, line.values, strict=True)
        ]
        pen = QPen(ink, 1.5)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dash := DASHES[number]:
            pen.setDashPattern(list(dash))
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for run in _runs(points):
            painter.drawPolyline(QPolygonF(run))
        for at, point in enumerate(points):
            if point is not None:
                paint_point(painter, point, MARKS[number], ink, ground, hollow=planned[at])


def paint_values(
    painter: QPainter, box: QRectF, chart: CourseChart, column: int, middle: float, width: float
) -> None:
    """What each line says of one session: over its point, or in a list beside where there are
    several."""
    known = [one for one in chart.lines if one.values[column] is not None]
    if not known:
        return
    painter.setFont(sized(CAPTION))
    painter.setPen(QColor(current().text))
    ys = [value_y(box, chart.top, one.values[column] or 0.0) for one in known]
    if len(known) == 1:
        centred = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        room = QRectF(middle - width / 2, ys[0] - 24, width, 18)
        painter.drawText(room, centred, known[0].words[column])
        return
    places = spread(ys, apart=13.0, low=box.y() + 7, high=box.bottom() - 5)
    metrics = painter.fontMetrics()
    for line, y in zip(known, places, strict=True):
        wide = min(width / 2 - 12, metrics.horizontalAdvance(line.words[column]) + 2.0)
        painter.fillRect(QRectF(middle + 10, y - 6.5, wide + 2, 13), QColor(current().sel))
        elided(painter, QPointF(middle + 12, y + 4), wide, line.words[column])


def paint_labels(painter: QPainter, box: QRectF, chart: CourseChart) -> None:
    """At the lines' ends: a piece of each line with its mark, and what it is of."""
    palette = current()
    ends = []
    for number, line in enumerate(chart.lines):
        at = last_known(line.values)
        if at is not None:
            ends.append((number, line.label, value_y(box, chart.top, line.values[at] or 0.0)))
    places = spread([y for _, _, y in ends], apart=13.5, low=box.y() + 8, high=box.bottom() - 7)
    painter.setFont(sized(CAPTION))
    ink, ground = QColor(palette.text), QColor(palette.panel)
    for (number, label, _), y in zip(ends, places, strict=True):
        pen = QPen(ink, 1.5)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dash := DASHES[number]:
            pen.setDashPattern(list(dash))
        painter.setPen(pen)
        painter.drawLine(QPointF(box.x() + 4, y), QPointF(box.x() + 34, y))
        paint_point(painter, QPointF(box.x() + 19, y), MARKS[number], ink, ground)
        painter.setPen(QColor(palette.text))
        elided(painter, QPointF(box.x() + 40, y + 4), box.width() - 46, label)


def paint_point(
    painter: QPainter,
    at: QPointF,
    mark: MarkShape,
    ink: QColor,
    ground: QColor,
    *,
    hollow: bool = False,
) -> None:
    """One session's mark on a line."""
    grow = _POINT / MARK_RADIUS
    painter.save()
    painter.setPen(QPen(ink, 1.3))
    painter.setBrush(ground if hollow else ink)
    outline = QTransform.fromScale(grow, grow).map(shape(mark))
    painter.drawPath(outline.translated(at))
    painter.restore()


def paint_reactions(painter: QPainter, box: QRectF, reacted: Reacted) -> None:
    """How many of each grade: a shape a grade with the grade in it."""
    palette = current()
    ink, ground = QColor(palette.text), QColor(palette.panel)
    wide, tall = REACTION_PX
    across = max(REACTIONS_ACROSS, int((box.width() - 12) // wide))
    count = len(reacted.grades) + reacted.serious
    lines = -(-count // across)
    first = box.center().y() - tall * (lines - 1) / 2
    places = [
        (box.x() + 18.0 + wide * (n % across), first + tall * (n // across)) for n in range(count)
    ]
    for one, (x, y) in zip(reacted.grades, places, strict=False):
        painter.save()
        painter.setPen(QPen(ink, 1.3))
        painter.setBrush(ground if one.grade is None else ink)
        grow = 8.4 / MARK_RADIUS
        mark = MarkShape.CIRCLE if one.grade is None else GRADE_MARKS[one.grade]
        if one.grade is None:
            painter.setPen(QPen(ink, 1.3, Qt.PenStyle.DashLine))
        painter.drawPath(QTransform.fromScale(grow, grow).map(shape(mark)).translated(x, y))
        painter.setFont(strong(CAPTION))
        painter.setPen(ink if one.grade is None else ground)
        inside = QRectF(x - 10, y - 9, 20, 18)
        said = "?" if one.grade is None else format_count(one.grade)
        painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, said)
        painter.restore()
        painter.setFont(sized(SMALL))
        painter.setPen(QColor(palette.text))
        painter.drawText(QPointF(x + 12, y + 4), f"×{format_count(one.count)}")
    if reacted.serious:
        x, y = places[-1]
        paint_icon(painter, QRectF(x - 8, y - 8, 16, 16), "warning", palette.warn)


def paint_note(painter: QPainter, box: QRectF, words: str) -> None:
    """As much of what was noted as there is room for."""
    painter.setFont(sized(SMALL))
    painter.setPen(QColor(current().text))
    room = box.adjusted(8, 6, -8, -4)
    metrics, most = painter.fontMetrics(), max(1, int(room.height() // 15))
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        full = len(lines) == most
        if lines and (full or metrics.horizontalAdvance(longer) <= room.width()):
            lines[-1] = longer
        else:
            lines.append(word)
    for number, line in enumerate(lines):
        at = QPointF(room.x(), room.y() + 12 + 15 * number)
        elided(painter, at, room.width(), line)


def paint_thumbs(
    painter: QPainter, box: QRectF, ids: Sequence[UUID], thumbs: Mapping[UUID, QPixmap]
) -> None:
    """The photographs of one view of one session, side by side; more than fit are counted."""
    palette = current()
    if not ids:
        return
    room = box.adjusted(8, 8, -8, -8)
    fits = max(1, int((room.width() + 6) // (THUMB[0] + 6)))
    shown = list(ids[:fits])
    wide = min(THUMB[0], (room.width() - 6 * (len(shown) - 1)) / len(shown))
    for number, id in enumerate(shown):
        frame = QRectF(room.x() + number * (wide + 6), room.y(), wide, room.height())
        picture = thumbs.get(id)
        if picture is not None:
            size = picture.deviceIndependentSize().scaled(
                frame.size(), Qt.AspectRatioMode.KeepAspectRatio
            )
            frame = QRectF(frame.x(), frame.y(), size.width(), size.height())
            painter.drawPixmap(frame, picture, QRectF(picture.rect()))
        painter.setPen(QPen(QColor(palette.edge), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(frame)
    if len(ids) > len(shown):
        painter.setFont(strong(CAPTION))
        badge = QRectF(room.right() - 26, room.bottom() - 16, 26, 16)
        painter.fillRect(badge, QColor(palette.field))
        painter.setPen(QColor(palette.text))
        more = f"+{format_count(len(ids) - len(shown))}"
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, more)


def _runs(points: Sequence[QPointF | None]) -> list[list[QPointF]]:
    """The stretches between what is not known."""
    runs: list[list[QPointF]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if len(run) > 1]
