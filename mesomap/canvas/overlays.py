"""Small widgets that stand over the view: they neither zoom nor scroll, and take no clicks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from mesomap.model import MarkShape, Status
from mesomap.paint import furniture, marks
from mesomap.paint import tokens as tk
from mesomap.paint.fonts import ui_font
from mesomap.paint.ghost import fade, paint_ghost
from mesomap.paint.locale import format_mm
from mesomap.paint.theme import current, current_scale

_GROUND_OPACITY = 0.82
_PADDING = 6


class Overlay(QWidget):
    """A small widget over the view that no mouse touches."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def _begin(self) -> QPainter:
        """A painter on a ground that keeps words readable over the figure in either theme."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(current().canvas)
        ground.setAlphaF(_GROUND_OPACITY)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()), tk.RADIUS_CONTROL, tk.RADIUS_CONTROL)
        return painter


class ScaleBar(Overlay):
    """10 mm of the chart, at the present zoom."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._px_per_mm = 1.0

    def set_scale(self, px_per_mm: float) -> None:
        """Show 10 mm at `px_per_mm`."""
        self._px_per_mm = px_per_mm
        font = ui_font(tk.SMALL, scale=current_scale())
        size = furniture.scale_bar_size(px_per_mm, font)
        width = round(size.width()) + 2 * _PADDING
        self.resize(QSize(width, max(round(size.height()), 14) + _PADDING))
        self.setAccessibleName(furniture.scale_bar_text())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar."""
        painter = self._begin()
        font = ui_font(tk.SMALL, scale=current_scale())
        middle = QPointF(_PADDING, self.height() / 2)
        furniture.paint_scale_bar(painter, middle, self._px_per_mm, font, current().text)
        painter.end()


class Callout(Overlay):
    """A few words beside the cursor."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""

    @property
    def text(self) -> str:
        """What it says; empty while hidden."""
        return self._text if not self.isHidden() else ""

    def say(self, text: str, near: QPoint, within: QRect) -> None:
        """Show `text` right of and below `near`, inside `within`; nothing if empty."""
        if not text:
            self.hide()
            return
        size = furniture.callout_size(text, self._font()).toSize()
        corner = near + QPoint(18, 16)
        if corner.x() + size.width() > within.right() - 4:
            corner.setX(near.x() - size.width() - 12)
        if corner.y() + size.height() > within.bottom() - 4:
            corner.setY(near.y() - size.height() - 12)
        self.setGeometry(QRect(corner, size))
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.update()
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the label."""
        painter = QPainter(self)
        furniture.paint_callout(painter, QRectF(self.rect()), self._text, self._font(), current())
        painter.end()

    @staticmethod
    def _font() -> QFont:
        return ui_font(tk.SMALL, weight=500, scale=current_scale())


@dataclass(frozen=True, slots=True)
class Explained:
    """A mark and what it says, in ready words."""

    mark: MarkShape
    status: Status
    words: str
    depth: str | None = None
    """The layer whose colour it is; None for the syringe's own."""
    ink_only: bool = False


@dataclass(frozen=True, slots=True)
class ExplainedGhost:
    """The sign of an earlier session, and which it is, in ready words."""

    sign: int
    words: str


