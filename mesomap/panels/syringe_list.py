"""The session's syringes in a list: number, mark, name, and the mL that are left in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from mesomap.model import MarkShape, Status
from mesomap.paint.marks import paint_mark
from mesomap.paint.theme import current
from mesomap.paint.tokens import BODY, CAPTION, MARK_GROUND, RADIUS_CONTROL, SMALL, TARGET
from mesomap.panels.buttons import ring
from mesomap.panels.look import sized


@dataclass(frozen=True, slots=True)
class SyringeLine:
    """One syringe as the list shows it, in ready words."""

    id: UUID
    number: int
    mark: MarkShape
    name: str
    left: str
    """What is left in it; "" where nothing is noted as drawn up."""
    short: bool = False
    """Whether the map needs more than was drawn up."""


class SyringeList(QWidget):
    """A row for each syringe; the one in hand is lit. A click takes another."""

    chosen = Signal(object)
    """The id (UUID) of the row that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._rows: list[_Row] = []

    def show_lines(self, lines: Sequence[SyringeLine], in_hand: UUID | None) -> None:
        """These syringes, in the order of their keys."""
        while len(self._rows) > len(lines):
            row = self._rows.pop()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(lines):
            row = _Row()
            row.clicked.connect(lambda _on=False, row=row: self.chosen.emit(row.line.id))
            self._rows.append(row)
            self._column.addWidget(row)
        for row, line in zip(self._rows, lines, strict=True):
            row.show_line(line, line.id == in_hand)

    def rows(self) -> list[QAbstractButton]:
        """The rows, first to last."""
        return list(self._rows)

    def lines(self) -> list[SyringeLine]:
        """What the rows show."""
        return [row.line for row in self._rows]

    def in_hand(self) -> UUID | None:
        """The id of the lit row."""
        return next((row.line.id for row in self._rows if row.lit), None)


class _Row(QAbstractButton):
    line: SyringeLine

    def __init__(self) -> None:
        super().__init__()
        self.lit = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_line(self, line: SyringeLine, lit: bool) -> None:
        self.line, self.lit = line, lit
        said = self.tr("{number}: {name}").format(number=line.number, name=line.name)
        self.setAccessibleName(" · ".join(filter(None, (said, line.left))))
        tip = self.tr("{number} takes it in hand").format(number=line.number)
        self.setToolTip(f"{line.name} – {tip}" if line.number <= 9 else line.name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, TARGET)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, TARGET)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.lit:
            painter.setPen(QPen(QColor(palette.edge), 1))
            painter.setBrush(QColor(palette.sel))
            painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.field))
            painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        middle, height = self.height() / 2, float(self.height())
        left_centre = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(sized(CAPTION))
        painter.setPen(QColor(palette.t3))
        number = str(self.line.number)
        painter.drawText(QRectF(8, 0, 20, height), left_centre, number)
        x = 14 + QFontMetricsF(painter.font()).horizontalAdvance(number)
        # The marks are made for the light figure: a light ground under them in either theme.
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(MARK_GROUND))
        painter.drawEllipse(QPointF(x + 11, middle), 10.5, 10.5)
        paint_mark(painter, QPointF(x + 11, middle), self.line.mark, Status.GIVEN)
        x += 29
        painter.setFont(sized(SMALL))
        painter.setPen(QColor(palette.warn if self.line.short else palette.t2))
        room = QFontMetricsF(painter.font()).horizontalAdvance(self.line.left)
        end = self.width() - 8.0
        right_centre = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(x, 0, end - x, height), right_centre, self.line.left)
        painter.setFont(sized(BODY, weight=600 if self.lit else None))
        painter.setPen(QColor(palette.text))
        width = end - x - room - 8
        name = QFontMetricsF(painter.font()).elidedText(
            self.line.name, Qt.TextElideMode.ElideRight, width
        )
        painter.drawText(QRectF(x, 0, width, height), left_centre, name)
        if self.hasFocus():
            ring(painter, QRectF(self.rect()), palette.focus)
        painter.end()

    def enterEvent(self, event: object) -> None:
        self.update()

    def leaveEvent(self, event: object) -> None:
        self.update()
