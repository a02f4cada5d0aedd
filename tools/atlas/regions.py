"""Every region of the body as one function of position on the canonical body."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import body_regions, ear_regions, head_regions
from .body import Body, vertex_normals
from .digit_regions import digit_fields, label_fingers, label_toes
from .head_atlas import longitude_latitude
from .network import Network, build_network
from .occlusion import neighbour_mean
from .partition import Cells, cut, tidy_labels
from .source import Floats, Ints

NONE = 0
"""Label of what is not skin: mouth, nostrils, eye sockets, ear canals, nails."""
OPEN_SHARE, OPEN_SHARE_HEAD = 0.03, 0.08
"""Skin is seen from at least this share of all directions; more on the head, with its cavities."""

NAIL = 0.1
"""Nails are no skin: their mask's value at the nail fold."""
SMALLEST_MM2 = 12.0
"""Smaller islands of a region join what is around them."""
_LIPS, _EARS, _MOUTH, _OPEN, _PALMAR, _DOWN = range(3, 9)
_FINGER, _TOE, _TEXTURE = slice(9, 14), slice(14, 19), slice(19, 21)
_ARM, _TIP, _SHARE = range(21, 24)
_NAILS = slice(24, 26)


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


def ear_network() -> Network:
    """The polygons of the auricle's texture atlas."""
    (left, right), (low, high) = ear_regions.FRAME
    frame = ((left, low), (right, low), (right, high), (left, high), (left, low))
    return build_network(
        ear_regions.NODES, ear_regions.ARCS, (frame,), ear_regions.SEEDS, x_range=(left, right)
    )


def fields(body: Body) -> Floats:
    """(n, 26) what a label depends on, in the order of the numbers above.

    Canonical x y z, lips, ears, mouth's inside, openness, facing out of the palm and down, weights
    of the five fingers and the five toes, texture, the arm's weight, tip and share of a digit,
    nails of fingers and toes.
    """
    m = body.mask
    normal = vertex_normals(body.canon, body.tri)
    left = normal * np.where(body.canon[:, :1] < 0, [[-1.0, 1.0, 1.0]], 1.0)
    palmar = neighbour_mean(left @ body_regions.PALMAR, body.tri, 6)
    down = neighbour_mean(-left[:, 1], body.tri, 6)
    out: Floats = np.c_[
        body.canon, m["lips"], m["ears"], m["inside-mouth"], body.open, palmar, down,
        *(body.bone[f"{digit}{k}"] for digit in ("finger", "toe") for k in range(1, 6)),
        1000.0 * body.texture, body.bone["arm"], digit_fields(body, left),
        m["fingernails"], m["toenails"],
    ]  # fmt: skip
    return out


class Labeller:
    """Label of any point of the skin from its interpolated fields."""

    def __init__(self) -> None:
        self.network = head_network()
        self.head_index = np.array([
            NONE if k == head_regions.NOSTRIL else INDEX.get(k, -1) for k in self.network.ids
        ])  # fmt: skip
        self.ear = ear_network()
        self.ear_index = np.array([INDEX.get(k, NONE) for k in self.ear.ids])

    def __call__(self, at: Floats) -> Ints:
        """Region numbers (`INDEX`), `NONE` for what is not skin."""
        canon = at[:, :3]
        left = np.c_[np.abs(canon[:, 0]), canon[:, 1:]]
        palmar, down, tip = at[:, _PALMAR], at[:, _DOWN], at[:, _TIP]
        out = body_regions.lookup(left, palmar, down, at[:, _ARM], INDEX)
        hand = np.flatnonzero((out == INDEX["hand-back"]) | (out == INDEX["palm"]))
        label_fingers(out, hand, palmar, at[:, _FINGER], tip, INDEX)
        foot = np.flatnonzero((out == INDEX["foot-back"]) | (out == INDEX["sole"]))
        label_toes(out, foot, down, at[:, _TOE], tip, at[:, _SHARE], INDEX)
        near = np.flatnonzero(canon[:, 1] > 500)
        lon, lat, _ = longitude_latitude(canon[near])
        head = self.head_index[self.network.lookup(np.abs(lon), lat)]
        out[near] = np.where(head >= 0, head, out[near])
        ear = np.flatnonzero(at[:, _EARS] > 0.5)
        out[ear] = self.ear_index[self.ear.lookup(*at[ear, _TEXTURE].T)]
        out[at[:, _LIPS] > 0.5] = INDEX["vermilion"]
        least = np.interp(canon[:, 1], [560, 620], [OPEN_SHARE, OPEN_SHARE_HEAD])
        closed = (at[:, _OPEN] < least) | (at[:, _MOUTH] > 0.5)
        out[closed | (at[:, _NAILS] > NAIL).any(1)] = NONE
        return out


def partition(body: Body) -> tuple[Cells, Ints]:
    """Cut the body along all region borders; also the side of each cell (+1 left, -1 right)."""
    labeller = Labeller()
    f = fields(body)
    a = body.xyz[body.tri]
    area = np.linalg.norm(np.cross(a[:, 1] - a[:, 0], a[:, 2] - a[:, 0]), axis=1) / 2
    labels = tidy_labels(labeller(f), body.tri, area, SMALLEST_MM2)
    cells = cut(f, body.tri, labels, labeller)
    middle = body.canon[body.tri].mean(1)[:, 0]
    return cells, np.where(middle >= 0, 1, -1)[cells.parent]
