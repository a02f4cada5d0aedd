"""The page "What was done": for managers, read from the file a page at a time."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from mesomap.app import settings
from mesomap.app.busy import busy_cursor
from mesomap.app.desk import Desk
from mesomap.app.record import done_words as words
from mesomap.app.record.patient_search import PatientSearch
from mesomap.document.record import looking
from mesomap.document.record.rights import need_manager
from mesomap.exchange.record.log import done_csv
from mesomap.exchange.whole_file import write_whole
from mesomap.model import KnownError, Message
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.locale import format_count
from mesomap.paint.sentences import say
from mesomap.panels.record.choose_patient import ChoosePatient
from mesomap.panels.record.done_dialog import DoneDialog
from mesomap.storage.done import Done, Wanted

if TYPE_CHECKING:
    from mesomap.storage import Store

NO_FILE = QT_TRANSLATE_NOOP("messages", "Open a clinic file first: what was done is kept in it.")
PAGE_ROWS = 200
"""So many rows are read at a time."""


class DoneFlow(QObject):
    """Opens the dialog, reads what its filters ask for, opens sessions from it."""

    session_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._patient: UUID | None = None
        self._last: int | None = None
        self._shown = 0

    def ask(self) -> DoneDialog | None:
        """Show what was done; None, with a line that says why, where it cannot be shown."""
        store = self._desk.clinic.store
        if store is None:
            self._desk.warn(Message(NO_FILE))
            return None
        if not self._desk.attempt(partial(need_manager, store, self._desk.clinic.who())):
            return None
        self._desk.note(looking.of_clinic(looking.SEE_LOG))
        self._patient = None
        dialog = DoneDialog(store.actors(), words.kinds(), self._desk.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filter_changed.connect(partial(self._read, dialog))
        dialog.table.rows.more_wanted.connect(partial(self._read_on, dialog))
        dialog.patient_wanted.connect(partial(self._choose, dialog))
        dialog.patient_dropped.connect(partial(self._take, dialog, None))
        dialog.table_wanted.connect(partial(self._ask_where, dialog))
        dialog.session_wanted.connect(partial(self._open, dialog))
        self._read(dialog)
        dialog.open()
        return dialog

    def save(self, dialog: DoneDialog, path: Path) -> None:
        """Write all rows that the filters let through to a table."""
        try:
            with busy_cursor():
                write_whole(path, done_csv(self._store(), self._wanted(dialog)))
        except KnownError as error:
            dialog.message.warn(say(error.message))
            return
        self._desk.note(looking.of_clinic(looking.EXPORT_LOG, format="csv"))
        dialog.message.done(self.tr("Written: {path}").format(path=path))

    # Reading.

    def _wanted(self, dialog: DoneDialog) -> Wanted:
        store = self._store()
        family = store.family(self._patient) if self._patient is not None else frozenset()
        day: date | None = dialog.wanted_day()
        wanted = Wanted(
            patients=family, actor=str(dialog.person.currentData() or ""), first=day, last=day
        )
        return words.with_kind(wanted, str(dialog.kind.currentData() or ""))

    def _read(self, dialog: DoneDialog) -> None:
        self._last, self._shown = None, 0
        rows = self._page(dialog)
        lines = [words.line_of(row) for row in rows]
        dialog.table.rows.show_lines(lines, more=len(rows) == PAGE_ROWS)
        dialog.table.scrollToTop()
        self._say(dialog, rows)

    def _read_on(self, dialog: DoneDialog) -> None:
        rows = self._page(dialog)
        lines = [words.line_of(row) for row in rows]
        dialog.table.rows.add_lines(lines, more=len(rows) == PAGE_ROWS)
        self._say(dialog, rows)

    def _page(self, dialog: DoneDialog) -> list[Done]:
        try:
            rows = self._store().what_was_done(
                self._wanted(dialog), limit=PAGE_ROWS, before=self._last
            )
        except KnownError as error:
            dialog.message.warn(say(error.message))
            return []
        if rows:
            self._last = rows[-1].seq
        return rows

    def _say(self, dialog: DoneDialog, rows: list[Done]) -> None:
        self._shown += len(rows)
        if not self._shown:
            dialog.count.setText(self.tr("Nothing of that sort was done."))
        elif len(rows) == PAGE_ROWS:
            said = self.tr("The newest {count}; more come as you scroll.")
            dialog.count.setText(said.format(count=format_count(self._shown)))
        else:
            said = self.tr("1 row") if self._shown == 1 else self.tr("{count} rows")
            dialog.count.setText(said.format(count=format_count(self._shown)))

    # Choosing.

    def _choose(self, dialog: DoneDialog) -> None:
        chooser = ChoosePatient(
            self.tr("Whose record?"),
            self.tr("Only what was done with this patient's record is shown then."),
            accept=self.tr("Choose"),
            parent=dialog,
        )
        PatientSearch(self._desk, chooser, besides=())
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.accepted.connect(lambda: self._take(dialog, chooser.chosen()))
        chooser.open()

    def _take(self, dialog: DoneDialog, patient: UUID | None) -> None:
        self._patient = patient
        dialog.show_patient(self._store().patient(patient).name if patient is not None else "")
        self._read(dialog)

    def _open(self, dialog: DoneDialog, session: UUID) -> None:
        dialog.accept()
        self.session_wanted.emit(session)

    def _ask_where(self, dialog: DoneDialog) -> None:
        path = settings.documents_folder() / f"what-was-done-{self._desk.clock():%Y-%m-%d}.csv"
        where = QFileDialog(dialog, self.tr("Save"), str(path), self.tr("Table (*.csv)"))
        where.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        where.setDefaultSuffix("csv")
        where.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        where.fileSelected.connect(lambda chosen: self.save(dialog, Path(chosen)))
        where.open()

    def _store(self) -> Store:
        store = self._desk.clinic.store
        assert store is not None
        return store
