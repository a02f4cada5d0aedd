"""Calibrating the open session: a dialog, then one commit."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from mesomap.app.desk import Desk
from mesomap.app.session_view import SessionView
from mesomap.document.edits import calibrate
from mesomap.document.validate import SIGNED
from mesomap.model import Message, SessionStatus
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.panels.calibration_dialog import CalibrationDialog


class CalibrationFlow(QObject):
    """Asks what was measured on the patient."""

    def __init__(self, desk: Desk, view: SessionView) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        view.page.read_out.truth_clicked.connect(self._truth_clicked)

    def ask(self) -> None:
        """Ask for the measurements; a signed session keeps those it has."""
        document, body = self._view.document, self._view.body
        if document is None or document.session is None or body is None:
            return
        if document.session.status is SessionStatus.SIGNED:
            self._desk.warn(Message(SIGNED))
            return
        before = document.calibration
        dialog = CalibrationDialog(
            body.original,
            before.measurements if before is not None else (),
            before.measured if before is not None else None,
            self._desk.window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._take(dialog))
        dialog.open()

    def _truth_clicked(self) -> None:
        """A picture's millimetres are its own: see `PictureFlow`."""
        body = self._view.body
        if body is None or self._view.chart not in body.pictures:
            self._desk.actions["calibrate"].trigger()

    def _take(self, dialog: CalibrationDialog) -> None:
        document = self._view.document
        if document is None or document.session is None:
            return
        changes = calibrate(document, dialog.measurements(), measured=self._desk.clock().date())
        self._view.commit(QT_TRANSLATE_NOOP("labels", "Calibrate"), changes)
