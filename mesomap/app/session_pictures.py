"""The small maps of the charts and of this patient's sessions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from uuid import UUID

import numpy as np
from PySide6.QtCore import QObject, QTimer

from mesomap.app import words
from mesomap.app.gallery import Gallery
from mesomap.app.pictures import chart_picture, kinds_of, session_picture
from mesomap.app.session_view import SessionView
from mesomap.model import Addendum, SessionStatus
from mesomap.paint.locale import format_date
from mesomap.paint.theme import current
from mesomap.panels.timeline_card import TimelineEntry
from mesomap.storage import RefusedError, SessionSummary

STRIP_PICTURE = (40, 40)
CARD_PICTURE = (64, 76)
SIGHT_MS = 60
REST_MS = 250
"""Small maps follow once the hand rests for so long."""


class SessionPictures(QObject):
    """Fills the timeline, and draws what is small when nothing else is going on."""

    def __init__(self, view: SessionView) -> None:
        super().__init__(view)
        self._view = view
        self._gallery = Gallery(self)
        self._drawn: set[UUID] = set()
        self._dots: dict[str, int] = {}
        """How many injections the small map of a chart shows, of those that are up to date."""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.refresh)
        self._sight = QTimer(self)
        self._sight.setSingleShot(True)
        self._sight.setInterval(SIGHT_MS)
        self._sight.timeout.connect(self._draw_what_is_missing)
        view.followed.connect(self._rest.start)
        view.page.strip.sight_changed.connect(self._sight.start)

    def open(self) -> None:
        """Another session is open: everything anew."""
        self._drawn.clear()
        self._dots.clear()
        self._show_timeline()
        self._draw_what_is_missing()

    def refresh(self) -> None:
        """The open session changed: its small maps and its card."""
        document = self._view.document
        if document is not None and document.session is not None:
            with suppress(RefusedError):  # while the drive is gone the cards stay as they were
                self._show_timeline()
            self._drawn.discard(document.session.id)
            stale = [c for c, dots in self._dots.items() if dots or self._view.counting.seen_on(c)]
            for chart in stale:
                del self._dots[chart]
            self._draw_what_is_missing()

    def stop(self) -> None:
        """Draw nothing more."""
        self._rest.stop()
        self._sight.stop()
        self._gallery.stop()

    def _draw_what_is_missing(self) -> None:
        self._gallery.draw([*self._chart_jobs(), *self._session_jobs()])

    def _summaries(self) -> list[SessionSummary]:
        document = self._view.document
        if document is None or document.patient is None:
            return []
        return list(document.store.sessions(document.patient.id))

    def _show_timeline(self) -> None:
        document = self._view.document
        if document is None or document.session is None:
            return
        entries = []
        known = []
        if document.patient is not None:
            known = document.store.reactions_of(document.patient.id)
        noted = Counter(one.session for one in known if not one.mistaken)
        before: SessionSummary | None = None
        for summary in self._summaries():
            session = summary.session
            gap = words.days_between(before.session.date, session.date) if before else ""
            entries.append(
                TimelineEntry(
                    id=session.id,
                    title=words.session_title(summary.number),
                    date=format_date(session.date),
                    figures=words.figures_words(
                        summary.count, summary.volume_ul, given=summary.given
                    ),
                    signed=session.status is SessionStatus.SIGNED,
                    current=session.id == document.session.id,
                    gap=gap,
                    in_error=summary.in_error,
                    reactions=words.reactions_words(noted[session.id]),
                    addenda=words.addenda_words(
                        len(document.store.of_session(Addendum, session.id))
                    ),
                )
            )
            before = summary
        self._view.page.timeline.show_sessions(entries)

    def _chart_jobs(self) -> Iterator[Callable[[], None]]:
        """Charts in sight in the strip; the others are drawn once they come into sight."""
        if self._view.body is None:
            return
        for chart in self._view.page.strip.charts_in_sight():
            if chart not in self._dots:
                yield partial(self._draw_chart, chart)

    def _session_jobs(self) -> Iterator[Callable[[], None]]:
        with suppress(RefusedError):  # while the drive is gone the cards stay as they were
            for summary in self._summaries():
                if summary.session.id not in self._drawn:
                    yield partial(self._draw_session, summary)

    def _draw_chart(self, chart_id: str) -> None:
        view = self._view
        if view.body is None or view.document is None:
            return
        chart = view.body.charts[chart_id]
        seen = view.counting.seen_on(chart_id)
        here = [i for i in view.document.injections.values() if i.id in seen]
        xy = np.empty((0, 2))
        if here:
            sites = [i.site for i in here]
            xy = view.body.on_chart(chart_id, sites).xy_mm
        picture = chart_picture(
            chart,
            xy,
            kinds_of(here, view.document.syringes),
            size=STRIP_PICTURE,
            palette=current(),
            ratio=view.page.devicePixelRatioF(),
            dot_px=1.0,
        )
        view.page.strip.show_pictures({chart_id: picture})
        self._dots[chart_id] = len(here)

    def _draw_session(self, summary: SessionSummary) -> None:
        with suppress(RefusedError):
            self._draw_read(summary)

    def _draw_read(self, summary: SessionSummary) -> None:
        view = self._view
        if view.body is None or view.document is None:
            return
        session = summary.session
        open_one = view.document.session is not None and view.document.session.id == session.id
        store = view.document.store
        injections, syringes = (
            (list(view.document.injections.values()), view.document.syringes)
            if open_one
            else (store.injections(session.id), {s.id: s for s in store.syringes(session.id)})
        )
        picture = session_picture(
            view.body,
            injections,
            syringes,
            size=CARD_PICTURE,
            palette=current(),
            ratio=view.page.devicePixelRatioF(),
        )
        view.page.timeline.show_pictures({session.id: picture})
        self._drawn.add(session.id)
