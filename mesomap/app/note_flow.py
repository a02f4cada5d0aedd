"""Notes: asked for on the chart, written in a dialog, then one commit."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from mesomap.app.desk import Desk
from mesomap.app.session_view import SessionView
from mesomap.canvas.pins import NoteAsked
from mesomap.document.notes import new_note, numbered, reworded
from mesomap.document.validate import SIGNED
from mesomap.model import Change, Message, Note, Removed, SessionStatus
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.names import region_name
from mesomap.panels.note_dialog import NoteDialog


class NoteFlow(QObject):
    """Asks for the words of a note; a signed session's notes are only read."""

    def __init__(self, desk: Desk, view: SessionView) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        view.canvas.stage.note_asked.connect(self._ask)

    def _ask(self, asked: NoteAsked) -> None:
        document, body = self._view.document, self._view.body
        if document is None or document.session is None or body is None:
            return
        signed = document.session.status is SessionStatus.SIGNED
        if signed and asked.note is None:
            self._desk.warn(Message(SIGNED))
            return
        note = None if asked.note is None else document.notes.get(asked.note)
        dialog = NoteDialog(
            self._title(note),
            region_name(body, asked.region),
            note.text if note is not None else "",
            known=note is not None,
            read_only=signed,
            parent=self._desk.window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._take(asked, dialog.text()))
        dialog.delete_wanted.connect(lambda: self._delete(asked))
        dialog.finished.connect(lambda _result: self._view.canvas.setFocus())
        dialog.open()

    def _title(self, note: Note | None) -> str:
        document = self._view.document
        if note is None or document is None:
            return self.tr("New note")
        numbers = {one.id: number for number, one in numbered(document.notes.values()).items()}
        return self.tr("Note {number}").format(number=numbers[note.id])

    def _take(self, asked: NoteAsked, text: str) -> None:
        document = self._view.document
        if document is None:
            return
        change: Change | None
        if asked.note is None:
            change = new_note(document, asked.site, asked.region, text)
            label = QT_TRANSLATE_NOOP("labels", "Add note")
        else:
            note = document.notes.get(asked.note)
            change = None if note is None else reworded(note, text)
            label = QT_TRANSLATE_NOOP("labels", "Change note")
        if change is not None:
            self._view.commit(label, (change,))

    def _delete(self, asked: NoteAsked) -> None:
        document = self._view.document
        note = None if document is None or asked.note is None else document.notes.get(asked.note)
        if note is not None:
            self._view.commit(QT_TRANSLATE_NOOP("labels", "Delete note"), (Removed(note),))
