"""What was given, in groups: each becomes one administration of one product in one region.

A mixture is taken apart into its products by the volumes that were drawn up, or by its recipe.
Entries of one product in one region stand together unless lot, route, technique or outcome
differ: an administration has only one of each.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from uuid import UUID, uuid5

from mesomap.exchange.exported import Exported, Value
from mesomap.exchange.fhir.codes import route
from mesomap.model import SessionStatus, Side, Status, Syringe, Technique

UL_PER_ML = 1000


class Fate(StrEnum):
    """What became of a group."""

    GIVEN = "given"
    SKIPPED = "skipped"
    LEFT = "left"
    """Planned, and not given when the session was signed."""


@dataclass(frozen=True, slots=True, order=True)
class Batch:
    """A product of one lot, or only a mixture's name where its products are not noted."""

    product: str
    """The product's id as hex, "" without one."""
    lot: str = ""
    """The lot's id as hex, or the number of the kit it was made with; "" without one."""
    mixture: str = ""

    def id(self) -> UUID | None:
        """Of its Medication; None where only a mixture's name is known."""
        return uuid5(UUID(self.product), f"medication {self.lot}") if self.product else None


@dataclass(frozen=True, slots=True)
class Key:
    """What entries of one group have in common."""

    batch: Batch
    region: str
    side: Side | None
    route: str
    technique: Technique
    fate: Fate


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One administration. `ml` is of the product, `mixture_ul` of all that was in the syringe."""

    id: UUID
    key: Key
    values: tuple[Value, ...]
    ml: Fraction
    mixture_ul: int


def groups_of(exported: Exported) -> list[Group]:
    """In the order of their first entries; what a draft still plans is in none."""
    found: dict[Key, list[tuple[Value, Fraction]]] = {}
    shares = {id: shares_of(exported, one) for id, one in exported.syringes.items()}
    for value in exported.values:
        fate = _fate(exported, value)
        if fate is None:
            continue
        reached = route(exported, value)
        for batch, share in shares[value.syringe].items():
            key = Key(batch, value.region or "", value.side, reached, value.technique, fate)
            found.setdefault(key, []).append((value, value.volume_ul * share))
    return [
        Group(
            id=uuid5(exported.session.id, repr(key)),
            key=key,
            values=tuple(value for value, _ in parts),
            ml=sum((ul for _, ul in parts), Fraction(0)) / UL_PER_ML,
            mixture_ul=sum(value.volume_ul for value, _ in parts),
        )
        for key, parts in found.items()
    ]


def shares_of(exported: Exported, syringe: Syringe) -> dict[Batch, Fraction]:
    """Which part of a syringe's content is what; the parts are one together."""
    draws = exported.contents.draws_of(syringe.id)
    drawn = [
        (Batch(one.product.hex, one.lot.hex if one.lot else one.kit_lot), one.volume_ul)
        for one in draws
    ]
    return (
        _shares(drawn)
        or _shares((Batch(one.product.hex), one.volume_ul) for one in syringe.parts)
        or {Batch("", mixture=syringe.mixture): Fraction(1)}
    )


def _shares(volumes: Iterable[tuple[Batch, int]]) -> dict[Batch, Fraction]:
    found: dict[Batch, int] = {}
    for batch, volume in volumes:
        found[batch] = found.get(batch, 0) + volume
    whole = sum(found.values())
    return {batch: Fraction(ul, whole) for batch, ul in found.items() if ul} if whole else {}


def _fate(exported: Exported, value: Value) -> Fate | None:
    if value.status is Status.GIVEN:
        return Fate.GIVEN
    if value.status is Status.SKIPPED:
        return Fate.SKIPPED
    return Fate.LEFT if exported.session.status is SessionStatus.SIGNED else None
