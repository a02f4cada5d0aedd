"""Totals over a ceiling: volumes, counts, and mg of a substance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import shapely

from mesomap.analysis.lesions import shape_on
from mesomap.analysis.remarks.context import Context, Value, injections_of
from mesomap.analysis.remarks.remark import Remark, RemarkKind, key_of
from mesomap.clinical.ceilings import CEILINGS, lidocaine_limits, limit_mg
from mesomap.clinical.substances import SUBSTANCES
from mesomap.model import Ceiling, Injection, Lesion, Message, Per, RegionKey
from mesomap.model.message import QT_TRANSLATE_NOOP

LIDOCAINE = "lidocaine"
VOLUME = QT_TRANSLATE_NOOP("messages", "{what}: {found} mL in all is above {most} mL.")
COUNT = QT_TRANSLATE_NOOP("messages", "{what}: {found} injections are above {most}.")
DOSE = QT_TRANSLATE_NOOP("messages", "{what}: {found} mg in all is above {most} mg.")
DOSE_KG = QT_TRANSLATE_NOOP(
    "messages", "{what}: {found} mg in all is above {most} mg ({per_kg} mg/kg at {weight} kg)."
)
DOSE_CM2 = QT_TRANSLATE_NOOP("messages", "{what}: {found} mg/cm² is above {most} mg/cm².")
EACH = QT_TRANSLATE_NOOP("messages", "{what}: {found} mL at one point is above {most} mL.")
EACH_MG = QT_TRANSLATE_NOOP("messages", "{what}: {found} mg at one point is above {most} mg.")
ALL = QT_TRANSLATE_NOOP("messages", "This session")
LIDOCAINE_OVER = QT_TRANSLATE_NOOP(
    "messages",
    "Lidocaine: {found} mg in all is above {most} mg, the lower of {first} mg ({first_source}) and"
    " {second} mg ({second_source}).",
)
LIDOCAINE_NO_WEIGHT = QT_TRANSLATE_NOOP(
    "messages",
    "Lidocaine: {found} mg in all is above {most} mg, the lower of {first} mg ({first_source},"
    " {per_kg} mg/kg, no weight is noted) and {second} mg ({second_source}).",
)


def amounts(context: Context) -> Iterator[Remark]:
    """Every ceiling that is passed: the cited ones, the protocol's, the clinic's own."""
    yield from _lidocaine(context)
    own = context.protocol.ceilings if context.protocol is not None else ()
    seen: set[tuple[object, ...]] = set()
    for ceiling in (*CEILINGS, *own, *context.clinic.ceilings):
        address = (ceiling.substance, ceiling.unit, ceiling.per, ceiling.most.value)
        if address not in seen:
            seen.add(address)
            yield from _over(context, ceiling)


def _over(context: Context, ceiling: Ceiling) -> Iterator[Remark]:
    values = context.holding(ceiling.substance) if ceiling.substance else context.held
    if not values:
        return
    match ceiling.per:
        case Per.INJECTION:
            yield from _each(context, ceiling, values)
        case Per.CM2:
            yield from _per_cm2(context, ceiling, values)
        case Per.SESSION | Per.KG:
            yield from _in_all(context, ceiling, values)


def _in_all(context: Context, ceiling: Ceiling, values: Sequence[Value]) -> Iterator[Remark]:
    most = Decimal(str(ceiling.most.value))
    words: dict[str, object] = {}
    text = {"mL": VOLUME, "injections": COUNT}.get(ceiling.unit, DOSE)
    if ceiling.per is Per.KG:
        if context.patient.weight_kg is None:
            return
        words = {"per_kg": plain(most), "weight": plain(Decimal(str(context.patient.weight_kg)))}
        most *= Decimal(str(context.patient.weight_kg))
        text = DOSE_KG
    if ceiling.unit == "injections":
        found: Decimal | None = Decimal(len(injections_of(values)))
    elif ceiling.unit == "mL":
        found = _ml(values)
    else:
        found = context.milligrams(ceiling.substance, values)
    if found is None or found <= most:
        return
    kind = {"mL": RemarkKind.VOLUME, "injections": RemarkKind.COUNT}
    yield Remark(
        kind=kind.get(ceiling.unit, RemarkKind.DOSE),
        key=key_of(
            kind.get(ceiling.unit, RemarkKind.DOSE),
            ceiling.substance,
            ceiling.unit,
            plain(most),
            plain(found),
        ),
        message=Message(
            text,
            {"what": _name(ceiling), "found": plain(found), "most": plain(most), **words},
        ),
        source=ceiling.most.source,
        confidence=ceiling.most.confidence,
        injections=injections_of(values) if ceiling.substance else (),
    )


def _each(context: Context, ceiling: Ceiling, values: Sequence[Value]) -> Iterator[Remark]:
    most = Decimal(str(ceiling.most.value))
    over: list[Injection] = []
    largest = most
    for one in values:
        if not isinstance(one, Injection):
            continue
        found = _ml([one]) if ceiling.unit == "mL" else context.milligrams(ceiling.substance, [one])
        if found is not None and found > most:
            over.append(one)
            largest = max(largest, found)
    if over:
        kind = RemarkKind.VOLUME if ceiling.unit == "mL" else RemarkKind.DOSE
        yield Remark(
            kind=kind,
            key=key_of(kind, ceiling.substance, "each", plain(most), plain(largest), len(over)),
            message=Message(
                EACH if ceiling.unit == "mL" else EACH_MG,
                {"what": _name(ceiling), "found": plain(largest), "most": plain(most)},
            ),
            source=ceiling.most.source,
            confidence=ceiling.most.confidence,
            injections=injections_of(over),
            regions=context.keys(over),
        )


def _per_cm2(context: Context, ceiling: Ceiling, values: Sequence[Value]) -> Iterator[Remark]:
    """Over the lesion that an injection lies in; else over what its region's injections serve.

    Off lesions the skin is that of the region: the average over it, which never says more than
    is true of a part.
    """
    most = Decimal(str(ceiling.most.value))
    for place, area_mm2, held in _grounds(context, values):
        mg = context.milligrams(ceiling.substance, held)
        if mg is None or area_mm2 <= 0:
            continue
        density = mg / (Decimal(str(round(area_mm2, 3))) / 100)
        if density <= most:
            continue
        found = plain(density.quantize(Decimal("0.01")))
        yield Remark(
            kind=RemarkKind.DOSE,
            key=key_of(RemarkKind.DOSE, ceiling.substance, "cm2", place, plain(most), found),
            message=Message(
                DOSE_CM2, {"what": _name(ceiling), "found": found, "most": plain(most)}
            ),
            source=ceiling.most.source,
            confidence=ceiling.most.confidence,
            injections=injections_of(held),
            regions=context.keys(held),
        )


def _grounds(
    context: Context, values: Sequence[Value]
) -> Iterator[tuple[object, float, list[Value]]]:
    rest = list(values)
    for lesion in context.lesions:
        inside, area = _within(context, lesion, rest)
        if inside:
            taken = {one.id for one in inside}
            rest = [one for one in rest if one.id not in taken]
            yield lesion.id, area, inside
    by_region: dict[RegionKey, list[Value]] = {}
    for one in rest:
        if one.region is not None and one.side is not None:
            by_region.setdefault(RegionKey(one.region, one.side), []).append(one)
    for key, held in by_region.items():
        if key in context.body.regions:
            patch = context.body.patches[context.body.regions[key].patch]
            yield key, float(patch.polygon(key).area), held


def _within(context: Context, lesion: Lesion, values: Sequence[Value]) -> tuple[list[Value], float]:
    body = context.body
    if lesion.region is None or lesion.side is None:
        return [], 0.0
    key = RegionKey(lesion.region, lesion.side)
    if key not in body.regions:
        return [], 0.0
    patch = body.regions[key].patch
    shape: Any = shape_on(body, patch, lesion)
    held = [one for one in values if isinstance(one, Injection)]
    if shape.is_empty or not held:
        return [], 0.0
    places = body.on_patch(patch, [one.site for one in held])
    inside = ~np.isnan(places[:, 0])
    inside[inside] = shapely.contains_xy(shape, places[inside])
    return [one for one, within in zip(held, inside, strict=True) if within], float(shape.area)


def _lidocaine(context: Context) -> Iterator[Remark]:
    """The lower of the ceilings counts, and both are named."""
    values = context.holding(LIDOCAINE)
    found = context.milligrams(LIDOCAINE, values) if values else None
    if found is None:
        return
    syringes = {one.syringe for one in values}
    epinephrine = any("epinephrine" in context.substances(id) for id in syringes)
    limits = lidocaine_limits(epinephrine=epinephrine)
    weight = context.patient.weight_kg
    allowed = [Decimal(str(limit_mg(limit, weight))) for limit in limits]
    most = min(allowed)
    if found <= most:
        return
    lower = limits[allowed.index(most)]
    per_kg = limits[0].mg_per_kg
    assert per_kg is not None
    yield Remark(
        kind=RemarkKind.DOSE,
        key=key_of(RemarkKind.DOSE, LIDOCAINE, plain(most), plain(found)),
        message=Message(
            LIDOCAINE_OVER if weight is not None else LIDOCAINE_NO_WEIGHT,
            {
                "found": plain(found),
                "most": plain(most),
                "first": plain(allowed[0]),
                "first_source": limits[0].mg.source,
                "second": plain(allowed[1]),
                "second_source": limits[1].mg.source,
                "per_kg": plain(Decimal(str(per_kg.value))),
            },
        ),
        source=lower.mg.source,
        confidence=lower.mg.confidence,
        injections=injections_of(values),
    )


def _ml(values: Iterable[Value]) -> Decimal:
    return Decimal(sum(one.volume_ul for one in values)) / 1000


def _name(ceiling: Ceiling) -> Message:
    return Message(SUBSTANCES.get(ceiling.substance, ALL))


def plain(amount: Decimal) -> Decimal:
    """A decimal without zeros that say nothing, never with an exponent."""
    text = f"{amount:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)
