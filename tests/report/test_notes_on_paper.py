"""Notes on the site chart: pins with numbers, and the list of what they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from flat_body import CHIN, LEFT, site
from sample_content import SESSION, both_cheeks, content

from mesomap.model import Note
from mesomap.report.layout import PAPERS, Layout, lay_out
from mesomap.report.layout.notes import head_box
from mesomap.report.layout.shapes import ChartBox, Text
from mesomap.report.layout.voice import plain_voice

VOICE = plain_voice()


def note(number: int, x: float, y: float, key=LEFT, text: str = "") -> Note:
    return Note(
        id=UUID(int=5000 - number),
        session=SESSION.id,
        site=site(x, y),
        region=key.id,
        side=key.side,
        text=text or f"note {number}",
        written=datetime(2026, 11, 22, 14, 0) + timedelta(minutes=number),
    )


def laid(injections, notes) -> Layout:
    made = replace(content(injections), notes=tuple(notes))
    return lay_out(made, voice=VOICE, paper=PAPERS["A4"])


def charts(layout: Layout) -> list[ChartBox]:
    return [chart for page in layout.pages for chart in page.charts]


def texts(layout: Layout) -> list[str]:
    return [s.text for page in layout.pages for s in page.shapes if isinstance(s, Text)]


def test_each_note_has_a_pin_and_a_line() -> None:
    layout = laid(both_cheeks()[:6], [note(2, 140, 110, text="bruise"), note(1, 60, 120)])
    pins = {pin.name for chart in charts(layout) for pin in chart.pins}
    assert pins == {"N1", "N2"}
    said = texts(layout)
    assert said.index("note 1") < said.index("bruise")


def test_numbers_keep_out_of_the_pins() -> None:
    notes = [note(1, 40, 110), note(2, 150, 120)]
    for chart in charts(laid(both_cheeks(), notes)):
        for pin in chart.pins:
            assert not any(label.box.overlaps(head_box(pin)) for label in chart.labels)


def test_a_session_of_notes_alone_has_its_chart() -> None:
    layout = laid([], [note(1, 100, 200, CHIN, "asymmetry of the chin")])
    assert [pin.name for chart in charts(layout) for pin in chart.pins] == ["N1"]
    assert "asymmetry of the chin" in texts(layout)


def test_without_notes_nothing_is_said_of_them() -> None:
    layout = laid(both_cheeks()[:6], [])
    assert not any(chart.pins for chart in charts(layout))
    assert "Note" not in texts(layout)


def test_a_note_of_several_lines_is_one_paragraph() -> None:
    layout = laid(both_cheeks()[:6], [note(1, 140, 110, text="one\ntwo")])
    assert "one two" in texts(layout)
