"""The open clinic file written anew for another key: closed, converted, opened where it was."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from mesomap.app.desk import Desk
from mesomap.model import KnownError

if TYPE_CHECKING:
    from mesomap.app.exchange.background import Background
    from mesomap.storage import Key


class Converting(QObject):
    """One conversion at a time; whatever becomes of it, the file is open again afterwards.

    Parameters
    ----------
    leave
        Lets go of the open session.
    """

    def __init__(self, desk: Desk, leave: Callable[[], object]) -> None:
        super().__init__(desk)
        self._desk = desk
        self._leave = leave
        self._background: Background | None = None
        self.closing: Callable[[], AbstractContextManager[None]] = nullcontext
        """What the file is closed within: no backup of what is just being encrypted is wanted."""

    def start(
        self,
        new_key: Key | None,
        said: str,
        *,
        open_session: Callable[[UUID], object],
        then: Callable[[], object],
    ) -> None:
        """Convert to `new_key` (None: no encryption), saying `said` meanwhile; then go on.

        The session that was open is opened again. Where it fails, one line says why; all is as it
        was then, and `then` is not called.
        """
        from mesomap.storage.convert import convert

        clinic = self._desk.clinic
        store, document = clinic.store, clinic.document
        assert store is not None
        assert document is not None
        path, key, actor, at = store.path, store.key, document.actor, self._desk.clock()
        session = document.session.id if document.session is not None else None
        who = clinic.who()
        self._leave()
        try:
            with self.closing():
                clinic.close()
        except KnownError:  # it stays open: back to where one was, and say why
            if session is not None:
                open_session(session)
            raise

        def work() -> object:
            try:
                convert(path, key=key, new_key=new_key, at=at, actor=actor)
            except Exception as error:  # told in the window, once the file is open again
                return error
            return None

        def over(fault: object) -> None:
            self._background = None
            # The file itself tells which it is, whatever else the disk refused at the end.
            done = _is_of(path, new_key)
            now = new_key if done else key
            if not self._desk.attempt(lambda: clinic.open(path, now, who=who)):
                clinic.changed.emit()  # none is open: the page says so
                return
            if session is not None:
                open_session(session)
            if isinstance(fault, KnownError):
                self._desk.warn(fault.message)
            if done:
                then()
            if isinstance(fault, Exception) and not isinstance(fault, KnownError):
                raise fault

        from mesomap.app.exchange.background import Background

        background = Background(
            work, said, self._desk.window, title=self.tr("Clinic file"), cancellable=False
        )
        background.done.connect(over)
        self._background = background
        background.start()

    def wait(self) -> None:
        """Until the file is whole under its name; for closing."""
        if self._background is not None:
            self._background.wait()


def _is_of(path: Path, key: Key | None) -> bool:
    """Whether the file is the one that `key` opens, or the plain one for None."""
    from mesomap.storage.keys import salt_of

    try:
        return salt_of(path) == (key.salt if key is not None else None)
    except KnownError:  # the drive is gone: opening says so
        return False
