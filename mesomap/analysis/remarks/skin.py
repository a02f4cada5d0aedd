"""Where and how deep: spacing, caution structures, technique, needle, region and law."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

import shapely

from mesomap.analysis.caution import place_structures, shape_on
from mesomap.analysis.remarks.context import Context, Value, injections_of
from mesomap.analysis.remarks.remark import Remark, RemarkKind, key_of
from mesomap.atlas import Body
from mesomap.clinical.caution import Structure
from mesomap.clinical.ceilings import LIPOLYTIC, SUBMENTAL_ONLY
from mesomap.clinical.needles import reach_mm
from mesomap.clinical.protocol_parts import FRANCE_FORBIDS
from mesomap.clinical.substances import SUBSTANCES
from mesomap.clinical.techniques import deepest_mm
from mesomap.model import Injection, Message, RegionKey, Side, SkinSite, Status
from mesomap.model.message import QT_TRANSLATE_NOOP

SPACING = QT_TRANSLATE_NOOP(
    "messages", "The spacing of {found} mm is outside the protocol's {low} to {high} mm."
)
SPACING_ONE = QT_TRANSLATE_NOOP(
    "messages", "The spacing of {found} mm is not the protocol's {low} mm."
)
CAUTION = QT_TRANSLATE_NOOP("messages", "{count} injections lie in the zone of: {structure}.")
CAUTION_ONE = QT_TRANSLATE_NOOP("messages", "1 injection lies in the zone of: {structure}.")
DEPTH = QT_TRANSLATE_NOOP(
    "messages", "{technique}: {found} mm is deeper than the {most} mm that it is for."
)
REACH = QT_TRANSLATE_NOOP(
    "messages", "{needle} at {angle}° reaches {reach} mm: {found} mm is deeper."
)
OUTSIDE = QT_TRANSLATE_NOOP(
    "messages", "{what} outside the submental region: its label does not recommend that."
)
FORBIDDEN = QT_TRANSLATE_NOOP("messages", "{what}: {law}")

SPACING_TOLERANCE_MM = 0.5
"""Of a protocol's single figure: what moving points by hand does to a median. Ours, not cited."""
REACH_TOLERANCE_MM = 0.05
"""Depths are set to half millimetres, needles made to tenths. Ours, not cited."""


def skin(context: Context) -> Iterator[Remark]:
    """All that depends on where an injection is and how deep."""
    yield from _spacing(context)
    yield from _caution(context)
    yield from _too_deep(context)
    yield from _reach(context)
    yield from _region(context)
    yield from _law(context)


def _spacing(context: Context) -> Iterator[Remark]:
    cited = context.protocol.spacing_mm if context.protocol is not None else None
    if cited is None:
        return
    single = cited.low is None and cited.high is None
    low = cited.low if cited.low is not None else cited.value
    high = cited.high if cited.high is not None else cited.value
    slack = SPACING_TOLERANCE_MM if single else 1e-6
    outside: dict[Decimal, list[RegionKey]] = {}
    for key, found in sorted(context.spacing_mm.items()):
        if found is not None and not low - slack <= found <= high + slack:
            outside.setdefault(_mm(found), []).append(key)
    for said, keys in sorted(outside.items()):
        yield Remark(
            kind=RemarkKind.SPACING,
            key=key_of(
                RemarkKind.SPACING, *(f"{k.id}/{k.side.value}" for k in keys), said, low, high
            ),
            message=Message(
                SPACING_ONE if single else SPACING,
                {"found": said, "low": _mm(low), "high": _mm(high)},
            ),
            source=cited.source,
            confidence=cited.confidence,
            regions=tuple(keys),
            injections=injections_of(context.within(keys)),
        )


def _caution(context: Context) -> Iterator[Remark]:
    held = [
        one
        for one in context.injections
        if one.status is not Status.SKIPPED and isinstance(one.site, SkinSite)
    ]
    found: dict[str, tuple[Structure, list[Injection]]] = {}
    for patch, here in _by_patch(context.body, held).items():
        places = context.body.on_patch(patch, [one.site for one in here])
        for structure, shape in _zones(context.body, patch):
            inside = shapely.contains_xy(shape, places)
            for one, within in zip(here, inside, strict=True):
                if within and _reaches(structure, one) and _meant(context, structure, one):
                    found.setdefault(structure.id, (structure, []))[1].append(one)
    for structure, ones in found.values():
        depth = structure.depth_mm
        sources = [structure.position.source, *([depth.source] if depth is not None else [])]
        ids = tuple(one.id for one in ones)
        yield Remark(
            kind=RemarkKind.CAUTION,
            key=key_of(RemarkKind.CAUTION, structure.id, len(ids), _digest(ids)),
            message=Message(
                CAUTION_ONE if len(ids) == 1 else CAUTION,
                {"count": len(ids), "structure": Message(structure.name)},
            ),
            source="; ".join(dict.fromkeys(sources)),
            confidence=structure.position.confidence,
            injections=ids,
            regions=context.keys(ones),
        )


def _digest(ids: Sequence[UUID]) -> str:
    """Tells one set of injections from another in a key, short."""
    return f"{sum(id.int for id in ids) % 0xFFFFFFFF:08x}"


