"""What frames the skin on a sheet at true scale: bars, joins, cut marks, and which way up."""

from __future__ import annotations

from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout.flow import Flow
from mesomap.report.layout.shapes import Box, Frame, Ink, Outline, Rule, Shape, Text, Weight
from mesomap.report.layout.tiling import OVERLAP_MM, Window
from mesomap.report.layout.voice import Voice

BAR_MM = 50.0
"""The check bar's length."""
TICK_MM = 1.6
SAID_PT = 7.2
JOIN_PT = 7.0
CUT_MM = 4.0
"""Length of a cut mark."""
COMPASS_MM = (34.0, 15.0)


def check_bars(voice: Voice, box: Box, flow: Flow) -> tuple[list[Shape], list[Box]]:
    """A bar of 50 mm across below `box` and one down at its left; and what they keep free in it."""
    left = flow.paper.left_mm
    x, y = box.x, box.bottom + 6.0
    text = voice.say(
        QT_TRANSLATE_NOOP(
            "messages",
            "{length} mm both ways. Measure the bars: if they are not that long, print again at"
            " 100 % (“actual size”).",
        ),
        length=voice.decimal(BAR_MM, 0),
    )
    shapes: list[Shape] = [Rule(x, y, x + BAR_MM, y, width=0.3)]
    down = left + 4.0
    shapes.append(Rule(down, box.y, down, box.y + BAR_MM, width=0.3))
    for ten in range(int(BAR_MM / 10) + 1):
        reach = TICK_MM if ten in (0, BAR_MM / 10) else TICK_MM / 2
        at = 10.0 * ten
        shapes.append(Rule(x + at, y - reach, x + at, y + reach, width=0.2))
        shapes.append(Rule(down - reach, box.y + at, down + reach, box.y + at, width=0.2))
    said = voice.say(QT_TRANSLATE_NOOP("messages", "{length} mm"), length=voice.decimal(BAR_MM, 0))
    shapes.append(Text(down, box.y + BAR_MM + 4.0, said, SAID_PT, align="centre"))
    shapes.append(Text(x + BAR_MM + 3.0, y + 0.9, text, SAID_PT))
    return shapes, []


def joins(voice: Voice, window: Window, box: Box) -> tuple[list[Shape], list[Box]]:
    """The frame with its cut marks, and a line and a name where another sheet joins."""
    shapes: list[Shape] = [Frame(box, width=0.15, ink=Ink.RULE)]
    taken = []
    half = OVERLAP_MM / 2
    for side, name in window.joins.items():
        said = voice.say(QT_TRANSLATE_NOOP("messages", "joins {sheet}"), sheet=name)
        width = voice.width_mm(said, JOIN_PT, Weight.MEDIUM) + 1.6
        if side in ("left", "right"):
            x = box.x + half if side == "left" else box.right - half
            line = ((x, box.y), (x, box.bottom))
            middle = x, box.y + box.height * 0.5
            cuts = ((x, box.y - CUT_MM, x, box.y), (x, box.bottom, x, box.bottom + CUT_MM))
        else:
            y = box.y + half if side == "top" else box.bottom - half
            line = ((box.x, y), (box.right, y))
            middle = box.x + box.width * 0.5, y
            cuts = ((box.x - CUT_MM, y, box.x, y), (box.right, y, box.right + CUT_MM, y))
        shapes.append(Outline(line, width=0.2, ink=Ink.SOFT, dashed=True))
        shapes += [Rule(*cut, width=0.3) for cut in cuts]
        ground = Box(middle[0] - width / 2, middle[1] - 1.9, width, 3.8)
        taken.append(ground)
        shapes.append(Frame(ground, width=0.1, ink=Ink.PAPER, fill=Ink.PAPER))
        shapes.append(
            Text(middle[0], middle[1] + 0.9, said, JOIN_PT, Weight.MEDIUM, "centre", Ink.SOFT)
        )
    return shapes, taken


def compass(voice: Voice, sides: tuple[str, str, str, str], box: Box) -> tuple[list[Shape], Box]:
    """Whither the sheet's four sides lead, in the upper right corner of `box`."""
    wide, high = COMPASS_MM
    ground = Box(box.right - wide - 1.5, box.y + 1.5, wide, high)
    x, y = ground.x + wide / 2, ground.y + high / 2
    shapes: list[Shape] = [
        Frame(ground, width=0.15, ink=Ink.RULE, fill=Ink.PAPER),
        Rule(x, y + 2.6, x, y - 2.6, width=0.3),
        Outline(((x - 0.9, y - 1.2), (x, y - 2.8), (x + 0.9, y - 1.2)), width=0.3),
        Rule(x - 2.6, y, x + 2.6, y, width=0.2),
    ]
    top, right, bottom, left = (
        voice.say(side) if side else word for side, word in zip(sides, _plain(voice), strict=True)
    )
    shapes += [
        Text(x, ground.y + 3.2, top, SAID_PT, Weight.BOLD, "centre"),
        Text(x, ground.bottom - 1.2, bottom, SAID_PT, align="centre"),
        Text(x + 4.0, y + 0.9, right, SAID_PT, Weight.BOLD),
        Text(x - 4.0, y + 0.9, left, SAID_PT, Weight.BOLD, "right"),
    ]
    return shapes, ground


def _plain(voice: Voice) -> tuple[str, str, str, str]:
    """On a picture only its own top is known."""
    return voice.say(QT_TRANSLATE_NOOP("messages", "top")), "", "", ""
