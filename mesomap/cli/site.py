"""`mesomap site`: a chart position as an address on the skin."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mesomap.cli.options import Finite, body_option, chart_option, json_option
from mesomap.cli.output import emit_fields, emit_json, fraction, mm
from mesomap.cli.rows import read_rows
from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from mesomap.atlas import Body
    from mesomap.model import Site

OFF_SKIN = QT_TRANSLATE_NOOP("messages", "{x}, {y} of chart {chart} is off the skin.")


@click.command()
@body_option
@chart_option
@click.option("--at", nargs=2, type=Finite(), metavar="X Y", help="Chart position in mm.")
@click.option(
    "--points", type=click.Path(path_type=Path), metavar="FILE.csv", help="Rows x,y, no header."
)
@json_option
def site(
    body_id: str,
    chart_id: str,
    at: tuple[float, float] | None,
    points: Path | None,
    as_json: bool,
) -> None:
    """Where on the skin a position of a chart lies."""
    if (at is None) == (points is None):
        raise click.UsageError("give either --at X Y or --points FILE.csv")
    from mesomap.atlas import default_atlas

    body = default_atlas().body(body_id)
    chart = body.chart(chart_id).id
    if at is not None:
        found = body.site_at(chart, *at)
        if found is None:
            raise KnownError(OFF_SKIN, x=f"{at[0]:g}", y=f"{at[1]:g}", chart=chart)
        described = describe(body, chart, found)
        if as_json:
            emit_json(described)
        else:
            emit_fields((key, value) for key, value in described.items() if key != "charts")
        return
    assert points is not None
    rows = read_rows(points, columns=2)
    sites = body.sites_at(chart, rows) if rows else []
    answers = [None if found is None else describe(body, chart, found) for found in sites]
    if as_json:
        emit_json(answers)
        return
    for row, answer in zip(rows, answers, strict=True):
        place = "off the skin" if answer is None else f"{answer['region']} {answer['side']}"
        click.echo(f"{row[0]:g} {row[1]:g}  {place}")


def describe(body: Body, chart: str, found: Site) -> dict[str, Any]:
    """The JSON of one site, seen on `chart`."""
    from mesomap.clinical.thickness import layers_of
    from mesomap.exchange.sites import site_json

    key = body.region_of(found)
    patch = None if key is None else body.regions[key].patch
    uv = None if patch is None else body.on_patch(patch, [found])[0]
    tilt = body.on_chart(chart, [found]).tilt_deg[0]
    return {
        "site": site_json(found),
        "region": None if key is None else key.id,
        "side": None if key is None else key.side.value,
        "patch": patch,
        "u_mm": None if uv is None else mm(uv[0]),
        "v_mm": None if uv is None else mm(uv[1]),
        "xyz_mm": [mm(value) for value in body.xyz([found])[0]],
        "tilt_deg": mm(tilt),
        "layers": [
            {
                "name": layer.name,
                "from_mm": [fraction(v) for v in layer.from_mm],
                "to_mm": [fraction(v) for v in layer.to_mm],
                "source": layer.source,
            }
            for layer in (layers_of(key.id, body.id) if key is not None else ())
        ],
        "charts": [
            {"chart": view.chart, "x_mm": mm(view.x_mm), "y_mm": mm(view.y_mm)}
            for view in body.charts_seeing(found)
        ],
    }
