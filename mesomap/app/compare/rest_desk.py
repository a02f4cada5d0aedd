"""The rest map over the open session's chart, worked out in small slices while it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QTimer

from mesomap.document.history import earlier_sessions, treated_in

if TYPE_CHECKING:
    from mesomap.analysis.rest import Left, RestPatch
    from mesomap.analysis.rest_seen import Looked, RestSeen
    from mesomap.app.desk import Desk
    from mesomap.app.session_view import SessionView
    from mesomap.geometry.arrays import Indices

SLICE_S = 0.012
"""So long the window waits for one slice, and for the longest of its steps."""
SHOW_EVERY_S = 0.08
KEPT_CHARTS = 4
"""What so many charts see of flat skin is remembered: looking it up takes longest."""


class RestDesk(QObject):
    """Follows its action, the chart and the body; nothing is read while it is off."""

    def __init__(self, desk: Desk, view: SessionView) -> None:
        super().__init__(view)
        self._view = view
        self._action = desk.actions["show_rest"]
        self._left: tuple[Left, ...] | None = None
        self._patches: list[RestPatch] = []
        self._more: Iterator[RestPatch] | None = None
        """The patches that are still to be worked out; taken up again after an interruption."""
        self._looked: dict[str, dict[str, list[Looked]]] = {}
        """What each chart sees of each patch, the chart that was shown last at the end."""
        self._work: Iterator[None] | None = None
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._step)
        view.chart_shown.connect(self._begin)
        view.body_changed.connect(self.open)

    @property
    def busy(self) -> bool:
        """Whether it is still being worked out."""
        return self._work is not None

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

    def _forget(self) -> None:
        self._left, self._patches, self._more = None, [], None
        self._looked = {}

    def _begin(self) -> None:
        self._stop()
        if not self._action.isChecked() or self._view.document is None:
            self._view.canvas.show_rest(None)
            return
        self._work = self._slice()
        self._slices.start()

    def _stop(self) -> None:
        self._slices.stop()
        self._work = None

    def _step(self) -> None:
        until = monotonic() + SLICE_S
        while self._work is not None and monotonic() < until:
            if next(self._work, self) is self:  # it has ended
                self._stop()

    def _slice(self) -> Iterator[None]:
        """One earlier session or one part of a patch at a time; the chart shows what is there."""
        from mesomap.analysis.rest import left_in, rest_of

        document, body = self._view.document, self._view.body
        if document is None or document.session is None or body is None:
            return
        session, store = document.session, document.store
        seen = self._show()
        if self._left is None:
            found: list[Left] = []
            for one in earlier_sessions(store, session):
                if one.given:
                    treated = treated_in(store, one.session)
                    yield
                    found.append(left_in(body, treated))
                    yield
            self._left = tuple(found)
        if self._more is None:
            self._more = rest_of(body, self._left, session.date)
        yield from self._shown(seen, self._worked_out())

    def _worked_out(self) -> Iterator[RestPatch]:
        """Those that are there, then those that are still to be worked out."""
        yield from tuple(self._patches)
        for patch in self._more or ():
            self._patches.append(patch)
            yield patch

    def _show(self) -> RestSeen | None:
        """An empty map over the chart; None where the chart has no skin to rest."""
        from mesomap.analysis.rest_seen import nothing_seen

        body, chart = self._view.body, self._view.chart
        seen = None
        if body is not None and chart and chart not in body.pictures:
            seen = nothing_seen(body, chart)
            self._looked[chart] = self._looked.pop(chart, {})
            for old in list(self._looked)[:-KEPT_CHARTS]:
                del self._looked[old]
        self._view.canvas.show_rest(seen)
        return seen

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

        body, chart = self._view.body, self._view.chart
        known = self._looked[chart]
        if patch.patch in known:
            yield from known[patch.patch]
            return
        assert body is not None
        found = []
        for looked in look_up(body, chart, patch.patch, patch.cells, seen.cells):
            found.append(looked)
            yield looked
        known[patch.patch] = found
