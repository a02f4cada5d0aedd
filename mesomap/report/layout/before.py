"""What paper says of the time before the needle: consent, what was asked, how skin was prepared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from mesomap.clinical.questions import QUESTIONS
from mesomap.model import Answer, Consent, ConsentKind, Preparation, Questionnaire, Reply, Topical
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout.table import Column, Table
from mesomap.report.layout.voice import Voice

if TYPE_CHECKING:
    from mesomap.report.layout.content import SessionContent

KINDS = {
    ConsentKind.TREATMENT: QT_TRANSLATE_NOOP("messages", "Consent to the treatment"),
    ConsentKind.PHOTOGRAPHS: QT_TRANSLATE_NOOP("messages", "Consent to photographs"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """A session's questionnaire and preparation, and the patient's consents until its day."""

    questionnaire: Questionnaire | None = None
    preparation: Preparation | None = None
    consents: tuple[Consent, ...] = ()


def before_table(voice: Voice, content: SessionContent) -> Table:
    """A line for each; none for what was not noted."""
    columns = (
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Before the session")), 42, bold=True),
        Column("", 148, wraps=True),
    )
    before = content.before
    under = before.preparation.consent if before.preparation is not None else None
    rows = [
        (voice.say(KINDS[one.kind]), _consent(voice, one, under=one.id == under))
        for one in before.consents
    ]
    if before.questionnaire is not None:
        rows.append((voice.say(QT_TRANSLATE_NOOP("messages", "Asked")), _asked(voice, content)))
    if before.preparation is not None:
        said = _prepared(voice, before.preparation)
        if said:
            rows.append((voice.say(QT_TRANSLATE_NOOP("messages", "Preparation")), said))
    return Table(columns, tuple(rows))


def _consent(voice: Voice, one: Consent, *, under: bool) -> str:
    text = QT_TRANSLATE_NOOP("messages", "{day}, text {version}, taken by {name}")
    parts = [voice.say(text, day=voice.day(one.given), version=one.text_version, name=one.taken_by)]
    if under:
        parts.append(voice.say(QT_TRANSLATE_NOOP("messages", "this session was given under it")))
    if one.scan is not None:
        parts.append(voice.say(QT_TRANSLATE_NOOP("messages", "signed paper attached")))
    if one.withdrawn is not None:
        text = QT_TRANSLATE_NOOP("messages", "withdrawn {day}")
        parts.append(voice.say(text, day=voice.day(one.withdrawn)))
    return "; ".join(part for part in [*parts, one.note] if part)


def _asked(voice: Voice, content: SessionContent) -> str:
    one = content.before.questionnaire
    assert one is not None
    text = QT_TRANSLATE_NOOP("messages", "{moment} by {name}")
    when = voice.moment(one.asked)
    parts = [voice.say(text, moment=when, name=one.asked_by) if one.asked_by else when]
    if one.unchanged_from is not None:
        text = QT_TRANSLATE_NOOP("messages", "asked again, unchanged")
        parts.append(voice.say(text))
    for reply, words in (
        (Reply.YES, QT_TRANSLATE_NOOP("messages", "yes: {questions}")),
        (Reply.UNKNOWN, QT_TRANSLATE_NOOP("messages", "not known: {questions}")),
    ):
        found = [said for said in one.answers if said.reply is reply]
        if found:
            parts.append(voice.say(words, questions=_questions(voice, found)))
    rest = sum(said.reply is Reply.NO for said in one.answers)
    if rest:
        text = QT_TRANSLATE_NOOP("messages", "no: {count} of {total}")
        parts.append(voice.say(text, count=rest, total=len(one.answers)))
    return "; ".join(parts)


def _questions(voice: Voice, answers: Sequence[Answer]) -> str:
    found = []
    for one in answers:
        question = QUESTIONS.get(one.question)
        name = voice.say(question.short) if question is not None else one.question
        found.append(f"{name} ({one.detail})" if one.detail else name)
    return ", ".join(found)


def _prepared(voice: Voice, one: Preparation) -> str:
    parts = [one.antiseptic, *(_topical(voice, topical) for topical in one.topicals), one.note]
    return "; ".join(part for part in parts if part)


def _topical(voice: Voice, one: Topical) -> str:
    def amount(value: Decimal, text: str) -> str:
        places = max(0, -int(value.normalize().as_tuple().exponent))
        return voice.say(text, amount=voice.decimal(float(value), min(places, 2)))

    parts = [one.product]
    if one.lot_number:
        parts.append(voice.say(QT_TRANSLATE_NOOP("messages", "lot {lot}"), lot=one.lot_number))
    if one.expiry is not None:
        text = QT_TRANSLATE_NOOP("messages", "use by {day}")
        parts.append(voice.say(text, day=voice.day(one.expiry)))
    if one.grams is not None:
        parts.append(amount(one.grams, QT_TRANSLATE_NOOP("messages", "{amount} g")))
    if one.area_cm2 is not None:
        parts.append(amount(one.area_cm2, QT_TRANSLATE_NOOP("messages", "on {amount} cm2")))
    for moment, words in (
        (one.on, QT_TRANSLATE_NOOP("messages", "on {moment}")),
        (one.off, QT_TRANSLATE_NOOP("messages", "off {moment}")),
    ):
        if moment is not None:
            parts.append(voice.say(words, moment=voice.moment(moment)))
    return ", ".join(parts)
