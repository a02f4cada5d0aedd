"""Which mark stands for an injection: that of the syringe it comes from. The only such rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from uuid import UUID

from mesomap.model.area_pass import AreaPass
from mesomap.model.injection import Injection
from mesomap.model.syringe import Syringe
from mesomap.model.technique import MarkShape, Technique

OWN_MARKS: Mapping[Technique, MarkShape] = MappingProxyType(
    {
        Technique.PAPULE: MarkShape.CIRCLE,
        Technique.NAPPAGE: MarkShape.DIAMOND,
        Technique.DEEP: MarkShape.SQUARE,
        Technique.INTRAEPIDERMAL: MarkShape.TRIANGLE,
        Technique.MICRODEPOT: MarkShape.HEXAGON,
        Technique.MICROBOTOX: MarkShape.TRIANGLE_DOWN,
        Technique.LINEAR: MarkShape.LINE,
        Technique.GUN: MarkShape.PLUS,
        Technique.MICRONEEDLING: MarkShape.PLUS,
    }
)
"""Each technique's own mark: a syringe has it until another is chosen."""


def mark_of_syringe(syringe: Syringe) -> MarkShape:
    """The mark of what comes from `syringe`: the chosen one, else its technique's own."""
    return syringe.mark if syringe.mark is not None else OWN_MARKS[syringe.technique]


def mark_of(value: Injection | AreaPass, syringes: Mapping[UUID, Syringe]) -> MarkShape:
    """The mark of an injection or an area pass: its syringe's; its technique's own without one."""
    syringe = syringes.get(value.syringe)
    return OWN_MARKS[value.technique] if syringe is None else mark_of_syringe(syringe)


def free_mark(technique: Technique, taken: Iterable[MarkShape]) -> MarkShape | None:
    """What a further syringe of `technique` gets for its mark: None, its own, where it is free.

    Else the next one that none of the others has; with all taken, its own again.
    """
    used = set(taken)
    if OWN_MARKS[technique] not in used:
        return None
    # A line is a thread's sign, so it comes last.
    others = [shape for shape in MarkShape if shape is not MarkShape.LINE]
    return next((shape for shape in (*others, MarkShape.LINE) if shape not in used), None)


def in_order(syringes: Iterable[Syringe]) -> list[Syringe]:
    """A session's syringes as the keys 1 to 9 take them."""
    return sorted(syringes, key=lambda one: (one.position, one.name, one.id))
