"""Area passes and threads on the charts, and the table of area passes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

import numpy as np
import shapely

from mesomap.analysis.areas import AreaFigures, area_figures, patch_of_area, shape_of
from mesomap.analysis.marks import key_of, thread_of
from mesomap.analysis.shown import area_on, middle_on, runs_on
from mesomap.model import AreaPass, Injection, Status, mark_of
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout.content import SessionContent
from mesomap.report.layout.paper import NUMBER_PT
from mesomap.report.layout.selection import Sighting
from mesomap.report.layout.shapes import AreaShape, Box, ThreadLine, Weight
from mesomap.report.layout.table import Column, Table
from mesomap.report.layout.tables import NONE, region_words
from mesomap.report.layout.voice import MM_PER_PT, Voice

OnPage = Callable[[tuple[float, float]], tuple[float, float]]


def stand_ins(content: SessionContent) -> list[Injection]:
    """Each area pass as an injection in its middle: what chooses the charts knows no other sort.

    Their ids are the area passes' own.
    """
    found = []
    for area in content.areas:
        patch = patch_of_area(content.body, area)
        shape = shape_of(content.body, area)
        if patch is None or shape.is_empty:
            continue
        inside = shapely.point_on_surface(shape)
        site = content.body.from_patch(patch, np.array([[inside.x, inside.y]]))[0]
        if site is not None:
            found.append(_stand_in(area, site))
    return found


def _stand_in(area: AreaPass, site: object) -> Injection:
    return Injection(
        id=area.id,
        session=area.session,
        order=area.order,
        site=site,  # type: ignore[arg-type]
        region=area.region,
        side=area.side,
        syringe=area.syringe,
        technique=area.technique,
        volume_ul=area.volume_ul,
        depth_mm=area.depth_mm,
        status=area.status,
    )


def split(sightings: Sequence[Sighting], areas: frozenset[UUID]) -> list[Sighting]:
    """The sightings with area passes told apart from injections."""
    return [
        replace(
            one,
            numbered=tuple(id for id in one.numbered if id not in areas),
            areas=tuple(id for id in one.numbered if id in areas),
            at={id: at for id, at in one.at.items() if id not in areas},
        )
        for one in sightings
    ]


def extent(content: SessionContent, sighting: Sighting) -> list[tuple[float, float]]:
    """Chart mm that a sighting's crop must hold: injections, ends of threads, borders of areas."""
    chart = content.body.charts[sighting.chart]
    points = [sighting.at[id] for id in sighting.numbered]
    for one in content.injections:
        if one.path and one.id in sighting.numbered:
            for run in runs_on(content.body, chart, thread_of(content.body, one)):
                points += [(x, y) for x, y in run[[0, -1]].tolist()]
    for area in content.areas:
        if area.id in sighting.areas:
            for ring in area_on(content.body, chart, area):
                points += [(x, y) for x, y in (*ring.min(axis=0)[None], *ring.max(axis=0)[None])]
    return points


def thread_lines(
    content: SessionContent, sighting: Sighting, on_page: OnPage
) -> tuple[ThreadLine, ...]:
    """The threads that a chart sees, in page mm."""
    chart = content.body.charts[sighting.chart]
    marks = content.marks
    return tuple(
        ThreadLine(tuple(on_page((x, y)) for x, y in run.tolist()), marks[one.id], one.status)
        for one in content.injections
        if one.path
        for run in runs_on(content.body, chart, thread_of(content.body, one))
    )


def area_shapes(
    voice: Voice, content: SessionContent, sighting: Sighting, on_page: OnPage, bounds: Box
) -> tuple[AreaShape, ...]:
    """The area passes that a chart sees, in page mm; those it was chosen for with their names."""
    chart = content.body.charts[sighting.chart]
    by_id = {syringe.id: syringe for syringe in content.syringes}
    found = []
    for area in content.areas:
        rings = area_on(content.body, chart, area)
        if not rings:
            continue
        middle = middle_on(content.body, chart, area) if area.id in sighting.areas else None
        text = area_name(voice, content, area)
        width = voice.width_mm(text, NUMBER_PT, Weight.BOLD) + 1.2
        height = NUMBER_PT * MM_PER_PT * 1.3
        label = None
        if middle is not None:
            x, y = on_page(middle)
            box = Box(x - width / 2, y - height / 2, width, height)
            inside = bounds.x < box.x and box.right < bounds.right
            label = box if inside and bounds.y < box.y and box.bottom < bounds.bottom else None
        found.append(
            AreaShape(
                rings=tuple(tuple(on_page((x, y)) for x, y in ring.tolist()) for ring in rings),
                mark=mark_of(area, by_id),
                status=area.status,
                label=text if label is not None else "",
                box=label,
            )
        )
    return tuple(found)


def area_name(voice: Voice, content: SessionContent, area: AreaPass) -> str:
    """What the charts and the table call it."""
    number = 1 + [one.id for one in content.areas].index(area.id)
    return voice.say(QT_TRANSLATE_NOOP("messages", "Area {number}"), number=number)


def area_table(voice: Voice, content: SessionContent) -> Table:
    """The area passes: where, how, how large, how much on each cm2."""
    columns = (
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Area pass")), 17, bold=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Region")), 38, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Technique, device")), 38, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Depth mm")), 17, "right", wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Entries")), 17, "right"),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Area cm²")), 13, "right"),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Total mL")), 13, "right", bold=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "mL/cm²")), 13, "right"),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "mg/cm²")), 12, "right"),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Mixture")), 13, "centre"),
    )
    by_id = {syringe.id: syringe for syringe in content.syringes}
    rows = [
        _row(voice, content, area, area_figures(content.body, area, by_id))
        for area in content.areas
    ]
    counted = [area for area in content.areas if area.status is not Status.SKIPPED]
    total = voice.decimal(sum(area.volume_ul for area in counted) / 1000, 2)
    words = voice.say(QT_TRANSLATE_NOOP("messages", "Total"))
    return Table(columns, tuple(rows), (words, "", "", "", "", "", total, "", "", ""))


def _row(
    voice: Voice, content: SessionContent, area: AreaPass, figures: AreaFigures
) -> tuple[str, ...]:
    technique = voice.technique(area.technique)
    how = f"{technique}, {area.device}" if area.device else technique
    if area.status is Status.SKIPPED:
        how = voice.say(QT_TRANSLATE_NOOP("messages", "{what}, not given"), what=how)
    elif area.status is Status.GIVEN:
        how = voice.say(QT_TRANSLATE_NOOP("messages", "{what}, given"), what=how)
    entries = NONE
    if area.entries is not None:
        entries = str(area.entries)
        if area.entries_estimated:
            about = QT_TRANSLATE_NOOP("messages", "about {count}")
            entries = voice.say(about, count=area.entries)
    deep = voice.decimal(area.depth_mm, 1) if area.depth_mm is not None else area.layer or NONE
    per_mg = figures.mg_per_cm2
    return (
        area_name(voice, content, area),
        _where(voice, content, area),
        how,
        deep,
        entries,
        voice.decimal(figures.area_mm2 / 100.0, 1),
        voice.decimal(area.volume_ul / 1000, 2 if area.volume_ul % 10 == 0 else 3),
        voice.decimal(figures.ml_per_cm2, 3),
        NONE if per_mg is None else voice.decimal(per_mg, 2),
        content.letters.get(area.syringe, NONE),
    )


def _where(voice: Voice, content: SessionContent, area: AreaPass) -> str:
    name = region_words(voice, content, key_of(area, content.body))
    if area.outline:
        return voice.say(QT_TRANSLATE_NOOP("messages", "{region}, part"), region=name)
    return name
