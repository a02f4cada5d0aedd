"""The preparation of the skin: asked for, kept with the session, said on the record's line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from mesomap.app.desk import Desk
from mesomap.app.session_view import SessionView
from mesomap.document.record.clinic import clinic_settings, settings_change
from mesomap.document.record.preparation import (
    applied_mg,
    injected_lidocaine,
    preparation_of,
    set_preparation,
)
from mesomap.document.validate import SIGNED
from mesomap.model import Message, SessionStatus, Topical
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.locale import format_mg, format_time
from mesomap.paint.sentences import say

if TYPE_CHECKING:
    from mesomap.panels.record.preparation_dialog import PreparationDialog


class PreparationFlow(QObject):
    """Asks, commits, and keeps the record's line true."""

    def __init__(self, desk: Desk, view: SessionView) -> None:
        super().__init__(view)
        self._desk, self._view = desk, view
        view.followed.connect(self.follow)
        view.page.record.line_chosen.connect(self._line_chosen)

    def follow(self) -> None:
        """Say on the record's line what there is."""
        document = self._view.document
        if document is None or document.session is None:
            return
        found = preparation_of(document)
        parts = []
        if found is not None:
            parts = [found.antiseptic, *(self._topical_words(one) for one in found.topicals)]
        words = ", ".join(filter(None, parts)) or (found.note if found is not None else "")
        signed = document.session.status is SessionStatus.SIGNED
        still_on = any(one.on and not one.off for one in found.topicals) if found else False
        state = "open" if still_on and not signed else "done" if words else "none"
        self._view.page.record.show_line("preparation", words or self.tr("not noted"), state)

    def ask(self) -> None:
        """The fields of the open session's preparation."""
        from mesomap.panels.record.preparation_dialog import PreparationDialog, Preparing

        document = self._view.document
        if document is None or document.session is None:
            return
        signed = document.session.status is SessionStatus.SIGNED
        injected = injected_lidocaine(document)
        dialog = PreparationDialog(
            Preparing(
                preparation=preparation_of(document),
                antiseptics=clinic_settings(document.store).antiseptics,
                day=document.session.date,
                injected_mg=injected.amount if injected is not None else None,
                locked=say(Message(SIGNED)) if signed else "",
            ),
            self._desk.clock,
            self._desk.window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.antiseptic_wanted.connect(self._offer)
        dialog.accepted.connect(lambda: self._desk.attempt(lambda: self._keep(dialog)))
        dialog.finished.connect(lambda _result: self._view.canvas.setFocus())
        dialog.open()

    # Inside.

    def _line_chosen(self, name: str) -> None:
        if name == "preparation":
            self.ask()

    def _keep(self, dialog: PreparationDialog) -> None:
        document = self._view.document
        if document is None:
            return
        changes = set_preparation(
            document,
            antiseptic=dialog.antiseptic_text(),
            topicals=dialog.topicals(),
            note=dialog.note.text(),
        )
        if changes:
            self._view.commit(QT_TRANSLATE_NOOP("labels", "Note the preparation"), changes)

    def _offer(self, antiseptic: str) -> None:
        """The clinic's own list has it from now on."""
        document = self._view.document
        if document is None:
            return
        settings = clinic_settings(document.store)
        wanted = replace(settings, antiseptics=(*settings.antiseptics, antiseptic))
        changes = settings_change(document.store, wanted)
        if changes:
            self._view.commit(QT_TRANSLATE_NOOP("labels", "Change clinic settings"), changes)

    def _topical_words(self, one: Topical) -> str:
        words = one.product
        amount = applied_mg(one)
        if amount is not None:
            words = f"{words} {format_mg(float(amount))}"
        if one.on is None:
            return words
        if one.off is None:
            return self.tr("{topical} on since {time}").format(
                topical=words, time=format_time(one.on)
            )
        return self.tr("{topical} {on} to {off}").format(
            topical=words, on=format_time(one.on), off=format_time(one.off)
        )
