"""What the start page shows of the open clinic file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from mesomap.app.words import day_words, list_details, session_line
from mesomap.model import SessionStatus
from mesomap.panels.patient_rows import PatientRow
from mesomap.panels.start_page import LastSession

if TYPE_CHECKING:
    from mesomap.storage import SessionSummary, Store


def patient_rows(
    store: Store, search: str, latest: dict[UUID, SessionSummary], today: date
) -> list[PatientRow]:
    """The patients that `search` finds, who were seen last first."""
    rows = []
    for patient in store.patients(search):
        last = latest.get(patient.id)
        line = session_line(last.number, last.session.date, today) if last else ""
        rows.append(
            PatientRow(
                id=patient.id,
                name=patient.name,
                details=list_details(patient),
                last_session=line,
                indication=last.session.indication if last else "",
                status=last.session.status if last else None,
                allergies=patient.allergies,
            )
        )
    far = date.min
    order = {p: s.session.date for p, s in latest.items()}
    rows.sort(key=lambda row: order.get(row.id, far), reverse=True)
    return rows


def latest_sessions(summaries: Sequence[SessionSummary]) -> dict[UUID, SessionSummary]:
    """Each patient's last session."""
    latest: dict[UUID, SessionSummary] = {}
    for summary in summaries:
        known = latest.get(summary.session.patient)
        if known is None or _when(known) <= _when(summary):
            latest[summary.session.patient] = summary
    return latest


def last_tiles(latest: dict[UUID, SessionSummary], today: date, count: int) -> list[LastSession]:
    """The last sessions of the patients seen last, newest first."""
    newest = sorted(latest.values(), key=_when, reverse=True)
    return [
        LastSession(
            id=summary.session.id,
            patient=summary.patient_name,
            line=day_words(summary.session.date, today),
            signed=summary.session.status is SessionStatus.SIGNED,
        )
        for summary in newest[:count]
        if summary.count
    ]


def _when(summary: SessionSummary) -> tuple[object, object]:
    return summary.session.date, summary.session.started