class Legend(Overlay):
    """Which mark means what, for the marks that the chart shows."""

    _ROW = 22
    _LEFT = 24

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._marks: tuple[Explained, ...] = ()
        self._ghosts: tuple[ExplainedGhost, ...] = ()
        self._radius: tuple[float, float] | None = None

    def show_marks(
        self,
        marks: Sequence[Explained],
        radius_mm: tuple[float, float] | None,
        ghosts: Sequence[ExplainedGhost] = (),
    ) -> None:
        """Explain `marks`, deposits whose radii span `radius_mm` (None: not shown), and `ghosts`,
        the newest first."""
        now = (tuple(marks), radius_mm, tuple(ghosts))
        if now != (self._marks, self._radius, self._ghosts):
            self._marks, self._radius, self._ghosts = now
            self.restyle()

    def restyle(self) -> None:
        """Take the size that the words need in the present language and text scale."""
        words = self._words()
        metrics = QFontMetricsF(self._font())
        width = max((metrics.horizontalAdvance(word) for word in words), default=0.0)
        self.resize(self._LEFT + round(width) + 2 * _PADDING, self._ROW * len(words) + 4)
        self.setAccessibleName(", ".join(words))
        self.setVisible(bool(words))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the signs and their words."""
        painter = self._begin()
        painter.setFont(self._font())
        painter.setPen(QColor(current().t2))
        for row, words in enumerate(self._words()):
            middle = QPointF(12.0, 2 + (row + 0.5) * self._ROW)
            ghost = row - len(self._marks)
            if current().dark and ghost < len(self._ghosts):
                self._paint_ground(painter, middle)
            if ghost < 0:
                one = self._marks[row]
                marks.paint_mark(
                    painter,
                    middle,
                    one.mark,
                    one.status,
                    ink_only=one.ink_only,
                    depth=one.depth,
                )
            elif ghost < len(self._ghosts):
                painter.setOpacity(fade(ghost))
                paint_ghost(painter, middle, self._ghosts[ghost].sign)
                painter.setOpacity(1.0)
            else:
                self._paint_deposit(painter, middle)
            box = QRectF(self._LEFT, 2 + row * self._ROW, self.width(), self._ROW)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), words)
        painter.end()

    @staticmethod
    def _paint_ground(painter: QPainter, middle: QPointF) -> None:
        """Marks are made for the light figure: ink on a dark ground would not be seen."""
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tk.MARK_GROUND))
        box = QRectF(middle.x() - 10.5, middle.y() - 9.5, 21, 21.5)
        painter.drawRoundedRect(box, tk.RADIUS_CONTROL, tk.RADIUS_CONTROL)
        painter.restore()

    def _words(self) -> list[str]:
        words = [one.words for one in self._marks]
        words += [one.words for one in self._ghosts]
        if self._radius is not None:
            low, high = (format_mm(radius) for radius in self._radius)
            if low == high:
                words.append(self.tr("Deposit, radius {radius}").format(radius=low))
            else:
                words.append(self.tr("Deposit, radius {low} to {high}").format(low=low, high=high))
        return words

    @staticmethod
    def _paint_deposit(painter: QPainter, middle: QPointF) -> None:
        painter.save()
        colour = QColor(tk.BLUE)
        colour.setAlphaF(0.6 if current().dark else 0.3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(middle, 6.5, 6.5)
        painter.restore()

    @staticmethod
    def _font() -> QFont:
        return ui_font(tk.SMALL, scale=current_scale())


class SideLetter(Overlay):
    """R or L at the chart's edge: the patient's own sides."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._letter = ""

    @property
    def letter(self) -> str:
        """What it says; empty while hidden."""
        return self._letter

    def say(self, letter: str) -> None:
        """Show `letter`; nothing if empty."""
        self._letter = letter
        side = round(24 * current_scale())
        self.resize(side, side)
        self.setAccessibleName(letter)
        self.setVisible(bool(letter))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the letter."""
        painter = self._begin()
        painter.setFont(ui_font(tk.TITLE, scale=current_scale()))
        painter.setPen(QColor(current().text))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._letter)
        painter.end()


class Hint(Overlay):
    """What to do next, in one line at the chart's foot."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""

    @property
    def text(self) -> str:
        """What it says; empty while hidden."""
        return self._text

    def say(self, text: str) -> None:
        """Show `text`; nothing if empty."""
        self._text = text
        self.resize(furniture.callout_size(text, self._font()).toSize())
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the label."""
        painter = QPainter(self)
        furniture.paint_callout(painter, QRectF(self.rect()), self._text, self._font(), current())
        painter.end()

    @staticmethod
    def _font() -> QFont:
        return ui_font(tk.SMALL, scale=current_scale())
