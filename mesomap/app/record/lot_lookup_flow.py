"""Who was given a lot: asked at any time, across the whole clinic file; printed and exported."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from mesomap.app import settings
from mesomap.app.desk import Desk
from mesomap.document.record import looking
from mesomap.exchange.gs1_keys import read_keys
from mesomap.exchange.record.lots import lot_csv
from mesomap.model import KnownError, Message
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.sentences import say
from mesomap.panels.record.lot_lookup_dialog import LotLine, LotLookupDialog
from mesomap.report.layout.lot_pages import (
    amount_words,
    contact_words,
    found_words,
    product_words,
    state_words,
)
from mesomap.report.lot_report import print_lot
from mesomap.report.speech import paper_voice
from mesomap.storage.lot_lookup import LotUse

NO_FILE = QT_TRANSLATE_NOOP("messages", "Open a clinic file first: lots are looked up in one.")
CANNOT_WRITE = QT_TRANSLATE_NOOP(
    "messages", "{path} cannot be written: choose a folder that you may write to."
)
SCAN_LENGTH = 16
"""What is as long as a product's number with its identifier may be a scan, not a lot's number."""


class LotLookupFlow(QObject):
    """Opens the dialog over the window; `open_session` opens what was chosen in it."""

    def __init__(self, desk: Desk, open_session: Callable[[UUID], None]) -> None:
        super().__init__(desk)
        self._desk = desk
        self._open_session = open_session
        self._number = ""
        self._uses: list[LotUse] = []

    def ask(self, number: str = "") -> LotLookupDialog | None:
        """The dialog, looking `number` up at once if there is one."""
        if self._desk.clinic.store is None:
            self._desk.warn(Message(NO_FILE))
            return None
        dialog = LotLookupDialog(self._desk.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.asked.connect(partial(self._look_up, dialog))
        dialog.session_wanted.connect(partial(self._open, dialog))
        dialog.print_wanted.connect(partial(self._ask_where, dialog, "pdf"))
        dialog.table_wanted.connect(partial(self._ask_where, dialog, "csv"))
        dialog.open()
        if number:
            dialog.number.setText(number)
            self._look_up(dialog, number)
        return dialog

    def save(self, dialog: LotLookupDialog, path: Path) -> None:
        """Write what was found to a PDF or, by the file's ending, a table."""
        store = self._desk.clinic.store
        if store is None:
            return
        try:
            if path.suffix.lower() == ".csv":
                path.write_bytes(lot_csv(self._uses))
            else:
                name, file = store.clinic_name, store.path.name
                clock = self._desk.clock
                paper = settings.paper()
                print_lot(name, file, self._number, self._uses, path, paper=paper, clock=clock)
        except KnownError as error:
            dialog.message.warn(say(error.message))
        except OSError:
            dialog.message.warn(say(Message(CANNOT_WRITE, {"path": path})))
        else:
            self._note(looking.EXPORT, format=f"lot-{path.suffix.lstrip('.').lower()}")
            dialog.message.done(self.tr("Saved: {path}").format(path=path))

    def _look_up(self, dialog: LotLookupDialog, typed: str) -> None:
        store = self._desk.clinic.store
        if store is None:
            return
        number = self._lot_in(typed)
        dialog.number.setText(number)
        dialog.number.selectAll()
        try:
            self._uses = store.uses_of_lot(number)
        except KnownError as error:
            dialog.message.warn(say(error.message))
            return
        self._number = number
        self._note(looking.LOT)
        voice = paper_voice()
        lines = [
            LotLine(
                session=use.session.id,
                patient=use.patient.name,
                contact=contact_words(use),
                day=f"{voice.day(use.session.date)}, {state_words(voice, use)}",
                product=product_words(voice, use),
                given=amount_words(voice, use),
            )
            for use in self._uses
        ]
        dialog.show_uses(found_words(voice, self._uses), lines)

    def _note(self, label: str, **details: str) -> None:
        self._desk.note(looking.of_clinic(label, lot=self._number, **details))

    def _lot_in(self, typed: str) -> str:
        """The lot's number; of a scanned code the lot that it names."""
        plain = typed.strip()
        if len(plain) >= SCAN_LENGTH:
            try:
                heard = read_keys(plain, "", today=self._desk.clock().date())
            except KnownError:
                return plain
            return heard.readings[0].lot or plain
        return plain

    def _open(self, dialog: LotLookupDialog, session: UUID) -> None:
        dialog.accept()
        self._open_session(session)

    def _ask_where(self, dialog: LotLookupDialog, ending: str) -> None:
        kept = "".join(c if c.isalnum() or c in "-_" else "-" for c in self._number)
        path = settings.documents_folder() / f"lot-{kept}.{ending}"
        kinds = {"pdf": self.tr("PDF (*.pdf)"), "csv": self.tr("Table (*.csv)")}
        where = QFileDialog(dialog, self.tr("Save"), str(path), kinds[ending])
        where.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        where.setDefaultSuffix(ending)
        where.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        where.fileSelected.connect(lambda chosen: self.save(dialog, Path(chosen)))
        where.open()
