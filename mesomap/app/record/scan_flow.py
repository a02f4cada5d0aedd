"""A scanned box becomes a draw: read, asked about where it says two things, handed on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from mesomap.app.desk import Desk
from mesomap.app.record.scanner import REST_MS, Scanner
from mesomap.app.session_view import SessionView
from mesomap.model import KnownError, Product
from mesomap.paint.locale import format_date
from mesomap.paint.sentences import say

if TYPE_CHECKING:
    from mesomap.exchange.gs1 import Reading
    from mesomap.exchange.gs1_keys import Heard
    from mesomap.panels.record.scan_dialog import ReadingLine, ScanDialog


class ScanFlow(QObject):
    """Listens to a scanner while a session is on its page; `draw_up` takes what a box says.

    A dialog that is open may take scans itself by a method ``take_scan(reading)``.
    """

    def __init__(self, desk: Desk, view: SessionView, draw_up: Callable[[Reading], object]) -> None:
        super().__init__(view)
        self._desk, self._view, self._draw_up = desk, view, draw_up
        self.scanner = Scanner(
            desk.window,
            listening=self._listening,
            remember=self._remember,
            is_code=self._is_code,
        )
        self.scanner.scanned.connect(self.take)

    def ask(self) -> ScanDialog:
        """A field to scan, type or paste a code into: the way without a scanner."""
        from mesomap.panels.record.scan_dialog import ScanDialog

        dialog = ScanDialog(self._desk.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.read_wanted.connect(lambda text: self._read_in(dialog, text, ""))
        dialog.open()
        return dialog

    def take(self, typed: str, placed: str) -> None:
        """What a scanner sent: handed on, asked about, or why it cannot be read."""
        try:
            heard = self._heard(typed, placed)
        except KnownError as error:
            self._desk.warn(error.message)
            return
        if len(heard.readings) == 1:
            self._hand_on(heard.readings[0])
        else:
            dialog = self.ask()
            dialog.field.setText(typed)
            self._question(dialog, heard)

    # Inside.

    def _listening(self) -> bool:
        modal = QApplication.activeModalWidget()
        if modal is not None:
            return hasattr(modal, "take_scan")
        if QApplication.activePopupWidget() is not None:
            return False
        return self._view.document is not None and self._view.page.isVisible()

    def _is_code(self, typed: str, placed: str) -> bool:
        try:
            return bool(self._heard(typed, placed).readings)
        except KnownError:
            return False

    def _heard(self, typed: str, placed: str) -> Heard:
        from mesomap.exchange.gs1_keys import read_keys

        return read_keys(typed, placed, today=self._desk.clock().date())

    def _remember(self) -> Callable[[], None]:
        """What takes back the work of a burst's first key: a shortcut's, before it was known."""
        view, document = self._view, self._view.document
        if document is None:
            return lambda: None
        before = document.injections, document.syringes
        syringe, canvas = view.syringe, view.canvas.view
        zoom, middle = canvas.zoom, canvas.mapToScene(canvas.viewport().rect().center())

        def take_back() -> None:
            if view.document is not document:
                return
            if before[0] is not document.injections or before[1] is not document.syringes:
                view.undo()
            if view.syringe != syringe:
                view.use_syringe(syringe)
            if canvas.zoom != zoom:
                at = canvas.viewport().rect().center().toPointF()
                canvas.zoom_at(at, zoom / canvas.zoom)
                canvas.centerOn(middle)

        return take_back

    def _read_in(self, dialog: ScanDialog, typed: str, placed: str) -> None:
        try:
            heard = self._heard(typed, placed)
        except KnownError as error:
            dialog.say_fault(say(error.message))
            return
        if len(heard.readings) > 1:
            self._question(dialog, heard)
            return
        dialog.accept()
        # A scanner's second Enter must not press the next dialog's button.
        QTimer.singleShot(round(REST_MS), self, lambda: self._hand_on(heard.readings[0]))

    def _question(self, dialog: ScanDialog, heard: Heard) -> None:
        question = (
            self.tr(
                "The scanner may take this keyboard for a US one: letters differ."
                " Which of these does the box say?"
            )
            if heard.by_layout
            else self.tr(
                "The scanner sent no separator, so this code can be read in several ways."
                " Which of these does the box say?"
            )
        )
        dialog.show_readings([self._line(one) for one in heard.readings], question)

        def chosen(number: int) -> None:
            dialog.accept()
            self._hand_on(heard.readings[number])

        dialog.chosen.connect(chosen)

    def _line(self, reading: Reading) -> ReadingLine:
        from mesomap.panels.record.scan_dialog import ReadingLine

        known = self._product(reading.gtin)
        product = known.name if known is not None else reading.gtin or self.tr("no product number")
        parts = [self.tr("lot {number}").format(number=reading.lot or "–")]
        if reading.expiry is not None:
            parts.append(self.tr("expiry {day}").format(day=format_date(reading.expiry)))
        if reading.serial:
            parts.append(self.tr("serial {number}").format(number=reading.serial))
        parts += [f"({one.ai}) {one.value}" for one in reading.others]
        return ReadingLine(product, ", ".join(parts))

    def _product(self, gtin: str) -> Product | None:
        document = self._view.document
        if document is None or not gtin:
            return None
        found = [one for one in document.of(Product).values() if one.gtin == gtin]
        return min(found, key=lambda one: one.retired, default=None)

    def _hand_on(self, reading: Reading) -> None:
        modal = QApplication.activeModalWidget()
        if modal is not None and hasattr(modal, "take_scan"):
            modal.take_scan(reading)
        else:
            self._draw_up(reading)
