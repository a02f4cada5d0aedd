"""Record mode in the window: the switch, the time that it was given, and what the banner says."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, Qt

from mesomap.app.desk import Desk
from mesomap.app.session_view import SessionView
from mesomap.document import Document
from mesomap.document.recording import is_recording, record_afterwards, set_mode
from mesomap.document.treating import Step, is_open, steps_of
from mesomap.model import Message, SessionMode, SessionStatus, Status
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.locale import format_count, format_date, format_time
from mesomap.panels.when_dialog import WhenDialog

NONE_SELECTED = QT_TRANSLATE_NOOP(
    "messages", "Select what was given first: only planned and skipped ones can be marked."
)


class RecordingFlow(QObject):
    """Keeps the menu, the banner and the document of one mind."""

    def __init__(self, desk: Desk, view: SessionView) -> None:
        super().__init__(view)
        self._desk, self._view = desk, view
        view.changed.connect(self.refresh)
        view.canvas.selection_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show whether what is placed is given, and how it will be recorded."""
        document, actions = self._view.document, self._desk.actions
        if document is None or document.session is None:
            return
        on = is_recording(document)
        draft = document.session.status is SessionStatus.DRAFT
        actions["record_mode"].setChecked(on)
        for name in ("record_mode", "recorded_at", "treat"):
            actions[name].setEnabled(draft)
        actions["mark_given"].setEnabled(draft and bool(self._selected()))
        self._view.page.banner.show_recording(self._words(document) if on else "")

    def _words(self, document: Document) -> str:
        if document.recorded_at is None:
            return self.tr("Recording: what you place is given")
        return self.tr("Recording as given {date}, {time}").format(
            date=format_date(document.recorded_at), time=format_time(document.recorded_at)
        )

    def toggle(self) -> None:
        """Record, or plan again."""
        document = self._view.document
        if document is None:
            return
        mode = SessionMode.PLAN if is_recording(document) else SessionMode.RECORD
        self._set(mode, None)

    def ask_when(self) -> None:
        """When what is placed from now on was given."""
        document = self._view.document
        if document is None or document.session is None:
            return
        now = self._desk.clock()
        dialog = WhenDialog(
            self.tr("Record afterwards"),
            self.tr(
                "What you place from now on was given at this time. The map, the printed chart and"
                " the exports say that it was recorded afterwards."
            ),
            start=document.recorded_at or datetime.combine(document.session.date, now.time()),
            latest=now,
            accept=self.tr("Record"),
            parent=self._desk.window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._set(SessionMode.RECORD, dialog.moment))
        dialog.open()

    def ask_mark(self) -> None:
        """The selected ones were given: when?"""
        chosen = self._selected()
        if not chosen:
            self._desk.warn(Message(NONE_SELECTED))
            return
        now = self._desk.clock()
        heading = (
            self.tr("Mark 1 as given")
            if len(chosen) == 1
            else self.tr("Mark {count} as given").format(count=format_count(len(chosen)))
        )
        dialog = WhenDialog(
            heading,
            self.tr("They will say that they were recorded afterwards, and when they were given."),
            start=now,
            latest=now,
            accept=self.tr("Mark as given"),
            parent=self._desk.window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._mark(dialog.moment))
        dialog.open()

    def _mark(self, at: datetime) -> None:
        document = self._view.document
        if document is not None:
            label = QT_TRANSLATE_NOOP("labels", "Record as given")
            self._view.commit(label, record_afterwards(document, self._selected(), at=at))

    def _set(self, mode: SessionMode, at: datetime | None) -> None:
        document = self._view.document
        if document is None:
            return
        label = QT_TRANSLATE_NOOP("labels", "Record what is placed as given")
        if mode is SessionMode.PLAN:
            label = QT_TRANSLATE_NOOP("labels", "Plan what is placed")
        changes = set_mode(document, mode)
        if changes and not self._view.commit(label, changes):
            self.refresh()
            return
        document.recorded_at = at
        self.refresh()

    def _selected(self) -> list[Step]:
        """What is selected and not given."""
        document = self._view.document
        if document is None:
            return []
        chosen = [step for step in steps_of(document) if step.id in self._view.canvas.selection]
        return [step for step in chosen if is_open(step) or step.status is Status.SKIPPED]
