"""What is given next: the region's name, where in it, and depth, volume and angle."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFontMetricsF, QPaintEvent

from mesomap.paint.fonts import ui_font
from mesomap.paint.theme import current
from mesomap.paint.tokens import TypeSize
from mesomap.panels.treat_buttons import fitted
from mesomap.panels.treat_parts import CAPTION, LEFT, LINE, Part
from mesomap.panels.treat_sizes import LEAST_PX
from mesomap.panels.treat_sizes import LINE as LINE_HEIGHT
from mesomap.panels.treat_values import Figure


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
        size = TypeSize(self._px, self._px, 600)
        widths = [
            QFontMetricsF(ui_font(size)).horizontalAdvance(f.value)
            + 8
            + QFontMetricsF(ui_font(TypeSize(26, 30))).horizontalAdvance(f.unit)
            for f in self._figures
        ]
        spare = self.width() - sum(widths)
        pad = max(spare / max(len(widths), 1), 0.0)
        squeeze = min(1.0, self.width() / max(sum(widths) + 12 * len(widths), 1.0))
        x = 0.0
        for number, (figure, width) in enumerate(zip(self._figures, widths, strict=True)):
            own = (width + pad) if squeeze == 1.0 else (width + 12) * squeeze
            if number:
                painter.fillRect(QRectF(x - 1, 8, 1, self.height() - 14), QColor(palette.line))
            inset = 12.0 if number else 0.0
            caption = figure.planned or figure.title
            painter.setPen(QColor(palette.warn if figure.planned else palette.t2))
            painter.setFont(fitted(caption, CAPTION, own - inset - 6))
            painter.drawText(QRectF(x + inset, 3, own - inset, 24), LEFT, caption)
            painter.setPen(QColor(palette.text))
            font = fitted(figure.value, size, own - inset - 30, least_px=LEAST_PX)
            painter.setFont(font)
            base = self.height() - self._px * 0.12
            painter.drawText(QPointF(x + inset, base), figure.value)
            after = x + inset + QFontMetricsF(font).horizontalAdvance(figure.value) + 6
            painter.setFont(ui_font(TypeSize(26, 30)))
            painter.setPen(QColor(palette.t2))
            painter.drawText(QPointF(after, base), figure.unit)
            x += own
        painter.end()
