"""Counts and volumes of injections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from mesomap.model import Injection, Status


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts and microlitres.

    Attributes
    ----------
    count : int
        Planned or given.
    given, skipped : int
        Given ones are among `count`, skipped ones are not.
    volume_ul, given_ul : int
        Of `count` and of `given`.
    """

    count: int = 0
    given: int = 0
    skipped: int = 0
    volume_ul: int = 0
    given_ul: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.count + other.count,
            self.given + other.given,
            self.skipped + other.skipped,
            self.volume_ul + other.volume_ul,
            self.given_ul + other.given_ul,
        )

    def __neg__(self) -> Tally:
        return Tally(-self.count, -self.given, -self.skipped, -self.volume_ul, -self.given_ul)


@dataclass(frozen=True, slots=True)
class Totals(Tally):
    """A session's totals, and the same by syringe."""

    by_syringe: Mapping[UUID, Tally] = field(default_factory=dict)


def tally_of(injection: Injection) -> Tally:
    """One injection's part."""
    if injection.status is Status.SKIPPED:
        return Tally(skipped=1)
    given = injection.status is Status.GIVEN
    volume = injection.volume_ul
    return Tally(1, int(given), 0, volume, volume if given else 0)


def tally(injections: Iterable[Injection]) -> dict[UUID, Tally]:
    """The tallies by syringe."""
    found: dict[UUID, Tally] = {}
    for injection in injections:
        found[injection.syringe] = found.get(injection.syringe, Tally()) + tally_of(injection)
    return found


def totals_of(by_syringe: Mapping[UUID, Tally]) -> Totals:
    """The totals of these tallies."""
    whole = sum(by_syringe.values(), Tally())
    return Totals(
        whole.count, whole.given, whole.skipped, whole.volume_ul, whole.given_ul, dict(by_syringe)
    )


def session_totals(injections: Iterable[Injection]) -> Totals:
    """The totals of a session, from scratch."""
    return totals_of(tally(injections))
