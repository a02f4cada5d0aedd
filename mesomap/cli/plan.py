"""`mesomap plan`: a lattice in a region or on a flat rectangle, with its figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from mesomap.cli.bodies import body_of_height, height_option, keys_of
from mesomap.cli.options import Finite, Size, json_option
from mesomap.cli.output import emit_fields, emit_json, fraction, mm
from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from mesomap.analysis.plan import RegionPlan
    from mesomap.atlas import Body
    from mesomap.model import LatticeSettings, RegionKey

MOST = 20_000
"""A lattice of more places than this is a slip of the finger, not a plan."""
TOO_MANY = QT_TRANSLATE_NOOP(
    "messages",
    "That would be more than {most} injections: choose a wider spacing or a smaller area.",
)


@click.command()
@click.option("--body", "body_id", metavar="B", help="The body's id.")
@click.option("--region", "region_id", metavar="R", help="The region's id, as submental.")
@click.option("--side", type=click.Choice(["left", "right", "midline"]), help="Only this side.")
@click.option("--flat", type=Size(), metavar="WxH", help="A flat rectangle instead, mm.")
@click.option("--pattern", type=click.Choice(["square", "hex", "rows"]), required=True)
@click.option("--spacing", type=Finite(least=0.1), required=True, metavar="S", help="mm")
@click.option("--angle", type=Finite(), default=0.0, metavar="A", help="Degrees from natural.")
@click.option("--margin", type=Finite(least=0.0), default=0.0, metavar="M", help="mm")
@click.option("--radius", type=Finite(above=0.0), default=4.0, metavar="R", help="Deposit, mm.")
@height_option
@json_option
def plan(
    body_id: str | None,
    region_id: str | None,
    side: str | None,
    flat: tuple[float, float] | None,
    pattern: str,
    spacing: float,
    angle: float,
    margin: float,
    radius: float,
    height: float | None,
    as_json: bool,
) -> None:
    """A lattice, its count, spacing, coverage and gaps, in skin mm."""
    on_body = body_id is not None and region_id is not None
    if (flat is None) != on_body or (flat is not None and (body_id or region_id or side or height)):
        raise click.UsageError("give either --body B --region R [--side S] or --flat WxH")
    if spacing > 1000.0:
        raise click.UsageError("--spacing is at most 1000 mm")
    from mesomap.analysis.plan import plan_flat
    from mesomap.model import LatticeSettings, Pattern

    settings = LatticeSettings(
        pattern=Pattern(pattern), spacing_mm=spacing, angle_deg=angle, margin_mm=margin
    )
    if flat is not None:
        _check_count(flat[0] * flat[1], settings)
        found = plan_flat(*flat, settings, radius_mm=radius)
    else:
        assert body_id is not None
        assert region_id is not None
        body = body_of_height(body_id, height)
        found = _on_body(body, keys_of(body, region_id, side), settings, radius)
    if as_json:
        emit_json(plan_json(found))
        return
    described = plan_json(found)
    described["gaps"] = len(described["gaps"])
    emit_fields((key, value) for key, value in described.items() if key != "injections")


def _check_count(area_mm2: float, settings: LatticeSettings) -> None:
    if area_mm2 / (settings.spacing_mm * settings.across_mm) > MOST:
        raise KnownError(TOO_MANY, most=MOST)


def _on_body(
    body: Body, keys: Sequence[RegionKey], settings: LatticeSettings, radius_mm: float
) -> RegionPlan:
    from mesomap.analysis.plan import plan_region

    _check_count(sum(body.regions[key].area_mm2 for key in keys), settings)
    return plan_region(body, keys, settings, radius_mm=radius_mm)


def plan_json(found: RegionPlan) -> dict[str, Any]:
    """The JSON of a plan."""
    spacing = found.spacing
    return {
        "count": found.count,
        "region_mm2": mm(found.region_mm2),
        "covered_mm2": mm(found.covered_mm2),
        "coverage": fraction(found.coverage),
        "gaps": [
            {"area_mm2": mm(gap.area_mm2), "at": [mm(value) for value in gap.at]}
            for gap in found.gaps
        ],
        "spacing": {
            "min_mm": _or_none(spacing.min_mm),
            "median_mm": _or_none(spacing.median_mm),
            "max_mm": _or_none(spacing.max_mm),
        },
        "injections": [
            {
                "region": point.region,
                "side": None if point.side is None else point.side.value,
                "u_mm": mm(point.uv[0]),
                "v_mm": mm(point.uv[1]),
            }
            for point in found.points
        ],
    }


def _or_none(value: float | None) -> float | None:
    return None if value is None else mm(value)
