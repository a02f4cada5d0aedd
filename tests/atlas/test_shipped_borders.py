"""The shipped atlas: borders run on and never fold back."""

from __future__ import annotations

import itertools

import numpy as np
import shapely
from shipped import every_patch

from mesomap.atlas import Body, Patch

SAMPLE_MM = 1.0
"""Borders are looked at in steps of this length: what is shorter is the cut's rounding."""

FOLD_DEG = 120.0
"""A border that turns by more than this from one step to the next has folded back."""


def arcs(patch: Patch) -> list[np.ndarray]:
    """The borders between two regions of a patch, each from junction to junction."""
    out = []
    for a, b in itertools.combinations(patch.geometries, 2):
        shared = shapely.line_merge(shapely.intersection(shapely.boundary(a), shapely.boundary(b)))
        out += [
            shapely.get_coordinates(line)
            for line in shapely.get_parts(shared)
            if line.geom_type == "LineString" and line.length > 3 * SAMPLE_MM
        ]
    return out


@every_patch
def test_borders_run_on(body: Body, patch: Patch) -> None:
    """Between two junctions a border neither crosses itself nor folds back."""
    for points in arcs(patch):
        line = shapely.LineString(points)
        assert line.is_simple
        steps = max(2, int(line.length / SAMPLE_MM))
        at = shapely.line_interpolate_point(line, np.linspace(0.0, line.length, steps + 1))
        step = np.diff(shapely.get_coordinates(at), axis=0)
        heading = np.unwrap(np.arctan2(step[:, 1], step[:, 0]))
        turn = np.degrees(np.abs(np.diff(heading)))
        assert turn.max(initial=0.0) < FOLD_DEG, (
            patch.id,
            shapely.get_coordinates(at)[turn.argmax()],
        )
