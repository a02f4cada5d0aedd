"""How paper is signed: by whom, when and over what; lines for a draft; and the addenda."""

from __future__ import annotations

from mesomap.document.record.addenda import KIND_NAMES, in_time
from mesomap.model import Addendum, SessionStatus
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout.content import SessionContent
from mesomap.report.layout.flow import Flow
from mesomap.report.layout.shapes import Box, Frame, Ink, Rule, Text, Weight
from mesomap.report.layout.table import Column, Table
from mesomap.report.layout.voice import Voice, wrap

LINES_MM = 17.0
"""A row of lines to sign on."""
SHORT = 16
"""So many digits of a fingerprint, or of a seal, are enough to compare by eye."""
_SIZE_PT, _LINE_MM, _PAD_MM = 7.8, 3.9, 2.0


def short_fingerprint(fingerprint: str) -> str:
    """Its first digits, in fours."""
    digits = fingerprint[:SHORT]
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def signature(flow: Flow, voice: Voice, content: SessionContent) -> None:
    """At the foot of the last page: who signed, or lines to sign on."""
    if content.session.status is SessionStatus.SIGNED:
        _signed(flow, voice, content)
    else:
        _lines(flow, voice)


def addenda_table(voice: Voice, content: SessionContent) -> Table:
    """What was added to the session, oldest first."""
    columns = (
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Addendum")), 34, wraps=True, bold=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Written")), 44, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Text")), 112, wraps=True),
    )
    return Table(
        columns,
        tuple(
            (voice.say(KIND_NAMES[one.kind]), _when(voice, one), " ".join(one.text.split()))
            for one in in_time(content.addenda)
        ),
    )


def _when(voice: Voice, one: Addendum) -> str:
    moment = voice.moment(one.written)
    return f"{moment}, {one.by}" if one.by else moment


def _signed(flow: Flow, voice: Voice, content: SessionContent) -> None:
    session = content.session
    assert session.signed is not None
    moment = voice.moment(session.signed)
    if session.signed_by:
        text = QT_TRANSLATE_NOOP("messages", "Signed by {name}, {moment}")
        head = voice.say(text, name=session.signed_by, moment=moment)
    else:
        head = voice.say(QT_TRANSLATE_NOOP("messages", "Signed {moment}"), moment=moment)
    lines: list[tuple[str, Weight]] = [(head, Weight.BOLD)]
    if session.fingerprint:
        short = short_fingerprint(session.fingerprint)
        text = QT_TRANSLATE_NOOP("messages", "Fingerprint of what was signed: {short}")
        lines.append((voice.say(text, short=short), Weight.REGULAR))
        lines.append((session.fingerprint, Weight.REGULAR))
    if content.seal:
        text = QT_TRANSLATE_NOOP("messages", "Seal in the change log: {short}")
        short = short_fingerprint(content.seal)
        lines.append((voice.say(text, short=short), Weight.REGULAR))
    width = flow.paper.content_mm - 2 * _PAD_MM
    broken = [
        (part, weight)
        for text, weight in lines
        for part in wrap(voice, text, width_mm=width, size_pt=_SIZE_PT, weight=weight)
    ]
    tall = len(broken) * _LINE_MM + 2 * _PAD_MM
    flow.need(tall + 2.0)
    top, left = flow.bottom - tall, flow.paper.left_mm
    flow.add(Frame(Box(left, top, flow.paper.content_mm, tall), width=0.35))
    for at, (text, weight) in enumerate(broken):
        y = top + _PAD_MM + at * _LINE_MM + 2.9
        flow.add(Text(left + _PAD_MM, y, text, _SIZE_PT, weight))


def _lines(flow: Flow, voice: Voice) -> None:
    flow.need(LINES_MM)
    left, width = flow.paper.left_mm, flow.paper.content_mm
    y = flow.bottom - 6.0
    for start, end, text in (
        (0.0, 0.34, voice.say(QT_TRANSLATE_NOOP("messages", "Practitioner, signature"))),
        (0.38, 0.62, voice.say(QT_TRANSLATE_NOOP("messages", "Date, place"))),
        (0.66, 1.0, voice.say(QT_TRANSLATE_NOOP("messages", "Patient, signature"))),
    ):
        flow.add(Rule(left + start * width, y, left + end * width, y, width=0.2))
        flow.add(Text(left + start * width, y + 3.6, text, 7.0, ink=Ink.SOFT))
