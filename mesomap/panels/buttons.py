"""The window's buttons: text, icon and the key that does the same, painted from the tokens."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFontMetricsF, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from mesomap.paint.icons import paint_icon
from mesomap.paint.theme import current
from mesomap.paint.tokens import (
    BODY,
    CAPTION,
    ICON_TOOLBAR,
    RADIUS_CARD,
    RADIUS_CONTROL,
    SMALL,
    TARGET,
)
from mesomap.panels.look import sized

FAINT = 0.38


class Kind(Enum):
    """How a button looks: the view's one primary, an edged one, or a bare tool."""

    PRIMARY = "primary"
    PLAIN = "plain"
    BARE = "bare"


class Button(QAbstractButton):
    """A button with an icon, a text and the key that does the same."""

    def __init__(
        self,
        text: str = "",
        icon: str = "",
        *,
        kind: Kind = Kind.PLAIN,
        hint: str = "",
        height: int = TARGET,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self.icon_name = icon
        self.hint = hint
        self._height = height
        self._pad = 10 if text else (height - ICON_TOOLBAR) // 2
        self._tight = False
        self._nameless = False
        self.setText(text)
        self.setFont(sized(BODY, weight=500))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setFocusPolicy(
            Qt.FocusPolicy.TabFocus if kind is Kind.BARE else Qt.FocusPolicy.StrongFocus
        )
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def follow(self, action: QAction, *, hint: bool = True) -> Button:
        """Do, show and enable what `action` does; its own text stays if it has one."""
        self.clicked.connect(action.trigger)
        self.setCheckable(action.isCheckable())
        self.setAccessibleName(action.text().replace("&", ""))

        def copy() -> None:
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            if hint and keys != self.hint:
                self.hint = keys
                self.updateGeometry()
            self.setEnabled(action.isEnabled())
            self.setChecked(action.isChecked())
            self.setToolTip(action.toolTip())

        action.changed.connect(copy)
        action.toggled.connect(copy)
        copy()
        return self

    def set_tight(self, tight: bool) -> None:
        """Without the key's name, where the room is small."""
        if tight != self._tight:
            self._tight = tight
            self.updateGeometry()
            self.update()

    def set_nameless(self, nameless: bool) -> None:
        """Only the icon, where the room is smaller still; the tooltip says the rest."""
        if nameless != self._nameless:
            self._nameless = nameless
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Room for icon, text and key."""
        if self._nameless and self.icon_name:
            return QSize(self._height, self._height)
        width = 2.0 * self._pad
        if self.icon_name:
            width += ICON_TOOLBAR
        if self.text():
            width += QFontMetricsF(self.font()).horizontalAdvance(self.text())
            width += 7 if self.icon_name else 0
            if self.hint and not self._tight:
                width += 8 + QFontMetricsF(sized(CAPTION)).horizontalAdvance(self.hint)
        return QSize(round(width + 0.5), self._height)

    def minimumSizeHint(self) -> QSize:
        """Never clipped."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, ring, icon, text, key."""
        palette = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, soft = self._ground(painter)
        if not self.isEnabled():
            ink.setAlphaF(FAINT)
            soft.setAlphaF(FAINT)
        x = float(self._pad)
        named = bool(self.text()) and not (self._nameless and self.icon_name)
        if not named and self.icon_name:
            x = (self.width() - ICON_TOOLBAR) / 2
        elif not self.hint:
            x = max(x, (self.width() - self.sizeHint().width()) / 2 + self._pad)
        middle = self.height() / 2
        if self.icon_name:
            box = QRectF(x, middle - ICON_TOOLBAR / 2, ICON_TOOLBAR, ICON_TOOLBAR)
            paint_icon(painter, box, self.icon_name, ink)
            x += ICON_TOOLBAR + 7
        if named:
            whole = QRectF(x, 0, self.width() - x - 2, self.height())
            painter.setFont(self.font())
            painter.setPen(ink)
            left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            hinted = bool(self.hint) and not self._tight
            hint_px = QFontMetricsF(sized(CAPTION)).horizontalAdvance(self.hint) if hinted else 0
            room = self.width() - x - self._pad - (hint_px + 8 if hinted else 0) + 1
            shown = QFontMetricsF(self.font()).elidedText(
                self.text(), Qt.TextElideMode.ElideRight, room
            )
            painter.drawText(whole, left, shown)
            if hinted:
                painter.setFont(sized(CAPTION))
                painter.setPen(soft)
                end = QRectF(0, 0, self.width() - self._pad, self.height())
                right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
                painter.drawText(end, right, self.hint)
        if self.hasFocus():
            ring(painter, QRectF(self.rect()), palette.focus)
        painter.end()

    def _ground(self, painter: QPainter) -> tuple[QColor, QColor]:
        palette = current()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        pressed = self.isDown()
        if self.kind is Kind.PRIMARY:
            fill = QColor(palette.pri)
            if pressed or self.underMouse():
                fill = fill.lighter(125) if not palette.dark else fill.darker(112)
            painter.setBrush(fill)
            painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
            ink = QColor(palette.pri_text)
            return ink, QColor(ink)
        chosen = self.isChecked()
        if self.kind is Kind.PLAIN or chosen:
            painter.setPen(QPen(QColor(palette.edge), 1))
        lit = self.isEnabled() and (pressed or self.underMouse())
        if chosen or lit:
            painter.setBrush(QColor(palette.sel))
        elif self.kind is Kind.PLAIN:
            painter.setBrush(QColor(palette.field))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.kind is Kind.PLAIN or chosen or lit:
            painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        return QColor(palette.text), QColor(palette.t3)

    def enterEvent(self, event: object) -> None:
        """Light up."""
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Go quiet again."""
        self.update()


class Card(QAbstractButton):
    """A wide button with a title and one line that says what it does."""

    def __init__(self, text: str, line: str, icon: str, *, hint: str = "") -> None:
        super().__init__()
        self.line = line
        self.icon_name = icon
        self.hint = hint
        self.setText(text)
        self.setAccessibleDescription(line)
        self.setMinimumHeight(60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """As wide as the column."""
        return QSize(260, 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, icon, two lines, key."""
        palette = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.isEnabled() and (self.underMouse() or self.isDown())
        painter.setPen(QPen(QColor(palette.edge), 1))
        painter.setBrush(QColor(palette.sel if lit else palette.field))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS_CARD, RADIUS_CARD)
        ink, soft = QColor(palette.text), QColor(palette.t3)
        if not self.isEnabled():
            ink.setAlphaF(FAINT)
            soft.setAlphaF(FAINT)
        middle = self.height() / 2
        paint_icon(painter, QRectF(17, middle - 11, 22, 22), self.icon_name, ink)
        left = 52.0
        right = self.width() - 14.0
        if self.hint:
            painter.setFont(sized(CAPTION))
            painter.setPen(soft)
            align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(QRectF(0, 0, right, self.height()), align, self.hint)
            right -= QFontMetricsF(painter.font()).horizontalAdvance(self.hint) + 8
        start = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(sized(BODY, weight=600))
        painter.setPen(ink)
        painter.drawText(QRectF(left, middle - 19, right - left, 18), start, self.text())
        painter.setFont(sized(SMALL))
        painter.setPen(soft)
        line = QFontMetricsF(painter.font()).elidedText(
            self.line, Qt.TextElideMode.ElideRight, right - left
        )
        painter.drawText(QRectF(left, middle, right - left, 18), start, line)
        if self.hasFocus():
            ring(painter, QRectF(self.rect()), palette.focus)
        painter.end()

    def enterEvent(self, event: object) -> None:
        """Light up."""
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Go quiet again."""
        self.update()


def ring(painter: QPainter, rect: QRectF, colour: str) -> None:
    """The ring that shows where the keyboard is."""
    painter.setPen(QPen(QColor(colour), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)


def elided(painter: QPainter, at: QPointF, width: float, text: str) -> None:
    """Draw `text` from the baseline point `at`, cut with an ellipsis at `width`."""
    metrics = QFontMetricsF(painter.font())
    painter.drawText(at, metrics.elidedText(text, Qt.TextElideMode.ElideRight, width))
