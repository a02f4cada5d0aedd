"""Treat mode: the page and the sitting follow one another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from mesomap.app import settings, words
from mesomap.app.desk import Desk
from mesomap.app.session_view import SessionView
from mesomap.app.tick import Tick
from mesomap.app.treat_charts import TreatCharts
from mesomap.app.treat_lines import TreatLines
from mesomap.app.treat_menu import TreatMenu
from mesomap.app.treat_show import map_of, next_of, progress_of
from mesomap.app.treat_sitting import Sitting
from mesomap.app.treat_summing import summary_of
from mesomap.app.treat_watch import Stopwatch
from mesomap.app.treat_words import elapsed_words, stop_reasons
from mesomap.document.treating import is_open, treated_seconds
from mesomap.model import KnownError, Message, SessionStatus
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.locale import format_count
from mesomap.panels.treat_banner import HEIGHT
from mesomap.panels.treat_keys import Command
from mesomap.panels.treat_page import TreatPage

if TYPE_CHECKING:
    from mesomap.app.session_page import SessionPage

NOTHING = QT_TRANSLATE_NOOP(
    "messages", "Nothing is planned yet: place injections first, then treat."
)
SIGNED = QT_TRANSLATE_NOOP(
    "messages", "This session is signed and stays as it is: start a new session instead."
)
UNSEEN = QT_TRANSLATE_NOOP(
    "messages", "No chart shows the next site: it lies behind what is seen here."
)


class TreatFlow(QObject):
    """Opens treat mode over the session page, and goes back to it."""

    def __init__(self, desk: Desk, view: SessionView, session_page: SessionPage) -> None:
        super().__init__(view)
        self._desk, self._view, self._session_page = desk, view, session_page
        self._page: TreatPage | None = None
        self.sitting: Sitting | None = None
        self._charts: TreatCharts | None = None
        self._menu = TreatMenu(self)
        self._tick = Tick(self)
        self.lines = TreatLines(self)
        self._title = ""
        self.watch = Stopwatch(lambda: self.page.clock_ms())
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self._show_elapsed)

    @property
    def page(self) -> TreatPage:
        """The page, built on first use."""
        if self._page is None:
            self._page = TreatPage()
            stack = self._session_page.parentWidget()
            assert isinstance(stack, QStackedWidget)
            stack.addWidget(self._page)
            self._page.asked.connect(self._asked)
            self._page.site_pressed.connect(self._site_pressed)
            self._page.menu_asked.connect(self._show_menu)
            self._page.leave_asked.connect(self._ask_leave)
            self._page.leave_card.stopped.connect(self._stop)
            self._page.finished.connect(self.close)
            self._page.line.text_given.connect(self.lines.take)
            self._page.dose.chosen.connect(self.lines.take_dose)
            self._page.summary.printed.connect(self._desk.actions["print"].trigger)
        return self._page

    # In and out.

    def start(self) -> None:
        """Begin, or go on where it stopped."""
        document, body = self._view.document, self._view.body
        if document is None or document.session is None or body is None or self.sitting:
            return
        if document.session.status is SessionStatus.SIGNED:
            self._desk.warn(Message(SIGNED))
            return
        if not (document.injections or document.areas):
            self._desk.warn(Message(NOTHING))
            return
        self._view.canvas.cancel()
        try:
            self.sitting = Sitting(document, body)
        except KnownError as error:
            self._desk.warn(error.message)
            return
        self._charts = TreatCharts(body)
        self.watch.start(treated_seconds(self.sitting.course.steps()))
        self._enter()

    def _enter(self) -> None:
        page, window = self.page, self._desk.window
        document = self._view.document
        assert document is not None
        assert document.patient is not None
        summaries = document.store.sessions(document.patient.id)
        open_one = document.session.id if document.session is not None else None
        number = next((s.number for s in summaries if s.session.id == open_one), 0)
        self._title = words.session_title(number)
        page.banner.show_patient(document.patient.name, document.patient.allergies)
        page.chart.set_turned(self._desk.actions["turned"].isChecked())
        page.panel.show_paused(False)
        self._desk.message.hide()
        self._desk.hang(HEIGHT + 8, page.chart)
        if isinstance(window, QMainWindow):
            window.menuBar().hide()
        stack = page.parentWidget()
        assert isinstance(stack, QStackedWidget)
        stack.setCurrentWidget(page)
        page.begin()
        page.make_room(self._desk.keeping.bar.taken())
        self._second.start()
        self._show()

    def close(self) -> None:
        """Back to the map."""
        page = self._page
        if self.sitting is None or page is None:
            return
        self._second.stop()
        self.sitting = self._charts = None
        page.line.close_line()
        page.dose.close_line()
        window = self._desk.window
        if isinstance(window, QMainWindow):
            window.menuBar().show()
        stack = page.parentWidget()
        assert isinstance(stack, QStackedWidget)
        stack.setCurrentWidget(self._session_page)
        self._desk.hang_over_map(self._view.canvas)
        self._view.canvas.setFocus()

    def abandon(self) -> None:
        """The session closes: note when treating ended, ask nothing."""
        if self.sitting is not None:
            if self.sitting.done and self.sitting.open_steps():
                self.attempt(self.sitting.leave)
            self.close()

    # What is shown.

    def _show(self) -> None:
        """The next step, or the end."""
        sitting, page = self.sitting, self.page
        if sitting is None or self._charts is None:
            return
        step = sitting.step()
        if step is None:
            summary = summary_of(sitting.course, self.watch.seconds())
            page.banner.show_side("")
            page.show_summary(summary, can_go_back=True)
            return
        shown = map_of(sitting.course, self._charts, step, sitting.last)
        if shown is not None:
            page.chart.show_map(shown)
        if shown is None or shown.hidden:
            self._desk.warn(Message(UNSEEN))
        following = next_of(sitting.course, step, sitting.gate())
        page.panel.show_step(progress_of(sitting.course, step), following)
        page.panel.back.setEnabled(bool(sitting.last is not None or sitting.done))
        page.banner.show_side(following.side)
        self._show_elapsed()
        if not page.at_work and page.leave_card.isHidden():
            page.show_work()

    def _show_elapsed(self) -> None:
        self.page.banner.show_session(f"{self._title} · {elapsed_words(self.watch.seconds())}")

    # What is pressed.

    def _asked(self, command: Command) -> None:
        if self.sitting is None:
            return
        always: dict[Command, Callable[[], object]] = {
            Command.PAUSE: self._pause,
            Command.TURN: self._turn,
            Command.KEYS: self._desk.actions["keys"].trigger,
            Command.EMERGENCY: self._desk.actions["emergency"].trigger,
        }
        at_work: dict[Command, Callable[[], object]] = {
            Command.GIVE: self.give,
            Command.BACK: self._back,
            Command.SKIP: self._skip,
            Command.REASON: self.lines.ask_reason,
            Command.NOTE: self.lines.ask_note,
            Command.DOSE: self.lines.ask_dose,
            Command.MORE: self._show_own_menu,
            Command.PREVIOUS: lambda: self.go_by(-1),
            Command.NEXT: lambda: self.go_by(1),
            Command.DEEPER: lambda: self._change_depth(0.5),
            Command.SHALLOWER: lambda: self._change_depth(-0.5),
            Command.MORE_VOLUME: lambda: self._change_volume(10),
            Command.LESS_VOLUME: lambda: self._change_volume(-10),
            Command.UNDO: self._undo,
        }
        if command in always:
            always[command]()
        elif not self.watch.paused:
            self.attempt(at_work[command])

    def attempt(self, work: Callable[[], object]) -> None:
        """Do `work`; if the clinic file refuses, say so: then nothing is shown as given."""
        try:
            work()
        except KnownError as error:
            self._desk.warn(error.message)
        self._show()

    def give(self) -> None:
        """Given, or the answer to what the button asks."""
        assert self.sitting is not None
        if self.sitting.press() is not None:
            self.lines.close_said()
            if settings.tick():
                self._tick.play()

    def give_many(self, ids: tuple[UUID, ...]) -> None:
        """Given many at once; a second press where they go over to the other side."""
        assert self.sitting is not None
        steps = self.sitting.press_many(ids)
        if steps is None:
            self.lines.say(
                self.tr("This goes over to the other side of the body: once more to do it.")
            )
        elif steps:
            text = (
                self.tr("1 given, recorded as many at once.")
                if len(steps) == 1
                else self.tr("{count} given, recorded as many at once.").format(
                    count=format_count(len(steps))
                )
            )
            self.lines.say(text, undo=True)

    def _site_pressed(self, id: UUID, shift: bool) -> None:
        sitting = self.sitting
        if sitting is None or self.watch.paused:
            return
        if shift:
            self.attempt(lambda: self.give_many(self._up_to(id)))
        elif id == sitting.current:
            self.attempt(self.give)
        else:
            self.lines.say(
                self.tr(
                    "Only the next site takes a click. Right click: go on from this one."
                    " Shift and click: given up to here."
                )
            )

    def _up_to(self, id: UUID) -> tuple[UUID, ...]:
        """What is left from the next step to `id`; all before `id`, where it comes earlier."""
        sitting = self.sitting
        assert sitting is not None
        ids = [step.id for step in sitting.course.steps()]
        end = ids.index(id)
        start = ids.index(sitting.current) if sitting.current in ids else 0
        return tuple(ids[(start if start <= end else 0) : end + 1])

    def _back(self) -> None:
        assert self.sitting is not None
        self.lines.close()
        self.sitting.back()

    def _undo(self) -> None:
        assert self.sitting is not None
        self.lines.close()
        self.sitting.undo()

    def _skip(self) -> None:
        assert self.sitting is not None
        step = self.sitting.skip()
        if step is not None:
            self.lines.ask_why(step, focus=False)

    def _change_depth(self, by_mm: float) -> None:
        assert self.sitting is not None
        step = self.sitting.step()
        if step is not None and step.depth_mm is not None:
            self.sitting.change_dose(max(round(step.depth_mm + by_mm, 2), 0.0), None, rest=False)

    def _change_volume(self, by_ul: int) -> None:
        assert self.sitting is not None
        step = self.sitting.step()
        if step is not None:
            self.sitting.change_dose(None, max(step.volume_ul + by_ul, 0), rest=False)

    def go_by(self, by: int) -> None:
        """Go on from the next or the previous open step."""
        assert self.sitting is not None
        self.sitting.go_by(by)

    def _pause(self) -> None:
        self.watch.toggle()
        self.page.panel.show_paused(self.watch.paused)
        self._show_elapsed()

    def _turn(self) -> None:
        action = self._desk.actions["turned"]
        action.trigger()
        self.page.chart.set_turned(action.isChecked())

    def _show_own_menu(self) -> None:
        button = self.page.panel.more
        self._show_menu(None, button.mapToGlobal(QPoint(0, 0)))

    def _show_menu(self, id: UUID | None, at: QPoint) -> None:
        if self.sitting is not None and not self.watch.paused:
            self._menu.show(id, at)

    # Leaving.

    def _ask_leave(self) -> None:
        sitting = self.sitting
        if sitting is None:
            return
        left = [step for step in sitting.course.steps() if is_open(step)]
        if not left or not sitting.done:
            self.close()
            return
        title = (
            self.tr("Stop here? 1 is still planned.")
            if len(left) == 1
            else self.tr("Stop here? {count} are still planned.").format(
                count=format_count(len(left))
            )
        )
        self.page.ask_why(title, stop_reasons())

    def _stop(self, because: str) -> None:
        sitting = self.sitting
        if sitting is None:
            return
        try:
            sitting.leave(because)
        except KnownError as error:
            self._desk.warn(error.message)
            return
        summary = summary_of(sitting.course, self.watch.seconds())
        self.page.show_summary(summary, can_go_back=False)
