"""Places for numbers: on their own mark where there is room, else beside it on a leader.

Greedy, in number order, over candidate places on rings about the site. A placed label never
overlaps another label, never hides any injection's own spot, and stays within the bounds.
All lengths in mm of paper, y down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mesomap.report.layout.shapes import Box

Floats = NDArray[np.float64]

CLEAR_MM = 0.25
"""Air between two labels, and between a label and a spot."""
ANGLES = 24
RING_STEP_MM = 0.9
RINGS = 22
BATCH = 5
LEADER_SAMPLES = 9
STRIDE_MM = 1.0
"""How closely the whole box is searched for a label that found no place near its site."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that wants a place: its size, the site it speaks of, whether it may sit on it.

    A `round` one fills only the circle within its box.
    """

    x: float
    y: float
    width: float
    height: float
    on_site: bool
    round: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """The middle of a placed label; `beside` is false when it sits on its own site."""

    x: float
    y: float
    beside: bool


def place_labels(
    wishes: Sequence[Wish],
    *,
    spots: Floats,
    spot_radius: float,
    bounds: Box,
    keep_out: Sequence[Box] = (),
    hide_if_must: Sequence[bool] | None = None,
) -> list[Place | None]:
    """A place for each wish, None where there is none.

    Parameters
    ----------
    wishes
        In the order of their importance.
    spots : (n, 2) array
        Every injection's place in the box, the wishes' own among them.
    spot_radius
        Radius of the spot that must stay visible.
    hide_if_must
        For each wish, whether it may cover spots (not labels) when there is no other way.
    """
    taken = _Taken(spots=spots, spot_radius=spot_radius, bounds=bounds, keep_out=keep_out)
    places: list[Place | None] = [None] * len(wishes)
    for index, wish in enumerate(wishes):
        if wish.on_site and taken.free_on_site(wish):
            taken.take(wish.x, wish.y, wish)
            places[index] = Place(wish.x, wish.y, beside=False)
    for index, wish in enumerate(wishes):
        if places[index] is not None:
            continue
        found = taken.beside(wish, over_spots=False)
        if found is None and hide_if_must is not None and hide_if_must[index]:
            found = taken.beside(wish, over_spots=True) or taken.anywhere(wish)  # never None
        if found is not None:
            taken.take(found[0], found[1], wish, leader=True)
            places[index] = Place(found[0], found[1], beside=True)
    return places


class _Taken:
    """The box so far: labels and leaders that stand, and the spots."""

    def __init__(
        self, *, spots: Floats, spot_radius: float, bounds: Box, keep_out: Sequence[Box]
    ) -> None:
        self.spots = spots.reshape(-1, 2)
        self.radius = spot_radius
        self.bounds = bounds
        rows = [(b.x, b.y, b.right, b.bottom) for b in keep_out]
        self.boxes: Floats = np.array(rows, dtype=float).reshape(-1, 4)
        self.round = np.zeros(len(rows), dtype=bool)
        self.leaders: Floats = np.zeros((0, 2))
        angles = np.arange(ANGLES) * (2 * np.pi / ANGLES)
        self.directions = np.column_stack([np.cos(angles), np.sin(angles)])

    def take(self, x: float, y: float, wish: Wish, *, leader: bool = False) -> None:
        half_w, half_h = wish.width / 2, wish.height / 2
        self.boxes = np.vstack([self.boxes, [x - half_w, y - half_h, x + half_w, y + half_h]])
        self.round = np.append(self.round, wish.round)
        if leader:
            self.leaders = np.vstack([self.leaders, _samples(wish, np.array([[x, y]]))[0]])

    def free_on_site(self, wish: Wish) -> bool:
        """Whether the label may stand on its own site, hiding no other spot."""
        half = np.array([wish.width / 2, wish.height / 2])
        centre = np.array([[wish.x, wish.y]])
        if wish.round:
            near = np.hypot(*(self.spots - centre[0]).T) < half[0] + self.radius
        else:
            near = (np.abs(self.spots - centre[0]) < half + self.radius).all(axis=1)
        if int(near.sum()) > 1:  # its own spot is one
            return False
        return bool(self._inside(centre, half)[0] and not self._hits_label(centre, wish)[0])

    def beside(self, wish: Wish, *, over_spots: bool) -> tuple[float, float] | None:
        """The cheapest free place about the site, nearest rings first."""
        for start in range(0, RINGS, BATCH):
            rings = np.arange(start, min(start + BATCH, RINGS), dtype=np.float64)
            steps = 0.05 + rings * RING_STEP_MM
            found = self._on_rings(wish, steps, over_spots=over_spots)
            if found is not None:
                return found
        return None

    def anywhere(self, wish: Wish) -> tuple[float, float]:
        """The nearest place of the whole box that no label holds; spots may lie under it.

        Where there is none, a place on a leader, and at the very last one on another label: a
        number that is hard to read can be looked for, one that is missing cannot.
        """
        half = np.array([wish.width / 2, wish.height / 2])
        x = np.arange(self.bounds.x + half[0] + CLEAR_MM, self.bounds.right, STRIDE_MM)
        y = np.arange(self.bounds.y + half[1] + CLEAR_MM, self.bounds.bottom, STRIDE_MM)
        centres = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
        centres = centres[self._inside(centres, half)]
        if not len(centres):  # a label wider than its box
            return wish.x, wish.y
        free = ~self._hits_label(centres, wish)
        if not free.any():
            free = ~self._hits_label(centres, wish, leaders=False)
        if free.any():
            centres = centres[free]
        away = np.hypot(centres[:, 0] - wish.x, centres[:, 1] - wish.y)
        best = centres[int(np.argmin(away))]
        return float(best[0]), float(best[1])

    def _on_rings(
        self, wish: Wish, steps: Floats, *, over_spots: bool
    ) -> tuple[float, float] | None:
        half = np.array([wish.width / 2, wish.height / 2])
        own = np.array([wish.x, wish.y])
        # the ring's distance at which the label's edge just clears the spot, by direction
        reach = 1.0 / np.maximum(
            np.abs(self.directions[:, 0]) / (half[0] + self.radius + CLEAR_MM),
            np.abs(self.directions[:, 1]) / (half[1] + self.radius + CLEAR_MM),
        )
        distance = (reach[None, :] + steps[:, None]).ravel()
        centres = own + np.tile(self.directions, (len(steps), 1)) * distance[:, None]
        edge = np.repeat(steps, ANGLES)
        keep = self._inside(centres, half)
        keep[keep] = ~self._hits_label(centres[keep], wish)
        near = np.abs(self.spots - own).max(axis=1) < distance.max() + half.max() + self.radius
        spots = self.spots[near]
        if not over_spots:
            keep[keep] = ~self._hides_spot(centres[keep], half, spots)
        centres, edge = centres[keep], edge[keep]
        if not len(centres):
            return None
        cost = edge + self._leader_cost(wish, centres, spots)
        best = int(np.argmin(cost))
        return (float(centres[best, 0]), float(centres[best, 1])) if cost[best] < 90 else None

    def _inside(self, centres: Floats, half: Floats) -> NDArray[np.bool_]:
        low = centres - half >= (self.bounds.x + CLEAR_MM, self.bounds.y + CLEAR_MM)
        high = centres + half <= (self.bounds.right - CLEAR_MM, self.bounds.bottom - CLEAR_MM)
        return np.asarray(low.all(axis=1) & high.all(axis=1))

    def _hits_label(
        self, centres: Floats, wish: Wish, *, leaders: bool = True
    ) -> NDArray[np.bool_]:
        if not len(self.boxes):
            return np.zeros(len(centres), dtype=bool)
        half = np.array([wish.width / 2, wish.height / 2])
        low, high = centres - half - CLEAR_MM, centres + half + CLEAR_MM
        hit = (low[:, None, :] < self.boxes[None, :, 2:]) & (
            self.boxes[None, :, :2] < high[:, None, :]
        )
        crossed = np.zeros(len(centres), dtype=bool)
        if leaders and len(self.leaders):
            inside = np.abs(self.leaders[None, :, :] - centres[:, None, :]) < half
            crossed = np.any(inside.all(axis=2), axis=1)
        hits = hit.all(axis=2)
        if wish.round and self.round.any():
            circles = self.boxes[self.round]
            middles, reach = (circles[:, :2] + circles[:, 2:]) / 2, circles[:, 2] - circles[:, 0]
            away = np.hypot(*(centres[:, None, :] - middles[None, :, :]).transpose(2, 0, 1))
            hits[:, self.round] = away < (reach + wish.width) / 2 + CLEAR_MM / 2
        return np.asarray(np.any(hits, axis=1) | crossed)

    def _hides_spot(self, centres: Floats, half: Floats, spots: Floats) -> NDArray[np.bool_]:
        inside = np.abs(spots[None, :, :] - centres[:, None, :]) < half + self.radius
        return np.asarray(np.any(inside.all(axis=2), axis=1))

    def _leader_cost(self, wish: Wish, centres: Floats, spots: Floats) -> Floats:
        """Crossing a label counts as no place; crossing spots or leaders as a longer way."""
        path = _samples(wish, centres)  # (c, k, 2)
        cost = np.zeros(len(centres))
        if len(self.boxes):
            inside = (path[:, :, None, :] > self.boxes[None, None, :, :2]) & (
                path[:, :, None, :] < self.boxes[None, None, :, 2:]
            )
            cost += 100.0 * np.any(inside.all(axis=3), axis=(1, 2))
        others = spots[np.abs(spots - (wish.x, wish.y)).max(axis=1) > 0.05]
        if len(others):
            away = np.abs(path[:, :, None, :] - others[None, None, :, :]).max(axis=3)
            cost += 2.0 * (away < self.radius).any(axis=1).sum(axis=1)
        if len(self.leaders):
            away = np.abs(path[:, :, None, :] - self.leaders[None, None, :, :]).max(axis=3)
            cost += 4.0 * (away < 0.3).any(axis=(1, 2))
        return cost


def _samples(wish: Wish, centres: Floats) -> Floats:
    """Points along the leader from the site to the label's edge, (c, k, 2)."""
    own = np.array([wish.x, wish.y])
    way = centres - own
    with np.errstate(divide="ignore"):
        inside = np.minimum(
            wish.width / 2 / np.maximum(np.abs(way[:, 0]), 1e-9),
            wish.height / 2 / np.maximum(np.abs(way[:, 1]), 1e-9),
        )
    end = np.clip(1.0 - inside, 0.0, 1.0)
    along = np.linspace(0.05, 1.0, LEADER_SAMPLES)
    return np.asarray(own + way[:, None, :] * (end[:, None] * along[None, :])[:, :, None])
