"""What stands over both charts of the compare page: which maps, and which there are to choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from mesomap.app import words
from mesomap.app.compare.compare_words import map_words
from mesomap.exchange.compare import Result, Way
from mesomap.model import SessionStatus
from mesomap.paint.locale import format_date
from mesomap.panels.compare.values import Heading, Option
from mesomap.storage import SessionSummary


@dataclass(frozen=True, slots=True)
class Headings:
    """Of the patient's `sessions` the chosen ones; `result` once it is worked out."""

    sessions: Mapping[UUID, SessionSummary]
    first: UUID | Way | None
    second: UUID
    result: Result | None

    def earlier(self) -> Heading:
        """Of the earlier map: another session, the plan, or the left half."""
        t = QCoreApplication.translate
        others = [
            Option(value=id, text=self._session_words(id))
            for id in self.sessions
            if id != self.second
        ]
        own = [
            Option(value=Way.PLAN, text=t("Compare", "Its own plan"), apart=True),
            Option(value=Way.HALVES, text=t("Compare", "Left half")),
        ]
        first = self.first
        titles = {Way.PLAN: t("Compare", "Plan"), Way.HALVES: t("Compare", "Left")}
        title = titles.get(first, "") if isinstance(first, Way) else self._title(first)
        return Heading(
            chosen=first,
            options=(*others, *own),
            state=self._state(first) if isinstance(first, UUID) else "",
            figures=map_words(self.result.first.map) if self.result is not None else "",
            title=title,
        )

    def later(self) -> Heading:
        """Of the later map: a session, or its right half mirrored."""
        t = QCoreApplication.translate
        options = [
            Option(value=id, text=self._later_words(id, shown=id == self.second))
            for id in self.sessions
        ]
        title = {Way.PLAN: t("Compare", "Given"), Way.HALVES: t("Compare", "Right")}
        if isinstance(self.first, Way):
            said = title.get(self.first, "")
        else:
            said = self._title(self.second)
        state = self._state(self.second)
        if self.first is Way.HALVES:
            state = t("Compare", "Right half, mirrored")
        return Heading(
            chosen=self.second,
            options=tuple(options),
            state=state,
            figures=map_words(self.result.second.map) if self.result is not None else "",
            title=said,
        )

    def _title(self, id: UUID | None) -> str:
        known = self.sessions.get(id) if id is not None else None
        return words.session_title(known.number) if known is not None else ""

    def _session_words(self, id: UUID) -> str:
        one = self.sessions[id]
        return f"{words.session_title(one.number)}   {format_date(one.session.date)}"

    def _later_words(self, id: UUID, *, shown: bool) -> str:
        """With the days since the session that it is compared with."""
        t = QCoreApplication.translate
        said = self._session_words(id)
        if not shown or not isinstance(self.first, UUID):
            return said
        days = (self.sessions[id].session.date - self.sessions[self.first].session.date).days
        if days <= 0:
            return said
        later = (
            t("Compare", "1 day later")
            if days == 1
            else t("Compare", "{count} days later").format(count=days)
        )
        return f"{said}, {later}"

    def _state(self, id: UUID) -> str:
        one = self.sessions[id]
        signed = one.session.status is SessionStatus.SIGNED
        return words.state_word(
            SessionStatus.SIGNED if signed else SessionStatus.DRAFT, in_error=one.in_error
        )
