"""The brush in hand: what is in the syringe and how it is used."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from mesomap.model.product import MixturePart
from mesomap.model.technique import MarkShape, Technique


@dataclass(frozen=True, slots=True, kw_only=True)
class Syringe:
    """A syringe of one session, with the settings that a new injection takes from it.

    Volumes are integer microlitres. `mg_per_ml` is the mixture's strength where it is known;
    `radius_mm` overrides the deposit radius that would follow from the volume;
    `depth_mm` None means that `layer` says how deep. `position` orders the session's syringes
    (the key that takes one). `mark` None means its technique's own. `ul_per_mm` is what a linear
    thread leaves per mm of its path. `parts` are the products of the mixture in the volumes that
    it is made of, empty where only its name is known; what was drawn up are its draws.
    """

    id: UUID
    session: UUID
    name: str
    mixture: str
    drawn_ul: int = 0
    mg_per_ml: float | None = None
    technique: Technique = Technique.PAPULE
    depth_mm: float | None = 1.0
    layer: str = ""
    volume_ul: int = 50
    angle_deg: float = 15.0
    radius_mm: float | None = None
    position: int = 0
    needle: UUID | None = None
    mark: MarkShape | None = None
    ul_per_mm: float = 10.0
    parts: tuple[MixturePart, ...] = ()
