"""Who was given a lot, on paper: one table with the patients' contacts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mesomap.model import SessionStatus
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout.flow import Flow
from mesomap.report.layout.paper import BOTTOM_MM, Paper
from mesomap.report.layout.shapes import Ink, Layout, Rule, Shape, Text, Weight
from mesomap.report.layout.table import Column, Table, draw_table
from mesomap.report.layout.voice import Voice, wrap
from mesomap.storage.lot_lookup import LotUse

TITLE_PT = 12.5


@dataclass(frozen=True, slots=True, kw_only=True)
class LotContent:
    """What the pages say. `clinic` and `file` name where it was looked up."""

    clinic: str
    file: str
    number: str
    uses: tuple[LotUse, ...]
    printed: datetime
    version: str


def lay_out_lot(content: LotContent, *, voice: Voice, paper: Paper) -> Layout:
    """The table, on as many pages as it takes."""
    flow = Flow(paper)
    title = voice.say(
        QT_TRANSLATE_NOOP("messages", "Who was given lot {number}"), number=content.number
    )
    flow.add(Text(paper.left_mm, flow.y + 3.6, content.clinic, TITLE_PT, Weight.BOLD))
    flow.y += 6.4
    for line in wrap(voice, title, width_mm=paper.content_mm, size_pt=TITLE_PT, weight=Weight.BOLD):
        flow.add(Text(paper.left_mm, flow.y + 3.6, line, TITLE_PT, Weight.BOLD))
        flow.y += 5.4
    flow.add(Text(paper.left_mm, flow.y + 3.2, found_words(voice, content.uses), 8.6))
    flow.y += 6.0
    draw_table(flow, voice, _table(voice, content.uses))
    total = len(flow)
    pages = flow.pages([_footer(flow, voice, content, n, total) for n in range(1, total + 1)])
    return Layout(paper, title, pages, author=content.clinic)


def found_words(voice: Voice, uses: Sequence[LotUse]) -> str:
    """How many people and sessions; that drafts and errors are among them."""
    people, sessions = len({u.patient.id for u in uses}), len({u.session.id for u in uses})
    if not uses:
        return voice.say(QT_TRANSLATE_NOOP("messages", "Nobody in this clinic file."))
    return voice.say(
        QT_TRANSLATE_NOOP(
            "messages",
            "Patients: {people}. Sessions: {sessions}, drafts and those in error included.",
        ),
        people=people,
        sessions=sessions,
    )


def state_words(voice: Voice, use: LotUse) -> str:
    """Draft, signed, or entered in error."""
    if use.in_error:
        return voice.say(QT_TRANSLATE_NOOP("messages", "in error"))
    if use.session.status is SessionStatus.SIGNED:
        return voice.say(QT_TRANSLATE_NOOP("messages", "signed"))
    return voice.say(QT_TRANSLATE_NOOP("messages", "draft"))


def amount_words(voice: Voice, use: LotUse) -> str:
    """What was given of it, what is only planned, what was drawn up."""
    if use.grams is not None:
        return voice.say(
            QT_TRANSLATE_NOOP("messages", "{grams} g on the skin"), grams=str(use.grams)
        )
    parts = []
    if use.given:
        parts.append(
            voice.say(
                QT_TRANSLATE_NOOP("messages", "given {count}, {ml} mL"),
                count=use.given,
                ml=voice.decimal(use.given_ul / 1000, 2),
            )
        )
    if use.planned:
        parts.append(
            voice.say(
                QT_TRANSLATE_NOOP("messages", "planned {count}, {ml} mL"),
                count=use.planned,
                ml=voice.decimal(use.planned_ul / 1000, 2),
            )
        )
    if use.drawn_ul is not None:
        parts.append(
            voice.say(
                QT_TRANSLATE_NOOP("messages", "drawn up {ml} mL"),
                ml=voice.decimal(use.drawn_ul / 1000, 2),
            )
        )
    return "; ".join(parts) or voice.say(QT_TRANSLATE_NOOP("messages", "used, nothing given"))


def product_words(voice: Voice, use: LotUse) -> str:
    """The product with the lot as it was written, and its expiry."""
    words = f"{use.name}, {use.lot}"
    if use.expiry is not None:
        until = voice.say(QT_TRANSLATE_NOOP("messages", "expiry {day}"), day=voice.day(use.expiry))
        words = f"{words}, {until}"
    return words


def contact_words(use: LotUse) -> str:
    """Phone, mail and address, those that are known."""
    patient = use.patient
    known = (patient.phone, patient.email, " ".join(patient.address.split()))
    return " · ".join(filter(None, known))


def _table(voice: Voice, uses: Sequence[LotUse]) -> Table:
    def head(text: str) -> str:
        return voice.say(text)

    columns = (
        Column(head(QT_TRANSLATE_NOOP("messages", "Patient")), 0.21, bold=True, wraps=True),
        Column(head(QT_TRANSLATE_NOOP("messages", "Contact")), 0.24, wraps=True),
        Column(head(QT_TRANSLATE_NOOP("messages", "Session")), 0.13, wraps=True),
        Column(head(QT_TRANSLATE_NOOP("messages", "Product, lot")), 0.21, wraps=True),
        Column(head(QT_TRANSLATE_NOOP("messages", "Given")), 0.21, wraps=True),
    )
    return Table(columns, tuple(_row(voice, use) for use in uses))


def _row(voice: Voice, use: LotUse) -> tuple[str, ...]:
    patient = use.patient
    born = voice.day(patient.born) if patient.born is not None else ""
    return (
        ", ".join(filter(None, (patient.name, born, patient.number))),
        contact_words(use) or voice.say(QT_TRANSLATE_NOOP("messages", "none recorded")),
        f"{voice.day(use.session.date)}, {state_words(voice, use)}",
        product_words(voice, use),
        amount_words(voice, use),
    )


def _footer(flow: Flow, voice: Voice, content: LotContent, number: int, total: int) -> list[Shape]:
    left, right = flow.paper.left_mm, flow.paper.right_mm
    y = flow.paper.height_mm - BOTTOM_MM - 6.0
    record = voice.say(
        QT_TRANSLATE_NOOP(
            "messages", "Amounts are of the syringe's whole mixture. A record; not advice."
        )
    )
    page = voice.say(
        QT_TRANSLATE_NOOP("messages", "Page {page} of {pages}"), page=number, pages=total
    )
    printed = voice.say(
        QT_TRANSLATE_NOOP("messages", "mesomap {version}, printed {moment}"),
        version=content.version,
        moment=voice.moment(content.printed),
    )
    file = voice.say(QT_TRANSLATE_NOOP("messages", "Clinic file {file}"), file=content.file)
    return [
        Rule(left, y, right, y, width=0.35),
        Text(left, y + 3.4, record, 6.8),
        Text(right, y + 3.4, page, 6.8, Weight.BOLD, "right"),
        Text(left, y + 6.6, file, 6.5, ink=Ink.SOFT),
        Text(right, y + 6.6, printed, 6.5, align="right", ink=Ink.SOFT),
    ]
