"""Where a clinic file's backups go from this computer, and the last good one of each place."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from mesomap.app import settings

SECOND: Final = "backups/second"
NAG: Final = "backups/nag"
NAG_DAYS: Final = 7
MOST_NAG_DAYS: Final = 365


@dataclass(frozen=True, slots=True)
class Last:
    """The last good backup of a place.

    Attributes
    ----------
    at
        When it was made.
    head
        The last change that it holds.
    whole
        Whether its content was compared with the change log, too.
    """

    at: datetime
    head: str
    path: Path
    whole: bool = True


def second_place(clinic: Path) -> Path | None:
    """The folder that the clinic chose besides the one beside its file."""
    value = settings.of_clinic(clinic, SECOND)
    return Path(value) if value else None


def choose_second_place(clinic: Path, place: Path | None) -> None:
    """Back up there too from now on, or no longer."""
    settings.remember_of_clinic(clinic, SECOND, str(place) if place is not None else "")


def places_of(clinic: Path) -> list[Path]:
    """All places, the folder that the clinic file lies in first."""
    second = second_place(clinic)
    return [clinic.parent] if second is None else [clinic.parent, second]


def last_good(clinic: Path, place: Path) -> Last | None:
    """The last backup that this computer made and verified there."""
    parts = settings.of_clinic(clinic, _name_of(place)).split("\n")
    if len(parts) != 4:
        return None
    try:
        return Last(datetime.fromisoformat(parts[0]), parts[1], Path(parts[2]), parts[3] == "whole")
    except ValueError:
        return None


def remember_last(clinic: Path, place: Path, last: Last) -> None:
    """This one is the last good one there."""
    how = "whole" if last.whole else "quick"
    value = "\n".join((last.at.isoformat(), last.head, str(last.path), how))
    settings.remember_of_clinic(clinic, _name_of(place), value)
    if last.whole:
        settings.remember_of_clinic(clinic, f"{_name_of(place)}-whole", last.at.isoformat())


def last_whole(clinic: Path, place: Path) -> datetime | None:
    """When the last backup was made there whose content was compared with the change log."""
    try:
        text = settings.of_clinic(clinic, f"{_name_of(place)}-whole")
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None


def nag_days(clinic: Path) -> int:
    """After how many days without a good backup it is said; 0 for never."""
    value = settings.of_clinic(clinic, NAG)
    return min(int(value), MOST_NAG_DAYS) if value.isdecimal() else NAG_DAYS


def remember_nag_days(clinic: Path, days: int) -> None:
    """Say it after so many days from now on."""
    settings.remember_of_clinic(clinic, NAG, str(days))


def _name_of(place: Path) -> str:
    return f"backups/last-{hashlib.sha256(str(place.absolute()).encode()).hexdigest()[:16]}"
