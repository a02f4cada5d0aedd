"""A line on the skin: its length, and places along it, in skin mm.

Between its corners it runs straight on flat skin, leg by leg, each on a patch that holds both ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mesomap.analysis.skin import Skin
from mesomap.geometry.arrays import Floats
from mesomap.model import Site


@dataclass(frozen=True, slots=True)
class Leg:
    """From one corner to the next: on which patch, where (mm), how long."""

    patch: str
    start: tuple[float, float]
    end: tuple[float, float]
    mm: float


@dataclass(frozen=True, slots=True)
class Curve:
    """A line on the skin."""

    legs: tuple[Leg, ...]

    @property
    def length_mm(self) -> float:
        """Its length along the skin."""
        return sum(leg.mm for leg in self.legs)

    def sites_at(self, body: Skin, along_mm: Sequence[float] | Floats) -> list[Site | None]:
        """The sites so far along it, 0 to its length; None where that is off the skin."""
        ends = np.cumsum([leg.mm for leg in self.legs])
        if not len(ends):
            return [None] * len(along_mm)
        wanted = np.asarray(along_mm, np.float64)
        rows = np.minimum(np.searchsorted(ends, wanted - 1e-9), len(ends) - 1)
        found: list[Site | None] = [None] * len(wanted)
        by_patch: dict[str, list[tuple[int, Floats]]] = {}
        for place, (row, mm) in enumerate(zip(rows.tolist(), wanted.tolist(), strict=True)):
            leg = self.legs[row]
            share = (mm - (ends[row] - leg.mm)) / leg.mm
            start, end = np.array(leg.start), np.array(leg.end)
            uv = start + (end - start) * min(max(share, 0.0), 1.0)
            by_patch.setdefault(leg.patch, []).append((place, uv))
        for patch, members in by_patch.items():
            sites = body.from_patch(patch, np.array([uv for _, uv in members]))
            for (place, _), site in zip(members, sites, strict=True):
                found[place] = site
        return found


def curve_of(body: Skin, corners: Sequence[Site], *, home: str | None = None) -> Curve:
    """The line from corner to corner, in order; `home` is the patch to measure on first.

    A leg that no patch holds both ends of is left out: nothing here draws one.
    """
    if len(corners) < 2:
        return Curve(())
    order = [*([home] if home is not None else []), *(one for one in body.patches if one != home)]
    rest = set(range(len(corners) - 1))
    found: dict[int, Leg] = {}
    for patch in order:
        uv = body.on_patch(patch, corners)
        steps = np.hypot(*np.diff(uv, axis=0).T)
        for number in rest & set(np.flatnonzero(~np.isnan(steps)).tolist()):
            (a, b), (c, d) = uv[number].tolist(), uv[number + 1].tolist()
            found[number] = Leg(patch, (a, b), (c, d), float(steps[number]))
        rest -= found.keys()
        if not rest:
            break
    return Curve(tuple(found[number] for number in sorted(found) if found[number].mm > 0))
