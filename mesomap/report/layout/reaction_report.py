"""One page on one reaction, for an authority or a maker, laid out in mm of paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mesomap.clinical.reactions import (
    CTCAE,
    KIND_NAMES,
    OUTCOME_NAMES,
    POINT_NAMES,
    SIZE_STARTS_MM,
    VAS_STARTS,
    size_grade,
    vas_band,
)
from mesomap.model import Known, Patient, Reaction, Session
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout.flow import Flow
from mesomap.report.layout.paper import BOTTOM_MM, Paper
from mesomap.report.layout.reactions import CONTEXT, NONE, size_words
from mesomap.report.layout.shapes import Ink, Layout, Rule, Text, Weight
from mesomap.report.layout.table import Column, Table, draw_table
from mesomap.report.layout.voice import Voice, wrap

TITLE_PT, HEAD_PT, BODY_PT, SMALL_PT = 12.5, 9.5, 8.6, 6.8
LINE_MM, NAME_MM = 4.0, 44.0


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenProduct:
    """A product of the session: its lots and expiries in one text each, and how much was given."""

    name: str
    maker: str
    lot: str
    expiry: str
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionContent:
    """Everything that the page says; texts are in the person's words."""

    clinic_name: str
    clinic_line: str
    clinic_file: str
    patient: Patient
    full_name: bool
    session: Session
    reaction: Reaction
    indication: str
    place: str
    """The region's name, "" where nothing is known of the place."""
    products: tuple[GivenProduct, ...]
    given: tuple[tuple[str, str], ...]
    """Region to what was given there."""
    doses: str
    """The components given in all; "" where the mixtures do not say."""
    photographs: int
    printed: datetime
    version: str


def initials(name: str) -> str:
    """``Sample, Anna`` to ``A. S.``: the family name stands before a comma, else last."""
    family, _, rest = name.partition(",")
    words = [*rest.split(), *family.split()] if rest else name.split()
    return " ".join(f"{word[0].upper()}." for word in words if word[0].isalpha())


def lay_out_report(content: ReactionContent, *, voice: Voice, paper: Paper) -> Layout:
    """The page; long texts may take another."""
    flow = Flow(paper)
    title = voice.say(QT_TRANSLATE_NOOP("messages", "Report of a reaction"))
    _masthead(flow, voice, content, title)
    _section(
        flow,
        voice,
        voice.say(QT_TRANSLATE_NOOP("messages", "Patient")),
        _patient(voice, content),
    )
    _section(
        flow,
        voice,
        voice.say(QT_TRANSLATE_NOOP("messages", "Reaction")),
        _reaction(voice, content),
    )
    _section(
        flow,
        voice,
        voice.say(QT_TRANSLATE_NOOP("messages", "Treatment")),
        _treatment(voice, content),
    )
    draw_table(flow, voice, _products(voice, content))
    _section(
        flow,
        voice,
        voice.say(QT_TRANSLATE_NOOP("messages", "Reported by")),
        _reporter(voice, content),
    )
    _signature(flow, voice)
    total = len(flow)
    pages = flow.pages([_footer(flow, voice, content, n + 1, total) for n in range(total)])
    return Layout(paper, title, pages, author=content.clinic_name)


def _masthead(flow: Flow, voice: Voice, content: ReactionContent, title: str) -> None:
    left, right = flow.paper.left_mm, flow.paper.right_mm
    clinic = content.clinic_name or content.clinic_file
    flow.add(Text(left, flow.y + 3.6, clinic, TITLE_PT, Weight.BOLD))
    flow.add(Text(right, flow.y + 3.6, title, TITLE_PT, Weight.BOLD, "right"))
    if content.clinic_line:
        flow.add(Text(left, flow.y + 8.4, content.clinic_line, 7.8, ink=Ink.SOFT))
    flow.y += 11.4
    flow.add(Rule(left, flow.y, right, flow.y, width=0.5))
    flow.y += 3.0


def _section(flow: Flow, voice: Voice, head: str, rows: Sequence[tuple[str, str]]) -> None:
    """A heading, then names at the left and what they say beside them."""
    left = flow.paper.left_mm
    room = flow.paper.content_mm - NAME_MM
    flow.need(3 * LINE_MM)
    flow.add(Text(left, flow.y + 4.0, head, HEAD_PT, Weight.BOLD))
    flow.y += 6.4
    for name, value in rows:
        lines = [
            line
            for part in value.splitlines() or [""]
            for line in wrap(voice, part, width_mm=room, size_pt=BODY_PT, weight=Weight.REGULAR)
        ]
        flow.need(len(lines) * LINE_MM)
        flow.add(Text(left, flow.y + 3.1, name, BODY_PT, ink=Ink.SOFT))
        for n, line in enumerate(lines):
            flow.add(Text(left + NAME_MM, flow.y + 3.1 + n * LINE_MM, line, BODY_PT))
        flow.y += len(lines) * LINE_MM + 0.8
    flow.y += 2.4


