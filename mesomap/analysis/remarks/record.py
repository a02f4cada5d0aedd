"""What the record itself says: lots out of date, answers that speak against, allergies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mesomap.analysis.remarks.context import Context
from mesomap.analysis.remarks.remark import Remark, RemarkKind, key_of
from mesomap.clinical.questions import CONFIDENCE, QUESTIONS, SOURCE
from mesomap.clinical.substances import SUBSTANCES
from mesomap.model import Confidence, Message, Reply
from mesomap.model.message import QT_TRANSLATE_NOOP

EXPIRED = QT_TRANSLATE_NOOP("messages", "{product}, lot {lot}: expired on {day}.")
RECALLED = QT_TRANSLATE_NOOP("messages", "{product}, lot {lot}: recalled, noted on {day}.")
DEVICE = QT_TRANSLATE_NOOP("messages", "{device}, lot {lot}: expired or recalled.")
YES = QT_TRANSLATE_NOOP("messages", "{question}: answered with yes.")
YES_DETAIL = QT_TRANSLATE_NOOP("messages", "{question}: answered with yes ({detail}).")
NOT_KNOWN = QT_TRANSLATE_NOOP("messages", "{question}: the patient does not know.")
ALLERGY = QT_TRANSLATE_NOOP(
    "messages", "The allergies noted name {word}: {product} is in this session."
)
LOTS_SOURCE = QT_TRANSLATE_NOOP(
    "messages", "the lot's own expiry date and the clinic's note of its recall"
)
ALLERGY_SOURCE = QT_TRANSLATE_NOOP("messages", "the patient's allergies as the clinic noted them")
LEAST_LETTERS = 4
"""Shorter words of an allergy are not looked for: they stand in too many names."""


def record(context: Context) -> Iterator[Remark]:
    """Lots, answers, allergies."""
    yield from _lots(context)
    yield from _answers(context)
    yield from _allergies(context)


def _lots(context: Context) -> Iterator[Remark]:
    for id in dict.fromkeys(one.lot for one in context.draws if one.lot is not None):
        lot = context.lots.get(id)
        if lot is None:
            continue
        product = context.products.get(lot.product)
        words = {"product": product.name if product is not None else "", "lot": lot.number}
        if lot.expiry is not None and lot.expiry < context.session.date:
            day = lot.expiry
            yield _lot(key_of(RemarkKind.LOT, "expired", id, day), EXPIRED, {**words, "day": day})
        if lot.recalled is not None:
            day = lot.recalled
            yield _lot(key_of(RemarkKind.LOT, "recalled", id, day), RECALLED, {**words, "day": day})
    for use in context.devices:
        why = context.expired_devices.get(use.device)
        if why is not None:
            key = key_of(RemarkKind.LOT, "device", use.device, why)
            yield _lot(key, DEVICE, {"device": use.name, "lot": use.lot or use.serial})


def _lot(key: str, text: str, values: dict[str, object]) -> Remark:
    return Remark(
        kind=RemarkKind.LOT,
        key=key,
        message=Message(text, values),
        source=LOTS_SOURCE,
        confidence=Confidence.PRIMARY,
    )


def _answers(context: Context) -> Iterator[Remark]:
    if context.questionnaire is None:
        return
    used = {key.id for key in context.keys(context.held)}
    for answer in context.questionnaire.answers:
        question = QUESTIONS.get(answer.question)
        if question is None or answer.reply is Reply.NO:
            continue
        if question.regions and not used & set(question.regions):
            continue
        known = answer.reply is Reply.YES
        text = (YES_DETAIL if answer.detail.strip() else YES) if known else NOT_KNOWN
        yield Remark(
            kind=RemarkKind.ANSWER,
            key=key_of(RemarkKind.ANSWER, question.id, answer.reply.value, answer.detail),
            message=Message(
                text, {"question": Message(question.short), "detail": answer.detail.strip()}
            ),
            source=SOURCE,
            confidence=CONFIDENCE,
        )


def _allergies(context: Context) -> Iterator[Remark]:
    words = _words(context.patient.allergies)
    seen: set[tuple[str, str]] = set()
    for product, names in _given(context):
        for word in words:
            hit = any(_same(word, part) for name in names for part in _words(name))
            if hit and (word, product) not in seen:
                seen.add((word, product))
                yield Remark(
                    kind=RemarkKind.ALLERGY,
                    key=key_of(RemarkKind.ALLERGY, word, product),
                    message=Message(ALLERGY, {"word": word, "product": product}),
                    source=ALLERGY_SOURCE,
                    confidence=Confidence.PRIMARY,
                )


def _given(context: Context) -> Iterator[tuple[str, list[str]]]:
    """What is in the session, and by which names an allergy may know it."""
    used = {one.syringe for one in context.held} | {one.syringe for one in context.draws}
    for syringe in context.syringes.values():
        if syringe.id not in used:
            continue
        substances = [SUBSTANCES[id] for id in context.substances(syringe.id) if id in SUBSTANCES]
        if syringe.mixture.strip():
            yield syringe.mixture, [syringe.mixture, *substances]
        parts = {one.product for one in syringe.parts}
        parts |= {one.product for one in context.draws if one.syringe == syringe.id}
        for id in sorted(parts, key=lambda one: one.hex):
            product = context.products.get(id)
            if product is not None:
                components = [component.name for component in product.components]
                yield product.name, [product.name, *components]
    for topical in context.preparation.topicals if context.preparation is not None else ():
        yield topical.product, [topical.product]


def _words(text: str) -> list[str]:
    apart = "".join(c if c.isalpha() else " " for c in text.casefold()).split()
    return [word for word in dict.fromkeys(apart) if len(word) >= LEAST_LETTERS]


def _same(word: str, part: str) -> bool:
    """Whether two words name one thing: the same but for an ending ("lidocain", "lidocaine")."""
    short, long = sorted((word, part), key=len)
    return long.startswith(short) and len(long) - len(short) <= 2


def switched_on(remarks: Iterable[Remark], silenced: Iterable[str]) -> list[Remark]:
    """Those of the kinds that a clinic has not switched off."""
    off = set(silenced)
    return [] if "*" in off else [one for one in remarks if one.kind.value not in off]
