"""Draws the rows of the chart strip."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mesomap.paint.icons import paint_icon
from mesomap.paint.theme import current
from mesomap.paint.tokens import BLUE, BODY, CHART_STRIP_WIDTH, ICON_INLINE, SMALL, TARGET
from mesomap.panels.buttons import elided, ring
from mesomap.panels.chart_rows import ROW, ChartEntry, ChartGroup, ChartModel, Index
from mesomap.panels.look import sized, strong

ROW_PX = 50
PICTURE_PX = 40


class ChartDelegate(QStyledItemDelegate):
    """A heading: chevron, title, count while folded. A chart: small map, title, count."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heading = isinstance(index.data(ROW), ChartGroup)
        return QSize(CHART_STRIP_WIDTH - 16, TARGET if heading else ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, model = index.data(ROW), index.model()
        assert isinstance(model, ChartModel)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(option.rect)
        lit = bool(state & QStyle.StateFlag.State_MouseOver)
        if isinstance(row, ChartGroup):
            self._paint_heading(painter, box, row, model, lit=lit)
        else:
            assert isinstance(row, ChartEntry)
            lit = lit or (model.found is not None and bool(state & QStyle.StateFlag.State_Selected))
            self._paint_chart(painter, box, row, model, lit=lit)
        if state & QStyle.StateFlag.State_HasFocus:
            ring(painter, box, current().focus)
        painter.restore()

    def _paint_heading(
        self, painter: QPainter, box: QRectF, group: ChartGroup, model: ChartModel, *, lit: bool
    ) -> None:
        palette = current()
        foldable, folded = model.found is None, model.is_folded(group)
        holds = folded and any(entry.id == model.chosen for entry in group.entries)
        if (lit and foldable) or holds:
            painter.fillRect(box, QColor(palette.sel))
        if holds:
            _bar(painter, box)
        left, right = box.left() + 10, box.right() - 8
        middle = box.center().y()
        if foldable:
            icon = "chevron-right" if folded else "chevron-down"
            spot = QRectF(left, middle - ICON_INLINE / 2, ICON_INLINE, ICON_INLINE)
            paint_icon(painter, spot, icon, QColor(palette.t2))
            left = spot.right() + 6
        count = model.group_counts.get(group.id, 0) if folded else 0
        if count:
            painter.setFont(sized(SMALL))
            words = str(count)
            right -= QFontMetricsF(painter.font()).horizontalAdvance(words)
            painter.setPen(QColor(palette.t2))
            painter.drawText(QPointF(right, middle + 4), words)
            right -= 11
            _mark(painter, QPointF(right, middle))
            right -= 8
        painter.setFont(strong(SMALL))
        painter.setPen(QColor(palette.t2))
        elided(painter, QPointF(left, middle + 4), right - left, group.title)

    def _paint_chart(
        self, painter: QPainter, box: QRectF, entry: ChartEntry, model: ChartModel, *, lit: bool
    ) -> None:
        palette = current()
        chosen = entry.id == model.chosen
        if lit or (chosen and model.found is None):
            painter.fillRect(box, QColor(palette.sel))
        if chosen:
            _bar(painter, box)
        frame = QRectF(box.left() + 8, box.top() + 5, PICTURE_PX, PICTURE_PX)
        picture = model.pictures.get(entry.id)
        if picture is not None:
            painter.drawPixmap(frame, picture, QRectF(picture.rect()))
        else:
            painter.setPen(QPen(QColor(palette.line), 1))
            painter.setBrush(QColor(palette.canvas))
            painter.drawRect(frame)
        left = frame.right() + 8
        room = box.right() - left - 2
        painter.setPen(QColor(palette.text))
        font = strong(BODY) if chosen else sized(BODY)
        if QFontMetricsF(font).horizontalAdvance(entry.title) > room:
            font = strong(SMALL) if chosen else sized(SMALL)
        painter.setFont(font)
        elided(painter, QPointF(left, box.top() + 21), room, entry.title)
        painter.setFont(sized(SMALL))
        count = model.counts.get(entry.id)
        line = QPointF(left, box.top() + 40)
        if entry.note:
            painter.setPen(QColor(palette.t3))
            elided(painter, line, room, entry.note)
        elif count:
            _mark(painter, QPointF(left + 5, box.top() + 36))
            painter.setPen(QColor(palette.t2))
            painter.drawText(line + QPointF(16, 0), str(count))
        elif count is not None:
            painter.setPen(QColor(palette.t3))
            painter.drawText(line, self.tr("none"))


def _mark(painter: QPainter, middle: QPointF) -> None:
    """The mark that a count counts."""
    palette = current()
    painter.setPen(QPen(QColor(palette.focus if palette.dark else BLUE), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(middle, 4, 4)


def _bar(painter: QPainter, box: QRectF) -> None:
    """The bar beside what is on the canvas."""
    bar = QRectF(box.left(), box.top(), 3, box.height())
    painter.fillRect(bar, QColor(current().text))