def _patient(voice: Voice, content: ReactionContent) -> list[tuple[str, str]]:
    patient, day = content.patient, content.session.date
    rows = []
    if content.full_name:
        rows.append((voice.say(QT_TRANSLATE_NOOP("messages", "Name")), patient.name))
    else:
        who = voice.say(QT_TRANSLATE_NOOP("messages", "Initials"))
        rows.append((who, initials(patient.name)))
    if patient.number:
        rows.append((voice.say(QT_TRANSLATE_NOOP("messages", "Patient no.")), patient.number))
    if patient.born is not None:
        born = patient.born
        age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        words = voice.say(QT_TRANSLATE_NOOP("messages", "{age} at the session"), age=age)
        rows.append((voice.say(QT_TRANSLATE_NOOP("messages", "Age in years")), words))
    rows.append((voice.say(QT_TRANSLATE_NOOP("messages", "Sex")), voice.sex(patient.sex)))
    if patient.weight_kg is not None:
        weight = voice.say(
            QT_TRANSLATE_NOOP("messages", "{kg} kg"), kg=voice.decimal(patient.weight_kg, 1)
        )
        rows.append((voice.say(QT_TRANSLATE_NOOP("messages", "Weight")), weight))
    for name, value in (
        (QT_TRANSLATE_NOOP("messages", "Allergies"), patient.allergies),
        (QT_TRANSLATE_NOOP("messages", "Conditions"), patient.conditions),
        (QT_TRANSLATE_NOOP("messages", "Medicines"), patient.medicines),
    ):
        rows.append((voice.say(name), value or NONE))
    return rows


def _reaction(voice: Voice, content: ReactionContent) -> list[tuple[str, str]]:
    one = content.reaction
    say, t = voice.say, voice.translate
    yes, no = (
        say(QT_TRANSLATE_NOOP("messages", "Yes")),
        say(QT_TRANSLATE_NOOP("messages", "No")),
    )
    return [
        (say(QT_TRANSLATE_NOOP("messages", "Kind")), t(CONTEXT, KIND_NAMES[one.kind])),
        (say(QT_TRANSLATE_NOOP("messages", "Serious")), yes if one.serious else no),
        (say(QT_TRANSLATE_NOOP("messages", "Site")), content.place or NONE),
        (say(QT_TRANSLATE_NOOP("messages", "Size mm")), _size(voice, one)),
        (say(QT_TRANSLATE_NOOP("messages", "Grade")), _grade(voice, one)),
        (say(QT_TRANSLATE_NOOP("messages", "Pain, VAS 0–10")), _vas(voice, one)),
        (say(QT_TRANSLATE_NOOP("messages", "Onset")), _onset(voice, one)),
        (say(QT_TRANSLATE_NOOP("messages", "Noted at")), t(CONTEXT, POINT_NAMES[one.point])),
        (say(QT_TRANSLATE_NOOP("messages", "Course")), one.text or NONE),
        (say(QT_TRANSLATE_NOOP("messages", "Action taken")), one.action or NONE),
        (say(QT_TRANSLATE_NOOP("messages", "Outcome")), t(CONTEXT, OUTCOME_NAMES[one.outcome])),
        (
            say(QT_TRANSLATE_NOOP("messages", "Ended")),
            NONE if one.ended is None else voice.day(one.ended),
        ),
        (say(QT_TRANSLATE_NOOP("messages", "Photographs")), str(content.photographs)),
    ]


def _size(voice: Voice, one: Reaction) -> str:
    computed = size_grade(one.kind, one.long_mm)
    if computed is None:
        return size_words(voice, one)
    return voice.say(
        QT_TRANSLATE_NOOP("messages", "{size}; size grade {grade}, computed ({source})"),
        size=size_words(voice, one),
        grade=computed,
        source=SIZE_STARTS_MM.source,
    )


def _grade(voice: Voice, one: Reaction) -> str:
    if one.grade is None:
        return voice.say(QT_TRANSLATE_NOOP("messages", "not graded"))
    return f"{one.grade}: {voice.translate(CONTEXT, CTCAE.value[one.grade])} ({CTCAE.source})"


