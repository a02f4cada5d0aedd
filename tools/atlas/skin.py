"""A body cut into regions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import regions
from .body import Body
from .borders import skin_borders
from .partition import Cells
from .source import Ints, Mask


@dataclass(frozen=True, slots=True)
class Skin:
    """A body cut into regions. `key` is region number * 2, + 1 on the right, 0 for no skin."""

    body: Body
    cells: Cells
    side: Ints
    key: Ints
    skin_tri: Mask
    chains: list[Ints]


def cut_skin(body: Body) -> Skin:
    """Partition a body and find which mesh triangles hold skin."""
    cells, side = regions.partition(body)
    key = np.where(cells.label > 0, cells.label * 2 + (side < 0), 0)
    a = cells.interpolate(body.xyz)[cells.tri]
    area = np.linalg.norm(np.cross(a[:, 1] - a[:, 0], a[:, 2] - a[:, 0]), axis=1) / 2
    whole = np.bincount(cells.parent, area, minlength=len(body.tri))
    skin = np.bincount(cells.parent, area * (key > 0), minlength=len(body.tri))
    return Skin(body, cells, side, key, skin > 0.5 * whole, skin_borders(cells, key))
