"""Remarks in the window: worked out after an edit has settled, shown, answered, switched off."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from mesomap.analysis.remarks import ALL_KINDS, Earlier, Remark, remarks
from mesomap.app.best_views import best_chart
from mesomap.app.record.remark_words import remark_line
from mesomap.document import Event
from mesomap.document.record.remarks import answer, answers, context_of, earlier_of, withdraw
from mesomap.model import (
    SETTINGS,
    Addendum,
    Attachment,
    ClinicSettings,
    Consent,
    Course,
    FollowUp,
    Lattice,
    Note,
    Patient,
    Photograph,
    Picture,
    Reaction,
    RegionKey,
    RemarkAnswer,
    Session,
    SessionStatus,
    Updated,
)
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import RefusedError

if TYPE_CHECKING:
    from mesomap.app.desk import Desk
    from mesomap.app.session_view import SessionView
    from mesomap.panels.record.remarks_panel import RemarkLine

SETTLED_MS = 60
"""After the panels have followed: while hands go on, nothing is worked out."""
WITHOUT = (
    RemarkAnswer
    | Note
    | Photograph
    | Reaction
    | FollowUp
    | Lattice
    | Picture
    | Attachment
    | Consent
)
"""What no check looks at."""
BEFORE = Session | Patient | Addendum | Course
"""What may change which sessions were before this one."""


class RemarksFlow(QObject):
    """Follows the open session; asks, and commits what was answered."""

    def __init__(self, desk: Desk, view: SessionView) -> None:
        super().__init__(view)
        self._desk, self._view = desk, view
        self._panel = view.page.remarks
        self._found: tuple[Remark, ...] = ()
        self._earlier: tuple[Earlier, ...] | None = None
        self._stale = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLED_MS)
        self._timer.timeout.connect(self.show)
        view.canvas.stage.happened.connect(self._on_event)
        view.followed.connect(self._timer.start)
        view.body_changed.connect(self._forget)
        self._panel.chosen.connect(self.choose)
        self._panel.details_wanted.connect(self.ask)
        self._panel.switches_wanted.connect(desk.actions["remark_settings"].trigger)

    def open(self) -> None:
        """Another session is open: its remarks are there in a moment."""
        self._forget()
        self._earlier = None
        self._found = ()
        self._timer.start()

    def close(self) -> None:
        """The session closes."""
        self._timer.stop()
        self._forget()

    @property
    def found(self) -> tuple[Remark, ...]:
        """The remarks that stand, answered ones too."""
        return self._found

    @property
    def busy(self) -> bool:
        """Whether they are still to be worked out."""
        return self._timer.isActive()

    def _forget(self) -> None:
        self._stale = True

    def _on_event(self, event: Event) -> None:
        values = [c.after if isinstance(c, Updated) else c.value for c in event.changes]
        if any(isinstance(value, BEFORE) for value in values):
            self._earlier = None
        if not values or not all(isinstance(value, WITHOUT) for value in values):
            self._stale = True

    # Shown.

    def show(self) -> None:
        """Work them out if anything that they look at changed, and show them."""
        document, body = self._view.document, self._view.body
        if document is None or document.session is None or body is None:
            return
        if self._stale:
            with suppress(RefusedError):  # while the drive is gone they stay as they were
                self._work_out()
        kept = answers(document.of(RemarkAnswer))
        clinic = document.of(ClinicSettings).get(SETTINGS)
        off = frozenset(clinic.silenced) if clinic is not None else frozenset()
        self._panel.show_remarks(
            [remark_line(body, one, kept.get(one.key)) for one in self._found],
            may_answer=self._is_draft(),
            kinds_off=len(off - {ALL_KINDS}),
            all_off=ALL_KINDS in off,
        )

    def _work_out(self) -> None:
        document, body, live = self._view.document, self._view.body, self._view.canvas.stage.live
        assert document is not None
        assert document.session is not None
        assert body is not None
        if self._earlier is None:
            self._earlier = earlier_of(document.store, document.session)
        spacing = None
        if live is not None:
            spacing = {
                key: live.region(key, gaps=False).spacing.median_mm for key in live.regions_used()
            }
        context = context_of(
            document.store, document.state, body, earlier=self._earlier, spacing_mm=spacing
        )
        self._found = remarks(context)
        self._stale = False

    def _is_draft(self) -> bool:
        document = self._view.document
        session = document.session if document is not None else None
        return session is not None and session.status is SessionStatus.DRAFT

    # What is asked.

    def go(self) -> None:
        """To the panel, by keys."""
        self._timer.stop()
        self.show()
        self._panel.go()

    def choose(self, key: str) -> None:
        """Show on the chart what a remark concerns; what concerns no place is shown whole."""
        remark = self._remark(key)
        document, body = self._view.document, self._view.body
        if remark is None or document is None or body is None:
            return
        known = document.injections
        chosen = [known[id] for id in remark.injections if id in known]
        keys = [
            RegionKey(one.region, one.side)
            for one in chosen
            if one.region is not None and one.side is not None
        ]
        if chosen:
            if self._view.chart and not set(keys) & set(body.charts[self._view.chart].regions):
                self._view.show_chart(best_chart(body, keys) or self._view.chart)
            self._view.canvas.stage.select(frozenset(one.id for one in chosen))
        elif remark.regions:
            self._view.choose_region(remark.regions[0])
        else:
            self.ask(key)

    def ask(self, key: str) -> None:
        """A remark whole, and its answer."""
        from mesomap.panels.record.remark_dialog import RemarkDialog

        remark, line = self._remark(key), self._line(key)
        if remark is None or line is None:
            return
        dialog = RemarkDialog(line, may_answer=self._is_draft(), parent=self._desk.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._keep(remark, line, dialog.reason()))
        dialog.withdrawn.connect(lambda: self._withdraw(remark))
        dialog.finished.connect(lambda _result: self._panel.go(key))
        dialog.open()

    def _remark(self, key: str) -> Remark | None:
        return next((one for one in self._found if one.key == key), None)

    def _line(self, key: str) -> RemarkLine | None:
        row = self._panel.rows.get(key)
        return row.line if row is not None else None

    # What is committed.

    def _keep(self, remark: Remark, line: RemarkLine, reason: str) -> None:
        document = self._view.document
        if document is not None and reason:
            changes = answer(document, remark, said=line.text, reason=reason)
            self._view.commit(QT_TRANSLATE_NOOP("labels", "Answer a remark"), changes)
            self.show()

    def _withdraw(self, remark: Remark) -> None:
        document = self._view.document
        if document is not None:
            label = QT_TRANSLATE_NOOP("labels", "Take an answer back")
            self._view.commit(label, withdraw(document, remark))
            self.show()
