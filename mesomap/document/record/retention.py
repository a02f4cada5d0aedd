"""For how long a patient's record is to be kept, as the clinic has said."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from mesomap.document.record.clinic import clinic_settings
from mesomap.storage import Store


def kept_until(store: Store, patient: UUID, *, today: date) -> date | None:
    """The day up to which the patient's record is to be kept; None where it need not be any more.

    It counts from the last session of all the person's entries. None, too, where the clinic has
    said no period, and of a patient who never had a session.
    """
    years = clinic_settings(store).retention_years
    days = [one.session.date for one in store.sessions(patient)]
    if not years or not days:
        return None
    until = _years_after(max(days), years)
    return until if today < until else None


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 3, 1)
