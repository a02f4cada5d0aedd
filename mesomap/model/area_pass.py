"""An area pass: skin treated without marking each entry of the needle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mesomap.model.injection import GivenHow, Status
from mesomap.model.region import Side
from mesomap.model.site import Site
from mesomap.model.technique import Technique


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaPass:
    """Nappage, meso-gun or microneedling over an area; or so many injections, not marked one by
    one. Counts in totals, print, comparison and rest map, never in spacing or coverage.

    Attributes
    ----------
    order
        The needle order, shared with the session's injections.
    region, side
        One area pass lies in one region; None off every region.
    outline
        A closed outline on the skin (its last site joins its first); empty: the whole region.
    volume_ul
        All of it, integer microlitres.
    entries
        Entries of the needle, where they were counted or estimated; `entries_estimated` says
        which.
    device
        The meso-gun or the microneedling device, in the clinic's words.
    depth_mm
        None where `layer` says how deep, or nothing does.
    reason
        Why it was skipped.
    """

    id: UUID
    session: UUID
    order: int
    region: str | None
    side: Side | None
    outline: tuple[Site, ...]
    syringe: UUID
    technique: Technique
    volume_ul: int
    entries: int | None = None
    entries_estimated: bool = True
    device: str = ""
    depth_mm: float | None = None
    layer: str = ""
    status: Status = Status.PLANNED
    given_at: datetime | None = None
    given_by: str = ""
    given_how: GivenHow | None = None
    reason: str = ""
