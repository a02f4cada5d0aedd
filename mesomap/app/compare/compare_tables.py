"""Doses, area passes and lesions of a comparison, as the page's tables say them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from mesomap.analysis.doses import Dose, total
from mesomap.exchange.compare import Result
from mesomap.model import RegionKey
from mesomap.paint.lesion import kind_name
from mesomap.paint.locale import format_date, format_mm_by_mm, format_number
from mesomap.paint.names import region_name
from mesomap.panels.compare.tables import DOSES, LESIONS, PASSES
from mesomap.panels.compare.values import PlainRow, PlainRows
from mesomap.panels.record.product_words import amount_words

NOTHING = "–"
Component = tuple[object, ...]


def tables_of(result: Result, titles: tuple[str, str]) -> dict[str, PlainRows]:
    """All of them, by their names; `titles` are those of both maps."""
    return {
        DOSES: dose_rows(result, titles),
        PASSES: pass_rows(result, titles),
        LESIONS: lesion_rows(result),
    }


def dose_rows(result: Result, titles: tuple[str, str]) -> PlainRows:
    """Each component in all, then by region, before and after."""
    t = QCoreApplication.translate
    sides = (result.first.doses, result.second.doses)
    everywhere = [_named(total(d for doses in side.values() for d in doses)) for side in sides]
    keys = sorted({*sides[0], *sides[1]}, key=lambda key: (key is None, key or ("", "")))
    places: list[tuple[RegionKey | None, str, Mapping[Component, Dose], Mapping[Component, Dose]]]
    places = [(None, t("Compare", "All regions"), everywhere[0], everywhere[1])]
    for key in keys:
        held = [_named(side.get(key, ())) for side in sides]
        places.append((key, region_name(result.body, key), held[0], held[1]))
    found = []
    for component in sorted({*everywhere[0], *everywhere[1]}, key=str):
        for key, name, before, after in places:
            one = before.get(component) or after.get(component)
            if one is not None:
                amounts = [_amount(side.get(component), one) for side in (before, after)]
                found.append(PlainRow(key=key, cells=(one.name, name, *amounts)))
    headings = (t("Compare", "Component"), t("Compare", "Region"), *titles)
    return PlainRows(headings=headings, rows=tuple(found), words=2, strong=(3,))


def pass_rows(result: Result, titles: tuple[str, str]) -> PlainRows:
    """The skin of each region's passes and what both treated, in cm2, and how densely."""
    t = QCoreApplication.translate
    found = []
    for row in result.difference.rows:
        one = row.areas
        if one is None:
            continue
        skin = [_cm2(area) for area in (one.before_mm2, one.after_mm2, one.shared_mm2)]
        amounts = [
            NOTHING if value is None else format_number(value, 3)
            for value in (one.ml_per_cm2_a, one.ml_per_cm2_b)
        ]
        cells = (region_name(result.body, row.key), *skin, *amounts)
        found.append(PlainRow(key=row.key, cells=cells))
    headings = (
        t("Compare", "Region"),
        t("Compare", "{map}, cm²").format(map=titles[0]),
        t("Compare", "{map}, cm²").format(map=titles[1]),
        t("Compare", "Both, cm²"),
        t("Compare", "mL per cm²"),
        t("Compare", "after"),
    )
    return PlainRows(headings=headings, rows=tuple(found), words=1, strong=(2, 5))


def lesion_rows(result: Result) -> PlainRows:
    """The patient's lesions by their measured sizes, oldest first."""
    t = QCoreApplication.translate
    found = []
    for one in result.lesions:
        key = RegionKey(one.region, one.side) if one.region and one.side else None
        sizes = [
            f"{format_date(size.measured)}: {format_mm_by_mm(size.long_mm, size.wide_mm)}"
            for size in one.sizes
        ]
        name = one.name or kind_name(one.kind)
        cells = (name, region_name(result.body, key), "  →  ".join(sizes))
        found.append(PlainRow(key=key, cells=cells))
    headings = (
        t("Compare", "Lesion"),
        t("Compare", "Region"),
        t("Compare", "Measured size over time"),
    )
    return PlainRows(headings=headings, rows=tuple(found), words=3)


def _named(doses: Iterable[Dose]) -> dict[Component, Dose]:
    return {(one.name, one.substance, one.unit): one for one in doses}


def _amount(dose: Dose | None, like: Dose) -> str:
    amount = dose.amount if dose is not None else Decimal(0)
    rounded = round(amount, 2 if abs(amount) >= 1 else 3)
    return amount_words(rounded or amount, like.unit)


def _cm2(area_mm2: float) -> str:
    return format_number(area_mm2 / 100.0, 1) if area_mm2 else NOTHING
