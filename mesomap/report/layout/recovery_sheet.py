"""The recovery key of a clinic file on one sheet, to be locked away."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout.flow import Flow
from mesomap.report.layout.paper import BOTTOM_MM, Paper
from mesomap.report.layout.shapes import Box, Frame, Ink, Layout, Rule, Shape, Text, Weight
from mesomap.report.layout.voice import Voice, wrap

TITLE_PT = 12.5
BODY_PT = 9.6
LINE_MM = 4.6
GROUP_PT = 21.0
"""Read at arm's length, and copied by hand without a slip."""
A_ROW = 4
"""Groups."""
ROW_MM = 17.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySheet:
    """What the sheet says; `name` tells one key from another and says nothing of it."""

    clinic: str
    file: str
    name: str
    groups: tuple[str, ...] = field(repr=False)
    printed: datetime
    version: str


def lay_out_recovery(sheet: RecoverySheet, *, voice: Voice, paper: Paper) -> Layout:
    """One page: which file, the key in groups with their numbers, and how to use it."""
    flow = Flow(paper)
    left, right = paper.left_mm, paper.right_mm
    title = voice.say(QT_TRANSLATE_NOOP("messages", "Recovery key of the clinic file"))
    flow.add(
        Text(left, flow.y + 4.2, sheet.clinic, TITLE_PT, Weight.BOLD),
        Text(right, flow.y + 4.2, title, TITLE_PT, Weight.BOLD, "right"),
        Rule(left, flow.y + 7.4, right, flow.y + 7.4, width=0.6),
    )
    flow.y += 14.0
    which = voice.say(
        QT_TRANSLATE_NOOP("messages", "Clinic file {file}, key {name}"),
        file=sheet.file,
        name=sheet.name,
    )
    _paragraph(flow, voice, which, bold=True)
    flow.y += 3.0
    _key(flow, sheet.groups)
    flow.y += 9.0
    for text in _told(voice):
        _paragraph(flow, voice, text)
        flow.y += 2.2
    return Layout(paper, title, flow.pages([_footer(flow, voice, sheet)]), author=sheet.clinic)


def _told(voice: Voice) -> list[str]:
    return [
        voice.say(
            QT_TRANSLATE_NOOP(
                "messages",
                "If the passphrase is forgotten, type this key in its place: small or capital"
                " letters, with or without blanks.",
            )
        ),
        voice.say(
            QT_TRANSLATE_NOOP(
                "messages",
                "No letter I, L or O is in it: what looks like one is a 1 or a 0.",
            )
        ),
        voice.say(
            QT_TRANSLATE_NOOP(
                "messages",
                "Whoever has this sheet can open the clinic file. Lock it away, not with the"
                " computer and not with the backups.",
            )
        ),
        voice.say(
            QT_TRANSLATE_NOOP(
                "messages",
                "A new passphrase makes a new key. Backups from before still need this one.",
            )
        ),
    ]


def _key(flow: Flow, groups: tuple[str, ...]) -> None:
    """The groups in rows, each with its number over it, in a frame."""
    paper = flow.paper
    rows = -(-len(groups) // A_ROW)
    box = Box(paper.left_mm, flow.y, paper.content_mm, rows * ROW_MM + 8.0)
    flow.add(Frame(box, width=0.5))
    wide = (box.width - 8.0) / A_ROW
    for at, group in enumerate(groups):
        middle = box.x + 4.0 + (at % A_ROW + 0.5) * wide
        top = box.y + 4.0 + at // A_ROW * ROW_MM
        flow.add(
            Text(middle, top + 4.0, str(at + 1), 7.0, align="centre", ink=Ink.SOFT),
            Text(middle, top + 12.6, group, GROUP_PT, Weight.MEDIUM, "centre"),
        )
    flow.y = box.bottom


def _paragraph(flow: Flow, voice: Voice, text: str, *, bold: bool = False) -> None:
    weight = Weight.BOLD if bold else Weight.REGULAR
    lines = wrap(voice, text, width_mm=flow.paper.content_mm, size_pt=BODY_PT, weight=weight)
    for line in lines:
        flow.add(Text(flow.paper.left_mm, flow.y + 3.6, line, BODY_PT, weight))
        flow.y += LINE_MM


def _footer(flow: Flow, voice: Voice, sheet: RecoverySheet) -> list[Shape]:
    left, right = flow.paper.left_mm, flow.paper.right_mm
    y = flow.paper.height_mm - BOTTOM_MM - 6.0
    printed = voice.say(
        QT_TRANSLATE_NOOP("messages", "mesomap {version}, printed {moment}"),
        version=sheet.version,
        moment=voice.moment(sheet.printed),
    )
    record = voice.say(QT_TRANSLATE_NOOP("messages", "Holds nothing about patients."))
    return [
        Rule(left, y, right, y, width=0.35),
        Text(left, y + 3.4, record, 6.8),
        Text(right, y + 3.4, printed, 6.8, align="right", ink=Ink.SOFT),
    ]
