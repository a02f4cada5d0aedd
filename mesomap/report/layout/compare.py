"""A comparison on paper: both charts side by side with the changes' signs, then the tables.

A kept injection is a dot, an added one a plus, a removed one a minus; what moved or changed has the
same number on both charts and in the table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from mesomap.analysis.compare import Change, Fate
from mesomap.analysis.marks import key_of
from mesomap.atlas.calibration import chart_factor
from mesomap.exchange.compare import Result, Way
from mesomap.model import AreaPass, Injection, MarkShape, PictureSite, Status
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout.charts import LETTER_MM, TITLE_MM, bar_length_mm, sides_of
from mesomap.report.layout.compare_words import (
    area_table,
    change_table,
    dose_table,
    region_table,
    size_table,
)
from mesomap.report.layout.content import SessionContent
from mesomap.report.layout.cropping import row_boxes, wanted_crop
from mesomap.report.layout.flow import Flow
from mesomap.report.layout.furniture import Heading, furnish, identity, masthead
from mesomap.report.layout.paper import NUMBER_PT, Paper
from mesomap.report.layout.passes import (
    area_shapes,
    extent,
    split,
    stand_ins,
    thread_lines,
)
from mesomap.report.layout.selection import Sighting, choose_charts
from mesomap.report.layout.shapes import Box, ChartBox, Layout, Spot, Text, Weight
from mesomap.report.layout.table import draw_table
from mesomap.report.layout.voice import MM_PER_PT, Voice, wrap

HEIGHT_MM = 112.0
"""The tallest that a pair of charts is."""
DOT_MM = 0.39
RING_MM = 2.5
"""What a sign stands in."""
TITLES = {
    Way.SESSIONS: QT_TRANSLATE_NOOP("messages", "Injection maps, compared"),
    Way.PLAN: QT_TRANSLATE_NOOP("messages", "Injection map against its plan"),
    Way.HALVES: QT_TRANSLATE_NOOP("messages", "Injection map, left against right"),
}
LEGEND = QT_TRANSLATE_NOOP(
    "messages",
    "• kept, + added, − removed; a number: moved or changed, as the table says; a line: a thread;"
    " a hatched shape: an area pass",
)


def lay_out_comparison(
    content: SessionContent, result: Result, *, voice: Voice, paper: Paper
) -> Layout:
    """Everything that `result` says; `content` is the later session's, for what frames it."""
    flow = Flow(paper)
    first, second = sides(voice, result)
    heading = Heading(voice.say(TITLES[result.way]), f"{first} · {second}")
    masthead(flow, voice, content, heading)
    identity(flow, voice, content)
    for note in result.notes:
        _line(flow, voice, note.render(voice.translate))
    numbers = numbers_of(result)
    maps = maps_of(content, result)
    sightings = _sightings(content, maps)
    for sighting in sightings:
        _pair(flow, voice, content, result, sighting, numbers, maps)
    if sightings:
        _line(flow, voice, voice.say(LEGEND))
    draw_table(flow, voice, region_table(voice, content, result))
    draw_table(flow, voice, change_table(voice, content, result, numbers))
    draw_table(flow, voice, dose_table(voice, content, result))
    draw_table(flow, voice, area_table(voice, content, result))
    draw_table(flow, voice, size_table(voice, content, result))
    title = f"{heading.title}, {content.patient.name}, {heading.line}"
    made = furnish(flow, voice, content, heading)
    return Layout(paper, title, made, author=content.clinic_name, bookmarks=flow.bookmarks)


def maps_of(content: SessionContent, result: Result) -> tuple[SessionContent, ...]:
    """Both maps as what is drawn of a session: what was not left in the skin is on neither."""
    changes = result.difference.comparison.changes
    ends = ([one.before for one in changes], [one.after for one in changes])
    return tuple(
        replace(
            content,
            injections=tuple(one for one in end if one is not None),
            areas=tuple(one for one in half.map.areas if _drawn(content, one)),
            syringes=tuple(half.map.syringes.values()),
        )
        for end, half in zip(ends, (result.first, result.second), strict=True)
    )


def _drawn(content: SessionContent, area: AreaPass) -> bool:
    """Whether it was not skipped, and lies on the skin or on a picture that is to be had."""
    charts = {site.chart for site in area.outline if isinstance(site, PictureSite)}
    known = area.status is not Status.SKIPPED and charts <= set(content.body.pictures)
    return known and key_of(area, content.body) is not None


def _sightings(content: SessionContent, maps: Sequence[SessionContent]) -> list[Sighting]:
    """Charts on which every injection and area pass of either map is seen well."""
    everyone = {one.id: one for map in maps for one in (*map.injections, *stand_ins(map))}
    found = choose_charts(content.body, list(everyone.values()))
    return split(found, frozenset(area.id for map in maps for area in map.areas))


def sides(voice: Voice, result: Result) -> tuple[str, str]:
    """What the two maps are."""
    days = [voice.day(half.session.date) for half in (result.first, result.second)]
    if result.way is Way.PLAN:
        planned = QT_TRANSLATE_NOOP("messages", "Planned, {day}")
        given = QT_TRANSLATE_NOOP("messages", "Given, {day}")
        return voice.say(planned, day=days[0]), voice.say(given, day=days[1])
    if result.way is Way.HALVES:
        left = QT_TRANSLATE_NOOP("messages", "Left, {day}")
        right = QT_TRANSLATE_NOOP("messages", "Right, mirrored, {day}")
        return voice.say(left, day=days[0]), voice.say(right, day=days[1])
    before = QT_TRANSLATE_NOOP("messages", "Before, {day}")
    after = QT_TRANSLATE_NOOP("messages", "After, {day}")
    return voice.say(before, day=days[0]), voice.say(after, day=days[1])


