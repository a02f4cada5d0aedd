"""Says what is not saved yet, and that a file is only looked at; and tries again.

Work that the disk refused is kept by the document (`document.pending`). Here it is tried again
every few seconds, shown over the page all the time, and not left behind without a question.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from mesomap.app import settings
from mesomap.app.busy import busy_cursor
from mesomap.app.keeping.action_sets import EDITS, FROM_FILE, LEAVES
from mesomap.model import KnownError, Message
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.locale import format_count
from mesomap.paint.sentences import say
from mesomap.panels.state_bar import State, StateBar

if TYPE_CHECKING:
    from mesomap.app.desk import Desk
    from mesomap.document import Document, Event
    from mesomap.panels.kept_dialog import KeptDialog

EVERY_MS = 5000
"""How often the disk is tried again."""

NETWORK = QT_TRANSLATE_NOOP(
    "messages",
    "This clinic file lies on a network drive: who else opens it meanwhile can only look, and sees"
    " your changes when they open it again.",
)
SAVE_FIRST = QT_TRANSLATE_NOOP(
    "messages",
    "Some steps are not saved yet and would be missing: wait until they are, then do this again.",
)


class Keeping(QObject):
    """One for the window; everything that leaves a session or a clinic file asks `leave_then`."""

    saved_changed = Signal()
    """Whether all is saved may be otherwise."""
    dropped = Signal()
    """What was kept is discarded: the open session shows what is nowhere."""
    session_wanted = Signal(object)
    """The file is open to be changed now: this session was looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.bar = StateBar(desk.actions["try_again"], desk.actions["save_unsaved"])
        desk.message.taken = self.bar.taken
        self.bar.moved.connect(desk.message.place)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._retry)
        self._unsubscribe: Callable[[], None] | None = None
        self._count = 0
        self.dialog: KeptDialog | None = None
        desk.clinic.changed.connect(self._follow_clinic)
        desk.clinic.closing.connect(self._let_go)
        desk.actions.ask_first(self._may_run)
        self.refresh()

    # What is so.

    def refresh(self) -> None:
        """Show what is kept, or that the file is only looked at; or nothing, as a rule."""
        document, looking = self._document(), self._desk.clinic.looking
        count = len(document.pending) if document is not None else 0
        if count and document is not None:
            self.bar.show_state(State.KEPT, self._kept_words(count, document.pending.why))
            self._timer.start()
        elif looking is not None:
            self.bar.show_state(State.LOOKING, say(looking))
        else:
            self.bar.leave()
        if not count:
            self._timer.stop()
        actions = self._desk.actions
        actions["try_again"].setEnabled(bool(count) or looking is not None)
        actions["save_unsaved"].setEnabled(bool(count))
        actions.withhold(EDITS if looking is not None else frozenset())
        if bool(count) != bool(self._count):
            self.saved_changed.emit()
        self._count = count

    def _kept_words(self, count: int, why: Message | None) -> str:
        kept = (
            self.tr("Not saved yet: 1 step is kept in memory.")
            if count == 1
            else self.tr("Not saved yet: {count} steps are kept in memory.").format(
                count=format_count(count)
            )
        )
        return f"{kept} {say(why)}" if why is not None else kept

    def warn_of_network(self) -> None:
        """One line on opening a file that lies on a network drive."""
        store = self._desk.clinic.store
        if store is not None and store.on_network and not store.read_only:
            self._desk.warn(Message(NETWORK))

    # Trying again.

    def try_again(self) -> None:
        """Write what is kept; or open the file to be changed."""
        if self._desk.clinic.looking is not None:
            self._desk.attempt(self._take_over)
        elif self.holds():
            self._desk.message.hide()

    def holds(self) -> bool:
        """Whether steps are kept still, after one more try to write them."""
        document = self._document()
        if document is None or not document.pending:
            return False
        try:
            document.write_pending()
        except KnownError as error:
            if not document.pending:
                self._desk.warn(error.message)
        if not document.pending:
            self._say_written()
        self.refresh()
        return bool(document.pending)

    def _retry(self) -> None:
        self.holds()

    def _say_written(self) -> None:
        self._desk.message.done(self.tr("Saved: nothing is kept in memory any more."))

    def _take_over(self) -> None:
        document = self._document()
        session = document.session.id if document is not None and document.session else None
        with busy_cursor():
            self._desk.clinic.take_over()
        self._desk.message.done(self.tr("The clinic file is yours to change now."))
        if session is not None:
            self.session_wanted.emit(session)

    # A copy.

    def ask_copy(self) -> None:
        """Let the person choose where a copy with what is kept lies."""
        store = self._desk.clinic.store
        if store is None:
            return
        over = self.dialog or self._desk.window
        dialog = QFileDialog(over, self.tr("Save a copy with what is not saved yet"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("mesomap")
        dialog.setNameFilter(self.tr("Clinic files (*.mesomap)"))
        dialog.setDirectory(str(settings.documents_folder()))
        dialog.selectFile(self.tr("{name} with unsaved steps").format(name=store.clinic_name))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(
            lambda name: self._desk.attempt(lambda: self.save_copy(Path(name)))
        )
        dialog.open()

    def save_copy(self, out: Path) -> None:
        """Copy the clinic file to `out`, with what is kept; `KnownError` where that fails."""
        from mesomap.storage.kept import save_copy

        document = self._document()
        if document is None:
            return
        with busy_cursor():
            save_copy(document.store, out, document.pending.steps)
        self._desk.message.done(self.tr("A copy with all of it lies at {path}.").format(path=out))
        if self.dialog is not None:
            self.dialog.show_copied(str(out))

    # Leaving.

    def leave_then(self, work: Callable[[], object]) -> bool:
        """Do `work`, which lets go of the open session, now; False while it must be asked first."""
        document = self._document()
        if document is None or not self.holds():
            work()
            return True
        if self.dialog is not None:
            return False
        why = say(document.pending.why) if document.pending.why is not None else ""
        from mesomap.panels.kept_dialog import KeptDialog

        dialog = KeptDialog(len(document.pending), why, self._desk.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.save_wanted.connect(self.ask_copy)
        dialog.accepted.connect(lambda: self._discard(work))
        dialog.finished.connect(self._asked)
        self.dialog = dialog
        dialog.open()
        return False

    def _asked(self) -> None:
        self.dialog = None

    def _discard(self, work: Callable[[], object]) -> None:
        document = self._document()
        if document is not None:
            document.pending.drop()
        self.refresh()
        self.dropped.emit()
        self._desk.attempt(work)

    def _may_run(self, name: str) -> bool:
        """Whether an action may do its work now; if not, a line says why."""
        if name not in FROM_FILE | LEAVES or not self.holds():
            return True
        if name in FROM_FILE:
            self._desk.warn(Message(SAVE_FIRST))
        else:
            self.leave_then(self._desk.actions[name].trigger)
        return False

    # Following.

    def _document(self) -> Document | None:
        return self._desk.clinic.document

    def _follow_clinic(self) -> None:
        self._let_go()
        document = self._document()
        if document is not None:
            self._unsubscribe = document.subscribe(self._on_event)
        self.refresh()

    def _on_event(self, event: Event) -> None:
        document = self._document()
        if self._count or (document is not None and document.pending):  # as a rule nothing is kept
            self.refresh()

    def _let_go(self) -> None:
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        self._timer.stop()
