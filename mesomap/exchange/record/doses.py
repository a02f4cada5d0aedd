"""Doses of a session's components as the documented JSON. Amounts are decimals, as strings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from mesomap.analysis.doses import Dose, Strengths, doses_by_region, doses_of
from mesomap.model import AreaPass, Injection, RegionKey, Status

Json = dict[str, Any]
Value = Injection | AreaPass


def doses_json(values: Iterable[Value], strengths: Strengths) -> list[Json]:
    """Of each component what is still planned and what was given, and of each region and side.

    What was skipped counts for neither.
    """
    held = list(values)
    planned = [one for one in held if one.status is Status.PLANNED]
    given = [one for one in held if one.status is Status.GIVEN]
    both = _beside(doses_of(planned, strengths), doses_of(given, strengths))
    left, done = doses_by_region(planned, strengths), doses_by_region(given, strengths)
    regions = {
        key: _beside(left.get(key, ()), done.get(key, ()))
        for key in sorted({*left, *done}, key=_in_order)
    }
    return [
        {
            **named_json(one),
            "planned": amount_json(amounts[0]),
            "given": amount_json(amounts[1]),
            "regions": [
                {
                    "region": key.id if key else None,
                    "side": key.side.value if key else None,
                    "planned": amount_json(there[one][0]),
                    "given": amount_json(there[one][1]),
                }
                for key, there in regions.items()
                if one in there
            ],
        }
        for one, amounts in both.items()
    ]


def components_json(strength: Iterable[Dose]) -> list[Json]:
    """What a mL of a mixture holds."""
    return [{**named_json(one), "per_ml": amount_json(one.amount)} for one in strength]


def named_json(dose: Dose) -> Json:
    """Which component it is, in what unit."""
    return {
        "component": dose.name,
        "substance": dose.substance or None,
        "unit": dose.unit.value,
    }


def amount_json(amount: Decimal) -> str:
    """A decimal in digits, without an exponent and without zeros that say nothing."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _beside(planned: Sequence[Dose], given: Sequence[Dose]) -> dict[Dose, tuple[Decimal, Decimal]]:
    """By the component (its amount set to 0): planned, given."""
    left, done = ({_bare(one): one.amount for one in doses} for doses in (planned, given))
    zero = Decimal(0)
    bare = sorted({*left, *done}, key=lambda one: (one.name, one.substance, one.unit))
    return {one: (left.get(one, zero), done.get(one, zero)) for one in bare}


def _bare(dose: Dose) -> Dose:
    return Dose(dose.name, dose.substance, dose.unit, Decimal(0))


def _in_order(key: RegionKey | None) -> tuple[str, str]:
    return (key.id, key.side.value) if key else ("~", "")
