"""The site chart, page by page: header, charts, legend, tables, footer."""

from __future__ import annotations

from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout.charts import chart_row, chart_rows
from mesomap.report.layout.columns import region_table, syringe_table
from mesomap.report.layout.content import SessionContent
from mesomap.report.layout.flow import Flow
from mesomap.report.layout.furniture import furnish, identity, masthead, signature
from mesomap.report.layout.legend import legend
from mesomap.report.layout.paper import Paper
from mesomap.report.layout.selection import Sighting, choose_charts
from mesomap.report.layout.shapes import Layout
from mesomap.report.layout.table import draw_table
from mesomap.report.layout.tables import region_rows, syringe_rows
from mesomap.report.layout.voice import Voice

ROW_HEIGHTS_MM = (140.0, 122.0, 104.0)
"""How tall a row of charts may be: the tallest that needs no page more."""


def lay_out(content: SessionContent, *, voice: Voice, paper: Paper) -> Layout:
    """Everything that `content` says, on as many pages of `paper` as it takes."""
    sightings = choose_charts(content.body, content.injections)
    best: Flow | None = None
    for height in ROW_HEIGHTS_MM:
        flow = _fill(content, sightings, voice=voice, paper=paper, row_mm=height)
        if best is None or len(flow) < len(best):
            best = flow
        if len(best) == 1 or not sightings:
            break
    assert best is not None
    title = voice.say(
        QT_TRANSLATE_NOOP("messages", "Injection map, {patient}, {date}"),
        patient=content.patient.name,
        date=voice.day(content.session.date),
    )
    return Layout(paper, title, furnish(best, voice, content))


def _fill(
    content: SessionContent,
    sightings: list[Sighting],
    *,
    voice: Voice,
    paper: Paper,
    row_mm: float,
) -> Flow:
    """The pages with rows of charts no taller than `row_mm`."""
    flow = Flow(paper)
    masthead(flow, voice, content)
    identity(flow, voice, content)
    number = 1
    for row in chart_rows(content, sightings, width_mm=paper.content_mm, height_mm=row_mm):
        boxes = chart_row(
            voice,
            content,
            row,
            first_number=number,
            x=paper.left_mm,
            y=flow.y,
            width_mm=paper.content_mm,
            height_mm=row_mm,
        )
        if flow.need(max(b.box.bottom for b in boxes) - flow.y):
            boxes = chart_row(
                voice,
                content,
                row,
                first_number=number,
                x=paper.left_mm,
                y=flow.y,
                width_mm=paper.content_mm,
                height_mm=row_mm,
            )
        number += len(boxes)
        flow.charts(boxes)
    legend(flow, voice, content, sightings)
    if content.injections:
        draw_table(flow, voice, region_table(voice, content, region_rows(voice, content)))
    draw_table(flow, voice, syringe_table(voice, syringe_rows(voice, content)))
    signature(flow, voice)
    return flow
