"""What the start page shows of the open clinic file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from mesomap.app.words import day_words, list_details, session_line
from mesomap.model import Patient, SessionStatus
from mesomap.paint.names import indication_name
from mesomap.panels.patient_rows import PatientRow
from mesomap.panels.start_page import LastSession

if TYPE_CHECKING:
    from mesomap.storage import SessionSummary, Store


def patient_rows(store: Store, patients: Sequence[Patient], today: date) -> list[PatientRow]:
    """Patients of the clinic file with their last sessions, in their order."""
    latest = store.latest([patient.id for patient in patients])
    rows = []
    for patient in patients:
        last = latest.get(patient.id)
        line = session_line(last.number, last.session.date, today) if last else ""
        rows.append(
            PatientRow(
                id=patient.id,
                name=patient.name,
                details=list_details(patient),
                last_session=line,
                indication=indication_name(last.session.indication) if last else "",
                status=last.session.status if last else None,
                allergies=patient.allergies,
                session=last.session.id if last and last.count else None,
                same_name=bool(store.namesakes(patient.name, besides=patient.id)),
                in_error=last.in_error if last else False,
            )
        )
    return rows


def last_tiles(summaries: Sequence[SessionSummary], today: date) -> list[LastSession]:
    """Last sessions in ready words."""
    return [
        LastSession(
            id=summary.session.id,
            patient=summary.patient_name,
            line=day_words(summary.session.date, today),
            signed=summary.session.status is SessionStatus.SIGNED,
        )
        for summary in summaries
    ]
