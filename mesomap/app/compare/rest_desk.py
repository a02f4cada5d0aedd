"""The rest map over the open session's chart, worked out in small slices while it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from mesomap.document.history import earlier_sessions, treated_in

if TYPE_CHECKING:
    from mesomap.analysis.rest import RestPatch, Treated
    from mesomap.app.desk import Desk
    from mesomap.app.session_view import SessionView

SHOW_EVERY_S = 0.5
"""What is worked out so far is shown so often: looking it up on the chart costs as much again."""


class RestDesk(QObject):
    """Follows its action, the chart and the body; nothing is read while it is off."""

    def __init__(self, desk: Desk, view: SessionView) -> None:
        super().__init__(view)
        self._view = view
        self._action = desk.actions["show_rest"]
        self._treated: tuple[Treated, ...] | None = None
        self._patches: list[RestPatch] = []
        self._left: Iterator[RestPatch] | None = None
        """The patches that are still to be worked out; taken up again after an interruption."""
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
        self._treated, self._patches, self._left = None, [], None

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
        if self._work is None:
            self._slices.stop()
        elif next(self._work, self) is self:  # it has ended
            self._stop()

    def _slice(self) -> Iterator[None]:
        """One earlier session or one patch at a time; the chart shows what is there so far."""
        from mesomap.analysis.rest import rest_map

        document, body = self._view.document, self._view.body
        if document is None or document.session is None or body is None:
            return
        session = document.session
        self._show()
        if self._treated is None:
            found: list[Treated] = []
            for one in earlier_sessions(document.store, session):
                if one.given:
                    found.append(treated_in(document.store, one.session))
                    yield
            self._treated = tuple(found)
            self._left = rest_map(body, self._treated, session.date)
        shown = monotonic()
        for patch in self._left or ():
            self._patches.append(patch)
            if monotonic() - shown > SHOW_EVERY_S:
                self._show()
                shown = monotonic()
            yield
        self._show()

    def _show(self) -> None:
        """What the chart sees of the patches that are worked out."""
        from mesomap.analysis.rest_seen import rest_seen

        body, chart = self._view.body, self._view.chart
        if body is None or not chart or chart in body.pictures:
            self._view.canvas.show_rest(None)
            return
        here = {body.regions[key].patch for key in body.charts[chart].regions}
        shown = [patch for patch in self._patches if patch.patch in here]
        self._view.canvas.show_rest(rest_seen(body, chart, shown))
