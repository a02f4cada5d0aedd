"""Which sessions a rest map counts, what each left in the skin, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from mesomap.document.history import earlier_sessions, placed, sessions_by, treated_in
from mesomap.paint.locale import format_count, format_date

if TYPE_CHECKING:
    from mesomap.analysis.rest import Left
    from mesomap.atlas import Body
    from mesomap.model import Session
    from mesomap.panels.compare.rest_options import RestChoice
    from mesomap.storage import SessionSummary, Store


@dataclass(frozen=True, slots=True)
class Wanted:
    """For which day, and from which sessions at most, oldest first."""

    day: date
    sessions: tuple[SessionSummary, ...]


def wanted(store: Store, session: Session, choice: RestChoice, today: date) -> Wanted:
    """What `choice` asks for while `session` is open."""
    day = today if choice.today else session.date
    by_today = choice.today
    found = sessions_by(store, session, day) if by_today else earlier_sessions(store, session)
    return Wanted(day, tuple(one for one in found if placed(one)))


def read(
    store: Store, body: Body, sessions: Sequence[SessionSummary], known: dict[UUID, Left]
) -> Iterator[None]:
    """Put what each of `sessions` left in the skin into `known`, a part at a time."""
    from mesomap.analysis.rest import left_in

    for one in sessions:
        if one.session.id not in known:
            treated = treated_in(store, one.session)
            yield
            known[one.session.id] = left_in(body, treated)
            yield


def counted(
    sessions: Sequence[SessionSummary], known: dict[UUID, Left], choice: RestChoice
) -> list[Left]:
    """Those of `sessions` that treated something and are in the choice's range, oldest first."""
    found = [known[one.session.id] for one in sessions]
    found = [one for one in found if one.treated]
    if choice.since is not None:
        found = [one for one in found if one.day >= choice.since]
    return found[-choice.last :] if choice.last is not None else found


def legend_words(left: Sequence[Left], day: date) -> str:
    """Of how many sessions, and by which day."""
    t = QCoreApplication.translate
    if len(left) == 1:
        return t("RestMap", "1 session, by {day}").format(day=format_date(day))
    return t("RestMap", "{count} sessions, by {day}").format(
        count=format_count(len(left)), day=format_date(day)
    )


def counted_words(left: Sequence[Left]) -> str:
    """Which sessions count."""
    t = QCoreApplication.translate
    if not left:
        return t("RestMap", "No session of these treated any skin.")
    first, last = format_date(left[0].day), format_date(left[-1].day)
    if len(left) == 1:
        return t("RestMap", "Counted: 1 session, {day}").format(day=first)
    return t("RestMap", "Counted: {count} sessions, {first} to {last}").format(
        count=format_count(len(left)), first=first, last=last
    )
