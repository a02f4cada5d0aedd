"""A lesion: something on a patient's skin that stays from session to session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from mesomap.model.region import Side
from mesomap.model.site import Site


class LesionKind(StrEnum):
    """What it is. Stored and exported: never rename one."""

    SCAR = "scar"
    ACNE_SCAR = "acne-scar"
    KELOID = "keloid"
    ALOPECIA = "alopecia"
    MOLE = "mole"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class LesionSize:
    """What was measured on one day: longest and widest mm of skin, and the area where known."""

    measured: date
    long_mm: float
    wide_mm: float
    area_mm2: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesion:
    """Drawn once on the skin, and the patient's from then on.

    Attributes
    ----------
    outline
        A closed outline on the skin (its last site joins its first).
    region, side
        Where its middle lies; None off every region.
    sizes
        Its measurements, oldest first; at least one.
    keep_free
        Whether lattices leave it free unless told otherwise.
    seen, gone
        The day it was drawn, and the day from which it is no longer there.
    """

    id: UUID
    patient: UUID
    kind: LesionKind
    outline: tuple[Site, ...]
    region: str | None
    side: Side | None
    sizes: tuple[LesionSize, ...]
    seen: date
    name: str = ""
    keep_free: bool = True
    gone: date | None = None
