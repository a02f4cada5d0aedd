"""Sheets at true scale: a millimetre of paper is a millimetre of the session's flat skin.

Regions are laid flat from their patch and cut into as many sheets as they take. A sheet is laid
on the skin as it is printed, and marked through.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from mesomap.model import KnownError, RegionKey
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout.columns import region_table
from mesomap.report.layout.content import SessionContent
from mesomap.report.layout.flat_skin import FlatSkin, pieces
from mesomap.report.layout.flow import Flow
from mesomap.report.layout.furniture import Heading, furnish
from mesomap.report.layout.numbering import region_key
from mesomap.report.layout.one_to_one_marks import skin_shapes
from mesomap.report.layout.one_to_one_sheet import check_bars, compass, joins
from mesomap.report.layout.paper import Paper
from mesomap.report.layout.shapes import Box, Ink, Layout, Shape, Text, Weight
from mesomap.report.layout.table import draw_table
from mesomap.report.layout.tables import RegionRow, region_rows, region_words
from mesomap.report.layout.tiling import Window, windows
from mesomap.report.layout.voice import Voice, wrap

TITLE_PT = 9.5
SAID_PT = 7.2
LINE_MM = 3.4
HEAD_MM = 20.5
"""Above the window: which regions, which sheet, how to lay it on."""
FOOT_MM = 13.0
"""Below the window: the bar that is measured."""
LEFT_MM = 9.0
"""Left of the window: the bar that is measured the other way."""
AROUND_MM = 6.0
"""Skin shown about the regions."""
MOST_ROWS = 2
"""Rows of figures said on the sheet itself; the table behind the sheets has all."""
TOO_MANY_SHEETS = 60

NOTHING = QT_TRANSLATE_NOOP(
    "messages",
    "There is nothing to print one to one: no injection of this session lies in a region of the"
    " atlas.",
)
TOO_LARGE = QT_TRANSLATE_NOOP(
    "messages",
    "One to one this would take {sheets} sheets: choose one region (at most {most} sheets).",
)


def lay_out_one_to_one(
    content: SessionContent,
    *,
    voice: Voice,
    paper: Paper,
    keys: Sequence[RegionKey] = (),
) -> Layout:
    """`keys` at true scale; every region with injections where none is named.

    Raises
    ------
    KnownError
        One of `keys` is no region of the body; no region has an injection; too many sheets.
    """
    wanted = list(keys) or _treated(content)
    if not wanted:
        raise KnownError(NOTHING)
    cut = partial(
        windows,
        width_mm=paper.content_mm - LEFT_MM,
        height_mm=_window(Flow(paper)).height,
    )
    sheets = [
        (piece, window)
        for piece in pieces(content.body, wanted)
        for window in cut(_widened(piece.bounds))
    ]
    if len(sheets) > TOO_MANY_SHEETS:
        raise KnownError(TOO_LARGE, sheets=len(sheets), most=TOO_MANY_SHEETS)
    flow = Flow(paper)
    rows = region_rows(voice, content)
    for number, (piece, window) in enumerate(sheets):
        flow.new_sheet() if number else flow.begin_below_head()
        flow.add(*_sheet(voice, content, piece, window, rows, flow))
    shown = {key for piece, _ in sheets for key in piece.keys}
    mine = [row for row in rows if row.key in shown]
    if mine:
        flow.new_sheet()
        flow.add(Text(paper.left_mm, flow.y + 3.4, _title(voice), TITLE_PT, Weight.BOLD))
        flow.y += 5.0
        draw_table(flow, voice, region_table(voice, content, mine))
    heading = Heading(_title(voice), _title(voice))
    title = voice.say(
        QT_TRANSLATE_NOOP("messages", "One to one, {patient}, {date}"),
        patient=content.patient.name,
        date=voice.day(content.session.date),
    )
    made = furnish(flow, voice, content, heading, masthead=False)
    return Layout(paper, title, made, author=content.clinic_name, bookmarks=flow.bookmarks)


def _title(voice: Voice) -> str:
    return voice.say(QT_TRANSLATE_NOOP("messages", "One to one: true size on the skin"))


def _treated(content: SessionContent) -> list[RegionKey]:
    """The regions with injections, in the order of the numbers; area passes' after them."""
    keys = [region_key(one) for one in content.injections]
    keys += [
        RegionKey(one.region, one.side) if one.region and one.side else None
        for one in content.areas
    ]
    return [key for key in dict.fromkeys(keys) if key is not None and key in content.body.regions]


