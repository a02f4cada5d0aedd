"""The charts of this body: a small map of each, and how many injections it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from mesomap.paint.theme import current
from mesomap.paint.tokens import BLUE, BODY, CHART_STRIP_WIDTH, SMALL
from mesomap.panels.buttons import elided, ring
from mesomap.panels.look import heading, sized, strong, text_label

ROW_PX = 54
PICTURE_PX = 40
ENTRY = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ChartEntry:
    """A chart in the strip: its id and its title in the person's language."""

    id: str
    title: str


class ChartStrip(QFrame):
    """A list of charts; the chosen one is on the canvas."""

    chart_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setFixedWidth(CHART_STRIP_WIDTH)
        self._body = text_label("", SMALL, role="t3")
        top = QHBoxLayout()
        top.setContentsMargins(12, 10, 12, 8)
        top.addWidget(heading(self.tr("Charts")))
        top.addStretch(1)
        top.addWidget(self._body)
        self.model = _Model(self)
        self.view = QListView()
        self.view.setObjectName("charts")
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Delegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setAccessibleName(self.tr("Charts"))
        self.view.selectionModel().currentChanged.connect(self._chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.view, 1)

    def show_charts(self, body: str, charts: Sequence[ChartEntry]) -> None:
        """The charts of a body, in their order."""
        self._body.setText(body)
        self.model.show_charts(charts)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """How many injections are visible on each chart."""
        self.model.show_counts(counts)

    def show_pictures(self, pictures: Mapping[str, QPixmap]) -> None:
        """Small maps of some charts."""
        self.model.show_pictures(pictures)

    def choose(self, chart: str) -> None:
        """Mark `chart` as the one on the canvas."""
        row = self.model.row_of(chart)
        if row is not None:
            self.view.selectionModel().setCurrentIndex(
                self.model.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def step(self, by: int) -> None:
        """The chart `by` rows further on."""
        row = self.view.currentIndex().row() + by
        if 0 <= row < self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(row))

    def _chosen(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY)
        if isinstance(entry, ChartEntry):
            self.chart_chosen.emit(entry.id)


class _Model(QAbstractListModel):
    """The charts with their counts and pictures."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.charts: tuple[ChartEntry, ...] = ()
        self.counts: dict[str, int] = {}
        self.pictures: dict[str, QPixmap] = {}

    def show_charts(self, charts: Sequence[ChartEntry]) -> None:
        self.beginResetModel()
        self.charts, self.counts, self.pictures = tuple(charts), {}, {}
        self.endResetModel()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        self.counts = dict(counts)
        self._repaint()

    def show_pictures(self, pictures: Mapping[str, QPixmap]) -> None:
        self.pictures.update(pictures)
        self._repaint()

    def row_of(self, chart: str) -> int | None:
        return next((n for n, entry in enumerate(self.charts) if entry.id == chart), None)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.charts)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self.charts[index.row()]
        if role == ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.title}: {self.counts.get(entry.id, 0)}"
        return None

    def _repaint(self) -> None:
        if self.charts:
            self.dataChanged.emit(self.index(0), self.index(len(self.charts) - 1))


class _Delegate(QStyledItemDelegate):
    """Draws a chart's row: small map, title, count with the mark it counts."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(CHART_STRIP_WIDTH - 16, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, model = index.data(ENTRY), index.model()
        assert isinstance(entry, ChartEntry)
        assert isinstance(model, _Model)
        palette = current()
        box = QRectF(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        lit = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if chosen or lit:
            painter.fillRect(box, QColor(palette.sel))
        if chosen:
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), QColor(palette.text))
        frame = QRectF(box.left() + 8, box.top() + 7, PICTURE_PX, PICTURE_PX)
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
        elided(painter, QPointF(left, box.top() + 23), room, entry.title)
        painter.setFont(sized(SMALL))
        count = model.counts.get(entry.id, 0)
        if count:
            painter.setPen(QPen(QColor(BLUE if not palette.dark else palette.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(left + 5, box.top() + 38), 4, 4)
            painter.setPen(QColor(palette.t2))
            painter.drawText(QPointF(left + 16, box.top() + 42), str(count))
        else:
            painter.setPen(QColor(palette.t3))
            painter.drawText(QPointF(left, box.top() + 42), self.tr("none"))
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            ring(painter, box, palette.focus)
        painter.restore()
