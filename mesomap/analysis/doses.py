"""Doses: what of each component a volume of a mixture holds, in decimals.

A volume is integer microlitres and a strength an amount per mL, so an amount is their product over
1000. A mixture's strength may be a fraction without end (thirds): it is kept to 28 digits and
amounts to 18, so that all of a mixture holds exactly what went into it. Amounts in different units
never add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from uuid import UUID

from mesomap.model import AreaPass, Draw, Injection, Product, RegionKey, Syringe, Unit

UL_PER_ML = 1000
_AMOUNTS = Context(prec=18)


@dataclass(frozen=True, slots=True)
class Dose:
    """So much of a component; of a strength, in each mL.

    `substance` is its id among `mesomap.clinical.substances`, "" where it has none.
    """

    name: str
    substance: str
    unit: Unit
    amount: Decimal


Strengths = Mapping[UUID, tuple[Dose, ...]]
"""What a mL of each syringe's mixture holds, by the syringe's id."""
Value = Injection | AreaPass


def strengths(
    syringe: Syringe, draws: Iterable[Draw], products: Mapping[UUID, Product]
) -> tuple[Dose, ...]:
    """What a mL of the syringe's mixture holds, components by name.

    By its draws if there are any, else by the recipe (`Syringe.parts`); empty where neither says
    anything. A product that is not known, or without components, takes up volume and adds none.

    Parameters
    ----------
    draws
        The session's, or this syringe's.
    """
    own = [(one.product, one.volume_ul) for one in draws if one.syringe == syringe.id]
    volumes = own or [(one.product, one.volume_ul) for one in syringe.parts]
    whole = sum(volume for _, volume in volumes)
    if whole <= 0:
        return ()
    found: dict[tuple[str, str, Unit], Decimal] = {}
    for product, volume in volumes:
        known = products.get(product)
        for component in known.components if known is not None else ():
            key = (component.name, component.substance, component.unit)
            found[key] = found.get(key, Decimal(0)) + component.per_ml * volume
    return _doses({key: total / whole for key, total in found.items()})


def strengths_of(
    syringes: Iterable[Syringe], draws: Sequence[Draw], products: Mapping[UUID, Product]
) -> dict[UUID, tuple[Dose, ...]]:
    """`strengths` of every syringe, by its id."""
    return {one.id: strengths(one, draws, products) for one in syringes}


def dose_of(volume_ul: int, strength: Iterable[Dose]) -> tuple[Dose, ...]:
    """What `volume_ul` of a mixture holds."""
    return tuple(
        Dose(
            one.name,
            one.substance,
            one.unit,
            _AMOUNTS.plus(one.amount * volume_ul / UL_PER_ML),
        )
        for one in strength
    )


def doses_of(values: Iterable[Value], strengths: Strengths) -> tuple[Dose, ...]:
    """What injections and area passes hold together, components by name.

    Which of them count (given, planned), the caller has chosen.
    """
    volumes: dict[UUID, int] = {}
    for one in values:
        volumes[one.syringe] = volumes.get(one.syringe, 0) + one.volume_ul
    return total(
        dose for id, volume in volumes.items() for dose in dose_of(volume, strengths.get(id, ()))
    )


def doses_by_region(
    values: Iterable[Value], strengths: Strengths
) -> dict[RegionKey | None, tuple[Dose, ...]]:
    """`doses_of` of each region and side; None for what lies off every region."""
    found: dict[RegionKey | None, list[Value]] = {}
    for one in values:
        off = one.region is None or one.side is None
        key = None if off else RegionKey(str(one.region), one.side)  # type: ignore[arg-type]
        found.setdefault(key, []).append(one)
    return {key: doses_of(held, strengths) for key, held in found.items()}


def total(doses: Iterable[Dose]) -> tuple[Dose, ...]:
    """The sums by component and unit, by name: of regions, of sessions over a course."""
    found: dict[tuple[str, str, Unit], Decimal] = {}
    for one in doses:
        key = (one.name, one.substance, one.unit)
        found[key] = found.get(key, Decimal(0)) + one.amount
    return _doses(found)


def _doses(found: Mapping[tuple[str, str, Unit], Decimal]) -> tuple[Dose, ...]:
    return tuple(Dose(*key, amount) for key, amount in sorted(found.items()))
