"""The grid of the course view: a column a session, a row a figure; heads and titles stay put."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from mesomap.paint.theme import current
from mesomap.paint.tokens import BODY, CAPTION
from mesomap.panels.buttons import elided, ring
from mesomap.panels.compare import course_paint as paint
from mesomap.panels.compare.course_rows import (
    COLUMN_PX,
    HEAD_PX,
    LEFT_PX,
    RIGHT_PX,
    Row,
    RowKind,
    empty_words,
    title_of,
)
from mesomap.panels.compare.course_values import CourseShown
from mesomap.panels.look import sized, strong


class CourseGrid(QAbstractScrollArea):
    """Where everything lies, and how it looks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCornerWidget(QWidget())
        self.shown = CourseShown()
        self.rows: tuple[Row, ...] = ()
        self.column, self.row = 0, -1
        """Where the keys are; row -1 is the heads."""
        self.pointed: tuple[int, int] | None = None
        """The row and the column under the cursor."""
        self.picked: list[UUID] = []
        """The chosen sessions as they were chosen."""
        self.pictures: dict[UUID, QPixmap] = {}
        self.thumbs: dict[UUID, QPixmap] = {}

    def show_pictures(self, pictures: Mapping[UUID, QPixmap]) -> None:
        """Small maps of sessions."""
        self.pictures.update(pictures)
        self.viewport().update()

    def show_thumbs(self, thumbs: Mapping[UUID, QPixmap]) -> None:
        """Small pictures of photographs."""
        self.thumbs.update(thumbs)
        self.viewport().update()

    @property
    def lit(self) -> int:
        """The column under the cursor, else that of the keys."""
        return (self.pointed or (self.row, self.column))[1]

    # Where everything lies, in the viewport.

    def labels_px(self) -> int:
        several = any(len(chart.lines) > 1 for chart in self.shown.charts)
        return RIGHT_PX if several else 16

    def _column_px(self) -> float:
        room = self.viewport().width() - LEFT_PX - self.labels_px()
        least, most = COLUMN_PX
        return min(float(most), max(float(least), room / max(1, len(self.shown.columns))))

    def _end(self) -> float:
        """Where the columns end and the lines' labels begin."""
        room = self.viewport().width() - self.labels_px()
        return min(float(room), LEFT_PX + self._column_px() * len(self.shown.columns))

    def head_rect(self, column: int) -> QRectF:
        """The head of a session."""
        wide = self._column_px()
        left = LEFT_PX + column * wide - self.horizontalScrollBar().value()
        return QRectF(left, 0, wide, HEAD_PX)

    def cell_rect(self, row: int, column: int) -> QRectF:
        """The cell of a row and a session; row -1 is the head."""
        head = self.head_rect(column)
        if row < 0:
            return head
        one = self.rows[row]
        top = HEAD_PX + one.top - self.verticalScrollBar().value()
        return QRectF(head.x(), top, head.width(), one.height)

    def cell_at(self, at: QPointF) -> tuple[int, int] | None:
        """The row and the column at a place; None beside the columns."""
        wide = self._column_px()
        if not LEFT_PX <= at.x() < self._end():
            return None
        column = int((at.x() - LEFT_PX + self.horizontalScrollBar().value()) // wide)
        if not 0 <= column < len(self.shown.columns):
            return None
        if at.y() < HEAD_PX:
            return -1, column
        y = at.y() - HEAD_PX + self.verticalScrollBar().value()
        row = next((n for n, one in enumerate(self.rows) if one.top <= y < one.bottom), None)
        return None if row is None else (row, column)

    def measure(self) -> None:
        """How far it scrolls."""
        view = self.viewport().size()
        tall = self.rows[-1].bottom if self.rows else 0
        down = self.verticalScrollBar()
        down.setRange(0, max(0, tall - (view.height() - HEAD_PX)))
        down.setPageStep(max(1, view.height() - HEAD_PX))
        down.setSingleStep(26)
        across = self.horizontalScrollBar()
        wide = self._column_px() * len(self.shown.columns)
        room = view.width() - LEFT_PX - self.labels_px()
        across.setRange(0, max(0, round(wide - room)))
        across.setPageStep(max(1, room))
        across.setSingleStep(round(self._column_px()))

    # How it looks.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure anew."""
        super().resizeEvent(event)
        self.measure()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Everything is painted from where the bars are."""
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """As large as there is room."""
        return QSize(900, 480)

    def focusInEvent(self, event: object) -> None:
        """Show where the keys are."""
        self.viewport().update()

    def focusOutEvent(self, event: object) -> None:
        """Or that they are elsewhere."""
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Rows between the fixed heads, titles and labels."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view, palette = QRectF(self.viewport().rect()), current()
        painter.fillRect(view, QColor(palette.panel))
        if not self.shown.columns:
            return
        end = self._end()
        body = QRectF(LEFT_PX, HEAD_PX, end - LEFT_PX, view.height() - HEAD_PX)
        self._clipped(painter, QRectF(LEFT_PX, 0, end - LEFT_PX, view.height()), self._paint_ground)
        self._clipped(painter, body, self._paint_rows)
        self._clipped(painter, QRectF(0, HEAD_PX, LEFT_PX, body.height()), self._paint_titles)
        labels = QRectF(end, HEAD_PX, view.right() - end, body.height())
        self._clipped(painter, labels, self._paint_labels)
        self._clipped(painter, QRectF(LEFT_PX, 0, end - LEFT_PX, HEAD_PX), self._paint_heads)
        painter.fillRect(QRectF(0, HEAD_PX - 1, view.width(), 1), QColor(palette.edge))
        if self.hasFocus():
            top = HEAD_PX if self.row >= 0 else 0
            self._clipped(
                painter, QRectF(LEFT_PX, top, end - LEFT_PX, view.height() - top), self._paint_ring
            )

    @staticmethod
    def _clipped(painter: QPainter, part: QRectF, work: Callable[[QPainter, QRectF], None]) -> None:
        painter.save()
        painter.setClipRect(part)
        work(painter, part)
        painter.restore()

    def _paint_ground(self, painter: QPainter, part: QRectF) -> None:
        """The column under the cursor, and today's."""
        palette = current()
        column = self.head_rect(self.lit)
        column.setHeight(part.height())
        painter.fillRect(column, QColor(palette.sel))

    def _paint_ring(self, painter: QPainter, part: QRectF) -> None:
        ring(painter, self.cell_rect(self.row, self.column), current().focus)

    def _paint_heads(self, painter: QPainter, part: QRectF) -> None:
        order = sorted(self.picked, key=[one.id for one in self.shown.columns].index)
        for at, one in enumerate(self.shown.columns):
            box = self.head_rect(at)
            if box.intersects(part):
                chosen = order.index(one.id) if one.id in order else None
                paint.paint_head(painter, box, one, self.pictures.get(one.id), chosen)

    def _paint_rows(self, painter: QPainter, part: QRectF) -> None:
        palette = current()
        count = len(self.shown.columns)
        for place, row in enumerate(self.rows):
            first, last = self.cell_rect(place, 0), self.cell_rect(place, count - 1)
            whole = first.united(last)
            if not whole.intersects(part):
                continue
            painter.fillRect(
                QRectF(whole.x(), whole.bottom() - 1, whole.width(), 1), QColor(palette.line)
            )
            if words := empty_words(self.shown, row):
                painter.setFont(sized(BODY))
                painter.setPen(QColor(palette.t3))
                at = QPointF(part.x() + 10, whole.center().y() + 5)
                elided(painter, at, part.width() - 20, words)
            elif row.kind is RowKind.CHART:
                self._paint_chart(painter, place, row, whole)
            else:
                for column in range(count):
                    self._paint_cell(painter, row, self.cell_rect(place, column), column)

    def _paint_chart(self, painter: QPainter, place: int, row: Row, whole: QRectF) -> None:
        chart = self.shown.charts[row.place]
        count = len(self.shown.columns)
        middles = [self.cell_rect(place, column).center().x() for column in range(count)]
        planned = [one.planned for one in self.shown.columns]
        paint.paint_lines(painter, whole, chart, middles, planned)
        for column in range(count) if len(chart.lines) == 1 else (self.lit,):
            wide = self._column_px()
            paint.paint_values(painter, whole, chart, column, middles[column], wide)

    def _paint_cell(self, painter: QPainter, row: Row, box: QRectF, column: int) -> None:
        if row.kind is RowKind.REACTIONS:
            paint.paint_reactions(painter, box, self.shown.reactions[column])
        elif row.kind is RowKind.NOTES:
            paint.paint_note(painter, box, self.shown.notes[column])
        elif self.shown.photographs:
            ids = self.shown.photographs[row.place].photographs[column]
            paint.paint_thumbs(painter, box, ids, self.thumbs)

    def _paint_titles(self, painter: QPainter, part: QRectF) -> None:
        palette = current()
        for place, row in enumerate(self.rows):
            box = self.cell_rect(place, 0)
            box = QRectF(0, box.y(), LEFT_PX, box.height())
            if not box.intersects(part):
                continue
            painter.fillRect(QRectF(0, box.bottom() - 1, LEFT_PX, 1), QColor(palette.line))
            title, caption = title_of(self.shown, row)
            painter.setFont(strong(BODY))
            painter.setPen(QColor(palette.text))
            room = LEFT_PX - 24 - (40 if row.kind is RowKind.CHART else 0)
            elided(painter, QPointF(16, box.y() + 24), room, title)
            painter.setFont(sized(CAPTION))
            painter.setPen(QColor(palette.t3))
            elided(painter, QPointF(16, box.y() + 41), room, caption)
            if row.kind is RowKind.CHART and not empty_words(self.shown, row):
                chart = self.shown.charts[row.place]
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                for value, words in ((chart.top, chart.top_words), (0.0, "0")):
                    y = paint.value_y(box, chart.top, value)
                    painter.drawText(QRectF(0, y - 8, LEFT_PX - 8, 16), right, words)

    def _paint_labels(self, painter: QPainter, part: QRectF) -> None:
        for place, row in enumerate(self.rows):
            box = self.cell_rect(place, 0)
            box = QRectF(part.x(), box.y(), part.width(), box.height())
            if row.kind is RowKind.CHART and box.intersects(part):
                chart = self.shown.charts[row.place]
                if len(chart.lines) > 1:
                    paint.paint_labels(painter, box, chart)
