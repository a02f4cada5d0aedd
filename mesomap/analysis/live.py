"""The figures of a session, kept up to date edit by edit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from mesomap.analysis.figures import RegionFigures, region_figures
from mesomap.analysis.lattice_memory import LatticeMemory
from mesomap.analysis.marks import deposit_radius_of, in_skin, key_of, marks_on
from mesomap.analysis.rest import Rested
from mesomap.analysis.sheet import Sheet
from mesomap.analysis.skin import Skin
from mesomap.analysis.tally import Tally, Totals, tally_of, totals_of
from mesomap.model import (
    Added,
    AreaPass,
    Change,
    Injection,
    Lattice,
    Lesion,
    RegionKey,
    Removed,
    Syringe,
    Updated,
)

Counted = Injection | AreaPass | None
Edit = tuple[Injection | None, Injection | None]
"""An injection before and after an edit; None where it was not there."""


class LiveFigures:
    """The incremental twin of `figures.session_figures`: the same numbers after any edits.

    An edit costs what lies around it: the patches that have injections of their own and hold the
    edited site are brought up to date, near the site.

    Parameters
    ----------
    body
        The body of the session.
    injections, syringes, areas, lattices
        The session as it is.
    lesions
        Its patient's.
    on
        Its day: lesions that were not there then count for nothing.
    rested
        Tells what earlier sessions treated.
    """

    def __init__(
        self,
        body: Skin,
        injections: Iterable[Injection],
        syringes: Mapping[UUID, Syringe],
        *,
        areas: Iterable[AreaPass] = (),
        lattices: Iterable[Lattice] = (),
        lesions: Iterable[Lesion] = (),
        on: date = date.max,
        rested: Rested | None = None,
    ) -> None:
        self._body = body
        self._injections: dict[UUID, Injection] = {}
        self._areas: dict[UUID, AreaPass] = {}
        self._syringes = dict(syringes)
        self._tallies: dict[RegionKey | None, dict[UUID, Tally]] = {}
        self._sheets: dict[str, Sheet] = {}
        self._figures: dict[tuple[RegionKey, bool], RegionFigures] = {}
        self.rested = rested
        self._memory = LatticeMemory(body, lattices, lesions, on, rested)
        self.apply([Added(one) for one in injections] + [Added(one) for one in areas])

    def apply(self, changes: Iterable[Change]) -> frozenset[RegionKey]:
        """Take committed changes over.

        Changes of patients and sessions are passed over.

        Returns
        -------
        frozenset
            The regions, of those that have or had injections or area passes, whose figures may be
            others now.
        """
        edits: dict[UUID, Edit] = {}
        touched: set[RegionKey] = set()
        for change in changes:
            before = None if isinstance(change, Added) else _before(change)
            after = None if isinstance(change, Removed) else _after(change)
            one = after if after is not None else before
            if isinstance(one, Injection):
                old = edits[one.id][0] if one.id in edits else self._injections.get(one.id)
                edits[one.id] = (old, after if isinstance(after, Injection) else None)
            elif isinstance(one, AreaPass):
                touched.update(self._pass_over(one, after))
            elif isinstance(one, Syringe):
                if isinstance(after, Syringe):
                    self._syringes[one.id] = after
                else:
                    del self._syringes[one.id]
                touched.update(self._using(one.id))
            elif isinstance(one, Lattice | Lesion):
                self._memory.take(one, after)
                touched.update(self.regions_used())
        touched.update(self._take_over(edits))
        for key in touched:
            self._figures.pop((key, False), None)
            self._figures.pop((key, True), None)
        return frozenset(touched)

    def regions_used(self) -> list[RegionKey]:
        """The regions that have injections or area passes, be they skipped ones."""
        return [key for key in self._tallies if key is not None]

    def totals(self) -> Totals:
        """The session's totals."""
        by_syringe: dict[UUID, Tally] = {}
        for tallies in self._tallies.values():
            for syringe, tally in tallies.items():
                by_syringe[syringe] = by_syringe.get(syringe, Tally()) + tally
        return totals_of(by_syringe)

    def region(self, key: RegionKey, *, gaps: bool = True) -> RegionFigures:
        """The figures of a region, whether it has injections or not.

        Parameters
        ----------
        gaps
            Gaps are not kept up to date but looked for when asked (4 ms at 50 injections in the
            region, 60 ms at 5,000): leave them out while an answer is wanted at once.

        Raises
        ------
        KeyError
            If the body has no such region.
        """
        found = self._figures.get((key, True)) or self._figures.get((key, gaps))
        if found is None:
            tallies = self._tallies.get(key)
            if tallies is None:
                return region_figures(
                    self._body,
                    key,
                    self._injections.values(),
                    self._syringes,
                    areas=self._areas.values(),
                    lattices=self._memory.lattices,
                )
            sheet = self._sheets[self._body.regions[key].patch]
            wanted = self._memory.wanted(key) if gaps else ()
            found = sheet.figures(key, tallies, self._syringes, gaps=gaps, wanted=wanted)
            self._figures[key, gaps] = found
        return found

    def _using(self, syringe: UUID) -> set[RegionKey]:
        return {
            key for key, tallies in self._tallies.items() if key is not None and syringe in tallies
        }

    def _pass_over(self, one: AreaPass, after: object) -> set[RegionKey]:
        """Count an edit of an area pass; the regions that it counts in."""
        before = self._areas.pop(one.id, None)
        now = after if isinstance(after, AreaPass) else None
        if now is not None:
            self._areas[one.id] = now
        touched = self._count(before, now)
        self._open_and_close(touched)
        return touched

    def _take_over(self, edits: Mapping[UUID, Edit]) -> set[RegionKey]:
        touched: set[RegionKey] = set()
        removed: list[UUID] = []
        added: list[Injection] = []
        for id, (before, after) in edits.items():
            touched.update(self._count(before, after))
            followed = self._memory.follow(before, after)
            touched.update(key for key in followed if key in self._tallies)
            if after is None:
                self._injections.pop(id, None)
            else:
                self._injections[id] = after
            if before is None or after is None or self._lies_elsewhere(before, after):
                if before is not None and in_skin(before):
                    removed.append(id)
                if after is not None and in_skin(after):
                    added.append(after)
        for patch, sheet in self._sheets.items():
            touched.update(sheet.update(removed, marks_on(self._body, patch, added)))
        self._open_and_close(touched)
        return touched

    def _count(self, before: Counted, after: Counted) -> set[RegionKey]:
        """Count an edit; the regions that it counts in."""
        old, new = (self._part(one) for one in (before, after))
        if old != new:
            for part, sign in ((old, -1), (new, 1)):
                if part is not None:
                    self._add(*part, sign)
        return {part[0] for part in (old, new) if part is not None and part[0] is not None}

    def _part(self, one: Counted) -> tuple[RegionKey | None, UUID, Tally] | None:
        return None if one is None else (key_of(one, self._body), one.syringe, tally_of(one))

    def _add(self, key: RegionKey | None, syringe: UUID, part: Tally, sign: int) -> None:
        tallies = self._tallies.setdefault(key, {})
        tally = tallies.get(syringe, Tally()) + (part if sign > 0 else -part)
        if tally == Tally():
            del tallies[syringe]
        else:
            tallies[syringe] = tally
        if not tallies:
            del self._tallies[key]

    def _lies_elsewhere(self, before: Injection, after: Injection) -> bool:
        return (
            (before.site, before.path) != (after.site, after.path)
            or in_skin(before) != in_skin(after)
            or key_of(before, self._body) != key_of(after, self._body)
            or deposit_radius_of(before, self._body) != deposit_radius_of(after, self._body)
        )

    def _open_and_close(self, touched: set[RegionKey]) -> None:
        """Begin to measure regions that have come into use, and leave those out of use."""
        for key in touched:
            patch = self._body.regions[key].patch
            if key in self._tallies:
                if patch not in self._sheets:
                    everyone = marks_on(self._body, patch, self._injections.values())
                    self._sheets[patch] = Sheet(
                        self._body.patches[patch], wanted_mm=self._memory.spacing_mm
                    )
                    self._sheets[patch].update([], everyone)
                self._sheets[patch].measure(key)
            elif patch in self._sheets:
                self._sheets[patch].leave(key)


def _before(change: Removed | Updated) -> object:
    return change.value if isinstance(change, Removed) else change.before


def _after(change: Added | Updated) -> object:
    return change.value if isinstance(change, Added) else change.after
