"""`mesomap atlas`: what the skin atlas holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from mesomap.cli.options import json_option
from mesomap.cli.output import emit_json, emit_table, fraction, mm

if TYPE_CHECKING:
    from mesomap.atlas import Body
    from mesomap.model import RegionKey


@click.group()
def atlas() -> None:
    """What the skin atlas holds: charts, regions, patches, landmarks."""


def _body_option(function: Any) -> Any:
    return click.option("--body", "body_id", metavar="B", help="Only this body.")(function)


def _bodies(body_id: str | None) -> Iterator[Body]:
    from mesomap.atlas import default_atlas

    found = default_atlas()
    for name in (body_id,) if body_id is not None else found.body_ids:
        yield found.body(name)


def _keys(keys: tuple[RegionKey, ...]) -> list[dict[str, str]]:
    return [{"id": key.id, "side": key.side.value} for key in keys]


@atlas.command()
@_body_option
@json_option
def charts(body_id: str | None, as_json: bool) -> None:
    """The charts: pictures of part of a body from one side."""
    rows = [
        {
            "id": chart.id,
            "body": body.id,
            "title": chart.title,
            "width_mm": mm(chart.width_mm),
            "height_mm": mm(chart.height_mm),
            "file": chart.file,
            "regions": _keys(chart.regions),
        }
        for body in _bodies(body_id)
        for chart in body.charts.values()
    ]
    if as_json:
        emit_json(rows)
        return
    head = ("body", "id", "title", "width_mm", "height_mm")
    emit_table(head, [[r[k] for k in head] for r in rows])


@atlas.command()
@_body_option
@json_option
def regions(body_id: str | None, as_json: bool) -> None:
    """The regions: named areas of skin."""
    rows = [
        {
            "id": region.key.id,
            "side": region.key.side.value,
            "name": region.name,
            "group": region.group,
            "body": body.id,
            "patch": region.patch,
            "area_mm2": mm(region.area_mm2),
            "charts": list(region.charts),
        }
        for body in _bodies(body_id)
        for region in body.regions.values()
    ]
    if as_json:
        emit_json(rows)
        return
    head = ("body", "id", "side", "name", "group", "patch", "area_mm2")
    emit_table(head, [[r[k] for k in head] for r in rows])


@atlas.command()
@_body_option
@json_option
def patches(body_id: str | None, as_json: bool) -> None:
    """The patches: pieces of skin laid flat, and how true their lengths are."""
    rows = [
        {
            "id": patch.id,
            "body": body.id,
            "area_mm2": mm(patch.area_mm2),
            "length_error_mean": fraction(patch.length_error_mean),
            "length_error_p95": fraction(patch.length_error_p95),
            "regions": _keys(patch.regions),
        }
        for body in _bodies(body_id)
        for patch in body.patches.values()
    ]
    if as_json:
        emit_json(rows)
        return
    head = ("body", "id", "area_mm2", "length_error_mean", "length_error_p95")
    emit_table(head, [[r[k] for k in head] for r in rows])


@atlas.command()
@_body_option
@json_option
def landmarks(body_id: str | None, as_json: bool) -> None:
    """Points of surface anatomy."""
    rows = [
        {
            "id": landmark.id,
            "side": landmark.side.value,
            "body": body.id,
            "name": landmark.name,
            "xyz_mm": [mm(v) for v in landmark.xyz_mm],
        }
        for body in _bodies(body_id)
        for landmark in body.landmarks
    ]
    if as_json:
        emit_json(rows)
        return
    head = ("body", "id", "side", "name", "xyz_mm")
    emit_table(head, [[r[k] for k in head] for r in rows])
