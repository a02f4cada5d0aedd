"""The charts of a session without numbers: where something was done, for those who do not count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from mesomap.model import Injection
from mesomap.report.layout.charts import chart_row, chart_rows
from mesomap.report.layout.content import SessionContent
from mesomap.report.layout.flow import Flow
from mesomap.report.layout.notes import note_stand_ins
from mesomap.report.layout.passes import split, stand_ins
from mesomap.report.layout.selection import Sighting, choose_charts
from mesomap.report.layout.shapes import ChartBox, Spot
from mesomap.report.layout.voice import Voice

DOT_MM = 0.85


def sightings_of(content: SessionContent) -> list[Sighting]:
    """The charts that show everything of a session, chosen as for the site chart."""
    everything = [*content.injections, *stand_ins(content), *note_stand_ins(content)]
    areas = frozenset(area.id for area in content.areas) | {note.id for note in content.notes}
    return split(choose_charts(content.body, everything), areas)


def place_charts(
    flow: Flow,
    voice: Voice,
    content: SessionContent,
    sightings: Sequence[Sighting],
    *,
    height_mm: float,
    numbered: bool = True,
    one_a_row: bool = False,
    change: Callable[[ChartBox, Sighting], ChartBox] = lambda box, _sighting: box,
) -> None:
    """Rows of charts one below the other, each box as `change` leaves it."""
    paper = flow.paper
    width = paper.content_mm
    rows = (
        [[one] for one in sightings]
        if one_a_row
        else chart_rows(content, sightings, width_mm=width, height_mm=height_mm)
    )
    number = 1
    for row in rows:

        def boxes(*, y: float, marked: bool, row: list[Sighting] = row) -> list[ChartBox]:
            return chart_row(
                voice,
                content,
                row,
                first_number=number,  # noqa: B023
                x=paper.left_mm,
                y=y,
                width_mm=width,
                height_mm=height_mm,
                numbered=marked,
            )

        trial = boxes(y=flow.y, marked=False)
        flow.need(max(box.box.bottom for box in trial) - flow.y)
        made = boxes(y=flow.y, marked=numbered)
        flow.charts([change(box, one) for box, one in zip(made, row, strict=True)])
        number += len(row)


def with_dots(
    content: SessionContent, box: ChartBox, sighting: Sighting, shown: Sequence[Injection]
) -> ChartBox:
    """The box with a dot for each of `shown` that it sees, and nothing else on it."""
    marks = content.marks
    spots = []
    for one in shown:
        if one.id not in sighting.at:
            continue
        x, y = box.on_page(*sighting.at[one.id])
        if box.box.x < x < box.box.right and box.box.y < y < box.box.bottom:
            spots.append(Spot(one.id, x, y, DOT_MM, marks[one.id], one.status))
    return replace(box, spots=tuple(spots), caption="")
