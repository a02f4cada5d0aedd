"""The patient's copy: where, with what, and the clinic's own words for afterwards, in plain words.

What to do afterwards is the clinic's text and nothing of ours; without one, lines are left to write
on.
"""

from __future__ import annotations

from dataclasses import replace

from mesomap.document.record.people import written
from mesomap.model import Injection, RegionKey, SessionStatus, Status
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout.content import SessionContent
from mesomap.report.layout.contents import drawn_rows
from mesomap.report.layout.flow import Flow
from mesomap.report.layout.furniture import Heading, furnish, masthead
from mesomap.report.layout.numbering import region_key
from mesomap.report.layout.paper import Paper
from mesomap.report.layout.plain_charts import place_charts, sightings_of, with_dots
from mesomap.report.layout.shapes import Box, Frame, Layout, Rule, Text, Weight
from mesomap.report.layout.table import Column, Table, draw_table
from mesomap.report.layout.tables import NONE, ml, region_words
from mesomap.report.layout.voice import Voice, wrap

BODY_PT = 10.0
LINE_MM = 5.0
HEAD_PT = 12.0
TALLEST_MM = 92.0
TABLE_SIZE = 1.25
WRITING_LINES = 6
WRITING_MM = 8.0


def lay_out_patient_copy(content: SessionContent, *, voice: Voice, paper: Paper) -> Layout:
    """The copy on as many pages as it takes; of what was given, of the plan before that."""
    given = [one for one in content.injections if one.status is Status.GIVEN]
    passes = [one for one in content.areas if one.status is Status.GIVEN]
    treated = bool(passes)
    shown = given if given or treated else list(content.injections)
    if not given and not treated:
        passes = list(content.areas)
    content = replace(
        content,
        injections=tuple(shown),
        areas=tuple(passes),
        notes=(),
        lesions=(),
        caution=False,
    )
    flow = Flow(paper)
    heading = _heading(voice, content)
    masthead(flow, voice, content, heading)
    _name(flow, voice, content)
    _say(flow, voice, _greeting(voice, content, planned=not given and not treated))
    place_charts(
        flow,
        voice,
        content,
        sightings_of(content),
        height_mm=TALLEST_MM,
        change=lambda box, sighting: with_dots(
            content, replace(box, labels=(), caution=()), sighting, shown
        ),
    )
    flow.y += 2.0
    draw_table(flow, voice, _where(voice, content))
    draw_table(flow, voice, _with(voice, content))
    _after_care(flow, voice, content)
    _whom_to_call(flow, voice, content)
    title = voice.say(
        QT_TRANSLATE_NOOP("messages", "Your treatment, {patient}, {date}"),
        patient=content.patient.name,
        date=voice.day(content.session.date),
    )
    made = furnish(flow, voice, content, heading)
    return Layout(paper, title, made, author=content.clinic_name, bookmarks=flow.bookmarks)


def _heading(voice: Voice, content: SessionContent) -> Heading:
    title = voice.say(QT_TRANSLATE_NOOP("messages", "Your treatment"))
    line = voice.day(content.session.date)
    if content.session.status is not SessionStatus.SIGNED:
        text = QT_TRANSLATE_NOOP("messages", "{date}, not signed yet")
        line = voice.say(text, date=line)
    return Heading(title, line)


def _name(flow: Flow, voice: Voice, content: SessionContent) -> None:
    name = content.patient.name
    if content.patient.born is not None:
        name = f"{name}, {voice.day(content.patient.born)}"
    width = flow.paper.content_mm
    for line in wrap(voice, name, width_mm=width, size_pt=HEAD_PT, weight=Weight.BOLD):
        flow.add(Text(flow.paper.left_mm, flow.y + 4.6, line, HEAD_PT, Weight.BOLD))
        flow.y += 6.0


def _greeting(voice: Voice, content: SessionContent, *, planned: bool) -> list[str]:
    """When, by whom."""
    performer = content.session.performer
    person = content.people.get(performer) if performer is not None else None
    day = voice.day(content.session.date)
    if planned:
        said = voice.say(QT_TRANSLATE_NOOP("messages", "Planned for {date}."), date=day)
    elif person is not None:
        text = QT_TRANSLATE_NOOP("messages", "Treated on {date} by {name}.")
        said = voice.say(text, date=day, name=written(person))
    else:
        said = voice.say(QT_TRANSLATE_NOOP("messages", "Treated on {date}."), date=day)
    text = QT_TRANSLATE_NOOP(
        "messages", "The dots show where the needle went in. R and L are your own right and left."
    )
    return [said, voice.say(text)]


