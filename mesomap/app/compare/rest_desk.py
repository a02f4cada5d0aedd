"""The rest map over the open session's chart, worked out in small slices while it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QTimer

from mesomap.app.compare.rest_sessions import (
    counted,
    counted_words,
    legend_words,
    read,
    wanted,
)
from mesomap.document import Event
from mesomap.model import AreaPass, Injection, Session, Updated
from mesomap.paint.locale import format_date

if TYPE_CHECKING:
    from uuid import UUID

    from mesomap.analysis.rest import Left, RestPatch
    from mesomap.analysis.rest_seen import Looked, RestSeen
    from mesomap.app.desk import Desk
    from mesomap.app.session_view import SessionView
    from mesomap.geometry.arrays import Indices
    from mesomap.panels.compare.rest_options import RestChoice, RestOptions

SLICE_S = 0.012
"""So long the window waits for one slice, and for the longest of its steps."""
SHOW_EVERY_S = 0.08
AGAIN_MS = 200
"""What changes the map is heeded so long after the last of it."""
KEPT_CHARTS = 4
"""What so many charts see of flat skin is remembered: looking it up takes longest."""


class RestDesk(QObject):
    """Follows its action, its options, the chart, the body and the session's day.

    Nothing is read while it is off.
    """

    def __init__(self, desk: Desk, view: SessionView) -> None:
        super().__init__(view)
        self._desk, self._view = desk, view
        self._action = desk.actions["show_rest"]
        self._options: RestOptions | None = None
        self._left: dict[UUID, Left] = {}
        """What each session left in the skin, as far as it was read."""
        self._patches: list[RestPatch] = []
        self._more: Iterator[RestPatch] | None = None
        """The patches that are still to be worked out; goes on after an interruption."""
        self._words = ("", "")
        self._looked: dict[str, dict[str, list[Looked]]] = {}
        """What each chart sees of each patch, the chart that was shown last at the end."""
        self._work: Iterator[None] | None = None
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._step)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self._other_map)
        view.chart_shown.connect(self._begin)
        view.body_changed.connect(self.open)
        view.canvas.stage.happened.connect(self._on_event)

    @property
    def busy(self) -> bool:
        """Whether it is still being worked out."""
        return self._work is not None or self._again.isActive()

    @property
    def options(self) -> RestOptions:
        """Beside the chart, built on first use."""
        if self._options is None:
            from mesomap.panels.compare.rest_options import RestOptions

            page = self._view.page
            options = RestOptions()
            options.hide()
            options.free.set_value(page.grid.rest.value())
            options.choice_changed.connect(lambda _choice: self._again.start())
            options.done.connect(self._view.canvas.setFocus)
            options.free.value_changed.connect(page.grid.keep_rested)
            page.grid.rest.value_changed.connect(options.free.set_value)
            page.add_overlay_options(options)
            self._options = options
        return self._options

    def open(self) -> None:
        """Another session, or another body: begin from what its file holds."""
        self._forget()
        self._begin()

    def close(self) -> None:
        """Nothing is shown, and nothing worked out any more."""
        self._stop()
        self._forget()
        self._view.canvas.show_rest(None)

    def toggle(self) -> None:
        """As the action says."""
        self._begin()

    def ask(self) -> None:
        """Show the map, and give its options the keyboard."""
        if not self._action.isChecked():
            self._action.setChecked(True)
            self._begin()
        self.options.take_keyboard()

    def _forget(self) -> None:
        self._left, self._looked = {}, {}
        self._patches, self._more = [], None

    def _other_map(self) -> None:
        """Other sessions, another day, another margin: what was read and looked up stays."""
        self._patches, self._more = [], None
        self._begin()

    def _begin(self) -> None:
        if self._again.isActive():
            self._patches, self._more = [], None
        self._stop()
        on = self._action.isChecked() and self._view.document is not None
        if on or self._options is not None:
            self.options.setVisible(on)
        if not on:
            self._view.canvas.show_rest(None)
            return
        self._work = self._slice()
        self._slices.start()

    def _stop(self) -> None:
        self._slices.stop()
        self._again.stop()
        self._work = None

    def _step(self) -> None:
        until = monotonic() + SLICE_S
        while self._work is not None and monotonic() < until:
            if next(self._work, self) is self:  # it has ended
                self._stop()

    def _on_event(self, event: Event) -> None:
        """Another day has other sessions before it; what is given now may count too."""
        values = [one.after if isinstance(one, Updated) else one.value for one in event.changes]
        edited = {one.session for one in values if isinstance(one, (Injection, AreaPass))}
        known = edited & self._left.keys()
        if known or any(isinstance(value, Session) for value in values):
            self._stop()
            for id in known:
                del self._left[id]
            self._again.start()

    def _choice(self) -> RestChoice:
        return self.options.choice()

    def _slice(self) -> Iterator[None]:
        """One earlier session or one part of a patch at a time; the chart shows what is there."""
        from mesomap.analysis.rest import rest_of

        document, body = self._view.document, self._view.body
        if document is None or document.session is None or body is None:
            return
        if self._more is None:
            self._view.canvas.show_rest(self._empty(), "")
            today = self._desk.clock().date()
            days = format_date(document.session.date), format_date(today)
            self.options.show_days(
                self.tr("session, {day}").format(day=days[0]),
                self.tr("today, {day}").format(day=days[1]),
            )
            asked = wanted(document.store, document.session, self._choice(), today)
            yield from read(document.store, body, asked.sessions, self._left)
            left = counted(asked.sessions, self._left, self._choice())
            self._words = (legend_words(left, asked.day), counted_words(left))
            margin_mm = self._choice().margin_mm
            self._more = rest_of(body, left, asked.day, margin_mm=margin_mm)
        seen = self._empty()
        self._view.canvas.show_rest(seen, self._words[0])
        self.options.show_counted(self._words[1] if seen is not None else self._no_skin())
        yield from self._shown(seen, self._worked_out())

    def _no_skin(self) -> str:
        return self.tr("A place on a picture is no address on the skin: nothing has rested there.")

    def _worked_out(self) -> Iterator[RestPatch]:
        """Those that are there, then those that are still to be worked out."""
        yield from tuple(self._patches)
        for patch in self._more or ():
            self._patches.append(patch)
            yield patch

    def _empty(self) -> RestSeen | None:
        """What the chart sees before anything is known; None where it has no skin to rest."""
        from mesomap.analysis.rest_seen import nothing_seen

        body, chart = self._view.body, self._view.chart
        if body is None or not chart or chart in body.pictures:
            return None
        self._looked[chart] = self._looked.pop(chart, {})
        for old in list(self._looked)[:-KEPT_CHARTS]:
            del self._looked[old]
        return nothing_seen(body, chart)

    def _shown(self, seen: RestSeen | None, patches: Iterator[RestPatch]) -> Iterator[None]:
        """Put what the chart sees of `patches` into `seen`, part by part."""
        from mesomap.analysis.rest_seen import put

        waiting: list[Indices] = []
        last = 0.0
        for patch in patches:
            yield
            for looked in self._seen_of(seen, patch) if seen is not None else ():
                assert seen is not None
                waiting.append(put(seen, looked, patch))
                if monotonic() - last > SHOW_EVERY_S:
                    self._add(waiting)
                    last = monotonic()
                yield
        self._add(waiting)

    def _add(self, waiting: list[Indices]) -> None:
        if waiting:
            self._view.canvas.add_rest(np.sort(np.concatenate(waiting)))
            waiting.clear()

    def _seen_of(self, seen: RestSeen, patch: RestPatch) -> Iterator[Looked]:
        """What the chart sees of a patch; kept once all of it is looked up."""
        from mesomap.analysis.rest_seen import look_up

        body, known = self._view.body, self._looked[self._view.chart]
        if patch.patch in known:
            yield from known[patch.patch]
            return
        assert body is not None
        found = []
        for looked in look_up(body, self._view.chart, patch.patch, patch.cells, seen.cells):
            found.append(looked)
            yield looked
        known[patch.patch] = found
