"""What the lesions' panel and list show of one lesion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from mesomap.model import LesionKind, LesionSize
from mesomap.paint.lesion import kind_name
from mesomap.paint.locale import (
    format_area_cm2,
    format_count,
    format_date,
    format_mm_by_mm,
    format_number,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LesionView:
    """A lesion; `label` is its letter and number on charts, `here` whether it is still there.

    `injected` are injections, mL, mL/cm2 and mg/cm2 of the open session; the last two None where
    they are not known.
    """

    id: UUID
    label: str
    kind: LesionKind
    name: str
    region: str
    keep_free: bool
    sizes: tuple[LesionSize, ...]
    seen: date
    gone: date | None
    here: bool
    injected: tuple[int, float, float | None, float | None] = (0, 0.0, None, None)

    @property
    def title(self) -> str:
        """Its label, and what it is called."""
        return f"{self.label} · {self.name or kind_name(self.kind)}"


def size_words(size: LesionSize) -> str:
    """A measurement without its day."""
    words = format_mm_by_mm(size.long_mm, size.wide_mm)
    if size.area_mm2 is None:
        return words
    return f"{words}, {format_area_cm2(size.area_mm2, 2)}"


def dated_words(size: LesionSize) -> str:
    """A measurement with its day."""
    return QCoreApplication.translate("Lesions", "{size} on {day}").format(
        size=size_words(size), day=format_date(size.measured)
    )


def injected_words(view: LesionView) -> str:
    """What this session puts into it."""
    count, ml, ml_per_cm2, mg_per_cm2 = view.injected
    if not count:
        return QCoreApplication.translate("Lesions", "Nothing is injected in it this session.")
    parts = [
        QCoreApplication.translate("Lesions", "{n} inj.").format(n=format_count(count)),
        QCoreApplication.translate("Lesions", "{n} mL").format(n=format_number(ml, 2)),
    ]
    if ml_per_cm2 is not None:
        words = QCoreApplication.translate("Lesions", "{n} mL/cm²")
        parts.append(words.format(n=format_number(ml_per_cm2, 3)))
    if mg_per_cm2 is not None:
        words = QCoreApplication.translate("Lesions", "{n} mg/cm²")
        parts.append(words.format(n=format_number(mg_per_cm2, 2)))
    return " · ".join(parts)


def state_words(view: LesionView) -> str:
    """Since when it is known, and whether it is gone."""
    seen = QCoreApplication.translate("Lesions", "drawn {day}").format(day=format_date(view.seen))
    if view.gone is None:
        return seen
    gone = QCoreApplication.translate("Lesions", "gone {day}").format(day=format_date(view.gone))
    return f"{seen}, {gone}"
