"""The page of treat mode: banner, chart, panel; and the only place where its presses are judged.

It knows no document: it says what was asked for, once a press counts.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from mesomap.panels.treat_banner import TreatBanner
from mesomap.panels.treat_chart import TreatChart
from mesomap.panels.treat_dose_line import DoseLine
from mesomap.panels.treat_guard import HOLD_MS, PressGuard, Verdict
from mesomap.panels.treat_keys import Command, command_of, is_modifier, is_typed
from mesomap.panels.treat_leave import TreatLeave
from mesomap.panels.treat_legend import TreatLegend
from mesomap.panels.treat_line import TreatLine
from mesomap.panels.treat_panel import TreatPanel
from mesomap.panels.treat_summary import TreatSummary
from mesomap.panels.treat_values import Summary

PANEL_SHARE = 0.385
NARROWEST, WIDEST = 470, 720
CARD_PX, CARD_MARGIN = 268, 8
"""Of a card over the buttons: the least height, and what it stands above them."""


class TreatPage(QWidget):
    """Presses come out as commands; what is shown comes in as ready words."""

    asked = Signal(object)
    """A `Command` that counts."""
    site_pressed = Signal(object, bool)
    """A step's id, and whether with Shift; it counts."""
    menu_asked = Signal(object, QPoint)
    """A step's id or None, and where on the screen."""
    leave_asked = Signal()
    finished = Signal()
    """The summary was read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("treatPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clock_ms: Callable[[], float] = lambda: time.monotonic() * 1000.0
        self.guard = PressGuard()
        self._pending: Callable[[], None] | None = None
        self._hold = QTimer(self)
        self._hold.setSingleShot(True)
        self._hold.setTimerType(Qt.TimerType.PreciseTimer)
        self._hold.setInterval(round(HOLD_MS))
        self._hold.timeout.connect(self._held_long_enough)
        self.banner = TreatBanner()
        self.chart = TreatChart()
        self.panel = TreatPanel()
        self.legend = TreatLegend(self.chart)
        self.line = TreatLine(self.chart)
        self.dose = DoseLine(self.chart)
        self.summary = TreatSummary()
        self.stack = QStackedWidget()
        self._lay_out()
        self.leave_card = TreatLeave(self)
        self._connect()

    def _lay_out(self) -> None:
        work = QWidget()
        row = QHBoxLayout(work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.chart, 1)
        edge = QFrame()
        edge.setProperty("line", "true")
        edge.setFixedWidth(1)
        row.addWidget(edge)
        row.addWidget(self.panel)
        self._work = work
        self.stack.addWidget(work)
        self.stack.addWidget(self.summary)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.banner)
        page.addWidget(self.stack, 1)
        self.make_room(0)

    def _connect(self) -> None:
        panel = self.panel
        for button, command in (
            (panel.given, Command.GIVE),
            (panel.back, Command.BACK),
            (panel.skip, Command.SKIP),
            (panel.note, Command.NOTE),
            (panel.pause, Command.PAUSE),
            (panel.more, Command.MORE),
        ):
            button.clicked.connect(lambda _on=False, what=command: self._clicked(what))
        self.chart.pressed.connect(self._site_clicked)
        self.chart.menu_wanted.connect(self.menu_asked)
        self.banner.left.connect(self._leave_clicked)
        self.line.taken_back.connect(lambda: self._clicked(Command.UNDO))
        self.line.closed.connect(self._take_keys)
        self.dose.closed.connect(self._take_keys)
        self.line.resized.connect(self._place_lines)
        self.dose.resized.connect(self._place_lines)
        self.leave_card.stayed.connect(self.stay)
        self.leave_card.stopped.connect(lambda _why: self._take_keys())
        self.summary.done.connect(self.finished)
        self.summary.back.connect(lambda: self._clicked(Command.BACK))

    # What is shown.

    @property
    def at_work(self) -> bool:
        """Whether the next site is shown, and nothing is asked over it."""
        return self.stack.currentWidget() is self._work and self.leave_card.isHidden()

    def show_work(self) -> None:
        """The next site."""
        self.leave_card.hide()
        self.stack.setCurrentWidget(self._work)
        self._take_keys()

    def show_summary(self, summary: Summary, *, can_go_back: bool) -> None:
        """Planned against given."""
        self.line.close_line()
        self.dose.close_line()
        self.leave_card.hide()
        self.summary.show_summary(summary, can_go_back=can_go_back)
        self.stack.setCurrentWidget(self.summary)
        self.banner.leave_button.hide()
        self._take_keys()

    def ask_why(self, title: str, reasons: list[str]) -> None:
        """Over everything: stop here?"""
        self.line.close_line()
        self.dose.close_line()
        self.leave_card.ask(title, reasons)
        self._place_card()
        self._take_keys()

    def stay(self) -> None:
        """Back from the question to the work."""
        self.leave_card.hide()
        self._take_keys()

    def begin(self) -> None:
        """A fresh start: no press from before counts."""
        self.guard = PressGuard()
        self._drop()
        self.banner.leave_button.show()
        self.show_work()

    # What is pressed.

    def event(self, event: QEvent) -> bool:
        """No key goes past this page to the window's menus."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Judge the press; what counts goes out as a command."""
        event.accept()
        if is_modifier(event):
            return
        verdict = self.guard.key(
            event.key(), self.clock_ms(), typed=is_typed(event), repeated=event.isAutoRepeat()
        )
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self._drop()
            self._escape()
            return
        work = self._work_of(event)
        if verdict is Verdict.TAKE:
            self._drop()
            if work is not None:
                work()
        elif verdict is Verdict.HOLD:
            self._pending = work or self._pending
            self._hold.start()
        elif not event.isAutoRepeat():
            self._drop()

    def _work_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        command = command_of(event)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not self.leave_card.isHidden():
            return self.leave_card.stop_button.click if enter else None
        if self.stack.currentWidget() is self.summary:
            if command in (Command.BACK, Command.UNDO):
                return lambda: self.asked.emit(command)
            return self.finished.emit if enter else None
        return (lambda: self.asked.emit(command)) if command is not None else None

    def _escape(self) -> None:
        if not self.leave_card.isHidden():
            self.stay()
        elif self.stack.currentWidget() is self.summary:
            self.finished.emit()
        elif not self.dose.isHidden() or not self.line.isHidden():
            self.dose.close_line()
            self.line.close_line()
        else:
            self.leave_asked.emit()

    def _held_long_enough(self) -> None:
        pending, self._pending = self._pending, None
        if self.guard.stands() and pending is not None and self.isVisible():
            pending()

    def _drop(self) -> None:
        self._hold.stop()
        self._pending = None

    def _clicked(self, command: Command) -> None:
        self._drop()
        if self.guard.click(self.clock_ms()):
            self.asked.emit(command)
        self._take_keys()

    def _site_clicked(self, id: UUID, shift: bool) -> None:
        self._drop()
        if self.guard.click(self.clock_ms()) and self.at_work:
            self.site_pressed.emit(id, shift)
        self._take_keys()

    def _leave_clicked(self) -> None:
        self._drop()
        self.leave_asked.emit()

    def _take_keys(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # Where things stand.

    def _place_lines(self) -> None:
        lifted = 0
        for line in (self.line, self.dose):
            if line.isHidden():
                continue
            width = min(self.chart.width() - 24, 980)
            line.setFixedWidth(width)
            line.adjustSize()
            line.move((self.chart.width() - width) // 2, self.chart.height() - line.height() - 12)
            lifted = max(lifted, line.height() + 12)
        self.chart.lift(lifted)

    def _place_card(self) -> None:
        card = self.leave_card
        card.take_height()
        card.move((self.width() - card.width()) // 2, max((self.height() - card.height()) // 2, 8))

    def make_room(self, px: int) -> None:
        """Leave `px` of the chart's upper edge to what lies over the page; the chart stays."""
        self.legend.move(12, 12 + px)

    def card_room(self) -> QRect:
        """Where on the window a card may stand: over the buttons, with neither site nor name."""
        panel = self.panel
        high = max(panel.height() - panel.given.y() + CARD_MARGIN, CARD_PX)
        corner = panel.mapTo(self.window(), QPoint(0, panel.height() - high))
        return QRect(corner, QSize(panel.width(), high))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel takes its share of the width."""
        self.panel.setFixedWidth(min(max(round(self.width() * PANEL_SHARE), NARROWEST), WIDEST))
        super().resizeEvent(event)
        self._place_lines()
        self._place_card()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was pressed last counts no more."""
        self._drop()
        super().hideEvent(event)
