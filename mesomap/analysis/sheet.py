"""One patch as a session uses it: its marks, and the measures of its regions, kept up to date."""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from mesomap.analysis.figures import (
    LEAST_FOR_A_LATTICE,
    TOO_CLOSE,
    ClosePair,
    RegionFigures,
    SpacingFigures,
    Wanted,
    assemble,
    gaps_of,
    ordered,
)
from mesomap.analysis.marks import Mark
from mesomap.analysis.skin import SkinPatch
from mesomap.analysis.tally import Tally
from mesomap.geometry.coverage import Coverage
from mesomap.geometry.gaps import Gap
from mesomap.geometry.spacing import Spacing, close_pairs
from mesomap.model import RegionKey, Syringe

GAP_SPACINGS = 2.5
"""Beyond so many spacings from a region nothing has a part in its gaps: those inside see 0.75, and
the pattern is taken on beyond the border from neighbours within 1.5 (see `geometry.gaps`)."""


class SortedSpacings:
    """The spacings of one region's injections; those that are alone have none.

    Attributes
    ----------
    in_order : list
        mm, smallest first.
    """

    __slots__ = ("_of", "in_order")

    def __init__(self) -> None:
        self._of: dict[UUID, float] = {}
        self.in_order: list[float] = []

    def update(self, changes: Mapping[UUID, float | None]) -> None:
        """Set these spacings; None takes one away."""
        if 8 * len(changes) > len(self.in_order):
            for id, spacing in changes.items():
                self._set(id, spacing)
            self.in_order = sorted(self._of.values())
            return
        for id, spacing in changes.items():
            old = self._of.get(id)
            if old is not None:
                del self.in_order[bisect_left(self.in_order, old)]
            if self._set(id, spacing):
                insort(self.in_order, self._of[id])

    def _set(self, id: UUID, spacing: float | None) -> bool:
        if spacing is None or math.isinf(spacing):
            self._of.pop(id, None)
            return False
        self._of[id] = spacing
        return True

    def figures(self) -> SpacingFigures:
        """Smallest, middle and largest."""
        of = self.in_order
        if not of:
            return SpacingFigures(None, None, None)
        half = len(of) // 2
        middle = of[half] if len(of) % 2 else 0.5 * (of[half - 1] + of[half])
        return SpacingFigures(of[0], middle, of[-1])


def _no_lattice(_key: RegionKey) -> float | None:
    return None


class Sheet:
    """A patch with the marks that it holds (its margin too), and the regions measured on it.

    Parameters
    ----------
    wanted_mm
        The spacing that a region's lattice wants; None where none is remembered.
    """

    def __init__(
        self, patch: SkinPatch, *, wanted_mm: Callable[[RegionKey], float | None] = _no_lattice
    ) -> None:
        self._patch = patch
        self._wanted_mm = wanted_mm
        self._marks: dict[UUID, Mark] = {}
        self._spacing: Spacing[UUID] = Spacing()
        self._coverage: dict[RegionKey, Coverage] = {}
        self._spacings: dict[RegionKey, SortedSpacings] = {}

    def measure(self, key: RegionKey) -> None:
        """Measure this region from now on."""
        if key in self._coverage:
            return
        deposits = [mark.deposit for mark in self._marks.values()]
        self._coverage[key] = Coverage(self._patch.polygon(key), deposits)
        self._spacings[key] = SortedSpacings()
        own = [mark.id for mark in self._marks.values() if mark.key == key]
        self._spacings[key].update({id: self._spacing.of(id) for id in own})

    def leave(self, key: RegionKey) -> None:
        """Measure this region no more."""
        self._coverage.pop(key, None)
        self._spacings.pop(key, None)

    def update(self, removed: Sequence[UUID], added: Sequence[Mark]) -> set[RegionKey]:
        """Take marks away, then put others in; ids that it does not hold are passed over.

        Returns
        -------
        set
            The measured regions whose spacing, coverage, close pairs or gaps may have changed.
        """
        was_lattice = self._holds_a_lattice()
        gone = [self._marks.pop(id) for id in removed if id in self._marks]
        if not gone and not added:
            return set()
        ids = [mark.id for mark in gone]
        self._marks.update((mark.id, mark) for mark in added)
        changed = self._spacing.update(removed=ids, added=[(mark.id, mark.at) for mark in added])
        new: dict[RegionKey, dict[UUID, float | None]] = {}
        for mark in gone:
            if mark.key in self._spacings:
                new.setdefault(mark.key, {})[mark.id] = None
        for id in changed:
            key = self._marks[id].key
            if key in self._spacings:
                new.setdefault(key, {})[id] = self._spacing.of(id)
        for key, changes in new.items():
            self._spacings[key].update(changes)
        deposits = [mark.deposit for mark in added]
        touched = set(new)
        if self._holds_a_lattice() != was_lattice:
            touched.update(self._coverage)
        for key, coverage in self._coverage.items():
            if coverage.update(removed=ids, added=deposits) or self._reached(key, [*gone, *added]):
                touched.add(key)
        return touched

    def _holds_a_lattice(self) -> bool:
        return len(self._marks) >= LEAST_FOR_A_LATTICE

    def _reached(self, key: RegionKey, marks: Sequence[Mark]) -> bool:
        """Whether a mark is so near to the region that its gaps and close pairs may change."""
        widest = max(self._spacings[key].figures().median_mm or 0.0, self._wanted_mm(key) or 0.0)
        if not widest:
            return False
        left, bottom, right, top = self._coverage[key].bounds
        reach = GAP_SPACINGS * widest
        return any(
            left - reach < mark.at[0] < right + reach and bottom - reach < mark.at[1] < top + reach
            for mark in marks
        )

    def figures(
        self,
        key: RegionKey,
        tallies: Mapping[UUID, Tally],
        syringes: Mapping[UUID, Syringe],
        *,
        gaps: bool,
        wanted: Sequence[Wanted] = (),
    ) -> RegionFigures:
        """The figures of a measured region; its gaps by what its lattices want."""
        coverage = self._coverage[key]
        spacing = self._spacings[key].figures()
        return assemble(
            key,
            tallies,
            syringes,
            area_mm2=coverage.area_mm2,
            covered_mm2=coverage.covered_mm2,
            spacing=spacing,
            nearest=self._spacings[key].in_order,
            pairs=self._close_pairs(key, spacing),
            gaps=self._gaps(key, spacing, wanted) if gaps else None,
            wanted_mm=self._wanted_mm(key),
        )

    def _close_pairs(self, key: RegionKey, spacing: SpacingFigures) -> list[ClosePair]:
        if spacing.median_mm is None or spacing.min_mm is None:
            return []
        limit = TOO_CLOSE * spacing.median_mm
        if spacing.min_mm >= limit:
            return []
        marks = [self._marks[id] for id in self._spacing.closer_than(limit)]
        pairs, distances = close_pairs([mark.at for mark in marks], below_mm=limit)
        return [
            ordered(marks[i].id, marks[j].id, distance)
            for (i, j), distance in zip(pairs.tolist(), distances.tolist(), strict=True)
            if marks[i].key == key or marks[j].key == key
        ]

    def _gaps(
        self, key: RegionKey, spacing: SpacingFigures, wanted: Sequence[Wanted]
    ) -> tuple[Gap, ...]:
        return gaps_of(self._patch.polygon(key), list(self._marks.values()), spacing, wanted)
