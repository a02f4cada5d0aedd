"""What the start page says when the last good backup is too old."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from mesomap.app.backup.places import last_good, nag_days, places_of
from mesomap.paint.locale import format_date

if TYPE_CHECKING:
    from mesomap.storage.rotating import State


def nag_words(clinic: Path, state: State, now: datetime) -> str:
    """The line, "" where there is nothing to say; the place with the oldest backup is named.

    A backup of the `state` that the clinic file still has is never too old.
    """
    days = nag_days(clinic)
    if not days or state.begun is None:
        return ""
    begun = state.begun.astimezone().replace(tzinfo=None)
    worst, oldest = "", days
    for place in places_of(clinic):
        beside = place == clinic.parent
        last = last_good(clinic, place)
        if last is not None and beside and not last.path.exists():
            last = None
        if last is not None and last.head == state.head:
            continue
        age = (now - (last.at if last is not None else begun)).days
        if age >= oldest:
            oldest = age
            worst = _words(None if beside else place, last.at if last is not None else None, age)
    return worst


def _words(place: Path | None, at: datetime | None, age: int) -> str:
    t = QCoreApplication.translate
    if at is None and place is None:
        return t("Nag", "There is no backup of this clinic file yet.")
    if at is None:
        return t("Nag", "There is no backup of this clinic file in {place} yet.").format(
            place=place
        )
    day = format_date(at.date())
    if place is None and age == 1:
        return t("Nag", "The last good backup is of {date}, one day ago.").format(date=day)
    if place is None:
        text = t("Nag", "The last good backup is of {date}, {count} days ago.")
        return text.format(date=day, count=age)
    if age == 1:
        text = t("Nag", "The last good backup in {place} is of {date}, one day ago.")
        return text.format(place=place, date=day)
    text = t("Nag", "The last good backup in {place} is of {date}, {count} days ago.")
    return text.format(place=place, date=day, count=age)
