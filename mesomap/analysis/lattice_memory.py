"""Which lattices the open session remembers, kept up to date edit by edit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from mesomap.analysis.figures import Wanted
from mesomap.analysis.lattices import Fillings
from mesomap.analysis.lesions import present
from mesomap.analysis.marks import in_skin
from mesomap.analysis.rest import Rested
from mesomap.analysis.skin import Skin
from mesomap.model import Injection, Lattice, Lesion, RegionKey


class LatticeMemory:
    """The lattices that injections in the skin name, and what they want of regions."""

    def __init__(
        self,
        body: Skin,
        lattices: Iterable[Lattice],
        lesions: Iterable[Lesion],
        on: date,
        rested: Rested | None = None,
    ) -> None:
        self._body, self._on, self._rested = body, on, rested
        self._known = {one.id: one for one in lattices}
        self._lesions = {one.id: one for one in lesions}
        self._named: Counter[UUID] = Counter()
        self.lattices = self._filled()

    def take(self, one: Lattice | Lesion, after: object) -> None:
        """A lattice or a lesion came, went or became another."""
        if isinstance(one, Lattice):
            self._known.pop(one.id, None)
        else:
            self._lesions.pop(one.id, None)
        if isinstance(after, Lattice):
            self._known[after.id] = after
        elif isinstance(after, Lesion):
            self._lesions[after.id] = after
        self.lattices = self._filled()

    def follow(self, before: Injection | None, after: Injection | None) -> set[RegionKey]:
        """Count an edit; the regions whose lattices came into use or out of it."""
        old, new = _named_by(before), _named_by(after)
        if old == new:
            return set()
        touched: set[RegionKey] = set()
        for id, step in ((old, -1), (new, 1)):
            if id is None:
                continue
            was = self._named[id]
            self._named[id] += step
            if not (was and self._named[id]) and id in self._known:
                touched.update(self._known[id].regions)
            if not self._named[id]:
                del self._named[id]
        return touched

    def spacing_mm(self, key: RegionKey) -> float | None:
        """The finest wanted spacing in a region; None where no lattice is remembered."""
        return self.lattices.spacing_mm(key, self._named.keys())

    def wanted(self, key: RegionKey) -> tuple[Wanted, ...]:
        """What a region's gaps are judged by; empty where no lattice is remembered."""
        return self.lattices.wanted(key, self._named.keys())

    def _filled(self) -> Fillings:
        here = present(self._lesions.values(), self._on)
        return Fillings(self._body, self._known.values(), here, self._rested)


def _named_by(injection: Injection | None) -> UUID | None:
    return injection.lattice if injection is not None and in_skin(injection) else None
