"""Labels, headings and lines as every panel has them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QWidget

from mesomap.paint.fonts import ui_font
from mesomap.paint.icons import icon_pixmap
from mesomap.paint.theme import current, current_scale
from mesomap.paint.tokens import BODY, CAPTION, SMALL, TITLE, TypeSize


def sized(size: TypeSize, *, weight: int | None = None) -> QFont:
    """The interface's font at `size` and the person's text scale."""
    return ui_font(size, weight=weight, scale=current_scale())


def strong(size: TypeSize) -> QFont:
    """`size` in the weight of headings and values."""
    return sized(size, weight=600)


def text_label(
    text: str = "", size: TypeSize = BODY, *, role: str = "text", weight: int | None = None
) -> QLabel:
    """A label in the colour `role` (text, t2, t3, warn, ok), never clipped silently."""
    label = QLabel(text)
    label.setFont(sized(size, weight=weight))
    label.setProperty("tone", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def heading(text: str = "") -> QLabel:
    """The title of a section."""
    return text_label(text, BODY, weight=600)


def title(text: str = "") -> QLabel:
    """The title of a page's part."""
    return text_label(text, TITLE)


def caption(text: str = "", *, small: bool = False) -> QLabel:
    """A caption; it may break over lines."""
    label = text_label(text, CAPTION if small else SMALL, role="t3")
    return wrapping(label)


def wrapping(label: QLabel) -> QLabel:
    """`label`, breaking over lines rather than widening its column."""
    label.setWordWrap(True)
    label.setMinimumWidth(1)
    return label


def fit_height(window: QWidget, least_px: int) -> None:
    """As high as its content needs at its width: lines that break have no height of their own.

    It is `least_px` wide at the usual size of text, wider with larger text, and never narrower than
    what in it cannot break.
    """
    layout = window.layout()
    if layout is None:
        return
    layout.activate()
    least = max(round(least_px * current_scale()), layout.totalMinimumSize().width())
    window.setMinimumWidth(least)
    width = max(window.width(), least) if window.isVisible() else least
    window.resize(width, layout.totalHeightForWidth(width))


def separator() -> QFrame:
    """A line between two sections."""
    line = QFrame()
    line.setProperty("line", "true")
    line.setFixedHeight(1)
    return line


def count_words(count: int) -> str:
    """So many injections; one is said apart because English has no translation file."""
    if count == 1:
        return QCoreApplication.translate("Count", "1 injection")
    return QCoreApplication.translate("Count", "%n injections", None, count)


def bring_into_sight(section: QWidget, target: QWidget) -> None:
    """Scroll the column to a section of it, and put the keys on `target` there."""
    parent = section.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    if isinstance(parent, QScrollArea):
        inside = parent.widget()
        if inside is not None and (layout := inside.layout()) is not None:
            layout.activate()
        parent.ensureWidgetVisible(section, 0, 0)
        parent.ensureWidgetVisible(target, 0, 40)
    target.setFocus(Qt.FocusReason.ShortcutFocusReason)


class IconLabel(QLabel):
    """A small icon in one of the palette's colours, also after the theme changed."""

    def __init__(self, name: str, role: str = "t2", px: int = 14) -> None:
        super().__init__()
        self._name, self._role, self._px = name, role, px
        self.setFixedSize(px, px)
        self._draw()

    def show_icon(self, name: str, role: str) -> None:
        """Another icon in another colour."""
        self._name, self._role = name, role
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw it anew for another theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        self.setPixmap(icon_pixmap(self._name, getattr(current(), self._role), self._px))
