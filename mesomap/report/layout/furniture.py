"""What frames the content: masthead, the patient's line, running heads and footers."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from mesomap.clinical.protocols import INDICATION_NAMES
from mesomap.document.record.people import written
from mesomap.model import SessionStatus
from mesomap.model.message import CONTEXT, QT_TRANSLATE_NOOP
from mesomap.report.layout.bidi import isolated
from mesomap.report.layout.content import SessionContent
from mesomap.report.layout.flow import Flow
from mesomap.report.layout.paper import BOTTOM_MM, TOP_MM
from mesomap.report.layout.shapes import Box, Frame, Ink, Logo, Page, Rule, Shape, Text, Weight
from mesomap.report.layout.signature import short_fingerprint
from mesomap.report.layout.voice import Voice, wrap

TITLE_PT = 12.5
IDENTITY_PT = 8.6
CAPTION_PT = 6.8
LINE_MM = 4.0
LOGO_MM = (32.0, 11.0)
"""The largest that a logo is."""
SMALL_LOGO_MM = 8.0
"""How high it is on the pages after the first."""


def masthead(
    flow: Flow, voice: Voice, content: SessionContent, heading: Heading | None = None
) -> None:
    """Clinic at the left, what this paper is at the right, a heavy rule below.

    `heading` is that of a site chart unless given.
    """
    says = heading or site_chart(voice, content)
    left, right = flow.paper.left_mm, flow.paper.right_mm
    half = flow.paper.content_mm * 0.55
    start, logo = left, content.logo
    if logo is not None:
        wide = min(LOGO_MM[0], LOGO_MM[1] * logo.width_px / logo.height_px)
        high = wide * logo.height_px / logo.width_px
        flow.add(Logo(Box(left, flow.y, wide, high), logo.media, logo.content))
        left += wide + 3.0
        half -= wide + 3.0
    clinic = content.clinic_name or content.clinic_file
    lines = wrap(voice, clinic, width_mm=half, size_pt=TITLE_PT, weight=Weight.BOLD)
    y = flow.y + 3.6
    for line in lines:
        flow.add(Text(left, y, line, TITLE_PT, Weight.BOLD))
        y += 5.4
    if content.clinic_line:
        flow.add(Text(left, y - 0.8, _first(voice, content.clinic_line, half), 7.2, ink=Ink.SOFT))
        y += 4.6
    flow.add(Text(right, flow.y + 3.6, says.title, TITLE_PT, Weight.BOLD, "right"))
    flow.add(Text(right, flow.y + 8.4, says.line, 7.8, align="right", ink=Ink.SOFT))
    y = max(y - 5.4, flow.y + (8.4 if logo is None else LOGO_MM[1])) + 3.0
    flow.add(Rule(start, y, right, y, width=0.5))
    flow.y = y + 1.6


def _first(
    voice: Voice,
    text: str,
    width_mm: float,
    size_pt: float = 7.2,
    weight: Weight = Weight.REGULAR,
) -> str:
    """As much of `text` as one line holds."""
    lines = wrap(voice, text, width_mm=width_mm, size_pt=size_pt, weight=weight)
    if len(lines) == 1:
        return lines[0]
    room = width_mm - voice.width_mm(" …", size_pt, weight)
    return wrap(voice, text, width_mm=room, size_pt=size_pt, weight=weight)[0] + " …"


def _session_line(voice: Voice, content: SessionContent) -> str:
    session = content.session
    if session.status is SessionStatus.SIGNED and session.signed is not None:
        return voice.say(
            QT_TRANSLATE_NOOP("messages", "Session {number}, {date}, signed {moment}"),
            number=content.session_number,
            date=voice.day(session.date),
            moment=voice.moment(session.signed),
        )
    return voice.say(
        QT_TRANSLATE_NOOP("messages", "Session {number}, {date}, draft, not signed"),
        number=content.session_number,
        date=voice.day(session.date),
    )


@dataclass(frozen=True, slots=True)
class Heading:
    """What a paper is, and of when."""

    title: str
    line: str


def site_chart(voice: Voice, content: SessionContent) -> Heading:
    """Of the paper of one session."""
    title = voice.say(QT_TRANSLATE_NOOP("messages", "Injection map, site chart"))
    return Heading(title, _session_line(voice, content))


@dataclass(frozen=True, slots=True)
class _Field:
    caption: str
    value: str
    framed: bool = False


def identity(flow: Flow, voice: Voice, content: SessionContent) -> None:
    """Who: the fields in a line that flows on when it is full, allergies framed, then a rule."""
    left, right = flow.paper.left_mm, flow.paper.right_mm
    gap, pad = 5.0, 1.7
    x, top, height = left, flow.y, 0.0
    for item in _fields(voice, content):
        inset = pad if item.framed else 0.0
        room = flow.paper.content_mm - 2 * inset
        natural = max(
            voice.width_mm(item.value, IDENTITY_PT, Weight.BOLD),
            voice.width_mm(item.caption, CAPTION_PT, Weight.REGULAR),
        )
        width = min(natural, room if item.framed else 0.6 * room) + 0.2
        if x > left and x + width + 2 * inset > right:
            x, top, height = left, top + height + 1.4, 0.0
        lines = wrap(voice, item.value, width_mm=width, size_pt=IDENTITY_PT, weight=Weight.BOLD)
        at = right - width - pad if item.framed and x + width + 2 * pad <= right else x + inset
        flow.add(Text(at, top + 3.1, item.caption, CAPTION_PT, ink=Ink.SOFT))
        for n, line in enumerate(lines):
            flow.add(Text(at, top + 6.9 + n * LINE_MM, line, IDENTITY_PT, Weight.BOLD))
        tall = 5.0 + len(lines) * LINE_MM
        if item.framed:
            flow.add(Frame(Box(at - pad, top, width + 2 * pad, tall - 0.4), width=0.45))
        height = max(height, tall)
        x += width + gap + 2 * inset
    y = top + height + 0.8
    flow.add(Rule(left, y, right, y, width=0.2))
    flow.y = y + 2.2


def _protocol_and_course(voice: Voice, content: SessionContent) -> list[_Field]:
    fields = []
    if content.protocol is not None:
        protocol = voice.say(QT_TRANSLATE_NOOP("messages", "Protocol"))
        title = voice.translate(CONTEXT, content.protocol.title)
        fields.append(_Field(protocol, title))
    if content.course is not None and content.course.number is not None:
        course = voice.say(QT_TRANSLATE_NOOP("messages", "Session of the course"))
        number, planned = content.course.number, content.course.course.sessions
        said = str(number)
        if planned is not None:
            text = QT_TRANSLATE_NOOP("messages", "{number} of {planned}")
            said = voice.say(text, number=number, planned=planned)
        fields.append(_Field(course, said))
    return fields


def _fields(voice: Voice, content: SessionContent) -> list[_Field]:
    patient = content.patient
    fields = [_Field(voice.say(QT_TRANSLATE_NOOP("messages", "Patient")), patient.name)]
    if patient.born is not None:
        born = voice.say(QT_TRANSLATE_NOOP("messages", "Born"))
        fields.append(_Field(born, voice.day(patient.born)))
    fields.append(_Field(voice.say(QT_TRANSLATE_NOOP("messages", "Sex")), voice.sex(patient.sex)))
    if patient.number:
        fields.append(
            _Field(voice.say(QT_TRANSLATE_NOOP("messages", "Patient no.")), patient.number)
        )
    if content.session.indication:
        indication = voice.say(QT_TRANSLATE_NOOP("messages", "Indication"))
        named = content.session.indication
        if named in INDICATION_NAMES:
            named = voice.say(INDICATION_NAMES[named])
        fields.append(_Field(indication, named))
    fields += _protocol_and_course(voice, content)
    fields += _people(voice, content)
    allergies = patient.allergies or voice.say(QT_TRANSLATE_NOOP("messages", "none recorded"))
    fields.append(
        _Field(voice.say(QT_TRANSLATE_NOOP("messages", "Allergies")), allergies, framed=True)
    )
    return fields


def _people(voice: Voice, content: SessionContent) -> list[_Field]:
    """Who performed and who prescribed; one field where that is one person."""
    performer, prescriber = content.session.performer, content.session.prescriber
    said: tuple[tuple[UUID | None, str], ...] = (
        (performer, QT_TRANSLATE_NOOP("messages", "Performed by")),
        (prescriber, QT_TRANSLATE_NOOP("messages", "Prescribed by")),
    )
    if performer == prescriber:
        said = ((performer, QT_TRANSLATE_NOOP("messages", "Performed and prescribed by")),)
    fields = []
    for id, caption in said:
        person = content.people.get(id) if id is not None else None
        if person is not None:
            name = written(person)
            name = f"{name}, {person.license}" if person.license else name
            fields.append(_Field(voice.say(caption), name))
    return fields


def furnish(
    flow: Flow,
    voice: Voice,
    content: SessionContent,
    heading: Heading | None = None,
    *,
    masthead: bool = True,
) -> tuple[Page, ...]:
    """Running heads and footers, now that the number of pages is known.

    The first page has a running head only where it has no `masthead`.
    """
    says = heading or site_chart(voice, content)
    total = len(flow)
    extra: list[list[Shape]] = []
    for number in range(1, total + 1):
        shapes = _footer(flow, voice, content, number, total)
        if number > 1 or not masthead:
            shapes += _running_head(flow, voice, content, says.line)
        extra.append(shapes)
    return flow.pages(extra)


def _running_head(flow: Flow, voice: Voice, content: SessionContent, line: str) -> list[Shape]:
    left, right, y = flow.paper.left_mm, flow.paper.right_mm, TOP_MM + 3.0
    shapes: list[Shape] = []
    start, logo = left, content.logo
    if logo is not None:
        high = SMALL_LOGO_MM
        wide = min(high * logo.width_px / logo.height_px, 3 * high)
        high = wide * logo.height_px / logo.width_px
        shapes.append(Logo(Box(left, TOP_MM, wide, high), logo.media, logo.content))
        start += wide + 2.0
    clinic = isolated(content.clinic_name or content.clinic_file)
    if content.clinic_line:
        clinic = f"{clinic}, {isolated(content.clinic_line)}"
    who = isolated(content.patient.name)
    if content.patient.born is not None:
        who = f"{who}, {voice.day(content.patient.born)}"
    if content.patient.number:
        who = f"{who}, {content.patient.number}"
    told = _first(voice, who, 0.58 * flow.paper.content_mm, 8.0, Weight.BOLD)
    return [
        *shapes,
        Text(start, y, _first(voice, clinic, right - start), 7.2, ink=Ink.SOFT),
        Text(start, y + 4.0, told, 8.0, Weight.BOLD),
        Text(right, y + 4.0, line, 7.2, align="right", ink=Ink.SOFT),
        Rule(left, y + 6.0, right, y + 6.0, width=0.35),
    ]


def _footer(
    flow: Flow, voice: Voice, content: SessionContent, number: int, total: int
) -> list[Shape]:
    left, right = flow.paper.left_mm, flow.paper.right_mm
    y = flow.paper.height_mm - BOTTOM_MM - 6.0
    record = voice.say(
        QT_TRANSLATE_NOOP(
            "messages",
            "A record of what was planned and given; not advice on dose, depth or place.",
        )
    )
    page = voice.say(
        QT_TRANSLATE_NOOP("messages", "Page {page} of {pages}"), page=number, pages=total
    )
    where = voice.say(
        QT_TRANSLATE_NOOP("messages", "Clinic file {file}, session {session}"),
        file=content.clinic_file,
        session=content.session.id,
    )
    if content.fingerprint:
        signed = content.session.status is SessionStatus.SIGNED
        text = (
            QT_TRANSLATE_NOOP("messages", "{where}, signed content {short}")
            if signed
            else QT_TRANSLATE_NOOP("messages", "{where}, content {short}")
        )
        where = voice.say(text, where=where, short=short_fingerprint(content.fingerprint))
    printed = voice.say(
        QT_TRANSLATE_NOOP("messages", "mesomap {version}, printed {moment}"),
        version=content.version,
        moment=voice.moment(content.printed),
    )
    return [
        Rule(left, y, right, y, width=0.35),
        Text(left, y + 3.4, record, 6.8),
        Text(right, y + 3.4, page, 6.8, Weight.BOLD, "right"),
        Text(left, y + 6.6, where, 6.5, ink=Ink.SOFT),
        Text(right, y + 6.6, printed, 6.5, align="right", ink=Ink.SOFT),
    ]
