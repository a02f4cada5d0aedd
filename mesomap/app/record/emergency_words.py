"""What the emergency page says of the open session and its patient."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from mesomap.analysis.doses import doses_of, strengths_of
from mesomap.app import words
from mesomap.atlas import Body
from mesomap.document import Document
from mesomap.document.record.clinic import clinic_settings
from mesomap.model import (
    AreaPass,
    Draw,
    Injection,
    Lot,
    Patient,
    Preparation,
    Product,
    RegionKey,
    Status,
    Syringe,
    Topical,
)
from mesomap.paint.locale import format_date, format_ml, format_number, format_time
from mesomap.paint.names import region_name
from mesomap.panels.look import count_words
from mesomap.panels.record.emergency_page import EmergencyPart, EmergencyView
from mesomap.storage import RefusedError, SessionSummary

translate = QCoreApplication.translate
LAST = 4
Given = Injection | AreaPass


def emergency_view(document: Document, body: Body, now: datetime) -> EmergencyView:
    """The page of the open session. `now` tells the patient's age."""
    patient = document.patient
    assert patient is not None
    return EmergencyView(
        name=patient.name,
        details=words.banner_details(patient, now.date()),
        patient=(*_patient(patient), _clinic(document)),
        session=(
            *_given(document, body),
            *_topicals(document),
            _last_sessions(document, patient),
        ),
    )


def _patient(patient: Patient) -> Iterable[EmergencyPart]:
    none = translate("EmergencyPage", "none recorded")
    yield EmergencyPart(
        translate("EmergencyPage", "Allergies"),
        _lines(patient.allergies, none),
        big=True,
        framed=True,
    )
    yield EmergencyPart(translate("EmergencyPage", "Conditions"), _lines(patient.conditions, none))
    yield EmergencyPart(translate("EmergencyPage", "Medicines"), _lines(patient.medicines, none))
    weight = translate("EmergencyPage", "not recorded")
    if patient.weight_kg is not None:
        weight = translate("EmergencyPage", "{kg} kg").format(
            kg=format_number(patient.weight_kg, 1)
        )
        if patient.weighed is not None:
            day = format_date(patient.weighed)
            weight = translate("EmergencyPage", "{weight}, weighed {day}").format(
                weight=weight, day=day
            )
    yield EmergencyPart(translate("EmergencyPage", "Weight"), (weight,), big=True)
    address = " ".join(patient.address.split())
    contact = tuple(filter(None, (patient.phone, patient.email, address)))
    yield EmergencyPart(translate("EmergencyPage", "Patient's contact"), contact or (none,))


def _clinic(document: Document) -> EmergencyPart:
    own = clinic_settings(document.store).emergency
    missing = QCoreApplication.translate(
        "EmergencyPage", "Nothing is written yet. Its place: menu Clinic, clinic settings."
    )
    return EmergencyPart(translate("EmergencyPage", "Clinic's own text"), _lines(own, missing))


def _given(document: Document, body: Body) -> Iterable[EmergencyPart]:
    """All that was given: the components together, then each syringe with its regions."""
    values: list[Given] = [*document.injections.values(), *document.areas.values()]
    given = [one for one in values if one.status is Status.GIVEN]
    title = translate("EmergencyPage", "Given in this session")
    if not given:
        yield EmergencyPart(title, (translate("EmergencyPage", "nothing yet"),), big=True)
        return
    draws = list(document.of(Draw).values())
    strengths = strengths_of(document.syringes.values(), draws, document.of(Product))
    doses = [
        f"{dose.name}: {format_number(float(dose.amount), 2)} {dose.unit.value}"
        for dose in doses_of(given, strengths)
    ]
    volume = format_ml(sum(one.volume_ul for one in given))
    yield EmergencyPart(
        title, (", ".join(filter(None, (volume, times_words(given)))), *doses), big=True
    )
    lots = document.lots(draw.lot for draw in draws if draw.lot is not None)
    for syringe in sorted(document.syringes.values(), key=lambda one: one.position):
        own = [one for one in given if one.syringe == syringe.id]
        if own:
            yield EmergencyPart(
                f"{syringe.name}: {syringe.mixture}" if syringe.mixture else syringe.name,
                (
                    *_regions(body, own),
                    *_drawn(syringe, draws, document.of(Product), lots),
                ),
            )