def _by_patch(body: Body, held: list[Injection]) -> dict[str, list[Injection]]:
    found: dict[str, list[Injection]] = {}
    for one in held:
        if one.region is None or one.side is None:
            continue
        region = body.regions.get(RegionKey(one.region, one.side))
        if region is not None:
            found.setdefault(region.patch, []).append(one)
    return found


@lru_cache(maxsize=256)
def _zones(body: Body, patch: str) -> tuple[tuple[Structure, Any], ...]:
    """The structures that reach a patch, with their shapes there."""
    shapes = [
        (placed.structure, shape_on(body, patch, placed)) for placed in place_structures(body)
    ]
    kept = [(structure, shape) for structure, shape in shapes if not shape.is_empty]
    for _, shape in kept:
        shapely.prepare(shape)
    return tuple(kept)


def _reaches(structure: Structure, one: Injection) -> bool:
    """Whether it is as deep as the structure may lie; where no depth is known, it is."""
    depth = structure.depth_mm
    if depth is None or one.depth_mm is None:
        return True
    return one.depth_mm >= (depth.low if depth.low is not None else depth.value)


def _meant(context: Context, structure: Structure, one: Injection) -> bool:
    """Whether the structure's source speaks of what is injected."""
    return not structure.substance or structure.substance in context.substances(one.syringe)


def _too_deep(context: Context) -> Iterator[Remark]:
    by_technique: dict[Any, list[Injection]] = {}
    for one in context.injections:
        if one.status is not Status.SKIPPED and one.depth_mm is not None:
            by_technique.setdefault(one.technique, []).append(one)
    for technique, held in by_technique.items():
        cited = deepest_mm(technique)
        if cited is None or cited.high is None:
            continue
        over = [one for one in held if one.depth_mm is not None and one.depth_mm > cited.high]
        if not over:
            continue
        deepest = max(one.depth_mm or 0.0 for one in over)
        yield Remark(
            kind=RemarkKind.DEPTH,
            key=key_of(RemarkKind.DEPTH, technique.value, cited.high, deepest, len(over)),
            message=Message(
                DEPTH,
                {"technique": technique, "found": _mm(deepest), "most": _mm(cited.high)},
            ),
            source=cited.source,
            confidence=cited.confidence,
            injections=injections_of(over),
            regions=context.keys(over),
        )


def _reach(context: Context) -> Iterator[Remark]:
    groups: dict[tuple[Any, float], list[Injection]] = {}
    for one in context.injections:
        if one.status is not Status.SKIPPED and one.depth_mm is not None:
            groups.setdefault((one.syringe, one.angle_deg), []).append(one)
    for (syringe, angle), held in groups.items():
        id = context.syringes[syringe].needle if syringe in context.syringes else None
        needle = context.needles.get(id) if id is not None else None
        if needle is None:
            continue
        reach = reach_mm(needle.length_mm, angle)
        over = [one for one in held if (one.depth_mm or 0.0) > reach + REACH_TOLERANCE_MM]
        if not over:
            continue
        deepest = max(one.depth_mm or 0.0 for one in over)
        yield Remark(
            kind=RemarkKind.REACH,
            key=key_of(RemarkKind.REACH, needle.id, angle, deepest, len(over)),
            message=Message(
                REACH,
                {
                    "needle": needle.name,
                    "angle": _mm(angle),
                    "reach": _mm(reach),
                    "found": _mm(deepest),
                },
            ),
            source="sin(angle) x length: Micheels 2016, JDD 15:483",
            confidence=SUBMENTAL_ONLY.confidence,
            injections=injections_of(over),
            regions=context.keys(over),
        )


def _region(context: Context) -> Iterator[Remark]:
    """Deoxycholic acid elsewhere than under the chin."""
    substance = "deoxycholic-acid"
    outside = [one for one in context.holding(substance) if one.region != SUBMENTAL_ONLY.value]
    if outside:
        yield Remark(
            kind=RemarkKind.REGION,
            key=key_of(RemarkKind.REGION, substance, *_named(context, outside)),
            message=Message(OUTSIDE, {"what": Message(SUBSTANCES[substance])}),
            source=SUBMENTAL_ONLY.source,
            confidence=SUBMENTAL_ONLY.confidence,
            injections=injections_of(outside),
            regions=context.keys(outside),
        )


def _law(context: Context) -> Iterator[Remark]:
    country = context.clinic.country.upper()
    laws = {law.text.source: law for law in (context.protocol.law if context.protocol else ())}
    laws.setdefault(FRANCE_FORBIDS.text.source, FRANCE_FORBIDS)
    for law in laws.values():
        if law.country != country or not law.forbids:
            continue
        for substance in sorted(LIPOLYTIC):
            held = context.holding(substance)
            if held:
                yield Remark(
                    kind=RemarkKind.LAW,
                    key=key_of(RemarkKind.LAW, law.country, substance),
                    message=Message(
                        FORBIDDEN,
                        {"what": Message(SUBSTANCES[substance]), "law": Message(law.text.value)},
                    ),
                    source=law.text.source,
                    confidence=law.text.confidence,
                    injections=injections_of(held),
                    regions=context.keys(held),
                )


def _named(context: Context, values: list[Value]) -> list[str]:
    return [
        key.id if key.side is Side.MIDLINE else f"{key.id}/{key.side.value}"
        for key in context.keys(values)
    ]


def _mm(value: float) -> Decimal:
    """As it is said, to a tenth."""
    return Decimal(f"{round(value, 1):g}")
