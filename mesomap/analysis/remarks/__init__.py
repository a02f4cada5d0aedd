"""Remarks: what cited checks find in a session. They never block, and say nothing of what to do."""

from __future__ import annotations

from mesomap.analysis.remarks.amounts import amounts
from mesomap.analysis.remarks.context import Context, Earlier
from mesomap.analysis.remarks.course import course
from mesomap.analysis.remarks.record import record, switched_on
from mesomap.analysis.remarks.remark import ALL_KINDS, KIND_NAMES, Remark, RemarkKind
from mesomap.analysis.remarks.skin import skin

__all__ = [
    "ALL_KINDS",
    "KIND_NAMES",
    "Context",
    "Earlier",
    "Remark",
    "RemarkKind",
    "all_remarks",
    "remarks",
]


def all_remarks(context: Context) -> tuple[Remark, ...]:
    """Every finding, those that a clinic has switched off too."""
    return (*amounts(context), *course(context), *skin(context), *record(context))


def remarks(context: Context) -> tuple[Remark, ...]:
    """The findings of the kinds that the clinic has not switched off."""
    if ALL_KINDS in context.clinic.silenced:
        return ()
    return tuple(switched_on(all_remarks(context), context.clinic.silenced))
