"""`mesomap distance`: chart millimetres against skin millimetres."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mesomap.cli.bodies import body_of_height, height_option
from mesomap.cli.options import Finite, body_option, chart_option, json_option
from mesomap.cli.output import emit_fields, emit_json, fraction, mm
from mesomap.cli.rows import read_rows
from mesomap.cli.site import OFF_SKIN
from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from mesomap.atlas import Body
    from mesomap.model import Site

Pair = tuple[float, ...]


@click.command()
@body_option
@chart_option
@click.option("--from", "start", nargs=2, type=Finite(), metavar="X Y", help="One end, chart mm.")
@click.option("--to", "end", nargs=2, type=Finite(), metavar="X Y", help="The other end.")
@click.option(
    "--pairs",
    type=click.Path(path_type=Path),
    metavar="FILE.csv",
    help="Rows x1,y1,x2,y2, no header.",
)
@height_option
@json_option
def distance(
    body_id: str,
    chart_id: str,
    start: tuple[float, float] | None,
    end: tuple[float, float] | None,
    pairs: Path | None,
    height: float | None,
    as_json: bool,
) -> None:
    """How long the skin is between two positions of a chart."""
    both, neither = None not in (start, end), start is None and end is None
    if (pairs is None and not both) or (pairs is not None and not neither):
        raise click.UsageError("give either --from X Y --to X Y or --pairs FILE.csv")
    body = body_of_height(body_id, height)
    chart = body.chart(chart_id).id
    if pairs is None:
        assert start is not None
        assert end is not None
        answer = measure_one(body, chart, start, end)
        if as_json:
            emit_json(answer)
        else:
            emit_fields(answer.items())
        return
    rows = read_rows(pairs, columns=4)
    answers = measure_many(body, chart, rows)
    if as_json:
        emit_json(answers)
        return
    for found in answers:
        click.echo("-" if found is None else f"{found['chart_mm']} -> {found['skin_mm']} mm")


def measure_one(
    body: Body, chart: str, start: tuple[float, float], end: tuple[float, float]
) -> dict[str, float]:
    """The JSON of one pair; KnownError where an end is off the skin or no patch holds both."""
    sites = body.sites_at(chart, [start, end])
    for (x, y), found in zip((start, end), sites, strict=True):
        if found is None:
            raise KnownError(OFF_SKIN, x=f"{x:g}", y=f"{y:g}", chart=chart)
    answer = _measure(body, (*start, *end), *sites)
    if answer is None:
        text = QT_TRANSLATE_NOOP(
            "messages",
            "The two positions lie too far apart: no patch of flat skin holds both.",
        )
        raise KnownError(text)
    return answer


def measure_many(body: Body, chart: str, rows: list[Pair]) -> list[dict[str, Any] | None]:
    """The JSON of each pair, None where it has no length."""
    if not rows:
        return []
    starts = body.sites_at(chart, [row[:2] for row in rows])
    ends = body.sites_at(chart, [row[2:] for row in rows])
    return [_measure(body, row, a, b) for row, a, b in zip(rows, starts, ends, strict=True)]


def _measure(body: Body, row: Pair, a: Site | None, b: Site | None) -> dict[str, float] | None:
    found = body.distance_mm(a, b) if a is not None and b is not None else None
    if found is None:
        return None
    return {
        "chart_mm": mm(math.dist(row[:2], row[2:])),
        "skin_mm": mm(found.skin_mm),
        "length_error": fraction(found.length_error),
    }
