"""The open clinic file: opened, made, tried out and closed, one at a time."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mesomap.app import settings

if TYPE_CHECKING:
    from uuid import UUID

    from mesomap.document import Document
    from mesomap.model import Message, Person
    from mesomap.storage import Key, Store


class Clinic(QObject):
    """Holds at most one store with its document; a new one closes the old one first."""

    changed = Signal()
    """Another clinic file is open, or none."""
    closing = Signal()
    """The open file is about to be closed: nobody may read it any more."""

    def __init__(
        self, clock: Callable[[], datetime] = datetime.now, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self.store: Store | None = None
        self.document: Document | None = None
        self._signed_in: UUID | None = None
        self.looking: Message | None = None
        """Why the file is open to look only; None where it can be changed."""

    @property
    def is_sample(self) -> bool:
        """Whether it is the sample clinic, of which nothing is kept."""
        return self._folder is not None

    def open(self, path: Path, key: Key | None = None, *, who: Person | None = None) -> None:
        """Open `path`, with `key` if it is encrypted, and remember it; if need be to look only.

        `who` was signed in to this very file and still is: it was closed for a moment.

        Raises
        ------
        KnownError
            One sentence; what was open stays open.
        """
        from mesomap.app.keeping.opening import open_store

        if self.is_open(path):
            return
        store, looking = open_store(path, key)
        self._take(store, looking=looking, who=None if who is None else who.id)
        settings.remember_clinic(path)

    def create(self, path: Path, key: Key | None = None, *, first: Person | None = None) -> None:
        """Make a new clinic file at `path`, with the folders that lead to it, and open it.

        Without `key` it is not encrypted; `first` is who makes it, and who types from then on.

        Raises
        ------
        KnownError
            One sentence; what was open stays open.
        """
        from mesomap.app.keeping.network import lies_on_network
        from mesomap.model import KnownError
        from mesomap.model.message import QT_TRANSLATE_NOOP
        from mesomap.storage import Store

        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            text = QT_TRANSLATE_NOOP(
                "messages", "{path} cannot be made: choose a folder that you may write to."
            )
            raise KnownError(text, path=path.parent) from error
        on_network = lies_on_network(path)
        self._take(Store.create(path, key=key, on_network=on_network), first=first)
        settings.remember_clinic(path)

    def open_sample(self, folder: tempfile.TemporaryDirectory[str], path: Path) -> None:
        """Open the sample clinic that was made in `folder`; both go when it closes."""
        from mesomap.storage import Store

        self._take(Store.open(path), folder)

    def take_over(self) -> None:
        """Open the file that is only looked at to be changed, now that it is free.

        Raises
        ------
        KnownError
            It is not free, or nothing can be written there: it is looked at still.
        """
        from mesomap.storage import Store

        old = self.store
        assert old is not None
        store = Store.open(old.path, key=old.key, on_network=old.on_network)
        self._take(store, who=self._signed_in)

    def close(self) -> None:
        """Close cleanly: nothing stays open, and of the sample clinic nothing stays.

        Raises
        ------
        KnownError
            Steps are kept in memory, and the disk refuses them still: it stays open.
        """
        if self.document is not None:
            self.document.write_pending()
        self.closing.emit()
        if self.document is not None and self.document.session is not None:
            self.document.close_session()
        self.document = None
        if self.store is not None:
            self.store.close()
            self.store = None
        self._signed_in = None
        self.looking = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def who(self) -> Person | None:
        """Who is at the window: signed in where people have PINs, else who said so here."""
        from mesomap.app.record.who import who_types
        from mesomap.document.record.credentials import anybody_has_one
        from mesomap.document.record.people import people

        if self.store is None:
            return None
        if not anybody_has_one(self.store):
            return who_types(self.store)
        known = (one for one in people(self.store) if not one.retired)
        return next((one for one in known if one.id == self._signed_in), None)

    def sign_in(self, person: Person) -> None:
        """`person` is at the window from now on."""
        from mesomap.app.record.who import choose

        self._signed_in = person.id
        choose(person.id)
        self.follow_who()

    def follow_who(self) -> None:
        """Somebody else is at the window, or is called otherwise."""
        from mesomap.app.record.who import actor_of

        if self.document is not None:
            self.document.actor = actor_of(self.who())

    def name(self) -> str:
        """The open file's name, "" without one."""
        return self.store.path.name if self.store is not None else ""

    def is_open(self, path: Path) -> bool:
        """Whether `path` is the file that is open."""
        if self.store is None or self.is_sample or not path.exists():
            return False
        return path.resolve() == self.store.path.resolve()

    def _take(
        self,
        store: Store,
        folder: tempfile.TemporaryDirectory[str] | None = None,
        *,
        first: Person | None = None,
        looking: Message | None = None,
        who: UUID | None = None,
    ) -> None:
        from mesomap.app.record.who import actor_of
        from mesomap.document import Document

        try:
            self.close()
        except BaseException:
            store.close()
            raise
        self._folder = folder
        self.store = store
        self.looking = looking
        self._signed_in = who
        self.document = Document(store, actor=actor_of(self.who()), clock=self._clock)
        if first is not None:
            self._begin_with(first)
        self.changed.emit()

    def _begin_with(self, first: Person) -> None:
        """Whoever made the file is its first person, and types here."""
        from mesomap.app.record.who import choose
        from mesomap.document.record.people import written
        from mesomap.model import Added
        from mesomap.model.message import QT_TRANSLATE_NOOP

        assert self.document is not None
        self.document.actor = written(first)
        self.document.commit(QT_TRANSLATE_NOOP("labels", "Add person"), (Added(first),))
        choose(first.id)
