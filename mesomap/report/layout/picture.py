"""One chart of a session as a picture for a letter or a slide: laid out in mm, like a page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mesomap.analysis.shown import area_on
from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout.charts import chart_box
from mesomap.report.layout.content import SessionContent
from mesomap.report.layout.cropping import wanted_crop
from mesomap.report.layout.flow import Flow
from mesomap.report.layout.legend import legend_marks, legend_notes, length_notes
from mesomap.report.layout.paper import Paper
from mesomap.report.layout.passes import extent
from mesomap.report.layout.picture_names import region_names
from mesomap.report.layout.selection import Sighting
from mesomap.report.layout.shapes import Box, ChartBox, Ink, Shape, Spot, Text, Weight
from mesomap.report.layout.voice import Voice, wrap

MARK_MM = 1.3
"""Radius of a mark that has no number."""
HEAD_PT = 8.5
HEAD_MM = 6.5
_AIR_MM = 2.0
_ENDLESS_MM = 1.0e6

NO_MARKS = QT_TRANSLATE_NOOP(
    "messages", "This chart shows nothing of the session: save the whole chart instead."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureParts:
    """What a picture shows besides the chart and its marks."""

    numbers: bool = True
    names: bool = False
    """Of the regions."""
    legend: bool = True
    patient: bool = False
    """Name and date of birth; left out unless asked for."""
    close: bool = False
    """Only the part of the chart that has marks."""


@dataclass(frozen=True, slots=True)
class PictureSheet:
    """A picture in mm: the chart's box, the regions' names on it, and what stands around it."""

    title: str
    width_mm: float
    height_mm: float
    chart: ChartBox
    names: tuple[Text, ...]
    shapes: tuple[Shape, ...]


def lay_out_picture(
    content: SessionContent, chart: str, parts: PictureParts, *, voice: Voice, width_mm: float
) -> PictureSheet:
    """The chart `chart` with the session's marks, `width_mm` wide and as high as that makes it.

    Raises
    ------
    KnownError
        No such chart, or `parts` asks for the part that has marks where there are none.
    """
    drawn = content.body.chart(chart)
    content, sighting = _seen(content, chart)
    crop = Box(0.0, 0.0, drawn.width_mm, drawn.height_mm)
    if parts.close:
        points = extent(content, sighting)
        if not points:
            raise KnownError(NO_MARKS)
        crop = wanted_crop(points, width_mm=drawn.width_mm, height_mm=drawn.height_mm)
    title = voice.translate("charts", drawn.title)
    head = _head(voice, content, title, width_mm) if parts.patient else ()
    top = HEAD_MM * len(head)
    scale = width_mm / crop.width
    frame = Box(0.0, top, width_mm, crop.height * scale)
    box = chart_box(voice, content, sighting, frame, crop, scale, 1, True)
    if not parts.numbers:
        box = replace(box, labels=(), spots=_plain_spots(content, sighting, box))
    names = region_names(voice, content, box) if parts.names else ()
    shapes, bottom = list[Shape](head), frame.bottom
    if parts.legend:
        below, bottom = _legend(voice, content, sighting, width_mm, frame.bottom)
        shapes += below
    return PictureSheet(title, width_mm, bottom, box, names, tuple(shapes))


def _seen(content: SessionContent, chart: str) -> tuple[SessionContent, Sighting]:
    """What `chart` sees of the session, all of it numbered there; notes stay in the record."""
    body, everyone = content.body, content.injections
    placed = body.on_chart(chart, [one.site for one in everyone])
    at = {
        one.id: (float(x), float(y))
        for one, (x, y), visible in zip(everyone, placed.xy_mm, placed.visible, strict=True)
        if visible
    }
    passes = {area.id for area in content.areas if area_on(body, body.charts[chart], area)}
    shown = replace(
        content,
        injections=tuple(one for one in everyone if one.id in at),
        areas=tuple(area for area in content.areas if area.id in passes),
        notes=(),
    )
    return shown, Sighting(chart, tuple(at), at, areas=tuple(area.id for area in shown.areas))


def _plain_spots(content: SessionContent, sighting: Sighting, box: ChartBox) -> tuple[Spot, ...]:
    """A mark at every injection within the box."""
    marks = content.marks
    spots = []
    for one in content.injections:
        x, y = box.on_page(*sighting.at[one.id])
        if box.box.x <= x <= box.box.right and box.box.y <= y <= box.box.bottom:
            spots.append(Spot(one.id, x, y, MARK_MM, marks[one.id], one.status))
    return tuple(spots)


def _head(voice: Voice, content: SessionContent, title: str, width_mm: float) -> tuple[Text, ...]:
    """Whose chart it is and of which day, a line each."""
    who = content.patient.name
    if content.patient.born is not None:
        who = f"{who}, {voice.day(content.patient.born)}"
    what = f"{title}, {voice.day(content.session.date)}"
    lines = []
    for row, (said, weight) in enumerate(((who, Weight.BOLD), (what, Weight.REGULAR))):
        room = width_mm - 2 * _AIR_MM
        fits = wrap(voice, said, width_mm=room, size_pt=HEAD_PT, weight=weight)
        text = fits[0] if len(fits) == 1 else f"{fits[0]} …"
        lines.append(Text(_AIR_MM, 4.6 + row * 4.4, text, HEAD_PT, weight, ink=Ink.BLACK))
    return tuple(lines)


def _legend(
    voice: Voice, content: SessionContent, sighting: Sighting, width_mm: float, top_mm: float
) -> tuple[tuple[Shape, ...], float]:
    """The marks that this chart shows with their meaning, whose the mm are, and where it ends."""
    flow = Flow(Paper("picture", width_mm, _ENDLESS_MM, side_mm=_AIR_MM))
    flow.y = top_mm + 5.0
    legend_marks(flow, voice, content, [sighting])
    legend_notes(flow, voice, length_notes(voice, content, [sighting.chart])[-1:])
    (page,) = flow.pages([()])
    return page.shapes, flow.y
