"""Who is at the window: signing in, switching, locking and unlocking."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from mesomap.app.busy import busy_cursor
from mesomap.app.desk import Desk
from mesomap.app.lock.guard import Guard
from mesomap.app.lock.idle import Idle
from mesomap.model import KnownError, Message, Person
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.sentences import say

if TYPE_CHECKING:
    from mesomap.panels.lock.sign_in import SignIn
    from mesomap.storage import Store

SIGNED_IN = QT_TRANSLATE_NOOP("labels", "Sign in")
LOCKED = QT_TRANSLATE_NOOP("labels", "Lock the window")
UNLOCKED = QT_TRANSLATE_NOOP("labels", "Unlock the window")
SWITCHED = QT_TRANSLATE_NOOP("labels", "Switch user")
SET_PIN = QT_TRANSLATE_NOOP("labels", "Set a PIN")
NO_LOCK = QT_TRANSLATE_NOOP(
    "messages",
    "There is nothing to lock with yet: give people a PIN (Clinic > People), or the file a"
    " passphrase (Clinic > Passphrase and encryption).",
)
WRONG_PASSPHRASE = QT_TRANSLATE_NOOP(
    "messages", "That is not the clinic's passphrase: check capital letters and the keyboard."
)


class Lock(QObject):
    """Stands over the window when the file is opened, when it is left alone, and on command.

    In treat mode it covers the buttons alone: the site and the allergies stay.
    """

    changed = Signal()
    """Somebody else is there."""

    def __init__(
        self,
        desk: Desk,
        treat_card: Callable[[], QRect | None],
        *,
        clock_s: Callable[[], float] = time.monotonic,
    ) -> None:
        """`treat_card` tells where on the window the card goes in treat mode; None outside it."""
        super().__init__(desk)
        self._desk, self._treat_card = desk, treat_card
        self._guard = Guard(desk.window)
        self.idle = Idle(self, clock_s=clock_s)
        self.idle.long.connect(self._lock_quietly)
        self._door: SignIn | None = None
        self._chosen: Person | None = None
        self._why = LOCKED
        self._title = ""
        desk.clinic.changed.connect(self._file_changed)
        desk.clinic.closing.connect(self._leave)

    @property
    def locked(self) -> bool:
        """Whether nothing can be done before somebody signs in."""
        return self._guard.closed

    @property
    def door(self) -> SignIn:
        """What unlocks; only while it is locked."""
        assert self._door is not None
        return self._door

    # Ways in.

    def lock(self) -> None:
        """Hide everything, and empty the clipboard; where nothing could unlock it, say so."""
        store = self._store()
        if store is None or self.locked:
            return
        if not self._can_lock(store):
            self._desk.warn(Message(NO_LOCK))
            return
        self._record(LOCKED)
        QGuiApplication.clipboard().clear()
        self._close_door(store, UNLOCKED, may_cancel=False)

    def switch(self) -> bool:
        """Ask who is there; the session stays open. False where nobody has a PIN."""
        from mesomap.document.record.credentials import anybody_has_one

        store = self._store()
        if store is None or self.locked or not anybody_has_one(store):
            return False
        self._close_door(store, SWITCHED, may_cancel=True)
        return True

    def follow_settings(self) -> None:
        """The clinic's settings, its people or its key are others."""
        from mesomap.document.record.clinic import clinic_settings

        store = self._store()
        minutes = clinic_settings(store).lock_minutes if store is not None else 0
        can = store is not None and self._can_lock(store)
        self.idle.wait(60.0 * minutes if can else 0.0)

    def _file_changed(self) -> None:
        from mesomap.document.record.credentials import anybody_has_one

        self.follow_settings()
        store = self._store()
        if store is None or self.locked or not anybody_has_one(store):
            return
        if self._desk.clinic.who() is None:
            self._close_door(store, SIGNED_IN, may_cancel=False)

    def _lock_quietly(self) -> None:
        store = self._store()
        if store is not None and self._can_lock(store):
            self.lock()

    # The door.

    def _close_door(self, store: Store, why: str, *, may_cancel: bool) -> None:
        from mesomap.document.record.credentials import anybody_has_one
        from mesomap.panels.lock.sign_in import SignIn

        card = self._treat_card()
        window = self._desk.window
        self._why, self._chosen = why, None
        door = self._door = SignIn(window, slim=card is not None)
        door.person_chosen.connect(self._choose)
        door.given.connect(self._try)
        door.cancelled.connect(lambda: self._open_door())
        self._title = window.windowTitle()
        window.setWindowTitle("mesomap")
        if anybody_has_one(store):
            self._ask_people(store, may_cancel=may_cancel)
        else:
            door.ask_passphrase(self.tr("Locked"), self.tr("Passphrase of the clinic"))
        self._place()
        window.installEventFilter(self)
        self._guard.close(door)
        door.show()
        door.raise_()
        (door.entry if not door.entry.isHidden() else door).setFocus()

    def _ask_people(self, store: Store, *, may_cancel: bool) -> None:
        from mesomap.document.record.credentials import needs_one
        from mesomap.document.record.people import people, written
        from mesomap.panels.lock.sign_in import Tile

        known = [one for one in people(store) if not one.retired]
        me = self._desk.clinic.who()
        known.sort(key=lambda one: me is None or one.id != me.id)
        tiles = [Tile(one.id, written(one), needs_one(store, one)) for one in known]
        locked = self._why == UNLOCKED
        door = self.door
        door.show_people(
            self.tr("Locked") if locked else self.tr("Who is there?"),
            self.tr("Every change is kept with the name of who made it."),
            tiles,
            may_cancel=may_cancel,
        )
        if locked and me is not None and needs_one(store, me):
            self._choose(me.id)

    def _choose(self, id: UUID) -> None:
        from mesomap.document.record.credentials import locked_out, needs_one
        from mesomap.document.record.people import people, written

        store = self._store()
        if store is None:
            return
        person = next((one for one in people(store) if one.id == id and not one.retired), None)
        if person is None:
            return
        self._chosen = person
        if needs_one(store, person):
            name = self.tr("PIN of {name}").format(name=written(person))
            self.door.ask_secret(name, pad=True, several=len(self.door.tiles) > 1)
        elif locked_out(store, person):
            self._try("")
        else:
            self._enter(person)

    def _try(self, typed: str) -> None:
        store = self._store()
        if store is None:
            return
        try:
            with busy_cursor():
                self._prove(store, typed)
        except KnownError as error:
            self.door.say(say(error.message))

    def _prove(self, store: Store, typed: str) -> None:
        from mesomap.document.record.credentials import check

        if self._chosen is None:
            _check_passphrase(store, typed)
            self._record(UNLOCKED)
            self._open_door()
            return
        renewed = check(store, self._chosen, typed)
        self._enter(self._chosen)
        document = self._desk.clinic.document
        if renewed and document is not None:
            self._desk.attempt(lambda: document.commit(SET_PIN, renewed))

    def _enter(self, person: Person) -> None:
        me = self._desk.clinic.who()
        other = me is None or me.id != person.id
        self._desk.clinic.sign_in(person)
        why = self._why
        if why == UNLOCKED and other and me is not None:
            why = SWITCHED
        if other or why != SWITCHED:
            self._record(why)
        self._open_door(same_person=not other or me is None)
        if other:
            self.changed.emit()

    def _open_door(self, *, same_person: bool = True) -> None:
        door, self._door = self._door, None
        if door is None:
            return
        if self._desk.window.windowTitle() == "mesomap":
            self._desk.window.setWindowTitle(self._title)
        self._desk.window.removeEventFilter(self)
        door.hide()
        door.deleteLater()
        self._guard.open(same_person=same_person)
        self.idle.touch()

    def _leave(self) -> None:
        """The file closes: what stood over it goes with it."""
        self._open_door()

    # Inside.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What stands over the window stays as large as it is."""
        if event.type() == QEvent.Type.Resize and self._door is not None:
            self._place()
        return False

    def _place(self) -> None:
        window: QWidget = self._desk.window
        card = self._treat_card()
        self.door.setGeometry(card if card is not None else window.rect())

    def _store(self) -> Store | None:
        return self._desk.clinic.store

    def _can_lock(self, store: Store) -> bool:
        from mesomap.document.record.credentials import anybody_has_one

        return store.key is not None or anybody_has_one(store)

    def _record(self, label: str) -> None:
        document = self._desk.clinic.document
        if document is not None:
            self._desk.attempt(lambda: document.record(label))


def _check_passphrase(store: Store, typed: str) -> None:
    """Raise `KnownError` unless `typed` is what opens the file; wrong ones make the next wait."""
    import hmac

    from mesomap.document.record.credentials import wait_for
    from mesomap.storage import attempts
    from mesomap.storage.keys import unlocking

    key = store.key
    assert key is not None
    wait_for(key.salt.hex())
    if not hmac.compare_digest(unlocking(typed, key.salt).raw, key.raw):
        attempts.failed(key.salt.hex())
        raise KnownError(WRONG_PASSPHRASE)
    attempts.succeeded(key.salt.hex())
