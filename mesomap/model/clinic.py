"""What a clinic says of itself, and how it wants to work."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from mesomap.model.protocol import Ceiling


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicSettings:
    """One to a clinic file, under `SETTINGS`.

    Attributes
    ----------
    logo
        An attachment.
    country
        ISO 3166-1 alpha-2: whose law remarks look at; "" for none.
    emergency
        The clinic's own text for the emergency page.
    silenced
        Kinds of remarks that are switched off; ``*`` for all.
    ceilings
        The clinic's own.
    consent_texts
        Versions of consent texts that are offered, newest first.
    after_care
        Plain words for the patient's copy.
    lock_minutes
        The window locks after so long without input; 0 for never.
    retention_years
        How long a record is to be kept after its last session; 0 where the clinic has not said.
    """

    id: UUID
    name: str = ""
    address: str = ""
    phone: str = ""
    country: str = ""
    logo: UUID | None = None
    emergency: str = ""
    silenced: tuple[str, ...] = ()
    ceilings: tuple[Ceiling, ...] = ()
    consent_texts: tuple[str, ...] = ()
    antiseptics: tuple[str, ...] = ()
    after_care: str = ""
    lock_minutes: int = 15
    retention_years: int = 0


SETTINGS = UUID("6d65736f-6d61-8000-8000-c11c00000001")
"""The id of every clinic file's settings."""
