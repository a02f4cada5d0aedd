"""Notes on paper: pins with their numbers on the charts, and the list of what they say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from mesomap.document.notes import numbered
from mesomap.model import Injection, Note, RegionKey, Technique
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout.shapes import Box, NotePin
from mesomap.report.layout.table import Column, Table
from mesomap.report.layout.tables import region_words

if TYPE_CHECKING:
    from mesomap.report.layout.content import SessionContent
    from mesomap.report.layout.passes import OnPage
    from mesomap.report.layout.selection import Sighting
    from mesomap.report.layout.voice import Voice

PIN_MM = 0.2
"""Paper of one of the pin's pixels."""
_HALF_MM, _RISE_MM = (2.6, 1.7), 3.4
"""Half the width and height of a pin's head with two figures, and how far up its middle is."""


def note_stand_ins(content: SessionContent) -> list[Injection]:
    """Each note as an injection, with its own id: what chooses the charts knows no other sort."""
    return [_stand_in(note) for note in content.notes]


def _stand_in(note: Note) -> Injection:
    return Injection(
        id=note.id,
        session=note.session,
        order=0,
        site=note.site,
        region=note.region,
        side=note.side,
        syringe=UUID(int=0),
        technique=Technique.PAPULE,
        volume_ul=0,
        depth_mm=None,
    )


def note_points(content: SessionContent, sighting: Sighting) -> list[tuple[float, float]]:
    """Chart mm of the notes that a chart was chosen for: its crop must hold them."""
    mine = [note for note in content.notes if note.id in sighting.areas]
    return [place for _, place in _seen(content, sighting.chart, mine)]


def note_pins(
    voice: Voice, content: SessionContent, chart: str, on_page: OnPage, bounds: Box
) -> tuple[NotePin, ...]:
    """The pins that a chart box shows, in page mm."""
    numbers = {note.id: number for number, note in numbered(content.notes).items()}
    pins = []
    for note, place in _seen(content, chart, content.notes):
        x, y = on_page(place)
        pin = NotePin(x, y, pin_name(voice, numbers[note.id]))
        box = head_box(pin)
        if bounds.x < box.x and box.right < bounds.right and bounds.y < box.y and y < bounds.bottom:
            pins.append(pin)
    return tuple(pins)


def head_box(pin: NotePin) -> Box:
    """Where its head stands: numbers keep out of it."""
    wide, high = _HALF_MM
    return Box(pin.x - wide, pin.y - _RISE_MM - high, 2 * wide, 2 * high)


def pin_name(voice: Voice, number: int) -> str:
    """What the chart and the list call a note."""
    return voice.translate("chart", "N{number}").format(number=number)


def note_table(voice: Voice, content: SessionContent) -> Table:
    """The notes by number: where each is and what it says."""
    columns = (
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Note")), 12, bold=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Region")), 44, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Text")), 134, wraps=True),
    )
    rows = []
    for number, note in numbered(content.notes).items():
        key = None
        if note.region is not None and note.side is not None:
            key = RegionKey(note.region, note.side)
        where = region_words(voice, content, key)
        rows.append((pin_name(voice, number), where, " ".join(note.text.split())))
    return Table(columns, tuple(rows))


def _seen(
    content: SessionContent, chart: str, notes: Sequence[Note]
) -> list[tuple[Note, tuple[float, float]]]:
    if not notes:
        return []
    placed = content.body.on_chart(chart, [note.site for note in notes])
    columns = zip(notes, placed.xy_mm.tolist(), placed.visible, strict=True)
    return [(note, (x, y)) for note, (x, y), seen in columns if seen]
