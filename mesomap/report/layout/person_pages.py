"""The first pages of everything of a person: who they are, and what is kept of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mesomap.clinical.protocols import INDICATION_NAMES
from mesomap.clinical.reactions import KIND_NAMES, OUTCOME_NAMES
from mesomap.model import Consent, Course, Patient, Photograph, Reaction, SessionStatus
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout.before import KINDS
from mesomap.report.layout.flow import Flow
from mesomap.report.layout.paper import BOTTOM_MM, Paper
from mesomap.report.layout.shapes import Ink, Layout, Rule, Shape, Text, Weight
from mesomap.report.layout.table import Column, Table, draw_table
from mesomap.report.layout.voice import Voice, wrap
from mesomap.storage import SessionSummary

TITLE_PT = 13.0
LINE_PT = 8.6
NONE = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonContent:
    """What the pages say. `reactions` and `photographs` stand with their session's day."""

    clinic: str
    file: str
    patient: Patient
    merged: tuple[Patient, ...]
    sessions: tuple[SessionSummary, ...]
    courses: tuple[Course, ...]
    consents: tuple[Consent, ...]
    reactions: tuple[tuple[date, Reaction], ...]
    photographs: tuple[tuple[date, Photograph], ...]
    printed: datetime
    version: str


def lay_out_person(content: PersonContent, *, voice: Voice, paper: Paper) -> Layout:
    """The pages before those of the sessions."""
    flow = Flow(paper)
    patient = content.patient
    title = voice.say(
        QT_TRANSLATE_NOOP("messages", "Everything kept of {patient}"), patient=patient.name
    )
    flow.bookmark(title)
    _lines(flow, voice, content.clinic, TITLE_PT, Weight.BOLD)
    _lines(flow, voice, title, TITLE_PT, Weight.BOLD)
    flow.y += 1.6
    for line in _identity(voice, content):
        _lines(flow, voice, line, LINE_PT, Weight.REGULAR)
    flow.y += 2.0
    for table in (
        _sessions(voice, content.sessions),
        _courses(voice, content.courses),
        _consents(voice, content.consents),
        _reactions(voice, content.reactions),
        _photographs(voice, content.photographs),
    ):
        draw_table(flow, voice, table)
    total = len(flow)
    pages = flow.pages([_footer(flow, voice, content) for _ in range(total)])
    return Layout(paper, title, pages, author=content.clinic, bookmarks=flow.bookmarks)


def _lines(flow: Flow, voice: Voice, text: str, size_pt: float, weight: Weight) -> None:
    width = flow.paper.content_mm
    for line in wrap(voice, text, width_mm=width, size_pt=size_pt, weight=weight):
        flow.need(size_pt * 0.5)
        flow.add(Text(flow.paper.left_mm, flow.y + size_pt * 0.36, line, size_pt, weight))
        flow.y += size_pt * 0.48


def _identity(voice: Voice, content: PersonContent) -> list[str]:
    one = content.patient
    pairs = (
        (
            QT_TRANSLATE_NOOP("messages", "Born: {said}"),
            voice.day(one.born) if one.born is not None else "",
        ),
        (QT_TRANSLATE_NOOP("messages", "Sex: {said}"), voice.sex(one.sex)),
        (QT_TRANSLATE_NOOP("messages", "Patient no.: {said}"), one.number),
        (QT_TRANSLATE_NOOP("messages", "Phone: {said}"), one.phone),
        (QT_TRANSLATE_NOOP("messages", "E-mail: {said}"), one.email),
        (QT_TRANSLATE_NOOP("messages", "Address: {said}"), one.address),
        (QT_TRANSLATE_NOOP("messages", "Allergies: {said}"), one.allergies),
        (QT_TRANSLATE_NOOP("messages", "Conditions: {said}"), one.conditions),
        (QT_TRANSLATE_NOOP("messages", "Medicines: {said}"), one.medicines),
        (
            QT_TRANSLATE_NOOP("messages", "Skin phototype: {said}"),
            str(one.phototype) if one.phototype is not None else "",
        ),
        (
            QT_TRANSLATE_NOOP("messages", "Weight: {said} kg"),
            voice.decimal(one.weight_kg, 1) if one.weight_kg is not None else "",
        ),
        (
            QT_TRANSLATE_NOOP("messages", "Merged entries: {said}"),
            "; ".join(entry.name for entry in content.merged),
        ),
    )
    return [voice.say(text, said=" ".join(said.split())) for text, said in pairs if said]


