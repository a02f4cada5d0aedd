"""What is given next: the region's name, where in it, and depth, volume and angle."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPaintEvent

from mesomap.paint.fonts import ui_font
from mesomap.paint.theme import current
from mesomap.paint.tokens import TypeSize
from mesomap.panels.treat_buttons import fitted
from mesomap.panels.treat_parts import CAPTION, LEFT, LINE, Part
from mesomap.panels.treat_sizes import LEAST_PX
from mesomap.panels.treat_sizes import LINE as LINE_HEIGHT
from mesomap.panels.treat_values import Figure

UNIT = 0.42
"""A unit's size for its value's."""
INSET, GAP = 12.0, 6.0


class SiteName(Part):
    """The region's full name, on two lines where it needs them."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[str] = []
        self._px = 52

    def show_name(self, name: str, px: int, lines: int) -> None:
        """At a font size of `px`, over so many lines."""
        self._px = px
        self._lines = [name] if lines == 1 else broken(name, px, self.width())
        self.setFixedHeight(round(px * LINE_HEIGHT) * lines)
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Line under line."""
        painter = self.begin()
        height = self.height() / max(len(self._lines), 1)
        for number, line in enumerate(self._lines):
            painter.setFont(
                fitted(line, TypeSize(self._px, self._px, 600), self.width(), least_px=28)
            )
            painter.drawText(QRectF(0, number * height, self.width() + 4, height), LEFT, line)
        painter.end()


def name_lines(name: str, width: float) -> int:
    """How many lines `name` needs at 48 px."""
    font = ui_font(TypeSize(LEAST_PX, LEAST_PX, 600))
    return 1 if QFontMetricsF(font).horizontalAdvance(name) <= width else 2


def broken(name: str, px: int, width: float) -> list[str]:
    """`name` in two lines, the first as long as fits."""
    metrics = QFontMetricsF(ui_font(TypeSize(px, px, 600)))
    words = name.split(" ")
    for cut in range(len(words) - 1, 0, -1):
        head = " ".join(words[:cut])
        if metrics.horizontalAdvance(head) <= width or cut == 1:
            return [head, " ".join(words[cut:])]
    return [name]


class Detail(Part):
    """Where in the region, and in which layer."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setFixedHeight(28)

    def say(self, text: str) -> None:
        """One line."""
        self._text = text
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line, smaller where it would not fit."""
        painter = self.begin()
        painter.setPen(QColor(current().t2))
        painter.setFont(fitted(self._text, LINE, self.width(), least_px=15))
        painter.drawText(QRectF(self.rect()), LEFT, self._text)
        painter.end()


class Figures(Part):
    """Depth, volume, angle: what must be right, in letters for 1.5 m."""

    def __init__(self) -> None:
        super().__init__()
        self._figures: tuple[Figure, ...] = ()
        self._px = 60

    def show_figures(self, figures: tuple[Figure, ...], px: int) -> None:
        """At a font size of `px`."""
        self._figures, self._px = figures, px
        self.setFixedHeight(24 + round(px * 0.97))
        said = [f"{f.title} {f.value} {f.unit} {f.planned}".strip() for f in figures]
        self.setAccessibleName(", ".join(said))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Columns with a line between, under a line; what was planned beside its title."""
        painter = self.begin()
        palette = current()
        painter.fillRect(QRectF(0, 0, self.width(), 1), QColor(palette.line))
        value, unit, widths = self._fonts()
        pad = max((self.width() - sum(widths)) / max(len(widths), 1), 0.0)
        x = 0.0
        for number, (figure, width) in enumerate(zip(self._figures, widths, strict=True)):
            inset = INSET if number else 0.0
            if number:
                painter.fillRect(QRectF(x - 1, 8, 1, self.height() - 14), QColor(palette.line))
            caption = figure.planned or figure.title
            painter.setPen(QColor(palette.warn if figure.planned else palette.t2))
            painter.setFont(fitted(caption, CAPTION, width + pad - inset - 6))
            painter.drawText(QRectF(x + inset, 3, width + pad, 24), LEFT, caption)
            base = self.height() - self._px * 0.12
            painter.setPen(QColor(palette.text))
            painter.setFont(value)
            painter.drawText(QPointF(x + inset, base), figure.value)
            after = x + inset + QFontMetricsF(value).horizontalAdvance(figure.value) + GAP
            painter.setFont(unit)
            painter.setPen(QColor(palette.t2))
            painter.drawText(QPointF(after, base), figure.unit)
            x += width + pad
        painter.end()

    def _fonts(self) -> tuple[QFont, QFont, list[float]]:
        """The largest fonts of values and units that fit, and how wide each column is then."""
        px = self._px
        while True:
            value, unit = (
                ui_font(TypeSize(px, px, 600)),
                ui_font(TypeSize(max(round(px * UNIT), 16), 30)),
            )
            widths = [
                (INSET if number else 0.0)
                + QFontMetricsF(value).horizontalAdvance(one.value)
                + GAP
                + QFontMetricsF(unit).horizontalAdvance(one.unit)
                + GAP
                for number, one in enumerate(self._figures)
            ]
            if sum(widths) <= self.width() or px <= LEAST_PX:
                return value, unit, widths
            px -= 2
