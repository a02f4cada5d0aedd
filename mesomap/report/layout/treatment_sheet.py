"""The sheet for the tray: allergies, syringes, then region by region what is to be given, large."""

from __future__ import annotations

from dataclasses import replace

from mesomap.model import Status
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout.content import SessionContent
from mesomap.report.layout.contents import drawn_rows
from mesomap.report.layout.flow import Flow
from mesomap.report.layout.furniture import Heading, furnish
from mesomap.report.layout.paper import Paper
from mesomap.report.layout.plain_charts import place_charts, sightings_of
from mesomap.report.layout.shapes import Box, Frame, Layout, Text, Weight
from mesomap.report.layout.table import Column, Table, draw_table
from mesomap.report.layout.tables import region_rows
from mesomap.report.layout.voice import Voice, wrap

NAME_PT = 20.0
ALLERGY_PT = 18.0
ALLERGY_LINE_MM = 8.5
TABLE_SIZE = 1.75
"""13.5 pt: read from the tray, standing."""
TALLEST_MM = 165.0
SIDEWAYS_MM = 128.0


def lay_out_treatment_sheet(content: SessionContent, *, voice: Voice, paper: Paper) -> Layout:
    """What is planned and not skipped, in needle order, with large charts."""
    kept = tuple(one for one in content.injections if one.status is not Status.SKIPPED)
    content = replace(content, injections=kept)
    flow = Flow(paper)
    flow.begin_below_head()
    _who(flow, voice, content)
    _allergies(flow, voice, content)
    draw_table(flow, voice, _syringes(voice, content))
    draw_table(flow, voice, _regions(voice, content))
    place_charts(
        flow,
        voice,
        content,
        sightings_of(content),
        height_mm=SIDEWAYS_MM if paper.landscape else TALLEST_MM,
        one_a_row=True,
    )
    sheet = voice.say(QT_TRANSLATE_NOOP("messages", "Treatment sheet"))
    line = voice.say(
        QT_TRANSLATE_NOOP("messages", "{what}, {date}"),
        what=sheet,
        date=voice.day(content.session.date),
    )
    title = voice.say(
        QT_TRANSLATE_NOOP("messages", "Treatment sheet, {patient}, {date}"),
        patient=content.patient.name,
        date=voice.day(content.session.date),
    )
    made = furnish(flow, voice, content, Heading(sheet, line), masthead=False)
    return Layout(paper, title, made, author=content.clinic_name, bookmarks=flow.bookmarks)


def _who(flow: Flow, voice: Voice, content: SessionContent) -> None:
    patient, left = content.patient, flow.paper.left_mm
    for line in wrap(
        voice, patient.name, width_mm=flow.paper.content_mm, size_pt=NAME_PT, weight=Weight.BOLD
    ):
        flow.add(Text(left, flow.y + 7.0, line, NAME_PT, Weight.BOLD))
        flow.y += 9.0
    flow.y += 1.5


def _allergies(flow: Flow, voice: Voice, content: SessionContent) -> None:
    """Framed, and never cut."""
    said = content.patient.allergies or voice.say(QT_TRANSLATE_NOOP("messages", "none recorded"))
    text = voice.say(QT_TRANSLATE_NOOP("messages", "Allergies: {allergies}"), allergies=said)
    width = flow.paper.content_mm - 8.0
    lines = wrap(voice, text, width_mm=width, size_pt=ALLERGY_PT, weight=Weight.BOLD)
    tall = len(lines) * ALLERGY_LINE_MM + 4.0
    flow.need(tall)
    flow.add(Frame(Box(flow.paper.left_mm, flow.y, flow.paper.content_mm, tall), width=0.8))
    for number, line in enumerate(lines):
        y = flow.y + 7.6 + number * ALLERGY_LINE_MM
        flow.add(Text(flow.paper.left_mm + 4.0, y, line, ALLERGY_PT, Weight.BOLD))
    flow.y += tall + 2.0


def _syringes(voice: Voice, content: SessionContent) -> Table:
    """Letter, content, needle."""
    columns = (
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Syringe")), 20, "centre", bold=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Content")), 110, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Needle")), 60, wraps=True),
    )
    rows = []
    for syringe in content.syringes:
        drawn = drawn_rows(voice, content, syringe)
        held = " + ".join(one.product for one in drawn) or syringe.mixture or syringe.name
        needle = content.needles.get(syringe.needle) if syringe.needle is not None else None
        named = voice.translate("needles", needle.name) if needle is not None else ""
        rows.append((content.letters[syringe.id], held, named))
    return Table(columns, tuple(rows), size=TABLE_SIZE)


def _regions(voice: Voice, content: SessionContent) -> Table:
    """A row for each region and syringe, in the order of the needle."""
    columns = (
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Region")), 62, bold=True, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "No.")), 42, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Syringe")), 22, "centre", bold=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Depth mm")), 28, "right", wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "mL each")), 24, "right", wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "mL")), 20, "right"),
    )
    rows = tuple(
        (row.region, row.points, row.mixture, row.depth, row.each_ml, row.total_ml)
        for row in region_rows(voice, content)
    )
    return Table(columns, rows, size=TABLE_SIZE)
