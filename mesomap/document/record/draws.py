"""Filling a syringe: its recipe, and what was drawn up for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from mesomap.analysis.doses import strengths
from mesomap.model import (
    Added,
    Change,
    Device,
    DeviceUse,
    Draw,
    KnownError,
    Lot,
    MixturePart,
    Product,
    Removed,
    Syringe,
    Unit,
    Updated,
)
from mesomap.model.message import QT_TRANSLATE_NOOP

NEEDS_REASON = QT_TRANSLATE_NOOP(
    "messages",
    "{product}, lot {lot} is {why}: choose another lot, or state the reason for drawing it up.",
)
DEVICE_NEEDS_REASON = QT_TRANSLATE_NOOP(
    "messages", "{device} is {why}: choose another, or state the reason for using it."
)
EXPIRED = QT_TRANSLATE_NOOP("messages", "expired")
RECALLED = QT_TRANSLATE_NOOP("messages", "recalled")
NO_VOLUME = QT_TRANSLATE_NOOP(
    "messages", "{product}: type how many mL were drawn up, more than what was thrown away."
)


def why_not(lot: Lot | Device, on: date) -> str:
    """Why a lot or a device may not be used on a day without a reason; "" if it may.

    Its expiry day is the last on which it may be used.
    """
    if lot.recalled is not None and lot.recalled <= on:
        return RECALLED
    return EXPIRED if lot.expiry is not None and lot.expiry < on else ""


def check_draw(draw: Draw, product: Product, lot: Lot | None, *, on: date) -> None:
    """Raise unless this may be drawn up.

    Raises
    ------
    KnownError
        The lot is out of date or recalled and no reason is stated; no volume.
    """
    if draw.volume_ul <= 0 or draw.discarded_ul > draw.volume_ul:
        raise KnownError(NO_VOLUME, product=product.name)
    why = why_not(lot, on) if lot is not None else ""
    if why and lot is not None and not draw.reason.strip():
        raise KnownError(NEEDS_REASON, product=product.name, lot=lot.number, why=why)


def fill_changes(
    before: Syringe,
    after: Syringe,
    kept: Collection[Draw],
    wanted: Sequence[Draw],
    products: Mapping[UUID, Product],
) -> tuple[Change, ...]:
    """One step from a syringe with its draws to another recipe and other draws.

    Its drawn volume, its mixture's name and its strength follow, as far as they are known.

    Parameters
    ----------
    kept
        The draws that the syringe has now.
    products
        By id.
    """
    known = {one.id: one for one in kept}
    left = {one.id for one in wanted}
    changes: list[Change] = [Removed(one) for one in kept if one.id not in left]
    for draw in wanted:
        if draw.id not in known:
            changes.append(Added(draw))
        elif known[draw.id] != draw:
            changes.append(Updated(known[draw.id], draw))
    filled = _filled(after, wanted, products, had_draws=bool(kept))
    if filled != before:
        changes.append(Updated(before, filled))
    return tuple(changes)


def mixture_name(parts: Sequence[MixturePart], products: Mapping[UUID, Product]) -> str:
    """What a mixture is called by its products: the largest volume first."""
    ordered = sorted(parts, key=lambda one: -one.volume_ul)
    names = [products[one.product].name for one in ordered if one.product in products]
    return " + ".join(dict.fromkeys(names))


def parts_of_draws(draws: Sequence[Draw]) -> tuple[MixturePart, ...]:
    """The volumes by product, in the order in which they were drawn; lots together."""
    volumes: dict[UUID, int] = {}
    for one in sorted(draws, key=lambda one: one.drawn):
        volumes[one.product] = volumes.get(one.product, 0) + one.volume_ul
    return tuple(MixturePart(product=id, volume_ul=volume) for id, volume in volumes.items())


def _filled(
    syringe: Syringe, draws: Sequence[Draw], products: Mapping[UUID, Product], *, had_draws: bool
) -> Syringe:
    """The syringe as its content says."""
    parts = parts_of_draws(draws) or syringe.parts
    after = syringe
    if draws or had_draws:
        drawn = sum(one.volume_ul - one.discarded_ul for one in draws)
        after = replace(after, drawn_ul=drawn)
    if not parts:
        return after
    found = [one for one in strengths(after, draws, products) if one.unit is Unit.MG]
    strength = float(found[0].amount) if len(found) == 1 else None
    return replace(after, mixture=mixture_name(parts, products), mg_per_ml=strength)


def use_of(device: Device, use: DeviceUse, *, on: date) -> DeviceUse:
    """A device's use as it is kept: its name and lot as they are now.

    Raises
    ------
    KnownError
        It is out of date or recalled, and no reason is stated.
    """
    why = why_not(device, on)
    if why and not use.reason.strip():
        raise KnownError(DEVICE_NEEDS_REASON, device=device.name, why=why)
    done = [day for day in device.reprocessed if day <= on]
    return replace(
        use,
        name=device.name,
        lot=device.lot,
        serial=device.serial,
        reprocessed=max(done, default=None),
    )
