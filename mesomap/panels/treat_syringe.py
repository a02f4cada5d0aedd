"""The syringe that is next, and what is left in it."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen

from mesomap.model import Status
from mesomap.paint.fonts import ui_font
from mesomap.paint.locale import format_count
from mesomap.paint.marks import COLOURS, paint_mark
from mesomap.paint.theme import current
from mesomap.paint.tokens import TypeSize
from mesomap.panels.treat_buttons import fitted
from mesomap.panels.treat_parts import CAPTION, LEFT, RIGHT, Part
from mesomap.panels.treat_sizes import GAUGE, LEAST_PX
from mesomap.panels.treat_values import SyringeLeft


class SyringeLine(Part):
    """Which syringe, what is left in it, and how far that goes; drawn as a barrel."""

    def __init__(self) -> None:
        super().__init__()
        self._syringe: SyringeLeft | None = None
        self._px = LEAST_PX
        self._gauge = True

    def show_syringe(self, syringe: SyringeLeft, px: int, *, gauge: bool) -> None:
        """At a font size of `px`."""
        self._syringe, self._px, self._gauge = syringe, px, gauge
        self.setFixedHeight(round(px * 1.08) + 26 + (GAUGE if gauge else 0))
        self.setAccessibleName(
            f"{syringe.letter} {syringe.name}, {syringe.left} {syringe.unit}, {syringe.words}"
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Mark and letter, mL; the words; the barrel."""
        shown = self._syringe
        if shown is None:
            return
        painter = self.begin()
        palette = current()
        painter.fillRect(QRectF(0, 0, self.width(), 1), QColor(palette.line))
        top, line = 2.0, float(round(self._px * 1.08))
        paint_mark(painter, QPointF(22, top + line / 2), shown.mark, Status.GIVEN, px=3.0)
        big = TypeSize(self._px, self._px, 600)
        left_px = QFontMetricsF(ui_font(big)).horizontalAdvance(shown.left)
        unit_px = QFontMetricsF(ui_font(TypeSize(26, 30))).horizontalAdvance(shown.unit)
        end = float(self.width())
        unit_at = end - unit_px
        letter_room = unit_at - left_px - 20 - 52
        painter.setFont(fitted(shown.letter, big, letter_room, least_px=LEAST_PX))
        painter.setPen(QColor(palette.text))
        painter.drawText(QRectF(52, top, letter_room, line), LEFT, shown.letter)
        if shown.short:
            painter.setPen(QColor(palette.warn))
        painter.setFont(ui_font(big))
        painter.drawText(QRectF(unit_at - left_px - 8, top, left_px + 6, line), LEFT, shown.left)
        painter.setFont(ui_font(TypeSize(26, 30)))
        painter.setPen(QColor(palette.t2))
        base = top + line / 2 + QFontMetricsF(ui_font(big)).capHeight() / 2
        painter.drawText(QPointF(unit_at, base), shown.unit)
        self._paint_words(painter, shown, top + line)
        if self._gauge and shown.left_ul is not None and shown.drawn_ul > 0:
            self._paint_barrel(painter, shown, self.height() - GAUGE + 4.0)
        painter.end()

    def _paint_words(self, painter: QPainter, shown: SyringeLeft, top: float) -> None:
        palette = current()
        words_font = fitted(shown.words, CAPTION, self.width() * 0.62)
        words_px = QFontMetricsF(words_font).horizontalAdvance(shown.words)
        painter.setFont(words_font)
        painter.setPen(QColor(palette.warn if shown.short else palette.t2))
        box = QRectF(0, top, self.width(), 24)
        painter.drawText(box, RIGHT, shown.words)
        painter.setPen(QColor(palette.t2))
        name_font = ui_font(CAPTION)
        painter.setFont(name_font)
        name = QFontMetricsF(name_font).elidedText(
            shown.name, Qt.TextElideMode.ElideRight, self.width() - words_px - 16
        )
        painter.drawText(box, LEFT, name)

    def _paint_barrel(self, painter: QPainter, shown: SyringeLeft, top: float) -> None:
        palette = current()
        assert shown.left_ul is not None
        barrel = QRectF(14, top, self.width() - 50, 22)
        share = min(max(shown.left_ul / shown.drawn_ul, 0.0), 1.0)
        ink = QColor(palette.text)
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(QColor(palette.field))
        painter.drawLine(QLineF(0, barrel.center().y(), barrel.left(), barrel.center().y()))
        painter.drawRoundedRect(barrel, 3, 3)
        filled = QRectF(barrel.x() + 1, barrel.y() + 1, (barrel.width() - 2) * share, 20)
        painter.fillRect(filled, QColor(COLOURS[shown.mark]))
        stop = filled.right()
        painter.fillRect(QRectF(stop - 1, barrel.y() - 4, 4, 30), ink)
        middle = barrel.center().y()
        painter.drawLine(QLineF(stop, middle, barrel.right() + 26, middle))
        painter.drawLine(QLineF(barrel.right() + 26, middle - 8, barrel.right() + 26, middle + 8))
        painter.setFont(ui_font(TypeSize(14, 16)))
        painter.setPen(QColor(palette.t3))
        ml = shown.drawn_ul / 1000
        every = next((s for s in (1, 2, 5, 10, 20) if ml / s <= 6), 50)
        for mark in range(0, int(ml) + 1, every):
            x = barrel.x() + barrel.width() * mark / ml
            painter.drawLine(QLineF(x, barrel.bottom(), x, barrel.bottom() + 4))
            painter.drawText(
                QRectF(x - 20, barrel.bottom() + 3, 40, 16),
                Qt.AlignmentFlag.AlignCenter,
                format_count(mark),
            )
