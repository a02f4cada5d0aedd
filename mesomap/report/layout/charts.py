"""The chart boxes of a session: chosen, cropped, scaled, numbered, in rows of two."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import numpy as np

from mesomap.atlas import Body
from mesomap.atlas.calibration import chart_factor
from mesomap.model import Injection
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout.caution import caution_shapes
from mesomap.report.layout.content import SessionContent
from mesomap.report.layout.cropping import row_boxes, row_scale, wanted_crop
from mesomap.report.layout.lesions import label_box, lesion_shapes
from mesomap.report.layout.notes import head_box, note_pins, note_points
from mesomap.report.layout.numbering import ranges
from mesomap.report.layout.numbers import number_chart
from mesomap.report.layout.passes import area_shapes, extent, thread_lines
from mesomap.report.layout.selection import Sighting
from mesomap.report.layout.shapes import Box, ChartBox, Text, Weight
from mesomap.report.layout.voice import Voice

TITLE_MM = 6.2
"""Height of the strip above a chart that carries its title."""
LETTER_MM = 6.0
"""Room kept for R and L in the lower corners."""
LETTER_PT = 8.5
BAR_PT = 7.0
TIGHT = 0.62
"""Two charts stand in one row only if that leaves them at least this scale, or, of what a row of
their own would leave them, hardly less for the one and not much less for the other."""


def chart_rows(
    content: SessionContent, sightings: Sequence[Sighting], *, width_mm: float, height_mm: float
) -> list[list[Sighting]]:
    """The charts by rows: two a row, unless that would make them too small."""
    rows: list[list[Sighting]] = []
    for sighting in sightings:
        pair = [*rows[-1], sighting] if rows and len(rows[-1]) == 1 else [sighting]
        if len(pair) == 2:
            crops = [_crop(content, s) for s in pair]
            alone = [row_scale([c], width_mm=width_mm, height_mm=height_mm) for c in crops]
            together = row_scale(crops, width_mm=width_mm, height_mm=height_mm)
            if together >= min(TIGHT, max(0.85 * min(alone), 0.7 * max(alone))):
                rows[-1] = pair
                continue
        rows.append([sighting])
    return rows


def chart_row(
    voice: Voice,
    content: SessionContent,
    row: Sequence[Sighting],
    *,
    first_number: int,
    x: float,
    y: float,
    width_mm: float,
    height_mm: float,
    numbered: bool,
) -> list[ChartBox]:
    """One row of boxes at (x, y) mm of the page; `height_mm` is the most it may take.

    Without `numbered` the boxes stand where they would, still empty: a trial of the page.
    """
    charts = [content.body.charts[s.chart] for s in row]
    placed = row_boxes(
        [_crop(content, s) for s in row],
        [(c.width_mm, c.height_mm) for c in charts],
        x=x,
        y=y + TITLE_MM,
        width_mm=width_mm,
        height_mm=height_mm - TITLE_MM,
    )
    return [
        chart_box(voice, content, sighting, box, crop, scale, first_number + place, numbered)
        for place, (sighting, (box, crop, scale)) in enumerate(zip(row, placed, strict=True))
    ]


def _crop(content: SessionContent, sighting: Sighting) -> Box:
    chart = content.body.charts[sighting.chart]
    points = extent(content, sighting) + note_points(content, sighting)
    return wanted_crop(points, width_mm=chart.width_mm, height_mm=chart.height_mm)


def chart_box(
    voice: Voice,
    content: SessionContent,
    sighting: Sighting,
    box: Box,
    crop: Box,
    scale: float,
    number: int,
    numbered: bool,
) -> ChartBox:
    """One box in place, `crop` of its chart at `scale`; `number` is that of the figure."""

    def on_page(point: tuple[float, float]) -> tuple[float, float]:
        return box.x + (point[0] - crop.x) * scale, box.y + (point[1] - crop.y) * scale

    mine = set(sighting.numbered) if numbered else set()
    at = {i: on_page(sighting.at[i]) for i in mine}
    others: dict[UUID, tuple[Injection, tuple[float, float]]] = {}
    for injection in content.injections:
        if not numbered or injection.id in mine or injection.id not in sighting.at:
            continue
        place = on_page(sighting.at[injection.id])
        if box.x < place[0] < box.right and box.y < place[1] < box.bottom:
            others[injection.id] = (injection, place)
    regions = content.body.charts[sighting.chart].regions
    factor = chart_factor(content.body, regions) if content.calibration is not None else 1.0
    bar = bar_length_mm(scale / factor)
    bar_text = bar_words(voice, content, sighting.chart, bar)
    beside = voice.width_mm(bar_text, BAR_PT, Weight.REGULAR) + 6.0
    bar_box = Box(box.x, box.bottom - LETTER_MM, bar / factor * scale + beside, LETTER_MM)
    letters = sides_of(voice, content.body, sighting.chart, box, bar_box)
    keep_out = [bar_box] + [Box(t.x - 2.5, t.y - 4.0, 5.0, 5.5) for t in letters]
    areas = area_shapes(voice, content, sighting, on_page, box) if numbered else ()
    keep_out += [area.box for area in areas if area.box is not None]
    lesions = lesion_shapes(content, sighting.chart, box, crop, scale) if numbered else ()
    keep_out += [label_box(shape) for shape in lesions]
    pins = note_pins(voice, content, sighting.chart, on_page, box) if numbered else ()
    keep_out += [head_box(pin) for pin in pins]
    caution = caution_shapes(voice, content, sighting.chart, on_page, box) if numbered else ()
    marks = number_chart(
        voice,
        injections=[i for i in content.injections if i.id in mine],
        at=at,
        others=others,
        numbers=content.numbers,
        marks=content.marks,
        bounds=box,
        keep_out=keep_out,
    )
    title = voice.translate("charts", content.body.charts[sighting.chart].title)
    return ChartBox(
        chart=sighting.chart,
        title=f"{number} {title}",
        caption=_caption(voice, content, sighting, box, title),
        box=box,
        crop=crop,
        scale=scale,
        spots=marks.spots,
        labels=marks.labels,
        bar_mm=bar / factor,
        bar_text=bar_text,
        letters=letters,
        lesions=lesions,
        pins=pins,
        caution=caution,
        areas=areas,
        threads=thread_lines(content, sighting, on_page) if numbered else (),
    )


def _caption(
    voice: Voice, content: SessionContent, sighting: Sighting, box: Box, title: str
) -> str:
    """Which numbers stand on this chart; how many, where the list would be too long."""
    numbers = [content.numbers[i] for i in sighting.numbered]
    if not numbers:
        return ""
    text = voice.say(QT_TRANSLATE_NOOP("messages", "no. {numbers}"), numbers=ranges(numbers))
    room = box.width - voice.width_mm(f"00 {title}", 8.5, Weight.BOLD) - 8.0
    if voice.width_mm(text, 7.0, Weight.REGULAR) <= room:
        return text
    return voice.say(
        QT_TRANSLATE_NOOP("messages", "{count} of {total}"),
        count=len(numbers),
        total=len(content.injections),
    )


def bar_words(voice: Voice, content: SessionContent, chart: str, length_mm: float) -> str:
    """The scale bar's length, and whose millimetres it counts."""
    length = voice.decimal(length_mm, 0)
    if chart in content.body.pictures:
        return voice.say(QT_TRANSLATE_NOOP("messages", "{length} mm"), length=length)
    text = (
        QT_TRANSLATE_NOOP("messages", "{length} mm, average adult")
        if content.calibration is None
        else QT_TRANSLATE_NOOP("messages", "{length} mm, calibrated")
    )
    return voice.say(text, length=length)


