"""A comparison on paper: both charts side by side with the changes' signs, then the tables.

A kept injection is a dot, an added one a plus, a removed one a minus; what moved or changed has the
same number on both charts and in the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from mesomap.analysis.compare import Change, Fate
from mesomap.atlas.calibration import chart_factor
from mesomap.exchange.compare import Result, Way
from mesomap.model import Injection, MarkShape, Status
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
    "• kept, + added, − removed; a number: moved or changed, as the table says",
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
    changes = result.difference.comparison.changes
    everyone = [one for c in changes for one in (c.before, c.after) if one is not None]
    for sighting in choose_charts(content.body, list({o.id: o for o in everyone}.values())):
        _pair(flow, voice, content, result, sighting, numbers)
    if changes:
        _line(flow, voice, voice.say(LEGEND))
    draw_table(flow, voice, region_table(voice, content, result))
    draw_table(flow, voice, change_table(voice, content, result, numbers))
    draw_table(flow, voice, dose_table(voice, content, result))
    draw_table(flow, voice, area_table(voice, content, result))
    draw_table(flow, voice, size_table(voice, content, result))
    title = f"{heading.title}, {content.patient.name}, {heading.line}"
    made = furnish(flow, voice, content, heading)
    return Layout(paper, title, made, author=content.clinic_name, bookmarks=flow.bookmarks)


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
) -> None:
    """One chart twice, the same part of it at the same scale."""
    chart = content.body.charts[sighting.chart]
    size = (chart.width_mm, chart.height_mm)
    points = [sighting.at[id] for id in sighting.numbered]
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
    for title, ends, (box, part, scale) in zip(sides(voice, result), both, placed(), strict=True):
        name = voice.translate("charts", chart.title)
        frame = _frame(voice, content, sighting.chart, title, name, box, part, scale)
        spots, texts = _signs(frame, sighting, changes, ends, numbers)
        boxes.append(_with(frame, spots))
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


def _with(frame: ChartBox, spots: list[Spot]) -> ChartBox:
    return replace(frame, spots=tuple(spots))
