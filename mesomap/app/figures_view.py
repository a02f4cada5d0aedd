"""A session's figures as the panels show them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

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
            figures=f"{figures.count} · {format_ml(figures.volume_ul)}",
        )
        for figures in most
        if figures.count
    ]
