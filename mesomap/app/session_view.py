"""One session on its page: what the document holds goes to the panels, what a person does there
goes to the document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from mesomap.analysis.live import LiveFigures
from mesomap.app import brush, settings, words
from mesomap.app.best_views import best_chart
from mesomap.app.chart_groups import chart_groups
from mesomap.app.counting import Counting
from mesomap.app.figures_view import numbers_of, region_lines, region_view
from mesomap.app.first_syringe import open_with_syringe
from mesomap.app.session_edits import SessionEdits
from mesomap.app.session_page import SessionPage
from mesomap.app.syringe_view import (
    chosen_words,
    layer_choices,
    needle_choices,
    syringe_lines,
)
from mesomap.atlas import Atlas, Body
from mesomap.canvas import ChartCanvas
from mesomap.document import Document, Event
from mesomap.document.bodies import body_of_open
from mesomap.document.record.wrong_patient import is_in_error
from mesomap.document.remembered import live_figures
from mesomap.model import Addendum, Change, Injection, RegionKey, Syringe, Updated, in_order
from mesomap.paint.locale import format_count, format_date, format_ml, format_time
from mesomap.panels.look import count_words
from mesomap.storage import RefusedError


class SessionView(SessionEdits):
    """Joins one open session with the canvas and the panels around it."""

    changed = Signal()
    """The document took a change; the panels follow in a moment."""
    settings_shown = Signal()
    """The syringe's panel shows the values in force."""
    followed = Signal()
    """The panels show the document's new state."""
    chart_shown = Signal()
    """Another chart is on the canvas."""
    body_changed = Signal()
    """The session's millimetres or charts are others."""

    def __init__(
        self,
        page: SessionPage,
        canvas: ChartCanvas,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.page = page
        self.canvas = canvas
        self.body: Body | None = None
        self._number = 0
        self.chart = ""
        self.region: RegionKey | None = None
        self._clock = clock
        self._live: LiveFigures | None = None
        self._atlas: Atlas | None = None
        self.counting = Counting(page.strip, self)
        self._unsubscribe: Callable[[], None] | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self.show_figures)
        self._connect()

    def _connect(self) -> None:
        page, canvas = self.page, self.canvas
        self.syringe_taken.connect(canvas.set_syringe)
        self.settings_stale.connect(self._show_settings)
        page.strip.chart_chosen.connect(self.show_chart)
        page.strip.folded_changed.connect(settings.remember_folded)
        page.region.region_chosen.connect(self.choose_region)
        syringe = page.syringe
        syringe.show_layers(layer_choices())
        syringe.syringe_chosen.connect(self.use_syringe)
        syringe.depth_changed.connect(self.set_depth)
        syringe.layer_changed.connect(self.set_layer)
        syringe.needle_changed.connect(self.set_needle)
        syringe.volume_changed.connect(self.set_volume)
        syringe.angle_changed.connect(self.set_angle)
        syringe.technique_changed.connect(self.set_technique)
        syringe.radius_changed.connect(self.set_radius)
        syringe.done.connect(canvas.setFocus)
        canvas.selection_changed.connect(self._selected)
        canvas.region_selected.connect(self.show_region)
        canvas.failed.connect(self.failed)

    # Opening and closing.

    def open(self, document: Document, atlas: Atlas, session: UUID) -> None:
        """Show the session `session` of `document`.

        Raises
        ------
        KnownError
            One sentence, when it cannot be opened.
        """
        self.close()
        open_with_syringe(document, session)
        assert document.session is not None
        self.document = document
        self._atlas = atlas
        self.body = body_of_open(document, atlas)
        self._live = live_figures(document, self.body)
        self.canvas.set_document(document, self.body, self._live)
        # After the canvas: it brings the live figures up to date.
        self._unsubscribe = document.subscribe(self._on_event)
        self.chart = ""
        self._show_charts()
        self.use_syringe(self._first_syringe())
        self.show_banner()
        self._say_saved(None)
        self.show_region(None)
        self.show_figures()

    def close(self) -> None:
        """Let go of the session; everything of it is on the disk already."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        self._settle.stop()
        self.counting.close()
        if self.document is not None:
            self.canvas.cancel()
            self.canvas.set_document(None, None, None)
            if self.document.session is not None:
                self.document.close_session()
        self.document = None
        self._selection = frozenset()
        self.region = None

    # What is shown.

    def pictures_used(self) -> frozenset[str]:
        """The own pictures that hold something of this session: retired ones are shown too."""
        document, body = self.document, self.body
        if document is None or body is None or not body.pictures:
            return frozenset()
        regions = {one.region for one in document.injections.values()}
        regions |= {one.region for one in document.areas.values()}
        regions |= {one.region for one in document.notes.values()}
        return frozenset(chart for chart in body.pictures if chart in regions)

    def _show_charts(self) -> None:
        """All charts; the one on the canvas stays there if it is among them."""
        document, body = self.document, self.body
        if document is None or body is None:
            return
        groups = chart_groups(body, self.pictures_used())
        self.page.strip.show_charts(words.body_name(body.name), groups, settings.folded_groups())
        best = self.counting.open(body, document.injections.values())
        if any(self.chart == entry.id for group in groups for entry in group.entries):
            self.page.strip.choose(self.chart)
        else:
            self.show_chart(best)

    def show_chart(self, chart: str) -> None:
        """Put `chart` on the canvas."""
        if chart and chart != self.chart and self.body is not None:
            self.chart = chart
            self.canvas.show_chart(chart)
            self.page.strip.choose(chart)
            self.chart_shown.emit()

    def show_region(self, key: object) -> None:
        """Show a region's figures; None lists the regions in use."""
        self.region = key if isinstance(key, RegionKey) else None
        self._show_region()

    def choose_region(self, key: object) -> None:
        """Choose a region that was named: on this chart if it shows it, else on the best one."""
        if not isinstance(key, RegionKey) or self.body is None:
            return
        if self.chart and key not in self.body.charts[self.chart].regions:
            self.show_chart(best_chart(self.body, [key]) or self.chart)
        self.canvas.select_region(key)
        self.show_region(key)

    def show_banner(self) -> None:
        """Patient and session."""
        document = self.document
        if document is None or document.session is None or document.patient is None:
            return
        patient, session = document.patient, document.session
        today = self._clock().date()
        details = words.banner_details(patient, today)
        self.page.banner.show_patient(patient.name, details, patient.allergies)
        number = self._number_of(session.id)
        line = f"{words.session_title(number)}, {format_date(session.date)}"
        in_error = is_in_error(document.of(Addendum).values())
        self.page.banner.show_session(line, words.state_word(session.status, in_error=in_error))

    def show_figures(self) -> None:
        """Everything that follows from the injections and the syringes."""
        document, live = self.document, self._live
        if document is None or live is None:
            return
        self.counting.show()
        totals = live.totals()
        drawn = sum(syringe.drawn_ul for syringe in document.syringes.values())
        self.page.totals.show_totals(
            planned=format_count(totals.count),
            given=format_count(totals.given),
            volume=format_ml(totals.volume_ul),
            drawn=format_ml(drawn),
        )
        self.page.totals.warn_drawn(0 < drawn < totals.volume_ul)
        self._show_settings()
        self._show_region()
        self.followed.emit()

    def _show_region(self) -> None:
        document, live, body = self.document, self._live, self.body
        if document is None or live is None or body is None:
            return
        injections = list(document.injections.values())
        if self.region is not None:
            view = region_view(body, live.region(self.region), injections)
            self.page.region.show_region(view)
            return
        used = {key: live.region(key, gaps=False) for key in live.regions_used()}
        self.page.region.show_lines(region_lines(body, used))

    def _show_settings(self) -> None:
        document, live = self.document, self._live
        if document is None or live is None:
            return
        panel, shown = self.page.syringe, self._syringe_shown()
        tallies = live.totals().by_syringe
        panel.show_needles(needle_choices(document))
        panel.show_syringes(
            syringe_lines(document, tallies), shown, chosen_words(document, shown, tallies)
        )
        chosen = self.selected()
        if chosen:
            panel.show_settings(brush.settings_of(chosen), self._selection_words(chosen))
        elif (held := self.held()) is not None:
            panel.show_settings(brush.settings_of([held]), self.tr("for new injections"))
        self.settings_shown.emit()

    def _selection_words(self, chosen: Sequence[Injection]) -> str:
        if len(chosen) > 1:
            return self.tr("{injections} selected").format(injections=count_words(len(chosen)))
        assert self.document is not None
        number = numbers_of(self.document.injections.values())[chosen[0].id]
        return self.tr("injection {number} selected").format(number=number)

    def _first_syringe(self) -> UUID | None:
        ordered = in_order(self.document.syringes.values()) if self.document is not None else []
        return ordered[0].id if ordered else None

    def _syringe_shown(self) -> UUID | None:
        syringes = {injection.syringe for injection in self.selected()}
        return syringes.pop() if len(syringes) == 1 else self.syringe

    def show_saved(self) -> None:
        """That everything is on the disk now, or is not yet."""
        self._say_saved(self._clock())
        self.changed.emit()

    def _say_saved(self, at: datetime | None) -> None:
        banner, document = self.page.banner, self.document
        if document is not None and document.pending:
            banner.show_saved(self.tr("Not saved yet"), saved=False)
        elif document is not None and document.store.read_only:
            banner.show_saved(self.tr("To look only"), saved=False)
        elif at is None:
            banner.show_saved(self.tr("All saved"))
        else:
            banner.show_saved(self.tr("Saved {time}").format(time=format_time(at)))

    def _number_of(self, session: UUID) -> int:
        assert self.document is not None
        assert self.document.patient is not None
        with suppress(RefusedError):  # while the drive is gone it is the number that it was
            summaries = self.document.store.sessions(self.document.patient.id)
            self._number = next(s.number for s in summaries if s.session.id == session)
        return self._number

    # What happens.

    def _selected(self, ids: frozenset[UUID]) -> None:
        self._selection = ids
        self._show_settings()
        chosen = self.selected()
        if len(chosen) == 1 and chosen[0].region is not None and chosen[0].side is not None:
            self.canvas.select_region(RegionKey(chosen[0].region, chosen[0].side))

    def _on_event(self, event: Event) -> None:
        if event.kind == "opened":
            # The file held something else than was shown, and the document read it anew.
            QTimer.singleShot(0, self._open_anew)
        if event.kind in ("opened", "closed"):
            return
        # The charts' counts cost 10 ms with every chart of the body: after the edit has answered.
        self.counting.note(event.changes)
        self._say_saved(self._clock())
        document = self.document
        if document is not None and self.syringe not in document.syringes:
            self.use_syringe(self._first_syringe())
        if any(_touches_banner(change) for change in event.changes):
            self.show_banner()
            self._follow_body()
        self._settle.start()
        self.changed.emit()

    def _open_anew(self) -> None:
        document, atlas = self.document, self._atlas
        if document is not None and document.session is not None and atlas is not None:
            self.open(document, atlas, document.session.id)
            self.changed.emit()

    def _follow_body(self) -> None:
        """Its millimetres or charts may be others: measure everything anew, move nothing."""
        document, atlas = self.document, self._atlas
        if document is None or document.session is None or atlas is None:
            return
        body = body_of_open(document, atlas)
        if body is self.body:
            return
        pictures = None if self.body is None else self.body.pictures
        self.body = body
        self._live = live_figures(document, body)
        self.canvas.set_body(body, self._live)
        if body.pictures != pictures:
            self._show_charts()
        self.body_changed.emit()


def _touches_banner(change: Change) -> bool:
    value = change.after if isinstance(change, Updated) else change.value
    return not isinstance(value, Injection | Syringe)
