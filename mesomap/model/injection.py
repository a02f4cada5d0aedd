"""One entry of the needle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from mesomap.model.region import Side
from mesomap.model.site import Site
from mesomap.model.technique import Technique


class Status(StrEnum):
    """What became of a planned injection."""

    PLANNED = "planned"
    GIVEN = "given"
    SKIPPED = "skipped"


class GivenHow(StrEnum):
    """How it was recorded as given: needle by needle, many at once, or afterwards."""

    EACH = "each"
    BULK = "bulk"
    AFTERWARDS = "afterwards"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What had been planned, kept beside what was given when that differs."""

    site: Site
    depth_mm: float | None
    volume_ul: int
    syringe: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Injection:
    """Site, depth, volume, mixture (by its syringe), technique; planned, given or skipped.

    `order` is the needle order within the session (unique, not necessarily dense).
    `region` and `side` are decided once, when the injection is placed or moved; None off any
    region. `path` leads a linear thread from its entry, `site`, on to its exit; empty for a single
    deposit. `lattice` is the lattice it was placed by. `reason` says why it was skipped.
    `depth_mm` None means that `layer` says how deep. `volume_ul` is integer microlitres.
    `radius_mm` overrides the deposit radius that follows from volume and technique.
    """

    id: UUID
    session: UUID
    order: int
    site: Site
    region: str | None
    side: Side | None
    syringe: UUID
    technique: Technique
    volume_ul: int
    depth_mm: float | None
    layer: str = ""
    angle_deg: float = 15.0
    radius_mm: float | None = None
    status: Status = Status.PLANNED
    given_at: datetime | None = None
    given_by: str = ""
    given_how: GivenHow | None = None
    plan: Plan | None = None
    path: tuple[Site, ...] = ()
    lattice: UUID | None = None
    reason: str = ""