def _vas(voice: Voice, one: Reaction) -> str:
    band = vas_band(one.vas)
    if one.vas is None or band is None:
        return NONE
    words = f"{voice.decimal(one.vas, 1)}: {voice.translate(CONTEXT, band)}"
    return f"{words} ({VAS_STARTS.source})"


def _onset(voice: Voice, one: Reaction) -> str:
    if one.onset is None:
        return NONE
    timed = (one.onset.hour, one.onset.minute) != (0, 0)
    return voice.moment(one.onset) if timed else voice.day(one.onset.date())


def _treatment(voice: Voice, content: ReactionContent) -> list[tuple[str, str]]:
    day = voice.say(QT_TRANSLATE_NOOP("messages", "Session"))
    rows = [(day, voice.day(content.session.date))]
    if content.indication:
        indication = voice.say(QT_TRANSLATE_NOOP("messages", "Indication"))
        rows.append((indication, content.indication))
    given = "\n".join(f"{region}: {words}" for region, words in content.given) or NONE
    rows.append((voice.say(QT_TRANSLATE_NOOP("messages", "Given")), given))
    if content.doses:
        rows.append((voice.say(QT_TRANSLATE_NOOP("messages", "Components given")), content.doses))
    return rows


def _products(voice: Voice, content: ReactionContent) -> Table:
    columns = (
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Product or device")), 62, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Maker")), 36, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Lot")), 34, bold=True, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Expiry")), 26, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Drawn up")), 24, "right", wraps=True),
    )
    rows = tuple(
        (one.name, one.maker or NONE, one.lot or NONE, one.expiry or NONE, one.amount or NONE)
        for one in content.products
    )
    return Table(columns, rows)


def _reporter(voice: Voice, content: ReactionContent) -> list[tuple[str, str]]:
    one, say = content.reaction, voice.say
    known = (
        QT_TRANSLATE_NOOP("messages", "seen by the clinic")
        if one.known is Known.SEEN
        else QT_TRANSLATE_NOOP("messages", "told, not seen by the clinic")
    )
    noted = voice.moment(one.noted)
    return [
        (say(QT_TRANSLATE_NOOP("messages", "Known")), say(known)),
        (say(QT_TRANSLATE_NOOP("messages", "Reporter")), one.reporter or NONE),
        (
            say(QT_TRANSLATE_NOOP("messages", "Noted")),
            f"{noted}, {one.noted_by}" if one.noted_by else noted,
        ),
    ]


def _signature(flow: Flow, voice: Voice) -> None:
    flow.need(14.0)
    left, y = flow.paper.left_mm, flow.y + 9.0
    for start, end, words in (
        (0.0, 0.45, voice.say(QT_TRANSLATE_NOOP("messages", "Name, signature"))),
        (0.55, 1.0, voice.say(QT_TRANSLATE_NOOP("messages", "Date, place"))),
    ):
        x1, x2 = (left + part * flow.paper.content_mm for part in (start, end))
        flow.add(Rule(x1, y, x2, y, width=0.2), Text(x1, y + 3.6, words, 7.0, ink=Ink.SOFT))
    flow.y = y + 5.0


def _footer(
    flow: Flow, voice: Voice, content: ReactionContent, number: int, total: int
) -> list[Rule | Text]:
    left, right = flow.paper.left_mm, flow.paper.right_mm
    y = flow.paper.height_mm - BOTTOM_MM - 6.0
    where = voice.say(
        QT_TRANSLATE_NOOP("messages", "Clinic file {file}, session {session}"),
        file=content.clinic_file,
        session=content.session.id,
    )
    page = voice.say(
        QT_TRANSLATE_NOOP("messages", "Page {page} of {pages}"), page=number, pages=total
    )
    printed = voice.say(
        QT_TRANSLATE_NOOP("messages", "mesomap {version}, printed {moment}"),
        version=content.version,
        moment=voice.moment(content.printed),
    )
    record = voice.say(
        QT_TRANSLATE_NOOP(
            "messages", "A record of what was given and what followed; it judges no cause."
        )
    )
    return [
        Rule(left, y, right, y, width=0.35),
        Text(left, y + 3.4, record, SMALL_PT),
        Text(right, y + 3.4, page, SMALL_PT, Weight.BOLD, "right"),
        Text(left, y + 6.6, where, 6.5, ink=Ink.SOFT),
        Text(right, y + 6.6, printed, 6.5, align="right", ink=Ink.SOFT),
    ]
