"""The sample's sessions until they are signed: asked, prepared, drawn up, given, signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from mesomap.analysis.tally import tally
from mesomap.atlas import Body
from mesomap.clinical.questions import QUESTIONS
from mesomap.document import Document
from mesomap.document.record.draws import fill_changes, use_of
from mesomap.document.record.people import written
from mesomap.document.record.questionnaire import asked_of, last_questionnaire, regions_of
from mesomap.exchange.sample_people import Course, sample_id
from mesomap.exchange.sample_records import Record
from mesomap.exchange.sample_shelf import (
    ANTISEPTIC,
    ASSISTANT,
    CREAM,
    CREAM_EXPIRY,
    CREAM_LOT,
    DOCTOR,
    GENTLE_ANTISEPTIC,
    GUN,
    KIT,
    NEEDLE,
    PHOTOGRAPHS_TEXT,
    PRODUCTS,
    TREATMENT_TEXT,
    lot_on,
)
from mesomap.model import (
    Added,
    Answer,
    AreaPass,
    Change,
    Consent,
    ConsentKind,
    DeviceUse,
    Draw,
    MixturePart,
    Patient,
    Preparation,
    Product,
    Questionnaire,
    RegionKey,
    Reply,
    Syringe,
    Topical,
)

Recipe = tuple[tuple[str, int], ...]
THREADS: Recipe = (("ha-12", 1),)
NAPPAGE: Recipe = (("vitamins", 1),)
BATCH_UL, ALONE_UL = 1_500, 500
"""A mixture is made in so many whole batches, a product alone in these."""
CM2_A_GRAM = 10


def consents(patient: Patient, record: Record, day: date) -> tuple[Change, ...]:
    """What the patient agreed to at the first visit."""
    texts = {ConsentKind.TREATMENT: TREATMENT_TEXT}
    if record.photographs:
        texts[ConsentKind.PHOTOGRAPHS] = PHOTOGRAPHS_TEXT
    return tuple(
        Added(
            Consent(
                id=_consent_id(patient.id, kind),
                patient=patient.id,
                kind=kind,
                given=day,
                text_version=text,
                taken_by=written(DOCTOR),
            )
        )
        for kind, text in texts.items()
    )


def _consent_id(patient: UUID, kind: ConsentKind) -> UUID:
    return sample_id(patient, "consent", kind)


def asked(document: Document, course: Course, record: Record) -> tuple[Change, ...]:
    """The questionnaire of the open session; what was answered before still holds."""
    session = document.session
    assert session is not None
    regions = regions_of(document)
    said = dict(record.said)
    if course.allergies:
        said["allergy"] = course.allergies
    answers = tuple(
        Answer(
            question=one.id,
            reply=Reply.YES if one.id in said else Reply.NO,
            detail=said.get(one.id, ""),
        )
        for one in QUESTIONS.values()
        if asked_of(one, regions)
    )
    last = last_questionnaire(document)
    same = last is not None and last[1].answers == answers
    made = Questionnaire(
        id=sample_id(session.id, "questionnaire"),
        session=session.id,
        answers=answers,
        asked=session.started,
        asked_by=written(ASSISTANT),
        unchanged_from=last[1].id if last is not None and same else None,
    )
    return (Added(made),)


def prepared(document: Document, body: Body, course: Course, record: Record) -> tuple[Change, ...]:
    """The skin of the open session, cleaned and where wanted made numb, and the consent to it."""
    session = document.session
    assert session is not None
    cream: tuple[Topical, ...] = ()
    if record.topical:
        keys = [key for key in body.regions if key.id in course.regions]
        cream = (_cream(body, keys, session.started),)
    made = Preparation(
        id=sample_id(session.id, "preparation"),
        session=session.id,
        antiseptic=GENTLE_ANTISEPTIC if course.allergies else ANTISEPTIC,
        topicals=cream,
        consent=_consent_id(session.patient, ConsentKind.TREATMENT),
    )
    return (Added(made),)


def _cream(body: Body, keys: list[RegionKey], started: datetime) -> Topical:
    cm2 = Decimal(round(sum(body.regions[key].area_mm2 for key in keys) / 100))
    return Topical(
        product=CREAM,
        lot_number=CREAM_LOT,
        expiry=CREAM_EXPIRY,
        grams=(cm2 / CM2_A_GRAM).quantize(Decimal("0.5")),
        area_cm2=cm2,
        on=started + timedelta(minutes=3),
        off=started + timedelta(minutes=33),
        mg_per_g=Decimal(40),
    )


def filled(document: Document, course: Course, *, drawn: bool) -> tuple[Change, ...]:
    """The recipe of every syringe of the open session, and what was `drawn` up for it."""
    session = document.session
    assert session is not None
    used = tally([*document.injections.values(), *document.areas.values()])
    products = document.of(Product)
    changes: list[Change] = []
    for syringe in document.syringes.values():
        recipe = _recipe(syringe, course)
        need_ul = used[syringe.id].volume_ul
        parts = _parts(recipe, need_ul)
        draws = [
            _draw(syringe, key, part.volume_ul, at=session.started + timedelta(minutes=minute))
            for minute, ((key, _), part) in enumerate(zip(recipe, parts, strict=True))
        ]
        whole = replace(syringe, parts=parts, drawn_ul=sum(part.volume_ul for part in parts))
        changes += fill_changes(syringe, whole, (), draws if drawn else (), products)
    return tuple(changes)


def _recipe(syringe: Syringe, course: Course) -> Recipe:
    return {"B": THREADS, "C": NAPPAGE}.get(syringe.name, course.brush.recipe)


def _parts(recipe: Recipe, need_ul: int) -> tuple[MixturePart, ...]:
    whole = sum(share for _, share in recipe)
    batch_ul = BATCH_UL if len(recipe) > 1 else ALONE_UL
    batches = -(-need_ul // batch_ul)
    return tuple(
        MixturePart(product=PRODUCTS[key].id, volume_ul=batches * batch_ul * share // whole)
        for key, share in recipe
    )


def _draw(syringe: Syringe, key: str, volume_ul: int, *, at: datetime) -> Draw:
    product = PRODUCTS[key]
    own = key == "prp"
    return Draw(
        id=sample_id(syringe.id, "draw", key),
        session=syringe.session,
        syringe=syringe.id,
        product=product.id,
        volume_ul=volume_ul,
        drawn=at + timedelta(minutes=30 if own else 10),
        lot=lot_on(key, at.date()),
        vials=-(-volume_ul // product.vial_ul) if product.vial_ul else None,
        collected=at + timedelta(minutes=5) if own else None,
        kit_lot=KIT.lot if own else "",
        drawn_by=written(ASSISTANT),
    )


def devices(document: Document, course: Course) -> tuple[Change, ...]:
    """The needle of the open session; the gun where skin was stippled, the kit where blood was."""
    session = document.session
    assert session is not None
    used = [NEEDLE]
    if document.of(AreaPass):
        used.append(GUN)
    if ("prp", 1) in course.brush.recipe:
        used.append(KIT)
    return tuple(
        Added(
            use_of(
                one,
                DeviceUse(
                    id=sample_id(session.id, one.id),
                    session=session.id,
                    device=one.id,
                    name=one.name,
                ),
                on=session.date,
            )
        )
        for one in used
    )