def _widened(bounds: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = bounds
    return x0 - AROUND_MM, y0 - AROUND_MM, x1 + AROUND_MM, y1 + AROUND_MM


def _window(flow: Flow) -> Box:
    """Where the skin stands on every sheet."""
    paper = flow.paper
    top = flow.top + HEAD_MM
    return Box(
        paper.left_mm + LEFT_MM,
        top,
        paper.content_mm - LEFT_MM,
        flow.bottom - FOOT_MM - top,
    )


def _sheet(
    voice: Voice,
    content: SessionContent,
    piece: FlatSkin,
    window: Window,
    rows: Iterable[RegionRow],
    flow: Flow,
) -> list[Shape]:
    box = _window(flow)
    compass_shapes, compass_box = compass(voice, piece.sides, box)
    join_shapes, join_boxes = joins(voice, window, box)
    bars, bar_boxes = check_bars(voice, box, flow)
    return [
        *_head(voice, content, piece, window, rows, flow),
        *skin_shapes(
            voice, content, piece, window, box, keep_out=[compass_box, *join_boxes, *bar_boxes]
        ),
        *join_shapes,
        *compass_shapes,
        *bars,
    ]


def _head(
    voice: Voice,
    content: SessionContent,
    piece: FlatSkin,
    window: Window,
    rows: Iterable[RegionRow],
    flow: Flow,
) -> list[Shape]:
    left, right, y = flow.paper.left_mm, flow.paper.right_mm, flow.top
    names = ", ".join(region_words(voice, content, key) for key in piece.keys)
    sheet = voice.say(
        QT_TRANSLATE_NOOP("messages", "Sheet {name} of {columns} × {rows}"),
        name=window.name,
        columns=window.columns,
        rows=window.rows,
    )
    wide = flow.paper.content_mm
    room = wide - voice.width_mm(sheet, TITLE_PT, Weight.BOLD) - 4.0
    title = _one_line(voice, names, room, TITLE_PT, Weight.BOLD)
    shapes: list[Shape] = [
        Text(left, y + 3.6, title, TITLE_PT, Weight.BOLD),
        Text(right, y + 3.6, sheet, TITLE_PT, Weight.BOLD, "right"),
    ]
    said = [*_figures(voice, piece, rows), _how(voice), _errors(voice, content, piece)]
    for number, line in enumerate(said[: MOST_ROWS + 2]):
        at = y + 7.4 + number * LINE_MM
        told = _one_line(voice, line, wide, SAID_PT, Weight.REGULAR)
        shapes.append(Text(left, at, told, SAID_PT, ink=Ink.SOFT))
    return shapes


def _one_line(voice: Voice, text: str, width_mm: float, size_pt: float, weight: Weight) -> str:
    lines = wrap(voice, text, width_mm=width_mm, size_pt=size_pt, weight=weight)
    return lines[0] if len(lines) == 1 else f"{lines[0]} …"


def _figures(voice: Voice, piece: FlatSkin, rows: Iterable[RegionRow]) -> list[str]:
    """Depth and volume by numbers, as many rows as there is room for."""
    mine = [row for row in rows if row.key in piece.keys]
    if len(mine) > MOST_ROWS:
        text = QT_TRANSLATE_NOOP(
            "messages", "No. {points}, ... Depths and volumes: the table behind the sheets."
        )
        return [voice.say(text, points=mine[0].points)]
    text = QT_TRANSLATE_NOOP(
        "messages",
        "No. {points}: depth {depth}, angle {angle}, {each} mL each, syringe {letter}",
    )
    return [
        voice.say(
            text,
            points=row.points,
            depth=_depth(voice, row),
            angle=row.angle,
            each=row.each_ml,
            letter=row.mixture,
        )
        for row in mine
    ]


def _depth(voice: Voice, row: RegionRow) -> str:
    """In mm, or as the layer that it is said to be in."""
    if not row.depth[-1:].isdigit():
        return row.depth
    return voice.say(QT_TRANSLATE_NOOP("messages", "{length} mm"), length=row.depth)


def _how(voice: Voice) -> str:
    return voice.say(
        QT_TRANSLATE_NOOP(
            "messages",
            "Lay the sheet on the skin with this side up, as it is printed. The cross is the site.",
        )
    )


def _errors(voice: Voice, content: SessionContent, piece: FlatSkin) -> str:
    """How true flat lengths are here, and whose millimetres they are."""
    patch = content.body.patch(piece.patch)
    whose = (
        QT_TRANSLATE_NOOP("messages", "An average adult's skin, not measured on the patient")
        if content.calibration is None
        else QT_TRANSLATE_NOOP("messages", "Calibrated to the patient")
    )
    if piece.patch in content.body.pictures:
        text = QT_TRANSLATE_NOOP("messages", "True to the picture's measured line.")
        return voice.say(text)
    text = QT_TRANSLATE_NOOP(
        "messages",
        "{whose}; laid flat, lengths differ from the skin's by {mean} % on average, 95 of 100 by"
        " less than {most} %.",
    )
    return voice.say(
        text,
        whose=voice.say(whose),
        mean=voice.decimal(100 * patch.length_error_mean, 1),
        most=voice.decimal(100 * patch.length_error_p95, 1),
    )
