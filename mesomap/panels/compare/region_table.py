"""The table under the charts: one row a region, before and after."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from mesomap.analysis.compare import Fate
from mesomap.model import RegionKey
from mesomap.paint.compare import fate_name, paint_coverage
from mesomap.paint.locale import format_count, format_ml_number, format_number, format_percent
from mesomap.paint.theme import current
from mesomap.paint.tokens import BODY, TARGET
from mesomap.panels.compare.quiet_table import make_quiet
from mesomap.panels.compare.signs import sign_pixmap
from mesomap.panels.compare.values import RegionLine
from mesomap.panels.look import sized

Index = QModelIndex | QPersistentModelIndex
NOTHING = "–"
REGION, COUNT_A, COUNT_B, FATES, COVERAGE = 0, 1, 2, 3, 8
SPACING_A, SPACING_B, VOLUME_A, VOLUME_B = 9, 10, 11, 12
_WIDTHS = {COUNT_A: 74, COUNT_B: 74, COVERAGE: 236}
_KEYS = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
    }
)


class _Model(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: Sequence[RegionLine] = ()
        self.titles = ("", "")

    def show_lines(self, lines: Sequence[RegionLine], titles: tuple[str, str]) -> None:
        self.beginResetModel()
        self.lines, self.titles = lines, titles
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else VOLUME_B + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return line.areas or None
        if role == Qt.ItemDataRole.FontRole:
            after = column in (COUNT_B, SPACING_B, VOLUME_B)
            return sized(BODY, weight=600 if after else 400)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings()[section]
        if role == Qt.ItemDataRole.DecorationRole and FATES <= section < COVERAGE:
            return QIcon(sign_pixmap(list(Fate)[section - FATES], 2.0))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def _headings(self) -> tuple[str, ...]:
        return (
            self.tr("Region"),
            *self.titles,
            *(fate_name(fate) for fate in Fate),
            self.tr("Deposit coverage, before ○ after ●"),
            self.tr("Spacing, mm"),
            self.tr("after"),
            self.tr("Volume, mL"),
            self.tr("after"),
        )

    def _text(self, line: RegionLine, column: int) -> str:
        if column == REGION:
            return line.name
        if FATES <= column < COVERAGE:
            return _count(line.fates[list(Fate)[column - FATES]])
        if column == COVERAGE:
            return f"{_percent(line.coverage_a)} → {_percent(line.coverage_b)}"
        return {
            COUNT_A: _count(line.count_a),
            COUNT_B: _count(line.count_b),
            SPACING_A: _mm(line.spacing_a_mm),
            SPACING_B: _mm(line.spacing_b_mm),
            VOLUME_A: format_ml_number(line.volume_a_ul) if line.volume_a_ul else NOTHING,
            VOLUME_B: format_ml_number(line.volume_b_ul) if line.volume_b_ul else NOTHING,
        }[column]


class _Coverage(QStyledItemDelegate):
    """Two fractions as words and as dots on a line."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette = current()
        model = index.model()
        assert isinstance(model, _Model)
        line = model.lines[index.row()]
        box = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        ground = palette.sel if chosen else palette.panel
        painter.fillRect(box, QColor(ground))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), QColor(palette.line))
        painter.setPen(QColor(palette.text))
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(sized(BODY))
        left = QRectF(box.left() + 4, box.top(), 44, box.height())
        painter.drawText(left, centre | Qt.AlignmentFlag.AlignRight, _percent(line.coverage_a))
        painter.setFont(sized(BODY, weight=600))
        right = QRectF(box.right() - 52, box.top(), 48, box.height())
        painter.drawText(right, centre | Qt.AlignmentFlag.AlignLeft, _percent(line.coverage_b))
        bar = QRectF(left.right() + 14, box.top(), right.left() - left.right() - 28, box.height())
        paint_coverage(
            painter,
            bar,
            line.coverage_a or 0.0,
            line.coverage_b or 0.0,
            ink=palette.text,
            ground=ground,
        )
        painter.restore()


class RegionTable(QTableView):
    """Says which row was chosen; chooses the row of a region."""

    region_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegateForColumn(COVERAGE, _Coverage(self))
        make_quiet(self, self.tr("Regions before and after"))
        self.horizontalHeader().setStretchLastSection(False)
        self.setIconSize(QSize(18, 18))
        self._choosing = False
        self.selectionModel().currentRowChanged.connect(self._row_changed)

    def show_lines(self, lines: Sequence[RegionLine], titles: tuple[str, str]) -> None:
        """Show these rows; the chosen region stays chosen if it is among them."""
        kept = self.chosen()
        self._choosing = True
        self._model.show_lines(lines, titles)
        self._choosing = False
        self._fit()
        self.choose(kept)

    def wanted_height(self) -> int:
        """Room for all rows under their heading."""
        return self.horizontalHeader().height() + TARGET * max(self._model.rowCount(), 2) + 10

    def lines(self) -> Sequence[RegionLine]:
        """What it shows."""
        return self._model.lines

    def chosen(self) -> RegionKey | None:
        """The region of the chosen row."""
        row = self.currentIndex().row()
        return self._model.lines[row].key if 0 <= row < len(self._model.lines) else None

    def choose(self, key: RegionKey | None) -> None:
        """Choose a region's row, or none."""
        rows = [row for row, line in enumerate(self._model.lines) if line.key == key]
        self._choosing = True
        if rows:
            self.selectRow(rows[0])
        else:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        self._choosing = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down choose; everything else is the page's."""
        if Qt.Key(event.key()) in _KEYS:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _row_changed(self, index: QModelIndex) -> None:
        if not self._choosing and index.isValid():
            self.region_chosen.emit(self._model.lines[index.row()].key)

    def _fit(self) -> None:
        header = self.horizontalHeader()
        for column in range(VOLUME_B + 1):
            if column == REGION:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
                width = max(self.sizeHintForColumn(column), header.sectionSizeHint(column))
                self.setColumnWidth(column, max(width + 4, _WIDTHS.get(column, 50)))


def _alignment(column: int) -> Qt.AlignmentFlag:
    if column == REGION:
        side = Qt.AlignmentFlag.AlignLeft
    elif column == COVERAGE:
        side = Qt.AlignmentFlag.AlignHCenter
    else:
        side = Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


def _count(value: int) -> str:
    return format_count(value) if value else NOTHING


def _mm(value: float | None) -> str:
    return NOTHING if value is None else format_number(value, 1)


def _percent(value: float | None) -> str:
    return NOTHING if value is None else format_percent(value)