def bar_length_mm(scale: float) -> float:
    """The round chart length whose bar is 8 to 30 mm of paper."""
    return next((mm for mm in (5.0, 10.0, 20.0, 50.0, 100.0) if mm * scale >= 6.5), 200.0)


def sides_of(voice: Voice, body: Body, chart: str, box: Box, bar_box: Box) -> tuple[Text, ...]:
    """R and L where the chart has the patient's two sides left and right of each other."""
    lean = _lean(body, chart)
    if abs(lean) < 0.5:
        return ()
    right = voice.say(QT_TRANSLATE_NOOP("messages", "R"))
    left = voice.say(QT_TRANSLATE_NOOP("messages", "L"))
    at_left, at_right = (right, left) if lean > 0 else (left, right)
    return (
        Text(box.x + 4.0, bar_box.y - 1.2, at_left, LETTER_PT, Weight.BOLD, "centre"),
        Text(box.right - 4.0, bar_box.y - 1.2, at_right, LETTER_PT, Weight.BOLD, "centre"),
    )


def _lean(body: Body, chart_id: str) -> float:
    """How far the patient's left lies to the picture's right: 1 from the front, -1 from behind."""
    ends = body.charts[chart_id].project(np.array([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0]]))
    return float(ends[1, 0] - ends[0, 0])
