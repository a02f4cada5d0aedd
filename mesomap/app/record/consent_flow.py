"""Consents: noted, scanned, withdrawn, and named by the session; one commit each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from mesomap.app.desk import Desk
from mesomap.app.session_view import SessionView
from mesomap.app.temporary import clear_left
from mesomap.document import Document
from mesomap.document.record import looking
from mesomap.document.record.consent import (
    attach_scan,
    consents_in_time,
    holds,
    named_consent,
    new_consent,
    offered_consent,
    withdraw_consent,
)
from mesomap.document.record.preparation import give_under
from mesomap.document.validate import SIGNED
from mesomap.model import Added, Change, Consent, ConsentKind, KnownError, SessionStatus
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.locale import format_date
from mesomap.paint.sentences import say

if TYPE_CHECKING:
    from mesomap.app.record.consent_scan import ScanViewer
    from mesomap.panels.record.consent_dialog import ConsentDialog, ConsentEntry, ConsentLine

NO_CONTENT = QT_TRANSLATE_NOOP(
    "messages", "This scan is missing in the clinic file: it was restored without it."
)


class ConsentFlow(QObject):
    """Opens the dialog over the session; keeps the record's line true."""

    def __init__(self, desk: Desk, view: SessionView) -> None:
        super().__init__(view)
        self._desk, self._view = desk, view
        self._dialog: ConsentDialog | None = None
        self._viewer: ScanViewer | None = None
        clear_left()
        view.followed.connect(self.follow)
        view.page.record.line_chosen.connect(self._line_chosen)

    def follow(self) -> None:
        """Say on the record's line under which consent the session is given."""
        document = self._view.document
        if document is None or document.session is None:
            return
        show, signed = self._view.page.record.show_line, _signed(document)
        named, offered = named_consent(document), offered_consent(document)
        if named is not None:
            words = self.tr("of {day}").format(day=format_date(named.given))
            if named.text_version:
                words = f"{words}, {named.text_version}"
            if not holds(named, document.session.date):
                words = self.tr("withdrawn on {day}").format(
                    day=format_date(named.withdrawn or named.given)
                )
                show("consent", words, "warn")
            else:
                show("consent", words, "done")
        elif offered is not None:
            words = self.tr("one of {day} holds").format(day=format_date(offered.given))
            show("consent", words, "none" if signed else "open")
        else:
            show("consent", self.tr("none noted"), "none" if signed else "open")

    def close(self) -> None:
        """The session closes: copies of scans are removed."""
        if self._viewer is not None:
            self._viewer.clear()

    def ask(self) -> None:
        """The consents of the open session's patient."""
        from mesomap.document.record.clinic import clinic_settings
        from mesomap.document.record.people import people, written
        from mesomap.panels.record.consent_dialog import ConsentDialog

        document = self._view.document
        if document is None or document.session is None or self._dialog is not None:
            return
        locked = ""
        if _signed(document):
            locked = self.tr(
                "This session is signed: which consent it was given under stays as it is."
            )
        dialog = ConsentDialog(
            texts=clinic_settings(document.store).consent_texts,
            takers=[written(one) for one in people(document.store) if not one.retired],
            taker=document.actor,
            today=self._desk.clock().date(),
            locked=locked,
            parent=self._desk.window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.note_wanted.connect(self._note)
        dialog.use_wanted.connect(self._use)
        dialog.scan_wanted.connect(self._ask_scan)
        dialog.view_wanted.connect(self._look)
        dialog.withdraw_wanted.connect(self._withdraw)
        dialog.finished.connect(self._closed)
        self._dialog = dialog
        self._fill()
        dialog.open()

    def attach(self, id: UUID, path: Path) -> None:
        """The file at `path` is the scan of this consent."""
        from mesomap.app.record.consent_scan import read_scan

        label = QT_TRANSLATE_NOOP("labels", "Attach a scan")
        self._do(label, lambda document, one: attach_scan(document, one, read_scan(path)), id)

    # Inside.

    def _line_chosen(self, name: str) -> None:
        if name == "consent":
            self.ask()

    def _note(self, entry: ConsentEntry) -> None:
        document = self._view.document
        if document is None:
            return
        changes = new_consent(
            document,
            kind=entry.kind,
            given=entry.given,
            text_version=entry.text_version,
            taken_by=entry.taken_by,
            note=entry.note,
        )
        if self._view.commit(QT_TRANSLATE_NOOP("labels", "Note consent"), changes):
            self._fill(choose=changes[-1].value.id if isinstance(changes[-1], Added) else None)

    def _use(self, id: UUID | None) -> None:
        document = self._view.document
        if document is None or document.session is None:
            return
        if _signed(document):
            self._warn(KnownError(SIGNED))
            return
        label = QT_TRANSLATE_NOOP("labels", "Say which consent")
        if self._view.commit(label, give_under(document, id)):
            self._fill()

    def _withdraw(self, id: UUID, day: date) -> None:
        label = QT_TRANSLATE_NOOP("labels", "Withdraw consent")
        self._do(label, lambda _document, one: withdraw_consent(one, day), id)

    def _ask_scan(self, id: UUID) -> None:
        from mesomap.exchange.record.before_scans import ENDINGS

        endings = " ".join(f"*.{ending}" for ending in ENDINGS)
        dialog = QFileDialog(self._dialog, self.tr("Attach scan"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Scans ({endings})").format(endings=endings))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.attach(id, Path(name)))
        dialog.open()

    def _look(self, id: UUID) -> None:
        from mesomap.app.record.consent_scan import ScanViewer

        document = self._view.document
        consent = document.of(Consent).get(id) if document is not None else None
        if document is None or consent is None or consent.scan is None:
            return
        scan = document.store.attachment(consent.scan)
        if scan is None or not scan.content:
            self._warn(KnownError(NO_CONTENT))
            return
        self._viewer = self._viewer or ScanViewer()
        try:
            self._viewer.show(scan)
        except KnownError as error:
            self._warn(error)
            return
        self._desk.note(looking.of_patient(looking.SCAN, consent.patient, consent=id.hex))
        if self._dialog is not None:
            self._dialog.message.done(
                self.tr("A temporary copy was opened; it is removed when the session closes.")
            )

    def _do(
        self, label: str, made: Callable[[Document, Consent], tuple[Change, ...]], id: UUID
    ) -> None:
        document = self._view.document
        consent = document.of(Consent).get(id) if document is not None else None
        if document is None or consent is None:
            return
        try:
            changes = made(document, consent)
        except KnownError as error:
            self._warn(error)
            return
        if changes and self._view.commit(label, changes):
            self._fill()

    def _warn(self, error: KnownError) -> None:
        if self._dialog is not None:
            self._dialog.message.warn(say(error.message))
        else:
            self._desk.warn(error.message)

    def _closed(self) -> None:
        self._dialog = None
        self._view.canvas.setFocus()

    def _fill(self, *, choose: UUID | None = None) -> None:
        document = self._view.document
        if document is None or document.session is None or self._dialog is None:
            return
        offered, offer = offered_consent(document), ""
        if offered is not None and not _signed(document):
            offer = self.tr("A consent of {day} holds. Is this session given under it?").format(
                day=format_date(offered.given)
            )
        named = named_consent(document)
        day = document.session.date
        lines = [self._line(one, named, day) for one in consents_in_time(document)]
        self._dialog.show_consents(lines, offer, choose=choose)

    def _line(self, one: Consent, named: Consent | None, day: date) -> ConsentLine:
        from mesomap.panels.record.consent_dialog import ConsentLine

        treatment = one.kind is ConsentKind.TREATMENT
        words = self.tr("Treatment") if treatment else self.tr("Photographs")
        parts = [words, format_date(one.given), one.text_version]
        second = [self.tr("taken by {name}").format(name=one.taken_by)]
        if one.scan is not None:
            second.append(self.tr("scan attached"))
        if one.withdrawn is not None:
            second.append(self.tr("withdrawn on {day}").format(day=format_date(one.withdrawn)))
        is_named = named is not None and named.id == one.id
        if is_named:
            second.append(self.tr("this session is given under it"))
        if one.note:
            second.append(one.note)
        return ConsentLine(
            id=one.id,
            text=f"{', '.join(filter(None, parts))}\n{', '.join(second)}",
            usable=treatment and holds(one, day),
            named=is_named,
            scanned=one.scan is not None,
            withdrawn=one.withdrawn is not None,
        )


def _signed(document: Document) -> bool:
    session = document.session
    return session is not None and session.status is SessionStatus.SIGNED
