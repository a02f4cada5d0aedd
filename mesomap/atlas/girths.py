"""Where a tape lies for each girth: as a plane through the body's landmarks.

The tape itself bridges hollows: a girth is the length of the section's convex outline.

The places follow ISO 8559-1:2017 and the NHANES anthropometry manual where their landmarks are in
the atlas: hip at the trochanters, thigh at the gluteal fold, upper arm midway between acromion and
olecranon and across it, neck midway between chin and jugular notch and across the neck's axis.
The waist is taken at the navel, the level that a patient shows without being felt for ribs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
import shapely

from mesomap.atlas.mesh import Mesh
from mesomap.atlas.section import Line, cut
from mesomap.atlas.values import Floats
from mesomap.model import Girth, LandmarkKey, Side

Landmarks = Mapping[LandmarkKey, Floats]
"""Positions (3,) of a body's landmarks, mm."""

_OWN = "own"
"""Stands for the side that is asked for."""
_Names = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Tape:
    """The plane of one girth: through the middle of `through`, across the way from `low` to `high`.

    Without `low` and `high` it is level. `through` says which part of the body is meant, too.
    """

    through: _Names
    low: _Names = ()
    high: _Names = ()
    paired: bool = False


TAPES: Final[Mapping[Girth, Tape]] = MappingProxyType(
    {
        Girth.NECK: Tape(
            through=(("menton", "midline"), ("suprasternal-notch", "midline")),
            low=(("vertebra-c7", "midline"), ("suprasternal-notch", "midline")),
            high=(("tragus", "left"), ("tragus", "right")),
        ),
        Girth.WAIST: Tape(through=(("umbilicus", "midline"),)),
        Girth.HIP: Tape(through=(("trochanter", "left"), ("trochanter", "right"))),
        Girth.THIGH: Tape(through=(("gluteal-fold", _OWN),), paired=True),
        Girth.ARM: Tape(
            through=(("acromion", _OWN), ("olecranon", _OWN)),
            low=(("olecranon", _OWN),),
            high=(("acromion", _OWN),),
            paired=True,
        ),
    }
)


def girths_of(landmarks: Landmarks) -> list[tuple[Girth, Side]]:
    """The girths whose landmarks are there, limbs right and left."""
    found = []
    for girth, tape in TAPES.items():
        sides = (Side.RIGHT, Side.LEFT) if tape.paired else (Side.MIDLINE,)
        for side in sides:
            names = (*tape.through, *tape.low, *tape.high)
            if all(_key(name, side) in landmarks for name in names):
                found.append((girth, side))
    return found


def girth_line(mesh: Mesh, landmarks: Landmarks, girth: Girth, side: Side) -> Line | None:
    """The section along which the tape lies; None where the body is not closed there.

    Raises
    ------
    KeyError
        A landmark is missing.
    """
    tape = TAPES[girth]
    point = _middle(tape.through, side, landmarks)
    normal = np.array([0.0, 1.0, 0.0])
    if tape.low:
        normal = _middle(tape.high, side, landmarks) - _middle(tape.low, side, landmarks)
    closed = [line for line in cut(mesh, point=point, normal=normal) if line.closed]
    near = landmarks[_key(tape.through[0], side)] if len(tape.through) == 1 else point
    if girth is Girth.HIP:
        near = landmarks[_key(tape.through[0], side)]
    return min(closed, key=lambda line: line.foot(near)[1], default=None)


def tape_mm(line: Line) -> float:
    """The length of a tape around a section: of its convex outline in its own plane."""
    centred = line.points - line.points.mean(axis=0)
    axes = np.linalg.svd(centred, full_matrices=False)[2]
    return float(shapely.MultiPoint(centred @ axes[:2].T).convex_hull.length)


def _key(name: tuple[str, str], side: Side) -> LandmarkKey:
    id, where = name
    return LandmarkKey(id, side if where == _OWN else Side(where))


def _middle(names: _Names, side: Side, landmarks: Landmarks) -> Floats:
    places = [landmarks[_key(name, side)] for name in names]
    middle: Floats = np.mean(places, axis=0)
    return middle
