"""What the marks mean, said under the charts with the marks themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mesomap.atlas.flat import FlatChart
from mesomap.model import Injection, MarkShape, Status, mark_of
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout.content import SessionContent
from mesomap.report.layout.flow import Flow
from mesomap.report.layout.numbering import ranges
from mesomap.report.layout.selection import Sighting
from mesomap.report.layout.shapes import Box, Ink, LegendMark, LegendSign, Text, Weight
from mesomap.report.layout.treated import treated_notes
from mesomap.report.layout.voice import Voice, wrap

SIZE_PT = 7.2
LINE_MM = 4.6
MARK_MM = 1.5
MOST_LETTERS = 6
"""More syringes than this with one mark are named by the first and the last of them."""


def legend(
    flow: Flow, voice: Voice, content: SessionContent, sightings: Sequence[Sighting]
) -> None:
    """The marks and statuses that occur, then what R, L and the lengths mean."""
    flow.need(3 * LINE_MM)
    flow.y += 2.6
    legend_marks(flow, voice, content, sightings)
    notes = [
        voice.say(
            QT_TRANSLATE_NOOP(
                "messages",
                "Numbers run region by region in needle order. R, L: the patient’s right and"
                " left. Scale bars hold where the skin faces you. Coverage counts deposits, not"
                " effect.",
            )
        ),
        *treated_notes(voice, content),
        *length_notes(voice, content, [sighting.chart for sighting in sightings]),
    ]
    numbered = {i for s in sightings for i in s.numbered}
    hidden = [content.numbers[i.id] for i in content.injections if i.id not in numbered]
    if hidden:
        notes.append(
            voice.say(
                QT_TRANSLATE_NOOP("messages", "On no chart: no. {numbers}."),
                numbers=ranges(hidden),
            )
        )
    legend_notes(flow, voice, notes)
    flow.y -= 0.6


def legend_notes(flow: Flow, voice: Voice, notes: Sequence[str]) -> None:
    """Sentences under the marks."""
    for note in notes:
        width = flow.paper.content_mm
        for line in wrap(voice, note, width_mm=width, size_pt=6.8, weight=Weight.REGULAR):
            if flow.need(3.3):
                flow.y += 3.3
            flow.add(Text(flow.paper.left_mm, flow.y, line, 6.8, ink=Ink.SOFT))
            flow.y += 3.3


def notes_below(flow: Flow, voice: Voice, notes: Sequence[str]) -> None:
    """Sentences under what stands above; nothing where there are none."""
    if notes:
        flow.y += 1.0
        legend_notes(flow, voice, notes)


def legend_marks(
    flow: Flow, voice: Voice, content: SessionContent, sightings: Sequence[Sighting]
) -> None:
    """Each mark and status that occurs, with what it means."""
    x = flow.paper.left_mm
    marks = content.marks
    kinds: dict[tuple[MarkShape, Status], list[Injection]] = {}
    for one in content.injections:
        kinds.setdefault((marks[one.id], one.status), []).append(one)
    entries: list[tuple[LegendMark, str]] = [
        (LegendMark(0, 0, MARK_MM, mark, status), _meaning(voice, content, members, status))
        for (mark, status), members in kinds.items()
    ]
    if content.injections and any(len(s.at) > len(s.numbered) for s in sightings):
        first = content.injections[0]
        mark = LegendMark(0, 0, 0.7, marks[first.id], Status.PLANNED, elsewhere=True)
        text = voice.say(QT_TRANSLATE_NOOP("messages", "numbered on another chart"))
        entries.append((mark, text))
    for mark, text in entries:
        room = 2 * MARK_MM + 1.6
        x, lines = _entry_place(flow, voice, x, room, text)
        flow.add(replace(mark, x=x + MARK_MM, y=flow.y - 0.9))
        x = _entry_text(flow, voice, x, room, lines)
    for sign, text in _signs(voice, content):
        room = sign.box.width + 1.6
        x, lines = _entry_place(flow, voice, x, room, text)
        top = flow.y - 0.9 - sign.box.height / 2
        flow.add(replace(sign, box=replace(sign.box, x=x, y=top)))
        x = _entry_text(flow, voice, x, room, lines)
    if x > flow.paper.left_mm:
        flow.y += LINE_MM


def _entry_place(
    flow: Flow, voice: Voice, x: float, room: float, text: str
) -> tuple[float, list[str]]:
    """Where an entry begins: beside the one before, or on a line of its own; and its lines.

    `room` is what its mark takes. One that is longer than a line goes on under itself.
    """
    width = room + voice.width_mm(text, SIZE_PT, Weight.REGULAR)
    if x > flow.paper.left_mm and x + width > flow.paper.right_mm:
        x, flow.y = flow.paper.left_mm, flow.y + LINE_MM
    wide = flow.paper.content_mm - room
    return x, wrap(voice, text, width_mm=wide, size_pt=SIZE_PT, weight=Weight.REGULAR)


def _entry_text(flow: Flow, voice: Voice, x: float, room: float, lines: Sequence[str]) -> float:
    """Write its lines; where the next entry may begin."""
    for n, line in enumerate(lines):
        flow.y += 3.5 if n else 0.0
        flow.add(Text(x + room, flow.y, line, SIZE_PT))
    if len(lines) > 1:
        return flow.paper.right_mm
    return x + room + voice.width_mm(lines[0], SIZE_PT, Weight.REGULAR) + 5.5


def _signs(voice: Voice, content: SessionContent) -> list[tuple[LegendSign, str]]:
    """What lines and hatches mean, where there are any."""
    found: list[tuple[LegendSign, str]] = []
    threads = [one for one in content.injections if one.path]
    if threads:
        first = threads[0]
        sign = LegendSign(Box(0, 0, 6.0, 2.4), content.marks[first.id], first.status, area=False)
        words = QT_TRANSLATE_NOOP("messages", "thread, from the entry of the needle to its end")
        found.append((sign, voice.say(words)))
    by_id = {syringe.id: syringe for syringe in content.syringes}
    for status in dict.fromkeys(area.status for area in content.areas):
        area = next(one for one in content.areas if one.status is status)
        words = {
            Status.PLANNED: QT_TRANSLATE_NOOP("messages", "area pass, planned"),
            Status.GIVEN: QT_TRANSLATE_NOOP("messages", "area pass, given"),
            Status.SKIPPED: QT_TRANSLATE_NOOP("messages", "area pass, not given"),
        }[status]
        sign = LegendSign(Box(0, 0, 6.0, 3.0), mark_of(area, by_id), status, area=True)
        found.append((sign, voice.say(words)))
    return found


def length_notes(voice: Voice, content: SessionContent, charts: Sequence[str]) -> list[str]:
    """Whose the millimetres on these charts are."""
    pictures = content.body.pictures
    return [
        _whose(voice, content),
        *(_measured(voice, pictures[chart]) for chart in charts if chart in pictures),
    ]


def _whose(voice: Voice, content: SessionContent) -> str:
    """Whose the millimetres are."""
    if content.calibration is None:
        return voice.say(
            QT_TRANSLATE_NOOP(
                "messages",
                "Lengths, spacing and coverage are measured on the skin of an average adult,"
                " {stature} mm.",
            ),
            stature=round(content.body.stature_mm),
        )
    return voice.say(
        QT_TRANSLATE_NOOP(
            "messages",
            "Lengths, spacing and coverage are calibrated to the patient: {measurements} ({date}).",
        ),
        measurements=voice.measured(content.body, content.calibration),
        date=voice.day(content.calibration.measured),
    )


def _measured(voice: Voice, chart: FlatChart) -> str:
    """Whose the millimetres on a clinic's own picture are."""
    return voice.say(
        QT_TRANSLATE_NOOP(
            "messages",
            "On “{title}” they follow from a line measured on it, {length} mm long; a place on it"
            " is not an address on the skin.",
        ),
        title=chart.title,
        length=voice.decimal(chart.picture.line_mm, 1),
    )


def _meaning(
    voice: Voice, content: SessionContent, members: Sequence[Injection], status: Status
) -> str:
    """What the mark of `members` says: their techniques; before them, where there are several
    syringes, the letters by which the tables name theirs."""
    used = {one.syringe for one in members}
    named = dict.fromkeys(voice.technique(one.technique) for one in members)
    values = {"technique": ", ".join(named)}
    if len(content.syringes) > 1:
        letters = [name for id_, name in content.letters.items() if id_ in used]
        if len(letters) > MOST_LETTERS:
            letters = [f"{letters[0]} … {letters[-1]}"]
        values["technique"] = f"{', '.join(letters)} {values['technique']}".strip()
    if status is Status.GIVEN:
        return voice.say(QT_TRANSLATE_NOOP("messages", "{technique}, given"), **values)
    if status is Status.PLANNED:
        return voice.say(QT_TRANSLATE_NOOP("messages", "{technique}, planned"), **values)
    return voice.say(
        QT_TRANSLATE_NOOP("messages", "{technique}, planned, not given (no. {numbers})"),
        numbers=ranges(content.numbers[i.id] for i in members),
        **values,
    )
