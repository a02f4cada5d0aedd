"""The compare page over the session page: which two maps, and what it shows of them."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from mesomap.analysis.compare import MOVED_MM
from mesomap.analysis.steps import Steps
from mesomap.app import words
from mesomap.app.compare.actions_comparing import PLANNING
from mesomap.app.compare.compare_show import charts_of, first_chart, lines_of, map_of
from mesomap.app.compare.compare_tables import tables_of
from mesomap.app.compare.compare_words import counts_of
from mesomap.app.compare.comparison_out import NO_OTHER, ComparisonOut
from mesomap.app.compare.headings import Headings
from mesomap.app.compare.planning_again import PlanningAgain
from mesomap.document.comparing import Source
from mesomap.document.record import looking
from mesomap.exchange.compare import Compared, Result, Way, comparing
from mesomap.model import KnownError
from mesomap.paint.locale import format_mm
from mesomap.paint.names import chart_title
from mesomap.paint.sentences import say
from mesomap.paint.tokens import BANNER_HEIGHT
from mesomap.panels.buttons import Button
from mesomap.panels.compare.compare_page import ComparePage
from mesomap.panels.compare.values import CompareMap, Heading, Mode, Option
from mesomap.storage import SessionSummary

if TYPE_CHECKING:
    from mesomap.app.desk import Desk
    from mesomap.app.session_page import SessionPage
    from mesomap.app.session_view import SessionView

AT_ONCE_S = 0.25
"""What takes no longer is shown at once."""
SLICE_S = 0.012
ALLOWED = ("keys", "emergency", "quit")
"""What keeps its key while the page shows."""


class CompareFlow(QObject):
    """Opens the page, follows its choices, goes back."""

    def __init__(
        self,
        desk: Desk,
        view: SessionView,
        session_page: SessionPage,
        out: ComparisonOut,
        planning: PlanningAgain,
    ) -> None:
        super().__init__(view)
        self._out, self._planning = out, planning
        self._desk, self._view, self._session_page = desk, view, session_page
        self._page: ComparePage | None = None
        self._sessions: dict[UUID, SessionSummary] = {}
        self._first: UUID | Way | None = None
        self._second: UUID | None = None
        self.result: Result | None = None
        """None until it is worked out."""
        self._made: dict[str, CompareMap] = {}
        self._work: Steps[Result] | None = None
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(lambda: self._step(SLICE_S))

    @property
    def page(self) -> ComparePage:
        """The page, built on first use."""
        if self._page is None:
            actions = self._desk.actions
            page = ComparePage(
                [
                    (actions["print_comparison"], self.tr("Print comparison"), "printer"),
                    (actions["export_comparison"], self.tr("Export CSV"), "file"),
                ],
                [actions[spec.name] for spec in PLANNING],
                [actions[name] for name in ALLOWED],
            )
            stack = self._session_page.parentWidget()
            assert isinstance(stack, QStackedWidget)
            stack.addWidget(page)
            page.closed.connect(self.close)
            page.patient.plan_wanted.connect(self._plan)
            page.first_chosen.connect(self._choose_first)
            page.second_chosen.connect(self._choose_second)
            page.charts_chosen.connect(self._show_charts)
            page.charts_stepped.connect(self._step_chart)
            self._page = page
        return self._page

    @property
    def open(self) -> bool:
        """Whether the page shows."""
        return self._page is not None and bool(self._sessions)

    @property
    def busy(self) -> bool:
        """Whether it is still comparing."""
        return self._work is not None

    def pair(self) -> Compared:
        """Which two maps are compared.

        Raises
        ------
        KnownError
            There is only one.
        """
        if self._first is None or self._first == self._second:
            raise KnownError(NO_OTHER)
        return self._wanted()

    def _plan(self, action: QAction) -> None:
        """Today's plan is made on the map: go back there first."""
        source = self._source()
        self.close()
        self._planning.place(action.objectName(), source)

    def _source(self) -> Source | None:
        """The later of both sessions that is not the open one, and what it is compared with."""
        document = self._view.document
        open_id = document.session.id if document and document.session else None
        known = [id for id in self._sessions if id in (self._first, self._second) and id != open_id]
        if not known:
            return None
        return Source(known[-1], known[0] if len(known) > 1 else None)

    # In and out.

    def start(self, other: UUID | None = None, *, later: UUID | None = None) -> None:
        """Compare `later`, without it the open session, with `other`, or with the one before."""
        document = self._view.document
        if document is None or document.session is None or document.patient is None:
            return
        self._view.canvas.cancel()
        self._out.pair, self._out.shown = self.pair, lambda: self.result
        person = document.store.person_of(document.session)
        listed = document.store.sessions(person.id)
        here = document.session.id
        self._sessions = {
            one.session.id: one for one in listed if not one.in_error or one.session.id == here
        }
        self._second = second = later if later in self._sessions else here
        self._first = other if other in self._sessions else self._before(second)
        patient = document.patient
        details = words.banner_details(patient, self._desk.clock().date())
        page = self.page
        page.patient.show_patient(patient.name, details, patient.allergies)
        self._desk.message.hide()
        self._desk.hang(BANNER_HEIGHT + 8, reading=True)
        window = self._desk.window
        if isinstance(window, QMainWindow):
            window.menuBar().hide()
        stack = page.parentWidget()
        assert isinstance(stack, QStackedWidget)
        stack.setCurrentWidget(page)
        self._show()
        page.take_keys()

    def close(self) -> None:
        """Back to the map."""
        page = self._page
        if page is None or not self._sessions:
            return
        self._leave_work()
        self._sessions, self.result, self._made = {}, None, {}
        self._out.pair, self._out.shown = self._out.with_the_last, lambda: None
        window = self._desk.window
        if isinstance(window, QMainWindow):
            window.menuBar().show()
        stack = page.parentWidget()
        assert isinstance(stack, QStackedWidget)
        stack.setCurrentWidget(self._session_page)
        self._desk.hang_over_map(self._view.canvas)
        self._view.canvas.setFocus()

    def _before(self, session: UUID) -> UUID | None:
        """The session before; of the first one the session after; None where it is the only."""
        ids = list(self._sessions)
        at = ids.index(session)
        if at:
            return ids[at - 1]
        return ids[1] if len(ids) > 1 else None

    # Choosing.

    def _choose_first(self, chosen: object) -> None:
        if isinstance(chosen, str):  # a choice keeps a way as its plain text
            self._first = Way(chosen)
        elif isinstance(chosen, UUID):
            self._first = chosen
        self._show()
        self.page.take_keys()

    def _choose_second(self, chosen: object) -> None:
        if isinstance(chosen, UUID):
            if chosen == self._first:
                self._first = self._second
            self._second = chosen
        self._show()
        self.page.take_keys()

    def _wanted(self) -> Compared:
        assert self._second is not None
        if isinstance(self._first, Way):
            return Compared(self._second, self._second, self._first)
        assert self._first is not None
        return Compared(self._first, self._second)

    # Showing.

    def _show(self) -> None:
        page, store, atlas = self.page, self._desk.clinic.store, self._desk.atlas
        if store is None or atlas is None or self._second is None:
            return
        self._leave_work()
        self.result, self._made = None, {}
        page.show_headings(*self._headings())
        page.show_note("")
        if self._first is None or self._first == self._second:
            self._show_only_one()
            return
        wanted = self._wanted()
        self._desk.note(
            looking.of_session(
                looking.COMPARE,
                store.session(wanted.second),
                other=wanted.first.hex,
                way=wanted.way.value,
            )
        )
        self._work = comparing(store, atlas, wanted)
        self._step(AT_ONCE_S)
        if self._work is not None:
            page.show_empty(
                self.tr("Comparing…"),
                self.tr("So much on both maps takes a few seconds. Esc goes back to the map."),
            )
            self._slices.start()

    def _step(self, seconds: float) -> None:
        """Go on with comparing for so long; show it once it is done."""
        until = monotonic() + seconds
        try:
            while self._work is not None and monotonic() < until:
                next(self._work)
        except StopIteration as end:
            self._leave_work()
            self._show_result(end.value)
        except KnownError as error:
            self._leave_work()
            self._desk.warn(error.message)

    def _leave_work(self) -> None:
        self._slices.stop()
        self._work = None

    def _show_result(self, result: Result) -> None:
        page = self.page
        self.result = result
        page.show_headings(*self._headings())
        page.show_note("  ".join(say(one) for one in result.notes))
        lines = lines_of(result)
        caption = self.tr("kept = within {length} of skin").format(length=format_mm(MOVED_MM, 0))
        page.show_lines(lines, counts_of(result.difference), caption)
        page.show_tables(tables_of(result, page.titles))
        if not lines and not result.difference.comparison.changes:
            page.show_empty(
                self.tr("Neither map has anything on it"),
                self.tr("Choose two sessions above in which something was placed."),
            )
            return
        chart = first_chart(result)
        self._show_charts(chart, chart)

    def _show_only_one(self) -> None:
        plan = Button(self.tr("Its own plan"), "check")
        plan.clicked.connect(lambda: self._choose_first(Way.PLAN))
        sides = Button(self.tr("Left and right"), "flip")
        sides.clicked.connect(lambda: self._choose_first(Way.HALVES))
        self.page.show_empty(
            self.tr("There is only one session to compare"),
            self.tr(
                "After the patient's next session the two can be compared. Until then: what was"
                " given against what was planned, or the left side against the right."
            ),
            (plan, sides),
        )

    def _show_charts(self, first: str, second: str) -> None:
        if self.result is None:
            return
        charts = charts_of(self.result)
        if first not in {chart.id for chart in charts}:
            charts = [self.result.body.charts[first], *charts]
        options = [Option(value=one.id, text=chart_title(one.title)) for one in charts]
        self.page.show_charts(options, first, second)
        self.page.show_maps(self._map(first), self._map(second))

    def _headings(self) -> tuple[Heading, Heading]:
        assert self._second is not None
        found = Headings(self._sessions, self._first, self._second, self.result)
        return found.earlier(), found.later()

    def _step_chart(self, by: int) -> None:
        if self.result is None:
            return
        ids = [chart.id for chart in charts_of(self.result)]
        now = self.page.second.charts.currentData()
        at = ids.index(now) if now in ids else 0
        there = ids[(at + by) % len(ids)]
        linked = self.page.linked or self.page.mode is not Mode.SIDE_BY_SIDE
        self._show_charts(there if linked else str(self.page.first.charts.currentData()), there)

    def _map(self, chart: str) -> CompareMap:
        assert self.result is not None
        if chart not in self._made:
            self._made[chart] = map_of(self.result, self.result.body.charts[chart])
        return self._made[chart]
