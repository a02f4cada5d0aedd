"""Caution structures placed on a body: shapes on its flat skin, from landmarks in mm.

Positions are millimetres of the average adult: they are found on its mesh and go as sites onto
calibrated skin. They are population means, whatever skin they are drawn on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import shapely

from mesomap.analysis.mandible import BORDER, border_sites, mandible_exclusion
from mesomap.analysis.plan import Exclusion
from mesomap.atlas import Body, Landmark
from mesomap.clinical.caution import FRONT, STRUCTURES, Anchor, Structure
from mesomap.geometry.arrays import Floats
from mesomap.model import KnownError, Side, Site

STEP_MM = 1.5
"""A course is followed in steps of this length on its view."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedStructure:
    """A structure of one side, on the skin over it: one site for a place, more along a course."""

    structure: Structure
    side: Side
    sites: tuple[Site, ...]


def place_structures(body: Body) -> tuple[PlacedStructure, ...]:
    """Every structure that the body's landmarks place, left and right."""
    marks = {mark.id: mark for mark in body.landmarks if mark.side is not Side.RIGHT}
    placed = []
    for structure in STRUCTURES:
        left = _sites(body, structure, marks)
        if not left:
            continue
        right = tuple(body.mirrored(site) for site in left)
        for side, sites in ((Side.LEFT, left), (Side.RIGHT, right)):
            placed.append(PlacedStructure(structure=structure, side=side, sites=sites))
    return tuple(placed)


def shape_on(body: Body, patch: str, placed: PlacedStructure) -> Any:
    """The structure's band or disc on `patch`, mm; empty where it does not reach it."""
    if not placed.structure.anchors:
        return _below_mandible(body, patch, placed)
    places = body.on_patch(patch, placed.sites)
    held = places[~np.isnan(places[:, 0])]
    if len(held) == 0:
        return shapely.Polygon()
    line = shapely.Point(held[0]) if len(held) == 1 else shapely.LineString(held)
    return line.buffer(placed.structure.spread_mm)


def caution_exclusions(body: Body, patch: str) -> list[Exclusion]:
    """What a lattice on `patch` keeps free to stay out of every structure's band."""
    shapes = [shape_on(body, patch, placed) for placed in place_structures(body)]
    return [Exclusion(patch, shape) for shape in shapes if not shape.is_empty]


BELOW = frozenset({"submental", "neck-front", "neck-side"})
"""The regions under the mandible's border."""


def _below_mandible(body: Body, patch: str, placed: PlacedStructure) -> Any:
    """The strip below the mandible's lower border, of one side."""
    keys = [key for key in body.patches[patch].regions if key.id in BELOW]
    keys = [key for key in keys if key.side is placed.side]
    if not keys:
        return shapely.Polygon()
    try:
        strip = mandible_exclusion(body, patch, below_mm=placed.structure.spread_mm).shape
    except KnownError:
        return shapely.Polygon()
    skin = shapely.union_all([body.patches[patch].polygon(key) for key in keys])
    return strip.intersection(skin)


def _sites(body: Body, structure: Structure, marks: Mapping[str, Landmark]) -> tuple[Site, ...]:
    """Where the left one lies; nothing where a landmark or the skin under an anchor is missing."""
    if not structure.anchors:
        return tuple(mark.site for mark in marks.values() if mark.id in BORDER)
    ends = [_anchored(body, structure.chart, anchor, marks) for anchor in structure.anchors]
    found = [end for end in ends if end is not None]
    if len(found) < len(ends):
        return ()
    if len(found) == 1:
        return (found[0],)
    course: list[Site] = []
    places = body.on_chart(structure.chart, found).xy_mm
    for start, end in pairwise(places):
        steps = max(int(np.hypot(*(end - start)) / STEP_MM), 1)
        along = np.linspace(0.0, 1.0, steps + 1)[:, None]
        between = body.sites_at(structure.chart, start + along * (end - start))
        course += [site for site in between if site is not None]
    return tuple(course)


def _anchored(body: Body, chart: str, anchor: Anchor, marks: Mapping[str, Landmark]) -> Site | None:
    mark = marks.get(anchor.landmark)
    height = marks.get(anchor.height_of or anchor.landmark)
    if mark is None or height is None:
        return None
    if anchor.along_border_mm is not None:
        at = _along_border(body, anchor.along_border_mm)
        at[1] += anchor.up_mm
        return _seen(body, chart, at)
    x, _, z = mark.xyz_mm
    y = height.xyz_mm[1] + anchor.up_mm
    if anchor.from_midline_mm is not None:
        return _seen(body, FRONT, np.array([anchor.from_midline_mm, y, z]))
    if anchor.lateral_mm:
        return _seen(body, FRONT, np.array([x + anchor.lateral_mm, y, z]))
    return mark.site if y == mark.xyz_mm[1] else _seen(body, chart, np.array([x, y, z]))


def _along_border(body: Body, length_mm: float) -> Floats:
    """The place in the body's space so far from the left gonion along the mandible's border."""
    sites = border_sites(body)
    line = body.xyz(sites[::-1][: len(sites) // 2 + 1])
    gone = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    at: Floats = np.array([np.interp(length_mm, gone, line[:, axis]) for axis in range(3)])
    return at


def _seen(body: Body, chart: str, xyz_mm: Floats) -> Site | None:
    """The skin that the chart sees where it would show a place in the body's space."""
    x, y, _ = body.chart(chart).project(xyz_mm[None])[0].tolist()
    return body.site_at(chart, x, y)
