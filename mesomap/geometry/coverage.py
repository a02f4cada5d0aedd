"""Coverage kept up to date while deposits come, go and move.

Green's sum (see `arcs`) has one term for each disc and one for each edge of the polygon. Each disc
remembers which arc of its circle every neighbour hides; an edit changes the memory of the discs
around it and adds up their terms anew. What it costs does not grow with the number of deposits.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from shapely import MultiPolygon, Polygon

from mesomap.geometry.arcs import exposed_term, exposed_terms, hidden_arcs, union_length
from mesomap.geometry.arrays import Floats, Indices
from mesomap.geometry.capsule import Capsule
from mesomap.geometry.covered import covered_mm2, overlaps
from mesomap.geometry.live_bars import LiveBars
from mesomap.geometry.neighbours import Buckets
from mesomap.geometry.outline import Outline

__all__ = ["Capsule", "Coverage", "Disc", "covered_mm2"]

MANY = 150
"""From so many discs on, arrays are faster than one after the other."""


class Disc(NamedTuple):
    """A deposit: whose, where, and its radius in mm."""

    id: Hashable
    at: tuple[float, float]
    radius_mm: float


class Coverage:
    """The covered area of one polygon.

    Parameters
    ----------
    polygon
        Of flat skin, mm.
    deposits
        What lies there at the start; some may not meet the polygon.

    Attributes
    ----------
    bounds : left, bottom, right, top of the polygon, mm
    """

    __slots__ = (
        "_along",
        "_bars",
        "_buckets",
        "_capsules",
        "_chords",
        "_covered",
        "_discs",
        "_edges",
        "_free",
        "_hidden",
        "_largest",
        "_outline",
        "_shape",
        "_slot",
        "_term",
        "bounds",
    )

    def __init__(
        self, polygon: Polygon | MultiPolygon, deposits: Iterable[Disc | Capsule] = ()
    ) -> None:
        start = list(deposits)
        self._outline = Outline(polygon)
        self.bounds: tuple[float, float, float, float] = polygon.bounds
        self._discs: dict[Hashable, Disc] = {}
        self._slot: dict[Hashable, int] = {}  # of those that meet the polygon
        self._free: list[int] = []
        self._shape: list[tuple[float, float, float]] = []  # by slot: x, y from origin, radius
        self._term: list[float] = []  # by slot: its part of Green's sum
        # By slot: (start, width) of what is hidden of its circle, by the slot of the disc that
        # hides it (all that overlap, even if the arc is empty), or by -1, -2 ... for the polygon.
        self._hidden: list[dict[int, tuple[float, float]]] = []
        self._edges: list[list[int]] = []  # by slot: the edges of which it covers some
        self._chords: dict[int, dict[int, tuple[float, float]]] = {}  # edge: slot: low, high
        self._along: dict[int, float] = {}  # edge: its part of Green's sum
        self._covered = 0.0
        self._largest = max([0.0, *(one.radius_mm for one in start)])
        self._buckets = Buckets(2.0 * (self._largest or 4.0))
        self._capsules: dict[Hashable, int] = {}  # with the number of their corners
        self._bars = LiveBars(
            self._outline,
            lambda x, y, reach: self._buckets.near(x, y, reach + self._largest),
            self._shape.__getitem__,
        )
        self.update(added=start)

    @property
    def area_mm2(self) -> float:
        """Area of the polygon."""
        return self._outline.area_mm2

    @property
    def covered_mm2(self) -> float:
        """Area of its part that the deposits cover."""
        return min(max(self._covered + self._bars.covered, 0.0), self.area_mm2)

    @property
    def coverage(self) -> float:
        """Covered fraction, 0 to 1; 0 for an empty polygon."""
        return self.covered_mm2 / self.area_mm2 if self.area_mm2 > 0 else 0.0

    def __len__(self) -> int:
        return len(self._discs) - sum(self._capsules.values()) + len(self._capsules)

    def __contains__(self, id: Hashable) -> bool:
        return id in self._discs or id in self._capsules

    def add(self, id: Hashable, *, at: tuple[float, float], radius_mm: float) -> bool:
        """Put one disc in; see `update`."""
        return self.update(added=[Disc(id, at, radius_mm)])

    def remove(self, id: Hashable) -> bool:
        """Take one deposit out; see `update`."""
        return self.update(removed=[id])

    def move(self, id: Hashable, *, at: tuple[float, float]) -> bool:
        """Put one disc, with its radius, elsewhere; see `update`."""
        return self.update(removed=[id], added=[self._discs[id]._replace(at=at)])

    def update(
        self, *, removed: Iterable[Hashable] = (), added: Sequence[Disc | Capsule] = ()
    ) -> bool:
        """Take deposits out, then put others in, as one edit.

        Returns
        -------
        bool
            Whether any of them meets the polygon, so that the covered area may have changed.

        Raises
        ------
        KeyError
            If a removed one is not there.
        ValueError
            If an added one is there already, or its radius is negative.
        """
        touched: set[int] = set()
        edges: set[int] = set()
        gone: list[int] = []
        capsules = [one for one in added if isinstance(one, Capsule)]
        if self._capsules or capsules:
            left, removed = self._taken_apart(removed)
            discs = self._corners_and_discs(added)
        else:
            left, discs = [], added  # type: ignore[assignment]
        for id in removed:
            del self._discs[id]
            slot = self._slot.pop(id, None)
            if slot is not None:
                gone.append(slot)
                self._take_out(slot, touched, edges)
        shapes = [self._shape[slot] for slot in gone]
        new = self._put_in(discs, edges)
        if new:
            self._hide(new, touched)
        met = bool(gone or new)
        if len(self._bars) or capsules:
            met |= self._follow_with_bars(left, capsules, shapes, new, touched, edges)
        self._add_up(touched)
        for edge in edges:
            term = float(self._outline.cross[edge]) * union_length(self._chords[edge].values())
            self._covered += term - self._along.get(edge, 0.0)
            self._along[edge] = term
        if not self._slot and not len(self._bars):
            self._covered = 0.0  # drops what rounding has left
        return met

    def _taken_apart(self, removed: Iterable[Hashable]) -> tuple[list[Hashable], list[Hashable]]:
        """The capsules among these, and the discs: of a capsule those about its corners."""
        left: list[Hashable] = []
        discs: list[Hashable] = []
        for id in removed:
            corners = self._capsules.pop(id, None)
            if corners is None:
                discs.append(id)
            else:
                left.append(id)
                discs += [(id, number) for number in range(corners)]
        return left, discs

    def _corners_and_discs(self, added: Iterable[Disc | Capsule]) -> list[Disc]:
        """The discs, and of each capsule those about its corners."""
        discs: list[Disc] = []
        for one in added:
            if isinstance(one, Disc):
                discs.append(one)
                continue
            if one.id in self:
                raise ValueError(f"{one.id} is there already")
            corners = one.corners
            self._capsules[one.id] = len(corners)
            discs += [Disc((one.id, k), at, one.radius_mm) for k, at in enumerate(corners)]
        return discs

    def _follow_with_bars(
        self,
        left: Sequence[Hashable],
        capsules: Sequence[Capsule],
        shapes: Sequence[tuple[float, float, float]],
        new: Sequence[int],
        touched: set[int],
        edges: set[int],
    ) -> bool:
        """Bring the bars of capsules, and what they hide and cover, up to date."""
        capsules = [one for one in capsules if one.radius_mm > 0]
        shapes = [*shapes, *(self._shape[slot] for slot in new)]
        edit = self._bars.update(gone=left, new=capsules, shapes=shapes, fresh=new)
        touched.update(edit.touched)
        for edge, key in edit.uncovered:
            del self._chords[edge][key]
            edges.add(edge)
        for edge, key, low, high in edit.covered:
            self._chords.setdefault(edge, {})[key] = (low, high)
            edges.add(edge)
        return edit.met

    def _take_out(self, slot: int, touched: set[int], edges: set[int]) -> None:
        x, y, _ = self._shape[slot]
        self._buckets.remove(slot, x, y)
        for other in self._hidden[slot]:
            if other >= 0:
                del self._hidden[other][slot]
                touched.add(other)
        for edge in self._edges[slot]:
            del self._chords[edge][slot]
        edges.update(self._edges[slot])
        touched.discard(slot)
        self._bars.forget(slot)
        self._covered -= self._term[slot]
        self._free.append(slot)

    def _put_in(self, added: Sequence[Disc], edges: set[int]) -> list[int]:
        """Give each that meets the polygon a slot, and note what the polygon hides of it."""
        for disc in added:
            if disc.id in self._discs:
                raise ValueError(f"{disc.id} is there already")
            if not disc.radius_mm >= 0:
                raise ValueError("a radius cannot be negative")
            self._discs[disc.id] = disc
        added = [disc for disc in added if self._may_meet(disc)]
        if not added:
            return []
        left, bottom = self._outline.origin.tolist()
        shapes = [(disc.at[0] - left, disc.at[1] - bottom, disc.radius_mm) for disc in added]
        cut = self._outline.cut(np.array(shapes))
        slot_of: dict[int, int] = {}
        for row in np.nonzero(cut.meets)[0].tolist():
            slot = slot_of[row] = self._new_slot()
            x, y, radius = self._shape[slot] = shapes[row]
            self._slot[added[row].id] = slot
            self._buckets.add(slot, x, y)
            self._largest = max(self._largest, radius)
        arcs = zip(cut.owner.tolist(), cut.start.tolist(), cut.width.tolist(), strict=True)
        for number, (row, start, width) in enumerate(arcs, start=1):
            self._hidden[slot_of[row]][-number] = (start, width)
        chords = (cut.chord_owner.tolist(), cut.edge.tolist(), cut.low.tolist(), cut.high.tolist())
        for row, edge, low, high in zip(*chords, strict=True):
            self._chords.setdefault(edge, {})[slot_of[row]] = (low, high)
            self._edges[slot_of[row]].append(edge)
            edges.add(edge)
        return list(slot_of.values())

    def _may_meet(self, disc: Disc) -> bool:
        left, bottom, right, top = self.bounds
        (x, y), radius = disc.at, disc.radius_mm
        beside = left - radius < x < right + radius
        return radius > 0 and beside and bottom - radius < y < top + radius

    def _new_slot(self) -> int:
        if self._free:
            slot = self._free.pop()
            self._hidden[slot], self._edges[slot], self._term[slot] = {}, [], 0.0
            return slot
        self._shape.append((0.0, 0.0, 0.0))
        self._term.append(0.0)
        self._hidden.append({})
        self._edges.append([])
        return len(self._shape) - 1

    def _hide(self, new: list[int], touched: set[int]) -> None:
        """Note what the new ones and those around them hide of one another."""
        i, j = self._overlaps_of(new)
        old = ~np.isin(j, new)
        i, j = np.concatenate([i, j[old]]), np.concatenate([j, i[old]])
        own, others = i.tolist(), j.tolist()
        if len(new) > MANY:
            shapes: Floats = np.array(self._shape)
            starts, widths = hidden_arcs(shapes[i], shapes[j], i < j)
        else:
            starts, widths = hidden_arcs(self._rows(own), self._rows(others), i < j)
        arcs = zip(starts.tolist(), widths.tolist(), strict=True)
        for slot, other, arc in zip(own, others, arcs, strict=True):
            self._hidden[slot][other] = arc
        touched.update(new)
        touched.update(own)

    def _rows(self, slots: list[int]) -> Floats:
        return np.array([self._shape[slot] for slot in slots]).reshape(-1, 3)

    def _overlaps_of(self, new: list[int]) -> tuple[Indices, Indices]:
        """Slots (i, j), i among `new`, that overlap; not (i, i)."""
        if len(new) > MANY and 4 * len(new) > len(self._slot):
            everyone = np.array(list(self._slot.values()), dtype=np.intp)
            fresh = np.array(new, dtype=np.intp)
            discs: Floats = np.array(self._shape)
            rows, columns = overlaps(discs[fresh], discs[everyone])
            i, j = fresh[rows], everyone[columns]
            return i[i != j], j[i != j]
        own: list[int] = []
        others: list[int] = []
        for slot in new:
            x, y, radius = self._shape[slot]
            for other in self._buckets.near(x, y, radius + self._largest):
                other_x, other_y, other_radius = self._shape[other]
                reach = radius + other_radius
                if (x - other_x) ** 2 + (y - other_y) ** 2 < reach * reach and other != slot:
                    own.append(slot)
                    others.append(other)
        return np.array(own, dtype=np.intp), np.array(others, dtype=np.intp)

    def _add_up(self, touched: set[int]) -> None:
        """Bring the terms of the touched discs up to date."""
        pressed = self._bars.pressed
        if len(touched) < MANY:
            for slot in touched:
                arcs: Iterable[tuple[float, float]] = self._hidden[slot].values()
                if pressed and slot in pressed:
                    arcs = [*arcs, *pressed[slot]]
                term = exposed_term(*self._shape[slot], arcs)
                self._covered += term - self._term[slot]
                self._term[slot] = term
            return
        slots = list(touched)
        hidden = [[*self._hidden[slot].values(), *pressed.get(slot, ())] for slot in slots]
        owner = np.repeat(np.arange(len(slots)), [len(arcs) for arcs in hidden])
        start, width = np.array([arc for arcs in hidden for arc in arcs]).reshape(-1, 2).T
        terms, _ = exposed_terms(self._rows(slots), owner, start, width)
        for slot, term in zip(slots, terms.tolist(), strict=True):
            self._covered += term - self._term[slot]
            self._term[slot] = term
