"""Earlier sessions under today's map: which, and the switches that say so."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from mesomap.app import words
from mesomap.canvas.ghosts import Ghost
from mesomap.document import Event
from mesomap.document.history import earlier_sessions, placed
from mesomap.model import AreaPass, Session, SessionStatus, Status, Updated
from mesomap.paint.locale import format_date
from mesomap.panels.timeline_card import GhostSwitch
from mesomap.storage import RefusedError, SessionSummary

if TYPE_CHECKING:
    from mesomap.app.desk import Desk
    from mesomap.app.session_view import SessionView

FIRST_MS = 40
"""What the session before placed is read so long after a session was opened: once it is shown."""


class GhostDesk(QObject):
    """Follows the timeline's switches; the map's ghosts follow it.

    Which were on is remembered for each session until the window closes, and never stored.
    """

    def __init__(self, desk: Desk, view: SessionView) -> None:
        super().__init__(view)
        self._view = view
        self._action = desk.actions["show_ghosts"]
        self._earlier: dict[UUID, SessionSummary] = {}
        """Those that placed something, the newest first."""
        self._on: frozenset[UUID] = frozenset()
        self._before_off: frozenset[UUID] = frozenset()
        self._remembered: dict[UUID, frozenset[UUID]] = {}
        self._read: dict[UUID, Ghost] = {}
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.setInterval(FIRST_MS)
        self._first.timeout.connect(self._draw)
        view.page.timeline.ghost_switched.connect(self._switch)
        view.canvas.stage.happened.connect(self._on_event)

    def open(self) -> None:
        """Another session is open: what it had on, else the session before while it is a draft."""
        self._read.clear()
        document = self._view.document
        session = document.session if document is not None else None
        if session is None:
            return
        self._earlier = self._found()
        default = frozenset[UUID]()
        if session.status is SessionStatus.DRAFT:
            default = self._newest()
        self._before_off = self._newest()
        self._on = self._remembered.get(session.id, default) & self._earlier.keys()
        self._action.setEnabled(bool(self._earlier))
        self._show_switches()
        self._first.start()

    def close(self) -> None:
        """The session closes."""
        self._first.stop()
        self._earlier, self._on = {}, frozenset()
        self._read.clear()
        self._view.canvas.show_ghosts(())

    def toggle_all(self) -> None:
        """All off; where none is on, those that were on before, else the session before."""
        if self._on:
            self._before_off = self._on
            self._set(frozenset())
        else:
            self._set(self._before_off & self._earlier.keys() or self._newest())

    def _switch(self, session: UUID, on: bool) -> None:
        self._set(self._on | {session} if on else self._on - {session})

    def _set(self, on: frozenset[UUID]) -> None:
        document = self._view.document
        if document is None or document.session is None:
            return
        self._on = self._remembered[document.session.id] = on
        self._show_switches()
        self._draw()

    def _newest(self) -> frozenset[UUID]:
        return frozenset(list(self._earlier)[:1])

    def _show_switches(self) -> None:
        self._action.setChecked(bool(self._on))
        self._view.page.timeline.show_ghosts(
            {id: GhostSwitch(id in self._on, sign) for sign, id in enumerate(self._earlier)}
        )

    def _draw(self) -> None:
        """Read what is not read yet, and put it under the map."""
        self._first.stop()
        on = [id for id in self._earlier if id in self._on]
        self._read |= {id: self._ghost(id) for id in on if id not in self._read}
        self._view.canvas.show_ghosts([self._read[id] for id in on])

    def _ghost(self, id: UUID) -> Ghost:
        document = self._view.document
        assert document is not None
        store, summary = document.store, self._earlier[id]
        name = words.session_title(summary.number)
        return Ghost(
            session=id,
            title=f"{name}, {format_date(summary.session.date)}",
            sign=list(self._earlier).index(id),
            injections=tuple(i for i in store.injections(id) if i.status is not Status.SKIPPED),
            areas=tuple(
                area for area in store.of_session(AreaPass, id) if area.status is not Status.SKIPPED
            ),
            mixtures={one.id: one.mixture or one.name for one in store.syringes(id)},
        )

    def _on_event(self, event: Event) -> None:
        """Another day of this session may have other sessions before it."""
        values = [one.after if isinstance(one, Updated) else one.value for one in event.changes]
        changed = any(isinstance(value, Session) for value in values)
        with suppress(RefusedError):  # while the drive is gone they are the same
            if changed and self._found().keys() != self._earlier.keys():
                self.open()

    def _found(self) -> dict[UUID, SessionSummary]:
        document = self._view.document
        if document is None or document.session is None:
            return {}
        found = earlier_sessions(document.store, document.session)
        return {one.session.id: one for one in reversed(found) if placed(one)}
