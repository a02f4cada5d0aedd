"""The rows of the patients' list: their values, their model, and how a row is drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mesomap.model import SessionStatus
from mesomap.paint.icons import paint_icon
from mesomap.paint.theme import current
from mesomap.paint.tokens import BODY, SMALL
from mesomap.panels.buttons import elided, ring
from mesomap.panels.look import sized, strong

ROW_PX = 70
PICTURE_PX = 52
ROW = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class PatientRow:
    """A patient as the list shows them: ready words, in the person's language."""

    id: UUID
    name: str
    details: str
    last_session: str = ""
    indication: str = ""
    status: SessionStatus | None = None
    allergies: str = ""
    session: UUID | None = None
    """The last session, where it has a map to be drawn small."""
    same_name: bool = False
    """Whether somebody else in the clinic file has this name."""
    in_error: bool = False
    """Whether the last session was entered in error."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns begin in a row of a given width, px."""

    patient: float
    last: float
    state: float
    allergies: float
    end: float

    @classmethod
    def of(cls, width: float) -> Columns:
        """The columns of a row `width` wide."""
        left, end = 80.0, width - 36.0
        room = end - left
        return cls(left, left + room * 0.34, left + room * 0.645, left + room * 0.785, end)


class PatientModel(QAbstractListModel):
    """The rows that were read so far of `total`, and the small maps beside them."""

    more_wanted = Signal(int)
    """Rows from this one on are about to come into sight."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[PatientRow, ...] = ()
        self.total = 0
        self.pictures: dict[UUID, QPixmap] = {}

    def show(self, rows: Sequence[PatientRow], total: int = 0) -> None:
        """Other rows: the first of `total`."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.total = max(total, len(self.rows))
        self.endResetModel()

    def add(self, rows: Sequence[PatientRow]) -> None:
        """The rows that follow."""
        if not rows:
            self.total = len(self.rows)
            return
        first = len(self.rows)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self.rows += tuple(rows)
        self.endInsertRows()

    def canFetchMore(self, parent: Index) -> bool:
        """Qt's hook: whether the list goes on."""
        return not parent.isValid() and len(self.rows) < self.total

    def fetchMore(self, parent: Index) -> None:
        """Qt's hook: the list was scrolled to its end."""
        self.more_wanted.emit(len(self.rows))

    def show_pictures(self, pictures: Mapping[UUID, QPixmap]) -> None:
        """The small map of each patient's last session, where there is one."""
        self.pictures.update(pictures)
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        """Qt's hook."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt's hook: a row's value for the delegate, its words for screen readers."""
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            same = self.tr("same name as another patient") if row.same_name else ""
            return ", ".join(filter(None, (row.name, same, row.details, row.last_session)))
        return None


class PatientDelegate(QStyledItemDelegate):
    """Draws a row: small map, who, last session, state, allergies."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is as high."""
        return QSize(320, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row = index.data(ROW)
        model = index.model()
        assert isinstance(row, PatientRow)
        assert isinstance(model, PatientModel)
        palette = current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        lit = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(box, QColor(palette.sel if chosen or lit else palette.panel))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), QColor(palette.line))
        if chosen:
            painter.fillRect(
                QRectF(box.left(), box.top(), 3, box.height() - 1), QColor(palette.text)
            )
        self._picture(painter, box, model.pictures.get(row.id))
        painter.translate(box.topLeft())
        self._words(painter, box.width(), row)
        painter.restore()
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ring(painter, box.adjusted(0, 0, 0, -1), palette.focus)
            painter.restore()

    def _picture(self, painter: QPainter, box: QRectF, picture: QPixmap | None) -> None:
        frame = QRectF(box.left() + 14, box.top() + 9, PICTURE_PX, PICTURE_PX)
        if picture is None:
            icon = QRectF(frame.center().x() - 12, frame.center().y() - 12, 24, 24)
            paint_icon(painter, icon, "user", current().t3)
            return
        painter.drawPixmap(frame, picture, QRectF(picture.rect()))

    def _same_name(self, painter: QPainter, left: float, room: float, name: str) -> None:
        """A word after a name that somebody else has too."""
        used = min(room, QFontMetricsF(strong(BODY)).horizontalAdvance(name))
        painter.setFont(sized(SMALL, weight=500))
        painter.setPen(QColor(current().warn))
        elided(painter, QPointF(left + used + 10, 32), room - used - 10, self.tr("same name"))

    def _words(self, painter: QPainter, width: float, row: PatientRow) -> None:
        palette = current()
        columns = Columns.of(width)
        room = columns.last - columns.patient - 12
        painter.setFont(strong(BODY))
        painter.setPen(QColor(palette.text))
        elided(painter, QPointF(columns.patient, 32), room, row.name)
        if row.same_name:
            self._same_name(painter, columns.patient, room, row.name)
        room = columns.state - columns.last - 12
        painter.setFont(sized(BODY))
        middle = 40.0
        first = 32.0 if row.indication else middle
        painter.setPen(QColor(palette.text if row.status else palette.t3))
        elided(painter, QPointF(columns.last, first), room, row.last_session)
        painter.setFont(sized(SMALL))
        painter.setPen(QColor(palette.t2))
        elided(
            painter, QPointF(columns.patient, 49), columns.last - columns.patient - 12, row.details
        )
        elided(painter, QPointF(columns.last, 49), room, row.indication)
        room = columns.allergies - columns.state - 30
        if row.status is not None:
            signed = row.status is SessionStatus.SIGNED
            icon = QRectF(columns.state, middle - 12, 14, 14)
            colour = palette.t2 if signed else palette.text
            paint_icon(painter, icon, "lock" if signed else "pen", colour)
            painter.setPen(QColor(colour))
            words = self.tr("Signed") if signed else self.tr("Draft")
            if row.in_error:
                words = self.tr("In error")
            elided(painter, QPointF(columns.state + 20, middle - 1), room, words)
        room = columns.end - columns.allergies - 8
        if row.allergies:
            icon = QRectF(columns.allergies, middle - 13, 15, 15)
            paint_icon(painter, icon, "warning", palette.warn)
            painter.setFont(sized(SMALL, weight=500))
            painter.setPen(QColor(palette.warn))
            elided(painter, QPointF(columns.allergies + 21, middle - 1), room - 21, row.allergies)
        else:
            painter.setPen(QColor(palette.t3))
            elided(painter, QPointF(columns.allergies, middle - 1), room, self.tr("none noted"))
        arrow = QRectF(width - 30, middle - 13, 16, 16)
        paint_icon(painter, arrow, "chevron-right", palette.t3)
