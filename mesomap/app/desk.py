"""What the parts of the window share: the clinic file, the atlas, and one line to speak on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mesomap.app.actions import Actions
from mesomap.app.clinic import Clinic
from mesomap.app.keeping.keeping import Keeping
from mesomap.model import KnownError, Message
from mesomap.paint.sentences import say
from mesomap.paint.tokens import BANNER_HEIGHT, TOOLBAR_HEIGHT
from mesomap.panels.message_bar import MessageBar

if TYPE_CHECKING:
    from mesomap.atlas import Atlas
    from mesomap.storage.events import Happened


class Desk(QObject):
    """Shared by the start page's and the session page's controllers."""

    became_ready = Signal()
    """The atlas is there; what was waiting has been done."""

    def __init__(
        self,
        window: QWidget,
        actions: Actions,
        message: MessageBar,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__(window)
        self.window = window
        self.actions = actions
        self.message = message
        self.clock = clock
        self.clinic = Clinic(clock, self)
        self.keeping = Keeping(self)
        self.atlas: Atlas | None = None
        self._waiting: list[Callable[[], None]] = []

    def hang(self, top: int | None, over: QWidget | None = None, *, reading: bool = False) -> None:
        """Where lines over the page hang: `top` px below its edge, what stays over `over`."""
        self.keeping.bar.hang(top, over, reading=reading)
        self.message.hang(top)

    def hang_over_map(self, canvas: QWidget) -> None:
        """Lines hang over the open session's map."""
        self.hang(BANNER_HEIGHT + TOOLBAR_HEIGHT + 8, canvas)

    def when_ready(self, work: Callable[[], None]) -> None:
        """Do `work` now, or as soon as the atlas is there."""
        if self.atlas is not None:
            self.attempt(work)
        else:
            self._waiting.append(work)

    def make_ready(self, atlas: Atlas) -> None:
        """The atlas is there: do what waited for it."""
        self.atlas = atlas
        waiting, self._waiting = self._waiting, []
        for work in waiting:
            self.attempt(work)
        self.became_ready.emit()

    def attempt(self, work: Callable[[], object]) -> bool:
        """Do `work`; what a person can act on is said in one line, and nothing else is hidden."""
        try:
            work()
        except KnownError as error:
            self.warn(error.message)
            return False
        return True

    def note(self, what: Happened) -> None:
        """Record in the change log what was seen, printed or exported.

        Where it cannot be, the work goes on, and a line says so.
        """
        from mesomap.document.record.looking import note

        document = self.clinic.document
        if document is not None:
            self.attempt(lambda: note(document, what))

    def warn(self, message: Message) -> None:
        """Say `message` on the line over the page."""
        self.message.warn(say(message))