def numbers_of(result: Result) -> dict[UUID, int]:
    """Of the moved and the changed, in needle order: by the ids of both ends."""
    found = [
        (change.before, change.after)
        for change in result.difference.comparison.changes
        if change.fate in (Fate.MOVED, Fate.CHANGED)
        and change.before is not None
        and change.after is not None
    ]
    found.sort(key=lambda pair: (pair[1].order, pair[1].id))
    return {one.id: n for n, pair in enumerate(found, start=1) for one in pair}


def _line(flow: Flow, voice: Voice, text: str) -> None:
    width = flow.paper.content_mm
    for line in wrap(voice, text, width_mm=width, size_pt=7.6, weight=Weight.REGULAR):
        flow.need(5.0)
        flow.add(Text(flow.paper.left_mm, flow.y + 3.4, line, 7.6))
        flow.y += 4.0
    flow.y += 1.0


def _pair(
    flow: Flow,
    voice: Voice,
    content: SessionContent,
    result: Result,
    sighting: Sighting,
    numbers: Mapping[UUID, int],
    maps: Sequence[SessionContent],
) -> None:
    """One chart twice, the same part of it at the same scale."""
    chart = content.body.charts[sighting.chart]
    size = (chart.width_mm, chart.height_mm)
    points = [point for map in maps for point in extent(map, sighting)]
    crop = wanted_crop(points, width_mm=size[0], height_mm=size[1])

    def placed() -> list[tuple[Box, Box, float]]:
        return row_boxes(
            [crop, crop],
            [size, size],
            x=flow.paper.left_mm,
            y=flow.y + TITLE_MM,
            width_mm=flow.paper.content_mm,
            height_mm=HEIGHT_MM,
        )

    flow.need(placed()[0][0].bottom - flow.y)
    boxes, signs = [], []
    changes = result.difference.comparison.changes
    both = ([c.before for c in changes], [c.after for c in changes])
    drawn = zip(sides(voice, result), both, maps, placed(), strict=True)
    for title, ends, map, (box, part, scale) in drawn:
        name = voice.translate("charts", chart.title)
        frame = _frame(voice, content, sighting.chart, title, name, box, part, scale)
        spots, texts = _signs(frame, sighting, changes, ends, numbers)
        boxes.append(_with(voice, frame, spots, map, sighting))
        signs += texts
    flow.charts(boxes)
    flow.add(*signs)


def _frame(
    voice: Voice,
    content: SessionContent,
    chart: str,
    title: str,
    name: str,
    box: Box,
    crop: Box,
    scale: float,
) -> ChartBox:
    """The chart without anything on it."""
    regions = content.body.charts[chart].regions
    factor = chart_factor(content.body, regions) if content.calibration is not None else 1.0
    bar = bar_length_mm(scale / factor)
    text = voice.say(QT_TRANSLATE_NOOP("messages", "{length} mm"), length=voice.decimal(bar, 0))
    bar_box = Box(box.x, box.bottom - LETTER_MM, bar / factor * scale + 16.0, LETTER_MM)
    return ChartBox(
        chart=chart,
        title=title,
        caption=name,
        box=box,
        crop=crop,
        scale=scale,
        spots=(),
        labels=(),
        bar_mm=bar / factor,
        bar_text=text,
        letters=sides_of(voice, content.body, chart, box, bar_box),
    )


def _signs(
    frame: ChartBox,
    sighting: Sighting,
    changes: tuple[Change, ...],
    ends: list[Injection | None],
    numbers: Mapping[UUID, int],
) -> tuple[list[Spot], list[Text]]:
    """The dots and rings of one map, and what is written in the rings."""
    spots, texts = [], []
    for change, one in zip(changes, ends, strict=True):
        if one is None or one.id not in sighting.at:
            continue
        x, y = frame.on_page(*sighting.at[one.id])
        if not (frame.box.x < x < frame.box.right and frame.box.y < y < frame.box.bottom):
            continue
        kept = change.fate is Fate.KEPT
        radius = DOT_MM if kept else RING_MM
        spots.append(Spot(one.id, x, y, radius, MarkShape.CIRCLE, Status.GIVEN, elsewhere=not kept))
        if not kept:
            sign = {Fate.ADDED: "+", Fate.REMOVED: "\N{MINUS SIGN}"}.get(change.fate)
            baseline = y + 0.727 * NUMBER_PT * MM_PER_PT / 2
            text = sign or str(numbers[one.id])
            texts.append(Text(x, baseline, text, NUMBER_PT, Weight.BOLD, "centre"))
    return spots, texts


def _with(
    voice: Voice, frame: ChartBox, spots: list[Spot], map: SessionContent, sighting: Sighting
) -> ChartBox:
    """The chart with one map's injections, threads as lines, area passes as shapes without name."""

    def on_page(at: tuple[float, float]) -> tuple[float, float]:
        return frame.on_page(*at)

    bare = replace(sighting, areas=())
    return replace(
        frame,
        spots=tuple(spots),
        areas=area_shapes(voice, map, bare, on_page, frame.box),
        threads=thread_lines(map, bare, on_page),
    )
