"""A session's figures as the panels show them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from mesomap.analysis.figures import RegionFigures
from mesomap.atlas import Body
from mesomap.model import Injection, RegionKey
from mesomap.paint.locale import format_ml
from mesomap.paint.names import region_name
from mesomap.panels.region_panel import RegionLine, RegionView


def numbers_of(injections: Collection[Injection]) -> dict[UUID, int]:
    """Each injection's number as a person counts them: 1, 2, 3 in needle order."""
    in_order = sorted(injections, key=lambda one: (one.order, one.id))
    return {one.id: number for number, one in enumerate(in_order, start=1)}


def region_view(
    body: Body, figures: RegionFigures, injections: Collection[Injection]
) -> RegionView:
    """The chosen region."""
    numbers = numbers_of(injections)
    spacing = figures.spacing
    triple = None
    if spacing.min_mm is not None and spacing.median_mm is not None and spacing.max_mm is not None:
        triple = (spacing.min_mm, spacing.median_mm, spacing.max_mm)
    return RegionView(
        name=region_name(body, figures.key),
        count=figures.count,
        area_mm2=figures.area_mm2,
        spacing_mm=triple,
        nearest_mm=figures.nearest_mm,
        close_pairs=[
            (numbers[a], numbers[b], distance)
            for a, b, distance in figures.close_pairs
            if a in numbers and b in numbers
        ],
        per_cm2=(figures.density_per_cm2, figures.ml_per_cm2, figures.mg_per_cm2),
        coverage=figures.coverage,
        uncovered_mm2=figures.uncovered_mm2,
        gaps_mm2=[gap.area_mm2 for gap in figures.gaps or ()],
        areas=(figures.areas, figures.area_ul, figures.entries),
        key=figures.key,
        whole_picture=figures.key.id in body.pictures,
    )


def region_lines(body: Body, used: Mapping[RegionKey, RegionFigures]) -> list[RegionLine]:
    """The regions in use, most injections first."""
    most = sorted(used.values(), key=lambda figures: -figures.count)
    return [
        RegionLine(
            key=figures.key,
            name=region_name(body, figures.key),
            figures=f"{_counted(figures)} · {format_ml(figures.volume_ul)}",
        )
        for figures in most
        if figures.count or figures.areas
    ]


def _counted(figures: RegionFigures) -> str:
    """How many injections; with none, how many area passes."""
    if figures.count or not figures.areas:
        return str(figures.count)
    if figures.areas == 1:
        return QCoreApplication.translate("Words", "1 area pass")
    many = QCoreApplication.translate("Words", "{count} area passes")
    return many.format(count=figures.areas)
