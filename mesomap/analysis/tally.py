"""Counts and volumes of injections and area passes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from uuid import UUID

from mesomap.model import AreaPass, Injection, Status


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts and microlitres.

    Attributes
    ----------
    count : int
        Injections, planned or given.
    given, skipped : int
        Given ones are among `count`, skipped ones are not.
    volume_ul, given_ul : int
        Of what was planned or given, and of what was given: injections and area passes together.
    areas, areas_given, areas_skipped : int
        Area passes; given ones are among `areas`, skipped ones are not.
    area_ul : int
        The part of `volume_ul` that is area passes'.
    entries : int
        Entries of area passes, as far as they are known; they are no injections.
    """

    count: int = 0
    given: int = 0
    skipped: int = 0
    volume_ul: int = 0
    given_ul: int = 0
    areas: int = 0
    areas_given: int = 0
    areas_skipped: int = 0
    area_ul: int = 0
    entries: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.count + other.count,
            self.given + other.given,
            self.skipped + other.skipped,
            self.volume_ul + other.volume_ul,
            self.given_ul + other.given_ul,
            self.areas + other.areas,
            self.areas_given + other.areas_given,
            self.areas_skipped + other.areas_skipped,
            self.area_ul + other.area_ul,
            self.entries + other.entries,
        )

    def __neg__(self) -> Tally:
        return Tally(
            -self.count,
            -self.given,
            -self.skipped,
            -self.volume_ul,
            -self.given_ul,
            -self.areas,
            -self.areas_given,
            -self.areas_skipped,
            -self.area_ul,
            -self.entries,
        )


@dataclass(frozen=True, slots=True)
class Totals(Tally):
    """A session's totals, and the same by syringe."""

    by_syringe: Mapping[UUID, Tally] = field(default_factory=dict)


def tally_of(value: Injection | AreaPass) -> Tally:
    """One injection's or area pass's part."""
    skipped, given = value.status is Status.SKIPPED, value.status is Status.GIVEN
    volume = value.volume_ul
    if isinstance(value, Injection):
        if skipped:
            return Tally(skipped=1)
        return Tally(1, int(given), 0, volume, volume if given else 0)
    if skipped:
        return Tally(areas_skipped=1)
    return Tally(
        volume_ul=volume,
        given_ul=volume if given else 0,
        areas=1,
        areas_given=int(given),
        area_ul=volume,
        entries=value.entries or 0,
    )


def tally(values: Iterable[Injection | AreaPass]) -> dict[UUID, Tally]:
    """The tallies by syringe."""
    found: dict[UUID, Tally] = {}
    for value in values:
        found[value.syringe] = found.get(value.syringe, Tally()) + tally_of(value)
    return found


def totals_of(by_syringe: Mapping[UUID, Tally]) -> Totals:
    """The totals of these tallies."""
    whole = sum(by_syringe.values(), Tally())
    parts = {one.name: getattr(whole, one.name) for one in fields(Tally)}
    return Totals(**parts, by_syringe=dict(by_syringe))


def session_totals(values: Iterable[Injection | AreaPass]) -> Totals:
    """The totals of a session, from scratch."""
    return totals_of(tally(values))