def _where(voice: Voice, content: SessionContent) -> Table:
    """By region: how many injections, how much in all."""
    groups: dict[RegionKey | None, list[Injection]] = {}
    for one in content.injections:
        groups.setdefault(region_key(one), []).append(one)
    rows = [
        (
            region_words(voice, content, key),
            str(len(members)),
            ml(voice, sum(one.volume_ul for one in members)),
        )
        for key, members in groups.items()
    ]
    for area in content.areas:
        key = RegionKey(area.region, area.side) if area.region and area.side else None
        text = QT_TRANSLATE_NOOP("messages", "{region}, treated all over")
        said = voice.say(text, region=region_words(voice, content, key))
        rows.append((said, NONE, ml(voice, area.volume_ul)))
    columns = (
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Where on your body")), 110, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Injections")), 35, "right"),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "mL in all")), 35, "right"),
    )
    return Table(columns, tuple(rows), size=TABLE_SIZE)


def _with(voice: Voice, content: SessionContent) -> Table:
    """The products, by which another doctor can know what it was."""
    rows: list[tuple[str, ...]] = []
    for syringe in content.syringes:
        drawn = drawn_rows(voice, content, syringe)
        rows += [(one.product, one.lot) for one in drawn]
        if not drawn and (syringe.mixture or syringe.name):
            rows.append((syringe.mixture or syringe.name, NONE))
    columns = (
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "What was injected")), 110, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Lot on the box")), 70, wraps=True),
    )
    return Table(columns, tuple(dict.fromkeys(rows)), size=TABLE_SIZE)


def _after_care(flow: Flow, voice: Voice, content: SessionContent) -> None:
    head = voice.say(QT_TRANSLATE_NOOP("messages", "Afterwards"))
    flow.need(12.0 + 3 * WRITING_MM)
    flow.y += 4.0
    flow.bookmark(head)
    flow.add(Text(flow.paper.left_mm, flow.y + 3.5, head, HEAD_PT, Weight.BOLD))
    flow.y += 7.0
    if content.after_care:
        _say(flow, voice, content.after_care.splitlines())
        return
    for _ in range(WRITING_LINES):
        flow.need(WRITING_MM)
        flow.y += WRITING_MM
        flow.add(Rule(flow.paper.left_mm, flow.y, flow.paper.right_mm, flow.y, width=0.15))
    flow.y += 3.0


def _whom_to_call(flow: Flow, voice: Voice, content: SessionContent) -> None:
    if not content.clinic_line:
        return
    text = QT_TRANSLATE_NOOP("messages", "Questions, or anything that worries you: {clinic}")
    clinic = ", ".join(part for part in (content.clinic_name, content.clinic_line) if part)
    said = voice.say(text, clinic=clinic)
    width = flow.paper.content_mm - 6.0
    lines = wrap(voice, said, width_mm=width, size_pt=BODY_PT, weight=Weight.BOLD)
    tall = len(lines) * LINE_MM + 5.0
    flow.need(tall + 4.0)
    flow.y += 3.0
    flow.add(Frame(Box(flow.paper.left_mm, flow.y, flow.paper.content_mm, tall), width=0.35))
    for number, line in enumerate(lines):
        y = flow.y + 6.0 + number * LINE_MM
        flow.add(Text(flow.paper.left_mm + 3.0, y, line, BODY_PT, Weight.BOLD))
    flow.y += tall + 1.0


def _say(flow: Flow, voice: Voice, paragraphs: list[str]) -> None:
    """Paragraphs in the body's type."""
    width = flow.paper.content_mm
    for text in paragraphs:
        for line in wrap(voice, text, width_mm=width, size_pt=BODY_PT, weight=Weight.REGULAR):
            flow.need(LINE_MM)
            flow.add(Text(flow.paper.left_mm, flow.y + 4.0, line, BODY_PT))
            flow.y += LINE_MM
    flow.y += 1.5
