"""This patient's sessions in a row: date, count, volume, state; a click opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mesomap.paint.icons import paint_icon
from mesomap.paint.theme import current
from mesomap.paint.tokens import (
    BODY,
    CAPTION,
    CHART_STRIP_WIDTH,
    RADIUS_CARD,
    SMALL,
    TIMELINE_HEIGHT,
    TIMELINE_HEIGHT_SMALL,
)
from mesomap.panels.buttons import Button, elided, ring
from mesomap.panels.look import caption, heading, sized, strong


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
    reactions: str = ""
    """The reactions to it in a few words, "" without any."""
    addenda: str = ""
    """What was added to it in a few words, "" for nothing."""
    """Entered under the wrong patient: it counts for nothing."""


class Timeline(QFrame):
    """The sessions, oldest first, the open one framed; New session at the end."""

    session_chosen = Signal(object)
    """The id (UUID) of a session that was clicked."""
    reaction_wanted = Signal(object)
    """The id (UUID) of a session to which a reaction is to be noted."""
    follow_ups_wanted = Signal(object)
    """The id (UUID) of a session whose reactions and follow-ups are to be looked at."""

    def __init__(self, new_session: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self._cards: dict[UUID, _Card] = {}
        self._pictures: dict[UUID, QPixmap] = {}
        self._small = False
        left = QWidget()
        left.setFixedWidth(CHART_STRIP_WIDTH - 16)
        words = QVBoxLayout(left)
        words.setContentsMargins(12, 0, 0, 0)
        words.setSpacing(4)
        words.addStretch(1)
        words.addWidget(heading(self.tr("Sessions")))
        self._hint = caption(self.tr("Click opens one"), small=True)
        words.addWidget(self._hint)
        words.addStretch(1)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        inside.setLayout(self._row)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.viewport().installEventFilter(self)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        self.new_button = Button(self.tr("New session"), "plus", height=34).follow(
            new_session, hint=False
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 16, 8)
        row.setSpacing(16)
        row.addWidget(left)
        row.addWidget(self.area, 1)
        row.addWidget(self.new_button)
        self.set_small(False)

    def set_small(self, small: bool) -> None:
        """Less high, one line a session less, where the window is low."""
        self._small = small
        self.setFixedHeight(TIMELINE_HEIGHT_SMALL if small else TIMELINE_HEIGHT)
        self._hint.setVisible(not small)
        for card in self._cards.values():
            card.set_small(small)

    def show_sessions(self, entries: Sequence[TimelineEntry]) -> None:
        """The sessions of one patient, oldest first."""
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._cards = {}
        shown = {entry.id for entry in entries}
        self._pictures = {id: p for id, p in self._pictures.items() if id in shown}
        for entry in entries:
            if self._cards:
                self._row.addWidget(_Between(entry.gap))
            card = _Card(entry)
            card.set_small(self._small)
            if entry.id in self._pictures:
                card.show_picture(self._pictures[entry.id])
            card.clicked.connect(self._clicked)
            card.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            card.customContextMenuRequested.connect(self._show_menu)
            self._cards[entry.id] = card
            self._row.addWidget(card)
        self._row.addStretch(1)
        chosen = next((self._cards[e.id] for e in entries if e.current), None)
        if chosen is not None:
            # Once the row is laid out: before that every card lies at its left end.
            QTimer.singleShot(0, self, self._show_current)

    def _show_current(self) -> None:
        for card in self._cards.values():
            if card.entry.current:
                self.area.ensureWidgetVisible(card)

    def show_pictures(self, pictures: Mapping[UUID, QPixmap]) -> None:
        """Small maps of some sessions."""
        self._pictures.update(pictures)
        for session, picture in pictures.items():
            if session in self._cards:
                self._cards[session].show_picture(picture)

    def cards(self) -> tuple[QAbstractButton, ...]:
        """The sessions' buttons, oldest first."""
        return tuple(self._cards.values())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel moves along the row: there is no room for a scroll bar under it."""
        if event.type() == QEvent.Type.Wheel and isinstance(event, QWheelEvent):
            turned = event.angleDelta()
            bar = self.area.horizontalScrollBar()
            bar.setValue(bar.value() - (turned.x() or turned.y()))
            return True
        return super().eventFilter(watched, event)

    def _show_menu(self, at: QPoint) -> None:
        """What else can be done with a session."""
        card = self.sender()
        if not isinstance(card, _Card):
            return
        session, menu = card.entry.id, QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add = menu.addAction(self.tr("Add reaction…"))
        add.triggered.connect(lambda: self.reaction_wanted.emit(session))
        every = menu.addAction(self.tr("Reactions and follow-ups…"))
        every.triggered.connect(lambda: self.follow_ups_wanted.emit(session))
        menu.popup(card.mapToGlobal(at))

    def _clicked(self) -> None:
        card = self.sender()
        if isinstance(card, _Card) and not card.entry.current:
            self.session_chosen.emit(card.entry.id)


class _Between(QWidget):
    """The line between two sessions with the days from one to the next."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.setFixedWidth(48)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = current()
        painter = QPainter(self)
        middle = self.height() / 2
        painter.fillRect(QRectF(6, middle, self.width() - 12, 1), QColor(palette.edge))
        painter.setPen(QColor(palette.t2))
        painter.setFont(sized(CAPTION))
        align = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        painter.drawText(QRectF(0, 0, self.width(), middle - 3), align, self._words)
        painter.end()


class _Card(QAbstractButton):
    """One session."""

    def __init__(self, entry: TimelineEntry) -> None:
        super().__init__()
        self.entry = entry
        self._picture: QPixmap | None = None
        self._small = False
        self.setText(f"{entry.title}, {entry.date}")
        lines = [entry.title, entry.date, entry.figures]
        if entry.in_error:
            lines.append(self.tr("Entered in error: counts for nothing"))
        if entry.reactions:
            lines.append(entry.reactions)
        if entry.addenda:
            lines.append(entry.addenda)
        also = (entry.reactions, entry.addenda)
        self.setAccessibleDescription(", ".join(words for words in also if words))
        self.setToolTip("\n".join(lines))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def set_small(self, small: bool) -> None:
        self._small = small
        self.updateGeometry()
        self.update()

    def show_picture(self, picture: QPixmap) -> None:
        self._picture = picture
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(196 if self._small else 214, 64 if self._small else 94)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, entry = current(), self.entry
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        wide = 2.0 if entry.current else 1.0
        colour = palette.text if entry.current else palette.line
        if self.underMouse() and not entry.current:
            colour = palette.edge
        painter.setPen(QPen(QColor(colour), wide))
        painter.setBrush(QColor(palette.field))
        frame = QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        painter.drawRoundedRect(frame, RADIUS_CARD, RADIUS_CARD)
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
        left = box.right() + 10
        room = self.width() - left - 8
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
        if self.hasFocus():
            ring(painter, QRectF(self.rect()), palette.focus)
        painter.end()

    def enterEvent(self, event: object) -> None:
        self.update()

    def leaveEvent(self, event: object) -> None:
        self.update()
