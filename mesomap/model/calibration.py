"""Calibration to the patient: what was measured on them, so that millimetres are theirs.

Values are kept as they were measured. What they make of a body's lengths is the atlas's business
(`mesomap.atlas.calibration`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from mesomap.model.region import Side


class LandmarkKey(NamedTuple):
    """A landmark of the body, e.g. ``LandmarkKey("tragus", Side.LEFT)``."""

    id: str
    side: Side


class Girth(StrEnum):
    """Where a tape lies around the body. Values are stored and exported: never rename one."""

    NECK = "neck"
    WAIST = "waist"
    HIP = "hip"
    THIGH = "thigh"
    ARM = "arm"


@dataclass(frozen=True, slots=True)
class Height:
    """The patient's standing height."""

    mm: float


@dataclass(frozen=True, slots=True)
class LandmarkLength:
    """A length along the skin between two landmarks."""

    start: LandmarkKey
    end: LandmarkKey
    mm: float


@dataclass(frozen=True, slots=True)
class GirthLength:
    """A tape's length around the body; `side` is midline but for limbs."""

    girth: Girth
    side: Side
    mm: float


Measurement = Height | LandmarkLength | GirthLength


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """What was measured on a patient on one day.

    Never changed once made: another measurement makes another calibration, so that a session
    keeps the one it was mapped with.
    """

    id: UUID
    patient: UUID
    measured: date
    measurements: tuple[Measurement, ...]
