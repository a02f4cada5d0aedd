"""Reactions and follow-ups in the window: on the map, in the record, and what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt

from mesomap.canvas.reactions import KnownReaction
from mesomap.document import Document, Event
from mesomap.document.record.people import hand
from mesomap.document.record.reactions import (
    PointState,
    begun,
    looked,
    noted,
    point_states,
    struck_out,
)
from mesomap.model import (
    FollowUp,
    FollowUpPoint,
    Known,
    Message,
    Reaction,
    Session,
    Status,
    Updated,
)
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import RefusedError, SessionSummary

if TYPE_CHECKING:
    from mesomap.app.desk import Desk
    from mesomap.app.record.reaction_asking import ReactionAsking
    from mesomap.app.session_view import SessionView
    from mesomap.panels.record.follow_up_dialog import FollowUpDialog
    from mesomap.panels.record.reaction_dialog import ReactionDialog

NONE_GIVEN = QT_TRANSLATE_NOOP(
    "messages", "Nothing was given in any session yet: there is nothing to react to."
)


class ReactionDesk(QObject):
    """Follows the open session's patient; asks, and commits what was answered."""

    def __init__(self, desk: Desk, view: SessionView) -> None:
        super().__init__(view)
        self._desk, self._view = desk, view
        self._summaries: list[SessionSummary] = []
        self._reactions: list[Reaction] = []
        self._list: FollowUpDialog | None = None
        self._listed: UUID | None = None
        """The session whose points the list shows."""
        self._back_to: UUID | None = None
        """The session whose list was left for a reaction: it comes back afterwards."""
        self._asking: ReactionAsking | None = None
        view.canvas.stage.happened.connect(self._on_event)
        view.page.follow_up_offer.nothing_seen.connect(self._nothing_at_end)
        view.page.reaction_options.by_hand_wanted.connect(
            lambda on: view.canvas.reaction_tool.set_by_hand(on)
        )
        view.page.timeline.reaction_wanted.connect(lambda session: self.ask_new(session))
        view.page.timeline.follow_ups_wanted.connect(self.ask_follow_ups)
        view.page.record.line_chosen.connect(
            lambda name: self.ask_follow_ups() if name == "reactions" else None
        )

    # What there is.

    def open(self) -> None:
        """Another session is open."""
        self._read()

    def close(self) -> None:
        """The session closes."""
        self._back_to = None
        if self._asking is not None:
            self._asking.abandon()
        if self._list is not None:
            self._list.reject()

    def _on_event(self, event: Event) -> None:
        values = [c.after if isinstance(c, Updated) else c.value for c in event.changes]
        if any(isinstance(value, Reaction | FollowUp) for value in values):
            self._read()
        elif any(isinstance(value, Session) for value in values):
            self.show()

    def _read(self) -> None:
        """From the clinic file: reactions may be to any of the patient's sessions."""
        document = self._view.document
        if document is None or document.patient is None:
            return
        person = document.patient.id
        with suppress(RefusedError):  # while the drive is gone other sessions' stay as they were
            self._summaries = [one for one in document.store.sessions(person) if not one.in_error]
            self._reactions = document.store.reactions_of(person)
        if document.pending and document.session is not None:
            others = [one for one in self._reactions if one.session != document.session.id]
            self._reactions = [*others, *document.of(Reaction).values()]
        self.show()

    def show(self) -> None:
        """On the map, in the record's row, in the offer after treating, and in the list."""
        document, stage = self._view.document, self._view.canvas.stage
        if document is None or document.session is None:
            return
        session = document.session
        days = {one.session.id: one.session.date for one in self._summaries}
        known = [
            KnownReaction(one, days[one.session], one.session == session.id)
            for one in self._reactions
            if not one.mistaken and one.session in days
        ]
        stage.reactions.know(known, session.date)
        stage.reactions.place(stage.body, stage.chart)
        self._show_row(session)
        if self._list is not None:
            self._show_list()

    def _show_row(self, session: Session) -> None:
        from mesomap.app.record.reaction_words import row_words

        mine = [one for one in self._reactions if one.session == session.id and not one.mistaken]
        states = self._states(session) if self._is_given(session.id) else []
        words, state = row_words(mine, states)
        self._view.page.record.show_line("reactions", words, state)
        looked_at = {one.point for one in states if one.is_done}
        ended = session.treated_until is not None and bool(states)
        today = self._desk.clock().date()
        self._view.page.follow_up_offer.setVisible(
            ended and FollowUpPoint.END not in looked_at and session.date == today
        )

    def _is_given(self, session: UUID) -> bool:
        """Whether anything of a session was given."""
        document = self._view.document
        open_one = document.session if document is not None else None
        if document is not None and open_one is not None and open_one.id == session:
            statuses = [one.status for one in document.injections.values()]
            statuses += [one.status for one in document.areas.values()]
            return Status.GIVEN in statuses
        return any(
            one.given or one.session.treated_from is not None
            for one in self._summaries
            if one.session.id == session
        )

    def _states(self, session: Session) -> list[PointState]:
        document = self._view.document
        assert document is not None
        later = [
            one.session.date
            for one in self._summaries
            if (one.session.date, one.session.started) > (session.date, session.started)
        ]
        return point_states(
            session,
            self._follow_ups(document, session),
            self._reactions,
            today=self._desk.clock().date(),
            seen_again=min(later, default=None),
        )

    def _follow_ups(self, document: Document, session: Session) -> Sequence[FollowUp]:
        if document.session is not None and document.session.id == session.id:
            return list(document.of(FollowUp).values())
        return document.store.of_session(FollowUp, session.id)

    # What is asked.

    def ask_new(
        self,
        session: UUID | None = None,
        *,
        point: FollowUpPoint | None = None,
        known: Known = Known.SEEN,
    ) -> None:
        """A new reaction; without a `session` to the open one if it is given, else it is asked."""
        document = self._view.document
        if document is None or document.session is None:
            return
        given = [one for one in self._summaries if self._is_given(one.session.id)]
        if not given:
            self._desk.warn(Message(NONE_GIVEN))
            return
        ids = [one.session.id for one in given]
        if session is None and document.session.id in ids:
            session = document.session.id
        if session is None and len(given) == 1:
            session = ids[0]
        to = next((one.session for one in given if one.session.id == session), given[-1].session)
        draft = begun(to, at=self._desk.clock(), by=hand(document), point=point, known=known)
        self._ask(draft, given, session_known=session in ids, before=None)

    def ask_change(self, id: UUID) -> None:
        """A reaction that is there."""
        found = next((one for one in self._reactions if one.id == id), None)
        if found is not None:
            self._ask(found, self._summaries, session_known=True, before=found)

    def ask_follow_ups(self, session: UUID | None = None) -> None:
        """The points and reactions of a session: the open one, or the last one given, without."""
        from mesomap.panels.record.follow_up_dialog import FollowUpDialog

        document = self._view.document
        if document is None or document.session is None or document.patient is None:
            return
        self._listed = session if session is not None else self._to_list(document.session.id)
        dialog = self._list = FollowUpDialog(document.patient.name, self._desk.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.session_chosen.connect(self._list_session)
        dialog.nothing_seen.connect(
            lambda point: self._look(self._listed, point, dialog.how_known())
        )
        dialog.reaction_wanted.connect(
            lambda point: self.ask_new(self._listed, point=point, known=dialog.how_known())
        )
        dialog.reaction_chosen.connect(self.ask_change)
        dialog.finished.connect(self._forget_list)
        self._show_list()
        dialog.open()

    def _to_list(self, open_one: UUID) -> UUID:
        given = [one.session.id for one in self._summaries if self._is_given(one.session.id)]
        return given[-1] if given and open_one not in given else open_one

    def _forget_list(self, _result: int) -> None:
        self._list = None
        self._view.canvas.setFocus()

    def _list_session(self, session: UUID) -> None:
        self._listed = session
        self._show_list()

    def _show_list(self) -> None:
        from mesomap.app.record.reaction_words import point_line, reaction_line, session_names

        dialog, body = self._list, self._view.body
        summary = next((one for one in self._summaries if one.session.id == self._listed), None)
        if dialog is None or body is None or summary is None:
            return
        session = summary.session
        dialog.show_sessions(session_names(self._summaries), session.id)
        given = self._is_given(session.id)
        states = self._states(session) if given else []
        dialog.show_points([point_line(state, session) for state in states])
        mine = [one for one in self._reactions if one.session == session.id]
        dialog.show_reactions([reaction_line(body, one) for one in mine])

    def _ask(
        self,
        reaction: Reaction,
        sessions: list[SessionSummary],
        *,
        session_known: bool,
        before: Reaction | None,
    ) -> None:
        from mesomap.app.record.reaction_asking import ReactionAsking
        from mesomap.app.record.reaction_words import region_choices, session_choices
        from mesomap.panels.record.reaction_dialog import ReactionDialog

        document, body = self._view.document, self._view.body
        if document is None or body is None:
            return
        if self._list is not None:
            self._back_to = self._listed
            self._list.accept()  # the way to the chart must be free
        if self._asking is None:
            self._asking = ReactionAsking(self._view.canvas, self)
        dialog = ReactionDialog(
            reaction,
            sessions=session_choices(document.store, body, sessions, self._desk.clock().date()),
            session_known=session_known,
            stored=before is not None,
            regions=region_choices(body),
            can_mark=self._view.canvas.isVisible(),
            parent=self._desk.window,
        )
        if before is not None:
            dialog.report_wanted.connect(lambda: self._report(before, dialog))
            dialog.mistaken_wanted.connect(lambda on: self._strike_out(dialog, before, on))
        self._asking.ask(dialog, lambda answered: self._take(before, answered.reaction))
        dialog.finished.connect(self._back)

    def _back(self, _result: int) -> None:
        back_to, self._back_to = self._back_to, None
        if back_to is not None:
            self.ask_follow_ups(back_to)

    # What is committed.

    def _take(self, before: Reaction | None, after: Reaction) -> None:
        label = (
            QT_TRANSLATE_NOOP("labels", "Add reaction")
            if before is None
            else QT_TRANSLATE_NOOP("labels", "Change reaction")
        )
        self._view.commit(label, noted(before, after))

    def _strike_out(self, dialog: ReactionDialog, reaction: Reaction, mistaken: bool) -> None:
        label = QT_TRANSLATE_NOOP("labels", "Reaction entered by mistake")
        if not mistaken:
            label = QT_TRANSLATE_NOOP("labels", "Reaction not entered by mistake")
        self._view.commit(label, struck_out(reaction, mistaken=mistaken))
        dialog.reject()

    def _look(self, session: UUID | None, point: FollowUpPoint, known: Known) -> None:
        document = self._view.document
        if document is None or session is None:
            return
        changes = looked(session, point, at=self._desk.clock(), by=hand(document), known=known)
        self._view.commit(QT_TRANSLATE_NOOP("labels", "Follow-up, nothing seen"), changes)

    def _nothing_at_end(self) -> None:
        document = self._view.document
        if document is not None and document.session is not None:
            self._look(document.session.id, FollowUpPoint.END, Known.SEEN)

    def _report(self, reaction: Reaction, dialog: ReactionDialog) -> None:
        from mesomap.app.record.reaction_reporting import ask_report

        ask_report(self._desk, reaction, dialog)
