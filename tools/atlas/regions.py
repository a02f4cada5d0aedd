"""Every region of the body as one function of position on the canonical body."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import body_regions, head_regions
from .body import Body, vertex_normals
from .head_atlas import longitude_latitude
from .network import Network, build_network
from .occlusion import neighbour_mean
from .partition import Cells, cut, tidy_labels
from .source import Floats, Ints

NONE = 0
"""Label of what is not skin: mouth, nostrils, eye sockets, ear canal."""
OPEN_SHARE, OPEN_SHARE_HEAD = 0.03, 0.08
"""Skin is seen from at least this share of all directions; more on the head, with its cavities."""

EAR_BACKWARD = np.array([-0.35, 0.0, -0.94])
"""The way the back of the left auricle faces."""


@dataclass(frozen=True, slots=True)
class RegionInfo:
    """A region without its side."""

    id: str
    name: str
    group: str
    excluded: bool = False


def _group(region: str) -> str:
    return (
        "scalp" if region.startswith("scalp") else "neck" if region.startswith("neck") else "face"
    )


HEAD = tuple(RegionInfo(k, v, _group(k)) for k, v in head_regions.NAMES.items())
BODY = tuple(RegionInfo(*row) for row in body_regions.REGIONS)
REGIONS: tuple[RegionInfo, ...] = HEAD + BODY
INDEX = {r.id: i + 1 for i, r in enumerate(REGIONS)}


def head_network() -> Network:
    """The polygons of the head's longitude/latitude atlas."""
    return build_network(
        head_regions.NODES,
        head_regions.ARCS,
        (head_regions.MIDLINE_FRONT, head_regions.MIDLINE_BACK,
         ((0, 90), (180, 90)), ((0, -90), (180, -90))),
        head_regions.SEEDS,
        x_range=(0, 180),
    )  # fmt: skip


def fields(body: Body) -> Floats:
    """(n, 20) what a label depends on.

    Canonical x y z, lips, ears, mouth's inside, openness, facing out of the palm, down, and behind
    the ear, weights of the five fingers and the five toes.
    """
    m = body.mask
    normal = vertex_normals(body.canon, body.tri)
    left = normal * np.where(body.canon[:, :1] < 0, [[-1.0, 1.0, 1.0]], 1.0)
    palmar = neighbour_mean(left @ body_regions.PALMAR, body.tri, 6)
    down = neighbour_mean(-left[:, 1], body.tri, 6)
    behind = neighbour_mean(left @ EAR_BACKWARD, body.tri, 10)
    out: Floats = np.c_[
        body.canon, m["lips"], m["ears"], m["inside-mouth"], body.open, palmar, down, behind,
        *(body.bone[f"{digit}{k}"] for digit in ("finger", "toe") for k in range(1, 6)),
    ]  # fmt: skip
    return out


class Labeller:
    """Label of any point of the skin from its interpolated fields."""

    def __init__(self) -> None:
        self.network = head_network()
        self.head_index = np.array([INDEX.get(k, -1) for k in self.network.ids])

    def __call__(self, at: Floats) -> Ints:
        """Region numbers (`INDEX`), `NONE` for what is not skin."""
        canon = at[:, :3]
        left = np.c_[np.abs(canon[:, 0]), canon[:, 1:]]
        out = body_regions.lookup(left, at[:, 7], at[:, 8], at[:, 10:15], at[:, 15:20], INDEX)
        near = np.flatnonzero(canon[:, 1] > 500)
        lon, lat, _ = longitude_latitude(canon[near])
        head = self.head_index[self.network.lookup(np.abs(lon), lat)]
        out[near] = np.where(head > 0, head, out[near])
        ear = at[:, 4] > 0.5
        out[ear] = np.where(at[ear, 9] > 0.15, INDEX["ear-back"], INDEX["ear"])
        out[at[:, 3] > 0.5] = INDEX["vermilion"]
        least = np.interp(canon[:, 1], [560, 620], [OPEN_SHARE, OPEN_SHARE_HEAD])
        out[(at[:, 6] < least) | (at[:, 5] > 0.5)] = NONE
        return out


def partition(body: Body) -> tuple[Cells, Ints]:
    """Cut the body along all region borders; also the side of each cell (+1 left, -1 right)."""
    labeller = Labeller()
    f = fields(body)
    a = body.xyz[body.tri]
    area = np.linalg.norm(np.cross(a[:, 1] - a[:, 0], a[:, 2] - a[:, 0]), axis=1) / 2
    labels = tidy_labels(labeller(f), body.tri, area, 40.0)
    cells = cut(f, body.tri, labels, labeller)
    middle = body.canon[body.tri].mean(1)[:, 0]
    return cells, np.where(middle >= 0, 1, -1)[cells.parent]
