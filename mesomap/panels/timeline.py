"""This patient's sessions in a row: date, count, volume, state; a click shows one under the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mesomap.paint.theme import current
from mesomap.paint.tokens import (
    CAPTION,
    CHART_STRIP_WIDTH,
    TIMELINE_HEIGHT,
    TIMELINE_HEIGHT_SMALL,
)
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import caption, heading, sized
from mesomap.panels.timeline_card import GhostSwitch, SessionCard, TimelineEntry


class Timeline(QFrame):
    """The sessions, oldest first, the open one framed; New session at the end."""

    session_chosen = Signal(object)
    """The id (UUID) of a session that is to be opened."""
    ghost_switched = Signal(object, bool)
    """The id (UUID) of a session, and whether it is to lie under today's map."""
    compare_wanted = Signal(object)
    """The id (UUID) of a session that was clicked twice."""
    reaction_wanted = Signal(object)
    """The id (UUID) of a session to which a reaction is to be noted."""
    follow_ups_wanted = Signal(object)
    """The id (UUID) of a session whose reactions and follow-ups are to be looked at."""

    def __init__(
        self, new_session: QAction, course_view: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self._cards: dict[UUID, SessionCard] = {}
        self._ghosts: dict[UUID, GhostSwitch] = {}
        self._pictures: dict[UUID, QPixmap] = {}
        self._between: list[_Between] = []
        self._small = False
        left = QWidget()
        left.setFixedWidth(CHART_STRIP_WIDTH - 16)
        words = QVBoxLayout(left)
        words.setContentsMargins(12, 0, 0, 0)
        words.setSpacing(4)
        words.addStretch(1)
        title = QHBoxLayout()
        title.addWidget(heading(self.tr("Sessions")))
        title.addStretch(1)
        self.course_button = Button("", "timeline", kind=Kind.BARE).follow(course_view, hint=False)
        title.addWidget(self.course_button)
        words.addLayout(title)
        self._hint = caption(self.tr("Click: show under\nDouble click: compare"), small=True)
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
        if [entry.id for entry in entries] == list(self._cards):
            self._show_again(entries)
            return
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._cards, self._between = {}, []
        shown = {entry.id for entry in entries}
        self._pictures = {id: p for id, p in self._pictures.items() if id in shown}
        for entry in entries:
            if self._cards:
                between = _Between(entry.gap)
                self._between.append(between)
                self._row.addWidget(between)
            card = self._made(entry)
            card.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            card.customContextMenuRequested.connect(self._show_menu)
            self._cards[entry.id] = card
            self._row.addWidget(card)
        self._row.addStretch(1)
        chosen = next((self._cards[e.id] for e in entries if e.current), None)
        if chosen is not None:
            # Once the row is laid out: before that every card lies at its left end.
            QTimer.singleShot(0, self, self._show_current)

    def _made(self, entry: TimelineEntry) -> SessionCard:
        card = SessionCard(entry)
        card.set_small(self._small)
        card.show_ghost(self._ghosts.get(entry.id))
        if entry.id in self._pictures:
            card.show_picture(self._pictures[entry.id])
        id = entry.id
        card.open_wanted.connect(lambda: self.session_chosen.emit(id))
        card.ghost_wanted.connect(lambda on: self.ghost_switched.emit(id, on))
        card.compare_wanted.connect(lambda: self.compare_wanted.emit(id))
        card.step_wanted.connect(lambda by: self._step(id, by))
        return card

    def _show_again(self, entries: Sequence[TimelineEntry]) -> None:
        """The same sessions as they are now: the keyboard stays where it is."""
        moved = False
        for entry in entries:
            card = self._cards[entry.id]
            moved |= entry.current and not card.entry.current
            if entry != card.entry:
                card.show_entry(entry)
        for between, entry in zip(self._between, entries[1:], strict=True):
            between.say(entry.gap)
        if moved:
            QTimer.singleShot(0, self, self._show_current)

    def show_ghosts(self, switches: Mapping[UUID, GhostSwitch]) -> None:
        """The sessions that can lie under today's map, and which of them do."""
        self._ghosts = dict(switches)
        for id, card in self._cards.items():
            card.show_ghost(self._ghosts.get(id))

    def take_keyboard(self) -> None:
        """Give the keyboard to the newest session that can be a ghost, else to the open one."""
        able = [card for id, card in self._cards.items() if id in self._ghosts]
        open_one = [card for card in self._cards.values() if card.entry.current]
        for card in (able[-1:] or open_one)[:1]:
            card.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.area.ensureWidgetVisible(card)

    def _step(self, id: UUID, by: int) -> None:
        cards = list(self._cards.values())
        at = cards.index(self._cards[id]) + by
        if 0 <= at < len(cards):
            cards[at].setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(cards[at])

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

    def cards(self) -> tuple[SessionCard, ...]:
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
        if not isinstance(card, SessionCard):
            return
        session, menu = card.entry.id, QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add = menu.addAction(self.tr("Add reaction…"))
        add.triggered.connect(lambda: self.reaction_wanted.emit(session))
        every = menu.addAction(self.tr("Reactions and follow-ups…"))
        every.triggered.connect(lambda: self.follow_ups_wanted.emit(session))
        menu.popup(card.mapToGlobal(at))


class _Between(QWidget):
    """The line between two sessions with the days from one to the next."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.setFixedWidth(48)

    def say(self, words: str) -> None:
        """How many days."""
        if words != self._words:
            self._words = words
            self.update()

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
