"""Skin laid flat for paper: which regions share a sheet, and which way up they lie.

Places are patch millimetres (u, v) turned so that a direction a person knows is up, x to the
right and y up. Seen from outside, as the patch is: laid on the skin the print fits as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from mesomap.atlas import Body
from mesomap.model import RegionKey, Site
from mesomap.model.message import QT_TRANSLATE_NOOP

Floats = NDArray[np.float64]

TOUCHING_MM = 1.0
"""Regions of one patch that are no farther apart than this are printed together."""
SAMPLES = 12

SIDES = (
    (QT_TRANSLATE_NOOP("messages", "right"), QT_TRANSLATE_NOOP("messages", "left")),
    (QT_TRANSLATE_NOOP("messages", "feet"), QT_TRANSLATE_NOOP("messages", "head")),
    (QT_TRANSLATE_NOOP("messages", "back"), QT_TRANSLATE_NOOP("messages", "front")),
)
"""Where the body's axes lead, down and up each: to the left, to the head, to the front."""
PICTURE_SIDES = ("", "", "", "")


@dataclass(frozen=True)
class FlatSkin:
    """Regions of one patch on one flat piece."""

    body: Body
    patch: str
    keys: tuple[RegionKey, ...]

    @cached_property
    def outlines(self) -> dict[RegionKey, Any]:
        """The polygons of its regions, turned."""
        polygons = self.body.patch(self.patch).polygons
        return {key: self._turn(polygons[key]) for key in self.keys}

    @cached_property
    def neighbours(self) -> dict[RegionKey, Any]:
        """The polygons of the other regions of the same patch, turned."""
        polygons = self.body.patch(self.patch).polygons
        return {key: self._turn(one) for key, one in polygons.items() if key not in self.keys}

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """Least and greatest x and y (x0, y0, x1, y1) of its regions, mm."""
        x0, y0, x1, y1 = shapely.total_bounds(list(self.outlines.values())).tolist()
        return x0, y0, x1, y1

    @cached_property
    def sides(self) -> tuple[str, str, str, str]:
        """Whither the top, the right, the bottom and the left of the piece lead (to translate).

        Empty on a clinic's own picture, of which only up and down are known.
        """
        slope = self._slope
        if slope is None:
            return PICTURE_SIDES
        up = self._upward
        across = np.array([1.0, 0.0]) @ self._rotation @ slope
        across[up] = 0.0
        axis = int(np.abs(across).argmax())
        onward = int(across[axis] > 0)
        top, bottom = SIDES[up][1], SIDES[up][0]
        return top, SIDES[axis][onward], bottom, SIDES[axis][1 - onward]

    def places(self, sites: Sequence[Site]) -> Floats:
        """Where sites lie, (n, 2) mm; NaN for those that the patch does not hold."""
        if not sites:
            return np.empty((0, 2))
        out: Floats = self.body.on_patch(self.patch, sites) @ self._rotation.T
        return out

    def turned(self, uv_mm: Floats) -> Floats:
        """Patch mm (n, 2), turned."""
        out: Floats = np.asarray(uv_mm, np.float64) @ self._rotation.T
        return out

    def shape(self, polygon: Any) -> Any:
        """A shape in patch mm, turned."""
        return self._turn(polygon)

    def _turn(self, shape: Any) -> Any:
        return shapely.transform(shape, lambda uv: uv @ self._rotation.T)

    @cached_property
    def _slope(self) -> Floats | None:
        """How the body's x, y and z change by u and v over the regions, (2, 3); None if flat."""
        if self.patch in self.body.pictures:
            return None
        polygons = self.body.patch(self.patch).polygons
        whole = shapely.union_all([polygons[key] for key in self.keys])
        x0, y0, x1, y1 = whole.bounds
        grid = np.stack(
            np.meshgrid(np.linspace(x0, x1, SAMPLES), np.linspace(y0, y1, SAMPLES)), axis=-1
        ).reshape(-1, 2)
        grid = grid[shapely.contains_xy(whole, grid[:, 0], grid[:, 1])]
        sites = self.body.from_patch(self.patch, grid)
        kept = [row for row, site in enumerate(sites) if site is not None]
        if len(kept) < 3:
            return None
        xyz = self.body.xyz([site for site in sites if site is not None])
        uv = np.column_stack([grid[kept], np.ones(len(kept))])
        fitted: Floats = np.linalg.lstsq(uv, xyz, rcond=None)[0][:2]
        return fitted

    @cached_property
    def _upward(self) -> int:
        """Which of the body's axes is up on paper: y, to the head, or z, to the front.

        The one that the skin follows more: on soles, under the chin and on top of the head it is z.
        """
        slope = self._slope
        if slope is None:
            return 1
        return 1 if np.hypot(*slope[:, 1]) >= np.hypot(*slope[:, 2]) else 2

    @cached_property
    def _rotation(self) -> Floats:
        """Turns the direction to the head up; where the skin lies flat, that to the front."""
        slope = self._slope
        if slope is None:
            return np.eye(2)
        up = slope[:, self._upward]
        length = float(np.hypot(*up))
        if length < 1e-6:
            return np.eye(2)
        x, y = (up / length).tolist()
        return np.array([[y, -x], [x, y]])


def pieces(body: Body, keys: Iterable[RegionKey]) -> list[FlatSkin]:
    """`keys` as flat pieces in their order: regions that touch on one patch share a piece."""
    by_patch: dict[str, list[RegionKey]] = {}
    for key in dict.fromkeys(keys):
        by_patch.setdefault(body.region(key).patch, []).append(key)
    found = []
    for patch, members in by_patch.items():
        polygons = body.patch(patch).polygons
        rest = list(members)
        while rest:
            group, frontier = [rest[0]], [rest.pop(0)]
            while frontier:
                one = polygons[frontier.pop()]
                near = [k for k in rest if shapely.distance(one, polygons[k]) <= TOUCHING_MM]
                rest = [k for k in rest if k not in near]
                group += near
                frontier += near
            found.append(FlatSkin(body, patch, tuple(k for k in members if k in group)))
    return found
