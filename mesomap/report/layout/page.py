"""The site chart, page by page: header, charts, legend, tables, footer."""

from __future__ import annotations

from functools import partial

from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout.before import before_table
from mesomap.report.layout.caution import caution_note
from mesomap.report.layout.charts import chart_row, chart_rows
from mesomap.report.layout.columns import region_table
from mesomap.report.layout.content import SessionContent
from mesomap.report.layout.flow import Flow
from mesomap.report.layout.furniture import furnish, identity, masthead
from mesomap.report.layout.legend import legend, notes_below
from mesomap.report.layout.lesions import lesion_table
from mesomap.report.layout.notes import note_stand_ins, note_table
from mesomap.report.layout.paper import Paper
from mesomap.report.layout.passes import area_table, split, stand_ins
from mesomap.report.layout.reactions import reaction_table
from mesomap.report.layout.remarks import remark_table
from mesomap.report.layout.selection import Sighting, choose_charts
from mesomap.report.layout.shapes import Layout
from mesomap.report.layout.signature import addenda_table, signature
from mesomap.report.layout.syringes import dose_notes, syringe_table
from mesomap.report.layout.table import draw_table
from mesomap.report.layout.tables import region_rows
from mesomap.report.layout.voice import Voice

ROW_HEIGHTS_MM = (140.0, 122.0, 104.0)
SIDEWAYS_HEIGHTS_MM = (108.0, 96.0, 84.0, 73.0)
"""How tall a row of charts may be: the tallest that needs no page more and leaves none bare."""


def lay_out(content: SessionContent, *, voice: Voice, paper: Paper) -> Layout:
    """Everything that `content` says, on as many pages of `paper` as it takes."""
    everything = [*content.injections, *stand_ins(content), *note_stand_ins(content)]
    areas = frozenset(area.id for area in content.areas) | {note.id for note in content.notes}
    sightings = split(choose_charts(content.body, everything), areas)
    fill = partial(_fill, content, sightings, voice=voice, paper=paper)
    height = min(
        SIDEWAYS_HEIGHTS_MM if paper.landscape else ROW_HEIGHTS_MM,
        key=lambda mm: _worth(fill(row_mm=mm, numbered=False), mm),
    )
    title = voice.say(
        QT_TRANSLATE_NOOP("messages", "Injection map, {patient}, {date}"),
        patient=content.patient.name,
        date=voice.day(content.session.date),
    )
    flow = fill(row_mm=height, numbered=True)
    made = furnish(flow, voice, content)
    return Layout(paper, title, made, author=content.clinic_name, bookmarks=flow.bookmarks)


def _worth(flow: Flow, row_mm: float) -> tuple[int, int, float]:
    """The least is the best: few pages, none half empty before the last, large charts."""
    return len(flow), flow.bare_pages, -row_mm


def _fill(
    content: SessionContent,
    sightings: list[Sighting],
    *,
    voice: Voice,
    paper: Paper,
    row_mm: float,
    numbered: bool,
) -> Flow:
    """The pages with rows of charts no taller than `row_mm`."""
    flow = Flow(paper)
    masthead(flow, voice, content)
    identity(flow, voice, content)
    number = 1
    for row in chart_rows(content, sightings, width_mm=paper.content_mm, height_mm=row_mm):
        place = partial(
            chart_row,
            voice,
            content,
            row,
            first_number=number,
            x=paper.left_mm,
            width_mm=paper.content_mm,
            height_mm=row_mm,
        )
        trial = place(y=flow.y, numbered=False)
        flow.need(max(chart.box.bottom for chart in trial) - flow.y)
        flow.charts(place(y=flow.y, numbered=numbered))
        number += len(row)
    legend(flow, voice, content, sightings)
    notes_below(flow, voice, caution_note(voice, flow.caution))
    if content.injections:
        draw_table(flow, voice, region_table(voice, content, region_rows(voice, content)))
    if content.areas:
        draw_table(flow, voice, area_table(voice, content))
    draw_table(flow, voice, syringe_table(voice, content))
    notes_below(flow, voice, dose_notes(voice, content))
    draw_table(flow, voice, before_table(voice, content))
    draw_table(flow, voice, lesion_table(voice, content))
    draw_table(flow, voice, note_table(voice, content))
    draw_table(flow, voice, reaction_table(voice, content))
    draw_table(flow, voice, remark_table(voice, content))
    draw_table(flow, voice, addenda_table(voice, content))
    signature(flow, voice, content)
    return flow
