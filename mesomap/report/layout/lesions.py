"""The patient's lesions on paper: their outlines on the charts, and a table of their sizes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mesomap.analysis.lesions import rings_on
from mesomap.model import LesionSize, RegionKey
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout.shapes import Box, LesionShape, Text, Weight
from mesomap.report.layout.table import Column, Table
from mesomap.report.layout.voice import Voice

if TYPE_CHECKING:
    from mesomap.analysis.lesions import LesionFigures
    from mesomap.atlas import Body
    from mesomap.model import Lesion
    from mesomap.report.layout.content import SessionContent

LABEL_PT = 6.5
LABEL_MM = (5.0, 3.2)
NONE = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLesion:
    """A lesion that was there on the session's day, with its label and its kind in words."""

    lesion: Lesion
    label: str
    kind: str
    size: LesionSize
    figures: LesionFigures


def lesion_shapes(
    content: SessionContent, chart: str, box: Box, crop: Box, scale: float
) -> tuple[LesionShape, ...]:
    """What a chart box shows of the lesions, in mm of the page."""
    shapes = []
    for one in content.lesions:
        rings = tuple(
            tuple(
                (box.x + (x - crop.x) * scale, box.y + (y - crop.y) * scale)
                for x, y in ring.tolist()
            )
            for ring in rings_on(content.body, chart, one.lesion)
        )
        points = [point for ring in rings for point in ring]
        inside = [
            (x, y) for x, y in points if box.x < x < box.right and box.y < y < box.bottom - 2.0
        ]
        if not inside:
            continue
        x = min(max(x for x, _ in inside) + LABEL_MM[0] / 2, box.right - LABEL_MM[0] / 2)
        y = max(min(y for _, y in inside), box.y + LABEL_MM[1])
        label = Text(x, y, one.label, LABEL_PT, Weight.BOLD, "centre")
        shapes.append(LesionShape(rings, one.lesion.kind, one.lesion.keep_free, label))
    return tuple(shapes)


def label_box(shape: LesionShape) -> Box:
    """Where its label stands: numbers keep out of it."""
    width, height = LABEL_MM
    return Box(shape.label.x - width / 2, shape.label.y - height * 0.8, width, height)


def lesion_table(voice: Voice, content: SessionContent) -> Table:
    """Each lesion: what and where it is, its size with the day, and what was put into it."""
    columns = (
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Lesion")), 12, bold=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Kind, name")), 42, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Region")), 36, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Size mm")), 24, "right"),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Area cm²")), 15, "right"),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Measured")), 24, "right"),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Count")), 12, "right"),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "mL/cm²")), 14, "right"),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "mg/cm²")), 14, "right"),
    )
    return Table(columns, tuple(_row(voice, content.body, one) for one in content.lesions))


def _row(voice: Voice, body: Body, one: PrintedLesion) -> tuple[str, ...]:
    size, figures, lesion = one.size, one.figures, one.lesion
    named = f"{one.kind}, {lesion.name}" if lesion.name else one.kind
    known = figures.count > 0
    return (
        one.label,
        named,
        _region(voice, body, lesion),
        f"{voice.decimal(size.long_mm, 1)} × {voice.decimal(size.wide_mm, 1)}",
        NONE if figures.area_mm2 is None else voice.decimal(figures.area_mm2 / 100, 2),
        voice.day(size.measured),
        str(figures.count),
        _per_cm2(voice, figures.ml_per_cm2 if known else None, 3),
        _per_cm2(voice, figures.mg_per_cm2 if known else None, 2),
    )


def _per_cm2(voice: Voice, value: float | None, places: int) -> str:
    return NONE if value is None else voice.decimal(value, places)


def _region(voice: Voice, body: Body, lesion: Lesion) -> str:
    if lesion.region is None or lesion.side is None:
        return NONE
    key = RegionKey(lesion.region, lesion.side)
    region = body.regions.get(key)
    return voice.region(key, region.name if region is not None else key.id.replace("-", " "))
