"""What remarks look at: one session with all that belongs to it, and what was before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from mesomap.analysis.doses import Dose, doses_of, strengths
from mesomap.atlas import Body
from mesomap.clinical.substances import SUBSTANCES, named_in
from mesomap.model import (
    AreaPass,
    ClinicSettings,
    DeviceUse,
    Draw,
    Injection,
    Lesion,
    Lot,
    Needle,
    Patient,
    Preparation,
    Product,
    Protocol,
    Questionnaire,
    RegionKey,
    Session,
    Status,
    Syringe,
    Unit,
)

Value = Injection | AreaPass


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An earlier session of the person that counts: its day, and the regions given something."""

    session: UUID
    day: date
    regions: frozenset[RegionKey]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One session whole. `number` is its place in its course, from 1; None without a course.

    `spacing_mm` holds the median spacing of each region, as the figures have it.
    """

    body: Body
    patient: Patient
    session: Session
    injections: Sequence[Injection]
    syringes: Mapping[UUID, Syringe]
    areas: Sequence[AreaPass] = ()
    draws: Sequence[Draw] = ()
    products: Mapping[UUID, Product] = field(default_factory=dict)
    lots: Mapping[UUID, Lot] = field(default_factory=dict)
    devices: Sequence[DeviceUse] = ()
    expired_devices: Mapping[UUID, str] = field(default_factory=dict)
    """Of devices in use that are out of date or recalled: why, in words for a key."""
    needles: Mapping[UUID, Needle] = field(default_factory=dict)
    lesions: Sequence[Lesion] = ()
    protocol: Protocol | None = None
    number: int | None = None
    questionnaire: Questionnaire | None = None
    preparation: Preparation | None = None
    clinic: ClinicSettings
    earlier: Sequence[Earlier] = ()
    spacing_mm: Mapping[RegionKey, float | None] = field(default_factory=dict)

    @property
    def held(self) -> list[Value]:
        """What is planned or given."""
        values: list[Value] = [*self.injections, *self.areas]
        return [one for one in values if one.status is not Status.SKIPPED]

    def strength(self, syringe: UUID) -> tuple[Dose, ...]:
        """What a mL of a syringe's mixture holds, as far as it is known.

        By its products; without any by the strength that was typed, where the mixture's name
        gives away one substance.
        """
        one = self.syringes.get(syringe)
        if one is None:
            return ()
        known = strengths(one, self.draws, self.products)
        if known or one.mg_per_ml is None:
            return known
        named = named_in(one.mixture)
        if len(named) != 1:
            return ()
        (substance,) = named
        amount = Decimal(str(one.mg_per_ml))
        return (Dose(SUBSTANCES[substance], substance, Unit.MG, amount),)

    def substances(self, syringe: UUID) -> frozenset[str]:
        """The substances that a syringe holds: by its products, or by its mixture's name."""
        one = self.syringes.get(syringe)
        if one is None:
            return frozenset()
        known = {dose.substance for dose in strengths(one, self.draws, self.products)}
        return frozenset(known - {""}) or named_in(one.mixture)

    def holding(self, substance: str) -> list[Value]:
        """What is planned or given of a substance."""
        holding = {id for id in self.syringes if substance in self.substances(id)}
        return [one for one in self.held if one.syringe in holding] if holding else []

    def milligrams(self, substance: str, values: Iterable[Value]) -> Decimal | None:
        """mg of a substance in `values`; None where a strength of it is not known.

        Micrograms count; units that are no mass do not.
        """
        found = list(values)
        by_syringe = {id: self.strength(id) for id in {one.syringe for one in found}}
        for syringe, strength in by_syringe.items():
            if substance in self.substances(syringe) and not any(
                dose.substance == substance and dose.unit in _MASS for dose in strength
            ):
                return None
        doses = doses_of(found, by_syringe)
        return sum(
            (one.amount * _MASS[one.unit] for one in doses if _is_mass(one, substance)), Decimal(0)
        )

    def within(self, keys: Iterable[RegionKey]) -> list[Value]:
        """What is planned or given in the regions `keys`."""
        wanted = {(key.id, key.side) for key in keys}
        return [one for one in self.held if (one.region, one.side) in wanted]

    def keys(self, values: Iterable[Value]) -> tuple[RegionKey, ...]:
        """The regions that `values` lie in, in order."""
        found = {
            RegionKey(one.region, one.side)
            for one in values
            if one.region is not None and one.side is not None
        }
        return tuple(sorted(found))


_MASS = {Unit.MG: Decimal(1), Unit.MCG: Decimal("0.001")}


def _is_mass(dose: Dose, substance: str) -> bool:
    return dose.substance == substance and dose.unit in _MASS


def injections_of(values: Iterable[Value]) -> tuple[UUID, ...]:
    """The ids of the injections among `values`."""
    return tuple(one.id for one in values if isinstance(one, Injection))
