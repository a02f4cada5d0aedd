"""What paper says of a syringe's content: what a mL holds, which lots went in; and of devices."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from mesomap.analysis.doses import Dose
from mesomap.model import DeviceUse, Draw, Syringe
from mesomap.model.message import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from mesomap.report.layout.content import SessionContent
    from mesomap.report.layout.voice import Voice

MOST_PLACES = 3
NONE = "–"


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A draw as words."""

    product: str
    volume: str
    lot: str
    use_by: str


def drawn_rows(voice: Voice, content: SessionContent, syringe: Syringe) -> list[DrawnRow]:
    """What was drawn up into a syringe, in that order."""
    return [_draw(voice, content, one) for one in content.contents.draws_of(syringe.id)]


def amount_words(voice: Voice, dose: Dose) -> str:
    """A component with so much of it."""
    return voice.say(
        QT_TRANSLATE_NOOP("messages", "{name} {amount} {unit}"),
        name=dose.name,
        amount=voice.decimal(float(dose.amount), _places(dose.amount)),
        unit=dose.unit.value,
    )


def device_notes(voice: Voice, content: SessionContent) -> list[str]:
    """The devices that the session used, as one sentence; none where none is noted."""
    uses = sorted(content.contents.devices, key=lambda one: (one.name.casefold(), one.id))
    if not uses:
        return []
    said = "; ".join(_device(voice, one) for one in uses)
    return [voice.say(QT_TRANSLATE_NOOP("messages", "Devices: {which}."), which=said)]


def _draw(voice: Voice, content: SessionContent, one: Draw) -> DrawnRow:
    product = content.contents.products.get(one.product)
    lot = content.contents.lots.get(one.lot) if one.lot is not None else None
    volume = voice.decimal(one.volume_ul / 1000, 2 if one.volume_ul % 10 == 0 else 3)
    parts = [lot.number] if lot is not None else []
    if one.serial:
        text = QT_TRANSLATE_NOOP("messages", "serial {serial}")
        parts.append(voice.say(text, serial=one.serial))
    if one.kit_lot:
        parts.append(voice.say(QT_TRANSLATE_NOOP("messages", "kit lot {lot}"), lot=one.kit_lot))
    if one.collected is not None:
        text = QT_TRANSLATE_NOOP("messages", "taken {moment}")
        parts.append(voice.say(text, moment=voice.moment(one.collected)))
    parts.append(one.reason)
    expiry = lot.expiry if lot is not None else None
    return DrawnRow(
        product=product.name if product is not None else NONE,
        volume=volume,
        lot=", ".join(part for part in parts if part) or NONE,
        use_by=voice.day(expiry) if expiry is not None else NONE,
    )


def _device(voice: Voice, one: DeviceUse) -> str:
    parts = [one.name]
    if one.lot:
        parts.append(voice.say(QT_TRANSLATE_NOOP("messages", "lot {lot}"), lot=one.lot))
    if one.serial:
        text = QT_TRANSLATE_NOOP("messages", "serial {serial}")
        parts.append(voice.say(text, serial=one.serial))
    if one.reprocessed is not None:
        text = QT_TRANSLATE_NOOP("messages", "reprocessed {day}")
        parts.append(voice.say(text, day=voice.day(one.reprocessed)))
    parts.append(one.reason)
    return ", ".join(part for part in parts if part)


def _places(amount: Decimal) -> int:
    """As many decimals as it has, within reason."""
    exponent = amount.normalize().as_tuple().exponent
    return min(max(-exponent, 0), MOST_PLACES) if isinstance(exponent, int) else 0
