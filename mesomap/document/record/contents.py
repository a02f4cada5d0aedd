"""What is in a session's syringes: its draws, with the products and lots that they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from mesomap.analysis.doses import Dose, strengths_of
from mesomap.model import DeviceUse, Draw, Lot, Product, Syringe
from mesomap.storage import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A session's draws and devices, with what the clinic knows of them."""

    draws: tuple[Draw, ...] = ()
    """In the order in which they were drawn up."""
    products: Mapping[UUID, Product] = field(default_factory=dict)
    lots: Mapping[UUID, Lot] = field(default_factory=dict)
    devices: tuple[DeviceUse, ...] = ()

    def draws_of(self, syringe: UUID) -> list[Draw]:
        """What was drawn up into one syringe."""
        return [one for one in self.draws if one.syringe == syringe]

    def strengths(self, syringes: Iterable[Syringe]) -> dict[UUID, tuple[Dose, ...]]:
        """What a mL of each syringe's mixture holds."""
        return strengths_of(syringes, self.draws, self.products)


def contents_of(store: Store, session: UUID) -> Contents:
    """A session's, from the clinic file."""
    draws = sorted(store.of_session(Draw, session), key=lambda one: (one.drawn, one.id))
    return Contents(
        draws=tuple(draws),
        products={one.id: one for one in store.of_clinic(Product)},
        lots=store.lots({one.lot for one in draws if one.lot is not None}),
        devices=tuple(store.of_session(DeviceUse, session)),
    )