def _regions(body: Body, given: Sequence[Given]) -> Iterable[str]:
    by_region: dict[RegionKey | None, list[Given]] = {}
    for one in given:
        key = None
        if one.region is not None and one.side is not None:
            key = RegionKey(one.region, one.side)
        by_region.setdefault(key, []).append(one)
    for key, own in by_region.items():
        count = sum(isinstance(one, Injection) for one in own)
        entries = (
            count_words(count)
            if count
            else translate("EmergencyPage", "without marking each entry")
        )
        volume = format_ml(sum(one.volume_ul for one in own))
        yield f"{region_name(body, key)}: " + ", ".join(
            filter(None, (entries, volume, times_words(own)))
        )


def _drawn(
    syringe: Syringe,
    draws: Iterable[Draw],
    products: Mapping[UUID, Product],
    lots: Mapping[UUID, Lot],
) -> Iterable[str]:
    for draw in draws:
        if draw.syringe != syringe.id:
            continue
        product = products.get(draw.product)
        lot = lots.get(draw.lot) if draw.lot is not None else None
        parts = [product.name if product is not None else "", format_ml(draw.volume_ul)]
        number = lot.number if lot is not None else draw.kit_lot
        parts.append(
            translate("EmergencyPage", "lot {number}").format(number=number)
            if number
            else translate("EmergencyPage", "no lot noted")
        )
        if lot is not None and lot.expiry is not None:
            parts.append(
                translate("EmergencyPage", "expiry {day}").format(day=format_date(lot.expiry))
            )
        yield ", ".join(filter(None, parts))


def _topicals(document: Document) -> Iterable[EmergencyPart]:
    found = [one for value in document.of(Preparation).values() for one in value.topicals]
    if found:
        yield EmergencyPart(
            translate("EmergencyPage", "Topical anaesthetics"),
            tuple(_topical(one) for one in found),
        )


def _topical(one: Topical) -> str:
    parts = [one.product]
    if one.grams is not None:
        parts.append(translate("EmergencyPage", "{grams} g").format(grams=one.grams))
    if one.area_cm2 is not None:
        parts.append(translate("EmergencyPage", "{area} cm²").format(area=one.area_cm2))
    if one.on is not None:
        parts.append(translate("EmergencyPage", "on {time}").format(time=format_time(one.on)))
    if one.off is not None:
        parts.append(translate("EmergencyPage", "off {time}").format(time=format_time(one.off)))
    if one.lot_number:
        parts.append(translate("EmergencyPage", "lot {number}").format(number=one.lot_number))
    return ", ".join(parts)


def _last_sessions(document: Document, patient: Patient) -> EmergencyPart:
    heading = translate("EmergencyPage", "Last sessions")
    try:
        summaries = document.store.sessions(patient.id)
    except RefusedError:
        said = translate("EmergencyPage", "cannot be read: the drive of the clinic file is gone")
        return EmergencyPart(heading, (said,))
    open_one = document.session.id if document.session is not None else None
    before = [one for one in summaries if one.session.id != open_one and not one.in_error]
    lines = tuple(_session_line(one) for one in reversed(before[-LAST:]))
    return EmergencyPart(
        heading,
        lines or (translate("EmergencyPage", "none before this one"),),
    )


def _session_line(one: SessionSummary) -> str:
    figures = words.figures_words(one.count, one.volume_ul, given=one.given)
    return f"{format_date(one.session.date)}: {figures}"


def times_words(given: Iterable[Given]) -> str:
    """From when to when they were given; "" where no time is known."""
    times = sorted(one.given_at for one in given if one.given_at is not None)
    if not times:
        return ""
    first, last = format_time(times[0]), format_time(times[-1])
    return first if first == last else f"{first}–{last}"


def _lines(text: str, without: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip()) or (without,)
