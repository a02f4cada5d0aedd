"""Who is there? People as large tiles, then the PIN of the one that was chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mesomap.paint.tokens import BODY, PAGE_TITLE, TITLE
from mesomap.panels.buttons import Button
from mesomap.panels.lock.pin_entry import PinEntry
from mesomap.panels.look import IconLabel, text_label, wrapping

TILE_PX = 60
PAGE_PX = 560
COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Tile:
    """One person who may sign in; `secret` says whether a PIN is asked for."""

    id: UUID
    name: str
    secret: bool


class SignIn(QFrame):
    """A page over the whole window, or with `slim` a card that leaves the rest to be seen.

    It knows no clinic file: it says who was chosen and what was typed.
    """

    person_chosen = Signal(object)
    """A person's id."""
    given = Signal(str)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None, *, slim: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("signIn")
        self.setProperty("surface", "card" if slim else "win")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._slim = slim
        self._may_cancel = False
        self.tiles: dict[UUID, Button] = {}
        self._title = text_label("", TITLE if slim else PAGE_TITLE)
        self._words = wrapping(text_label("", BODY, role="t2"))
        self._people = QWidget()
        self._grid = QGridLayout(self._people)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._people)
        self._area.viewport().setAutoFillBackground(False)
        self._people.setAutoFillBackground(False)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.entry = PinEntry(flat=slim)
        self.entry.given.connect(self.given)
        self.entry.left.connect(self._back)
        self.back_button = Button(self.tr("Somebody else"), "chevron-left", height=40)
        self.back_button.clicked.connect(self._show_tiles)
        self.cancel_button = Button(self.tr("Cancel"), height=40)
        self.cancel_button.clicked.connect(self.cancelled)
        self._trouble = QWidget()
        trouble = QHBoxLayout(self._trouble)
        trouble.setContentsMargins(0, 0, 0, 0)
        trouble.setSpacing(6)
        trouble.addWidget(IconLabel("warning", "warn", 16), 0, Qt.AlignmentFlag.AlignTop)
        self._sentence = wrapping(text_label("", BODY))
        trouble.addWidget(self._sentence, 1)
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        gap = 8 if self._slim else 16
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(gap)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(IconLabel("lock", "text", 20 if self._slim else 26))
        head.addWidget(self._title, 1)
        if self._slim:
            head.addWidget(self.back_button)
        column.addLayout(head)
        column.addWidget(self._words)
        column.addWidget(self._area, 1)
        column.addWidget(self.entry)
        column.addWidget(self._trouble)
        feet = QHBoxLayout()
        if not self._slim:
            feet.addWidget(self.back_button)
        feet.addStretch(1)
        feet.addWidget(self.cancel_button)
        column.addLayout(feet)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        if self._slim:
            whole.addWidget(inside)
            return
        inside.setFixedWidth(PAGE_PX)
        whole.addStretch(1)
        middle = QVBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inside)
        middle.addStretch(2)
        whole.addLayout(middle)
        whole.addStretch(1)

    # What is shown.

    def show_people(
        self, title: str, words: str, people: Sequence[Tile], *, may_cancel: bool
    ) -> None:
        """Ask who is there."""
        self._title.setText(title)
        self._words.setText(words)
        self._words.setVisible(bool(words) and not self._slim)
        self._may_cancel = may_cancel
        self.cancel_button.setVisible(may_cancel)
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        self.tiles = {}
        for at, one in enumerate(people):
            tile = Button(one.name, "lock" if one.secret else "user", height=TILE_PX)
            tile.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            tile.clicked.connect(lambda _on=False, id=one.id: self.person_chosen.emit(id))
            self._grid.addWidget(tile, at // COLUMNS, at % COLUMNS)
            self.tiles[one.id] = tile
        rows = -(-len(people) // COLUMNS)
        self._area.setMinimumHeight(min(rows, 2 if self._slim else 5) * (TILE_PX + 10))
        self._show_tiles()

    def ask_secret(self, name: str, *, pad: bool, several: bool) -> None:
        """Ask for the PIN or passphrase that `name` says; `several`: others could be chosen."""
        self._area.hide()
        self.entry.ask(name, pad=pad)
        self.entry.show()
        self.back_button.setVisible(several)
        self.say("")
        self.entry.edit.setFocus()

    def ask_passphrase(self, title: str, name: str) -> None:
        """Ask for the one thing that there is, the clinic's passphrase."""
        self._title.setText(title)
        self._words.hide()
        self._may_cancel = False
        self.cancel_button.hide()
        self.ask_secret(name, pad=False, several=False)

    def say(self, sentence: str) -> None:
        """One sentence of what was wrong; "" for nothing."""
        self._sentence.setText(sentence)
        self._trouble.setVisible(bool(sentence))

    def sentence(self) -> str:
        """What it says."""
        return self._sentence.text()

    # Inside.

    def _show_tiles(self) -> None:
        self.entry.hide()
        self.back_button.hide()
        self._area.show()
        self.say("")
        if self.tiles:
            next(iter(self.tiles.values())).setFocus()

    def _back(self) -> None:
        if not self.back_button.isHidden():
            self._show_tiles()
        elif self._may_cancel:
            self.cancelled.emit()

    def event(self, event: QEvent) -> bool:
        """No key pressed here is anybody else's shortcut."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back, and no key goes on to what lies under it."""
        if event.key() == Qt.Key.Key_Escape:
            self._back()
        event.accept()
