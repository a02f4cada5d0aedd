"""An area pass as the panels show it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from mesomap.model import Status, Technique
from mesomap.paint.locale import format_area_cm2, format_count, format_ml, format_mm, format_number
from mesomap.paint.names import status_name, technique_name


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaView:
    """One area pass in words and numbers; mm, mm2, microlitres, mg."""

    id: UUID
    number: int
    region: str
    whole: bool
    syringe: str
    technique: Technique
    device: str
    area_mm2: float
    volume_ul: int
    mg_per_ml: float | None
    entries: int | None
    estimated: bool
    depth_mm: float | None
    layer: str
    status: Status


def density_words(volume_ul: int, area_mm2: float, mg_per_ml: float | None) -> str:
    """mL and, where the strength is known, mg on each cm2."""
    if area_mm2 <= 0:
        return ""
    t = QCoreApplication.translate
    per_cm2 = volume_ul / 10.0 / area_mm2
    words = t("area passes", "{n} mL/cm²").format(n=format_number(per_cm2, 3))
    if mg_per_ml is None:
        return words
    amount = t("area passes", "{n} mg/cm²").format(n=format_number(per_cm2 * mg_per_ml, 2))
    return f"{words} · {amount}"


def entries_words(entries: int | None, *, estimated: bool) -> str:
    """How many entries of the needle, and whether anybody counted them."""
    if entries is None:
        return ""
    t = QCoreApplication.translate
    if estimated:
        return t("area passes", "about {n} entries").format(n=format_count(entries))
    return t("area passes", "{n} entries").format(n=format_count(entries))


def title_words(view: AreaView) -> str:
    """What and where."""
    return f"{technique_name(view.technique)}, {view.region}"


def facts_words(view: AreaView) -> str:
    """How large, how much, how deep, what became of it."""
    deep = format_mm(view.depth_mm) if view.depth_mm is not None else view.layer
    parts = [
        format_area_cm2(view.area_mm2),
        format_ml(view.volume_ul),
        density_words(view.volume_ul, view.area_mm2, view.mg_per_ml),
        entries_words(view.entries, estimated=view.estimated),
        deep,
        view.device,
        status_name(view.status),
    ]
    return " · ".join(part for part in parts if part)