def _sessions(voice: Voice, found: Sequence[SessionSummary]) -> Table:
    columns = (
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Session")), 26, bold=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Indication")), 60, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Status")), 34, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Injections")), 22, "right"),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Given")), 18, "right"),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Total mL")), 22, "right"),
    )
    rows = tuple(
        (
            voice.day(one.session.date),
            _indication(voice, one.session.indication),
            _status(voice, one),
            str(one.count),
            str(one.given),
            voice.decimal(one.volume_ul / 1000, 2),
        )
        for one in found
    )
    return Table(columns, rows)


def _indication(voice: Voice, named: str) -> str:
    return voice.say(INDICATION_NAMES[named]) if named in INDICATION_NAMES else named or NONE


def _status(voice: Voice, one: SessionSummary) -> str:
    if one.in_error:
        return voice.say(QT_TRANSLATE_NOOP("messages", "in error"))
    if one.session.status is SessionStatus.SIGNED:
        return voice.say(QT_TRANSLATE_NOOP("messages", "signed"))
    return voice.say(QT_TRANSLATE_NOOP("messages", "draft"))


def _courses(voice: Voice, found: Sequence[Course]) -> Table:
    columns = (
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Course")), 60, bold=True, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Begun")), 28),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Closed")), 28),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Note")), 60, wraps=True),
    )
    rows = tuple(
        (
            one.title or _indication(voice, one.indication.value if one.indication else ""),
            voice.day(one.begun),
            voice.day(one.closed) if one.closed is not None else NONE,
            one.note or NONE,
        )
        for one in sorted(found, key=lambda one: (one.begun, one.id))
    )
    return Table(columns, rows)


def _consents(voice: Voice, found: Sequence[Consent]) -> Table:
    columns = (
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Consent")), 50, bold=True, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Given")), 26),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Withdrawn")), 26),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Text")), 34, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Taken by")), 40, wraps=True),
    )
    rows = tuple(
        (
            voice.say(KINDS[one.kind]),
            voice.day(one.given),
            voice.day(one.withdrawn) if one.withdrawn is not None else NONE,
            one.text_version or NONE,
            one.taken_by or NONE,
        )
        for one in sorted(found, key=lambda one: (one.given, one.id))
    )
    return Table(columns, rows)


def _reactions(voice: Voice, found: Sequence[tuple[date, Reaction]]) -> Table:
    columns = (
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Reaction")), 50, bold=True, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "After session")), 30),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Outcome")), 40, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Text")), 56, wraps=True),
    )
    rows = tuple(
        (
            voice.translate("reactions", KIND_NAMES[one.kind]),
            voice.day(day),
            voice.translate("reactions", OUTCOME_NAMES[one.outcome]),
            " ".join(one.text.split()) or NONE,
        )
        for day, one in found
        if not one.mistaken
    )
    return Table(columns, rows)


def _photographs(voice: Voice, found: Sequence[tuple[date, Photograph]]) -> Table:
    columns = (
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Photograph")), 36, bold=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Of session")), 30),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "File in the folder attachments")), 110),
    )
    rows = tuple(
        (voice.day(one.taken.date()), voice.day(day), one.attachment.hex) for day, one in found
    )
    return Table(columns, rows)


def _footer(flow: Flow, voice: Voice, content: PersonContent) -> list[Shape]:
    left, right = flow.paper.left_mm, flow.paper.right_mm
    y = flow.paper.height_mm - BOTTOM_MM - 6.0
    record = voice.say(
        QT_TRANSLATE_NOOP("messages", "The sessions' own pages follow. A record; not advice.")
    )
    file = voice.say(QT_TRANSLATE_NOOP("messages", "Clinic file {file}"), file=content.file)
    printed = voice.say(
        QT_TRANSLATE_NOOP("messages", "mesomap {version}, printed {moment}"),
        version=content.version,
        moment=voice.moment(content.printed),
    )
    return [
        Rule(left, y, right, y, width=0.35),
        Text(left, y + 3.4, record, 6.8),
        Text(left, y + 6.6, file, 6.5, ink=Ink.SOFT),
        Text(right, y + 6.6, printed, 6.5, align="right", ink=Ink.SOFT),
    ]
