"""A polygon's border as deposits meet it: what it cuts off them, and what they cover of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from mesomap.geometry.arcs import TAU
from mesomap.geometry.arrays import Floats, Indices
from mesomap.geometry.capsule import SLACK_MM, clipped

PROBES = (0.1382, 0.4271, 0.7639)
"""Where along an arc it is asked on which side it lies. One may fall where the circle only touches
the border, so the majority decides."""


@dataclass(frozen=True, slots=True)
class Cut:
    """How discs and a border meet; rows refer to the discs asked about.

    Attributes
    ----------
    meets : (n,) bool
        Whether the disc holds any of the polygon.
    owner, start, width : (k,) arrays
        Arcs outside the polygon, radians, as `arcs.hidden_arcs` gives them.
    chord_owner, edge, low, high : (m,) arrays
        Part of an edge inside the disc, from `low` to `high` of its length, 0 to 1.
    """

    meets: np.ndarray
    owner: Indices
    start: Floats
    width: Floats
    chord_owner: Indices
    edge: Indices
    low: Floats
    high: Floats


class Outline:
    """The edges of a polygon (with its holes and parts), relative to its middle.

    Attributes
    ----------
    origin : (2,) array
        Middle of the polygon's bounds: everything here is relative to it, so that the terms of
        Green's theorem stay small.
    cross : (e,) array
        Green's term of each whole edge, mm2.
    """

    __slots__ = (
        "_border",
        "_direction",
        "_polygon",
        "_start",
        "_tree",
        "area_mm2",
        "cross",
        "origin",
    )

    def __init__(self, polygon: Polygon | MultiPolygon) -> None:
        bounds = np.asarray(polygon.bounds) if not polygon.is_empty else np.zeros(4)
        self.origin: Floats = (bounds[:2] + bounds[2:]) / 2.0
        self._polygon = shapely.transform(
            shapely.orient_polygons(polygon), lambda points: points - self.origin
        )
        self.area_mm2 = float(self._polygon.area)
        rings = shapely.get_rings(shapely.get_parts(self._polygon))
        points = [shapely.get_coordinates(ring) for ring in rings]
        start = np.concatenate([np.empty((0, 2)), *(ring[:-1] for ring in points)])
        end = np.concatenate([np.empty((0, 2)), *(ring[1:] for ring in points)])
        real = (start != end).any(axis=1)
        self._start: Floats = start[real]
        self._direction: Floats = (end - start)[real]
        self.cross: Floats = 0.5 * (
            self._start[:, 0] * self._direction[:, 1] - self._start[:, 1] * self._direction[:, 0]
        )
        lines = shapely.linestrings(np.stack([self._start, end[real]], axis=1))
        self._tree = shapely.STRtree(lines)
        self._border = shapely.multilinestrings(lines)
        shapely.prepare(self._polygon)
        shapely.prepare(self._border)

    def cut(self, discs: Floats) -> Cut:
        """How `discs`, (n, 3) x, y and radius relative to `origin`, meet the border."""
        x, y, radius = discs.T
        points = shapely.points(x, y)
        crossing = shapely.dwithin(self._border, points, radius)
        meets = crossing | shapely.contains_xy(self._polygon, x, y)
        near = np.nonzero(crossing)[0]
        none = np.empty(0)
        if len(near) == 0:
            rows = near.astype(np.intp)
            return Cut(meets, rows, none, none, rows, rows, none, none)
        row, edge = self._tree.query(points[near], predicate="dwithin", distance=radius[near])
        owner = near[row]
        # The circle cuts the edge's line where |start + t direction - centre| = radius.
        offset = self._start[edge] - discs[owner, :2]
        direction = self._direction[edge]
        square = (direction * direction).sum(axis=1)
        along = (offset * direction).sum(axis=1)
        root = along * along - square * ((offset * offset).sum(axis=1) - radius[owner] ** 2)
        real = root > 0.0
        owner, edge, offset, direction = owner[real], edge[real], offset[real], direction[real]
        square, along, root = square[real], along[real], np.sqrt(root[real])
        enters, leaves = (-along - root) / square, (-along + root) / square
        low, high = np.maximum(enters, 0.0), np.minimum(leaves, 1.0)
        chord = high > low
        arcs = self._arcs_outside(discs, near, owner, offset, direction, enters, leaves)
        return Cut(meets, *arcs, owner[chord], edge[chord], low[chord], high[chord])

    def holds_bars(self, bars: Floats) -> np.ndarray:
        """Which of the bars (k, 5), relative to `origin`, hold any of the polygon."""
        lines = shapely.linestrings(bars[:, :4].reshape(-1, 2, 2))
        held: np.ndarray = shapely.dwithin(lines, self._polygon, bars[:, 4])
        return held

    def edges_in(self, bars: Floats) -> tuple[Indices, Indices, Floats, Floats]:
        """The parts of edges within bars (k, 5): bar, edge, and from where to where, 0 to 1."""
        lines = shapely.linestrings(bars[:, :4].reshape(-1, 2, 2))
        reach = bars[:, 4] + SLACK_MM
        bar, edge = self._tree.query(lines, predicate="dwithin", distance=reach)
        low, high = clipped(self._start[edge], self._direction[edge], bars[bar], grow_mm=SLACK_MM)
        real = high > low
        return bar[real], edge[real], low[real], high[real]

    def lines_outside(self, start: Floats, direction: Floats) -> tuple[Indices, Floats, Floats]:
        """The parts of lines (k, 2) outside the polygon: line, and from where to where, 0 to 1.

        The lines are sides of bars, which lie to the left of them: where one runs along an edge,
        what lies just right of it decides.
        """
        lines = shapely.linestrings(np.stack([start, start + direction], axis=1))
        row, edge = self._tree.query(lines, predicate="intersects")
        along, edge_along = direction[row], self._direction[edge]
        offset = self._start[edge] - start[row]
        slant = along[:, 0] * edge_along[:, 1] - along[:, 1] * edge_along[:, 0]
        crosses = slant != 0.0
        share = (offset[:, 0] * edge_along[:, 1] - offset[:, 1] * edge_along[:, 0])[crosses]
        # An edge that runs along the line begins where the one before it ends: half of its ends
        # say it all.
        square = (along * along).sum(axis=1)
        beside = ((offset * along).sum(axis=1) / square)[~crosses]
        whose = np.concatenate([row[crosses], row[~crosses], *[np.arange(len(start))] * 2])
        cuts = np.concatenate(
            [share / slant[crosses], beside, np.zeros(len(start)), np.ones(len(start))]
        )
        kept = (cuts >= 0.0) & (cuts <= 1.0)
        whose, cuts = whose[kept], cuts[kept]
        order = np.lexsort((cuts, whose))
        whose, cuts = whose[order], cuts[order]
        same = whose[1:] == whose[:-1]
        line, low, high = whose[:-1][same], cuts[:-1][same], cuts[1:][same]
        way = direction[line]
        right = np.column_stack([way[:, 1], -way[:, 0]]) / np.hypot(*way.T)[:, None]
        probe = start[line] + (0.5 * (low + high))[:, None] * way + SLACK_MM * right
        outside = (high > low) & ~shapely.contains_xy(self._polygon, probe)
        return line[outside], low[outside], high[outside]

    def _arcs_outside(
        self,
        discs: Floats,
        near: Indices,
        owner: Indices,
        offset: Floats,
        direction: Floats,
        enters: Floats,
        leaves: Floats,
    ) -> tuple[Indices, Floats, Floats]:
        """Owner, start and width of the arcs of the discs `near` the border that lie outside."""
        # A crossing at a corner may round off the end of both edges: taking it twice does no harm.
        slack = 1e-9
        at_enter = (enters >= -slack) & (enters <= 1 + slack)
        at_leave = (leaves >= -slack) & (leaves <= 1 + slack)
        whose = np.concatenate([owner[at_enter], owner[at_leave]])
        where = np.concatenate(
            [
                offset[at_enter] + enters[at_enter, None] * direction[at_enter],
                offset[at_leave] + leaves[at_leave, None] * direction[at_leave],
            ]
        )
        angle = np.mod(np.arctan2(where[:, 1], where[:, 0]), TAU)
        uncrossed = np.setdiff1d(near, whose)
        whose = np.concatenate([whose, uncrossed])
        angle = np.concatenate([angle, np.zeros(len(uncrossed))])
        order = np.lexsort((angle, whose))
        whose, angle = whose[order], angle[order]
        last = np.append(whose[1:] != whose[:-1], True)
        first = np.append(True, last[:-1])
        until = np.append(angle[1:], 0.0)
        until[last] = angle[first] + TAU
        x, y, radius = discs[whose].T
        inside = np.zeros(len(whose), dtype=int)
        for part in PROBES:
            probe = angle + part * (until - angle)
            inside += shapely.contains_xy(
                self._polygon, x + radius * np.cos(probe), y + radius * np.sin(probe)
            )
        outside = 2 * inside < len(PROBES)
        return whose[outside], angle[outside], (until - angle)[outside]
