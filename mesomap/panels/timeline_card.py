"""One session in the timeline: what it was, its switch as a ghost, and the button that opens it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from mesomap.paint.ghost import paint_ghost
from mesomap.paint.icons import paint_icon
from mesomap.paint.theme import current
from mesomap.paint.tokens import BODY, CAPTION, MARK_GROUND, RADIUS_CARD, SMALL
from mesomap.panels.buttons import Button, elided, ring
from mesomap.panels.look import sized, strong

_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_SIDE_PX = 58
"""The switch and the button beside the words, at least."""
_SWITCH = QSize(34, 18)


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """A session in ready words; `gap` says how long after the one before."""

    id: UUID
    title: str
    date: str
    figures: str
    signed: bool
    current: bool
    gap: str = ""
    in_error: bool = False
    """Entered under the wrong patient: it counts for nothing."""
    reactions: str = ""
    """The reactions to it in a few words, "" without any."""
    addenda: str = ""
    """What was added to it in a few words, "" for nothing."""


@dataclass(frozen=True, slots=True)
class GhostSwitch:
    """Whether a session lies under today's map, and its sign there."""

    on: bool
    sign: int


class SessionCard(QAbstractButton):
    """One session: a click or space switches its ghost, Enter or its button opens it.

    A session that cannot be a ghost is opened by a click, too; the open one does neither.
    """

    open_wanted = Signal()
    ghost_wanted = Signal(bool)
    compare_wanted = Signal()
    """It was clicked twice."""
    step_wanted = Signal(int)
    """The card so many places on is wanted."""

    def __init__(self, entry: TimelineEntry) -> None:
        super().__init__()
        self.entry = entry
        self._ghost: GhostSwitch | None = None
        self._picture: QPixmap | None = None
        self._small = False
        self._twice = False
        self.open_button = Button(self.tr("Open"), parent=self)
        self.open_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.open_button.clicked.connect(self.open_wanted)
        self.clicked.connect(self._clicked)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.show_entry(entry)

    def show_entry(self, entry: TimelineEntry) -> None:
        """Show this session, as it is now."""
        self.entry = entry
        self.setText(f"{entry.title}, {entry.date}")
        self.open_button.setVisible(not entry.current)
        self.open_button.setAccessibleName(self.tr("Open {session}").format(session=self.text()))
        self.open_button.setToolTip(self.tr("Open this session (Enter)"))
        self._describe()
        self.updateGeometry()
        self.update()

    def show_ghost(self, ghost: GhostSwitch | None) -> None:
        """Its switch; None: it cannot lie under today's map."""
        if ghost != self._ghost:
            self._ghost = ghost
            self.setCheckable(ghost is not None)
            self.setChecked(ghost is not None and ghost.on)
            self._describe()
            self.update()
        elif ghost is not None and ghost.on != self.isChecked():
            self.setChecked(ghost.on)

    def _describe(self) -> None:
        entry = self.entry
        lines = [entry.title, entry.date, entry.figures]
        if entry.in_error:
            lines.append(self.tr("Entered in error: counts for nothing"))
        lines += [words for words in (entry.reactions, entry.addenda) if words]
        also = [words for words in (entry.reactions, entry.addenda) if words]
        if self._ghost is not None:
            under = self.tr("Under today's map: click or space")
            lines.append(under)
            also.append(under)
        if not entry.current:
            also.append(self.tr("Enter opens it"))
        self.setAccessibleDescription(", ".join(also))
        self.setToolTip("\n".join(lines))

    def set_small(self, small: bool) -> None:
        """Less high, one line less."""
        self._small = small
        self.updateGeometry()
        self.update()

    def show_picture(self, picture: QPixmap) -> None:
        """Its small map."""
        self._picture = picture
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words and its switch need."""
        wide = 196 if self._small else 214
        if not self.entry.current:
            wide += self._side() - 12
        return QSize(wide, 64 if self._small else 94)

    def minimumSizeHint(self) -> QSize:
        """Never narrower."""
        return QSize(self.sizeHint().width(), 56)

    def _side(self) -> int:
        return max(_SIDE_PX, self.open_button.sizeHint().width() + 7)

    # What the person does.

    def _clicked(self) -> None:
        if self._ghost is not None:
            self.ghost_wanted.emit(self.isChecked())
        elif not self.entry.current:
            self.open_wanted.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second click takes the first one back, and asks for a comparison."""
        self._twice = event.button() == Qt.MouseButton.LeftButton and self._ghost is not None
        super().mouseDoubleClickEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """After the second press the ghost is as it was before the first."""
        super().mouseReleaseEvent(event)
        if self._twice:
            self._twice = False
            self.compare_wanted.emit()

    def event(self, event: QEvent) -> bool:
        """Its keys go to it, not to a shortcut of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            own = event.key() in (*_OPENING, *_STEPS, Qt.Key.Key_Space)
            if own and plain == Qt.KeyboardModifier.NoModifier:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, the arrows go along the row, space switches the ghost."""
        if event.key() in _OPENING:
            if not self.entry.current:
                self.open_wanted.emit()
        elif event.key() in _STEPS:
            self.step_wanted.emit(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    # How it looks.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The button in its corner."""
        size = self.open_button.sizeHint()
        self.open_button.setGeometry(
            self.width() - size.width() - 7,
            self.height() - size.height() - 5,
            size.width(),
            size.height(),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, small map, words, switch."""
        palette, entry = current(), self.entry
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        under = self._ghost is not None and self.isChecked()
        wide = 2.0 if entry.current else 1.5 if under else 1.0
        colour = palette.text if entry.current or under else palette.line
        if self.underMouse() and not entry.current and not under:
            colour = palette.edge
        pen = QPen(QColor(colour), wide)
        if under:
            pen.setDashPattern([3.0, 2.0])
        painter.setPen(pen)
        painter.setBrush(QColor(palette.field))
        frame = QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        painter.drawRoundedRect(frame, RADIUS_CARD, RADIUS_CARD)
        box = self._paint_map(painter)
        self._paint_words(painter, box.right() + 10)
        if self._ghost is not None:
            self._paint_switch(painter, self._ghost, on=under)
        if self.hasFocus():
            ring(painter, QRectF(self.rect()), palette.focus)
        painter.end()

    def _paint_map(self, painter: QPainter) -> QRectF:
        palette, entry = current(), self.entry
        side = self.height() - 16.0
        box = QRectF(8, 8, side * 0.84, side)
        if self._picture is not None:
            size = self._picture.deviceIndependentSize().scaled(
                box.size(), Qt.AspectRatioMode.KeepAspectRatio
            )
            fitted = QRectF(QPointF(), size)
            fitted.moveCenter(box.center())
            painter.drawPixmap(fitted, self._picture, QRectF(self._picture.rect()))
        for there, y, icon, ink in (
            (entry.addenda, box.top(), "note", palette.text),
            (entry.reactions, box.bottom() - 15, "hexagon", palette.warn),
        ):
            if there:
                # On the small map, not in the lines: there is no room beside them.
                sign = QRectF(box.right() - 11, y, 16, 16)
                painter.setPen(QPen(QColor(palette.edge), 1))
                painter.setBrush(QColor(palette.field))
                painter.drawEllipse(sign)
                paint_icon(painter, sign.adjusted(2, 2, -2, -2), icon, ink)
        return box

    def _paint_words(self, painter: QPainter, left: float) -> None:
        palette, entry = current(), self.entry
        room = self.width() - left - (8 if entry.current else self._side() + 4)
        words = self.tr("Signed") if entry.signed else self.tr("Draft")
        if entry.in_error:
            words = self.tr("In error")
        lines = [(entry.title, strong(BODY), palette.text), (entry.date, sized(SMALL), palette.t2)]
        if not self._small:
            lines.append((entry.figures, sized(CAPTION), palette.t2))
        high = 18.0
        top = (self.height() - high * (len(lines) + 1)) / 2
        for at, (line, font, ink) in enumerate(lines):
            painter.setFont(font)
            painter.setPen(QColor(ink))
            elided(painter, QPointF(left, top + high * at + 13), room, line)
        y = top + high * len(lines)
        icon, ink = "lock" if entry.signed else "pen", palette.t2
        if entry.in_error:
            icon, ink = "warning", palette.warn
        paint_icon(painter, QRectF(left, y + 2.5, 12, 12), icon, ink)
        painter.setFont(sized(CAPTION))
        painter.setPen(QColor(ink))
        if self._small and not entry.in_error:
            both = f"{words} · {entry.figures}"
            fits = painter.fontMetrics().horizontalAdvance(both) <= room - 17
            words = both if fits else entry.figures  # the sign before it says draft or signed
        elided(painter, QPointF(left + 17, y + 13), room - 17, words)

    def _paint_switch(self, painter: QPainter, ghost: GhostSwitch, *, on: bool) -> None:
        """The sign that the session has on the map, and a switch: its knob's place says on or
        off, its ground says it again."""
        palette = current()
        pill = QRectF(self.width() - _SWITCH.width() - 7, 6, _SWITCH.width(), _SWITCH.height())
        painter.setPen(QPen(QColor(palette.text if on else palette.edge), 1))
        painter.setBrush(QColor(palette.pri if on else palette.field))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        knob = pill.right() - 9 if on else pill.left() + 9
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.pri_text if on else palette.edge))
        painter.drawEllipse(QPointF(knob, pill.center().y()), 5.5, 5.5)
        at = QPointF(pill.left() - 11, pill.center().y())
        if palette.dark:
            painter.setBrush(QColor(MARK_GROUND))
            painter.drawRoundedRect(QRectF(at.x() - 7, at.y() - 7, 14, 14), 3, 3)
        paint_ghost(painter, at, ghost.sign)

    def enterEvent(self, event: object) -> None:
        """Light up."""
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Go quiet again."""
        self.update()
