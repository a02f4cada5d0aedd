"""What FHIR can hold of any session comes back from it: who, what of which lot, where, how much."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from clinic_values import NOON, a_patient, an_injection
from fhir_values import ACID, AT, LIDOCAINE, LOT, PDF, an_exported, an_id
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mesomap.atlas import Body
from mesomap.exchange.exported import Exported
from mesomap.exchange.fhir import fhir_bytes
from mesomap.model import (
    AreaPass,
    GivenHow,
    Injection,
    Reaction,
    ReactionKind,
    SessionStatus,
    Sex,
    Side,
    Status,
    Technique,
)

Json = dict[str, Any]
Given = dict[tuple[str, str, str, str], Fraction]
"""mL by product (or mixture), lot, region in words and status."""

WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), max_size=40
)
NAMES = WORDS.filter(lambda text: bool(text.strip()))
REGIONS = st.sampled_from(
    [
        ("forehead", Side.LEFT),
        ("forehead", Side.RIGHT),
        ("cheek-buccal", Side.LEFT),
        ("abdomen-lower", Side.RIGHT),
        ("submental", Side.LEFT),
        (None, None),
    ]
)
SHARES = {"A": {LIDOCAINE.name: Fraction(1, 4), ACID.name: Fraction(3, 4)}}
LOTS = {LIDOCAINE.name: LOT.number}


@st.composite
def placed(draw: st.DrawFn, exported: Exported, number: int) -> Injection | AreaPass:
    region, side = draw(REGIONS)
    status = draw(st.sampled_from(Status))
    syringe = draw(st.sampled_from(list(exported.syringes.values())))
    minutes = draw(st.integers(0, 90))
    common = {
        "id": an_id(number),
        "region": region,
        "side": side,
        "technique": draw(st.sampled_from(Technique)),
        "volume_ul": draw(st.integers(1, 5000)),
        "depth_mm": draw(st.none() | st.sampled_from([0.1, 0.5, 1.0, 2.0, 4.0, 13.0])),
        "layer": draw(st.sampled_from(["", "dermis", "mid-fat", "my own word"])),
        "status": status,
        "given_at": NOON + timedelta(minutes=minutes) if status is Status.GIVEN else None,
        "given_by": draw(NAMES) if status is Status.GIVEN else "",
        "given_how": GivenHow.EACH if status is Status.GIVEN else None,
        "reason": draw(WORDS) if status is Status.SKIPPED else "",
    }
    if draw(st.booleans()):
        return an_injection(syringe, number, **common)
    return AreaPass(**common, session=syringe.session, order=number, outline=(), syringe=syringe.id)


@st.composite
def sessions(draw: st.DrawFn, body: Body) -> Exported:
    exported = an_exported(body)
    patient = a_patient(
        draw(NAMES), sex=draw(st.sampled_from(Sex)), number=draw(WORDS), phone=draw(WORDS)
    )
    values = [draw(placed(exported, number)) for number in range(draw(st.integers(0, 12)))]
    reactions = [
        Reaction(
            id=an_id(("reaction", number)),
            session=exported.session.id,
            kind=draw(st.sampled_from(ReactionKind)),
            noted=AT,
            region="forehead",
            side=Side.LEFT,
            long_mm=draw(st.none() | st.floats(0.1, 300)),
            grade=draw(st.none() | st.integers(1, 5)),
            vas=draw(st.none() | st.floats(0, 10)),
            text=draw(WORDS),
            mistaken=draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    session = replace(exported.session, patient=patient.id, note=draw(WORDS))
    if draw(st.booleans()):
        session = replace(session, status=SessionStatus.DRAFT, signed=None, signed_by="")
    return replace(
        exported,
        patient=patient,
        session=session,
        injections=tuple(one for one in values if isinstance(one, Injection)),
        areas=tuple(one for one in values if isinstance(one, AreaPass)),
        reactions=tuple(reactions),
    )


def told(bundle: Json) -> Given:
    """What a receiver reads of it: amounts by product, lot, region and status."""
    held = {one["fullUrl"]: one["resource"] for one in bundle["entry"]}
    found: Given = defaultdict(Fraction)
    for one in held.values():
        if one["resourceType"] != "MedicationAdministration":
            continue
        if "medicationReference" in one:
            medication = held[one["medicationReference"]["reference"]]
            name = medication["code"]["text"]
            lot = medication.get("batch", {}).get("lotNumber", "")
        else:
            name, lot = one["medicationCodeableConcept"]["text"], ""
        dosage = one["dosage"]
        assert dosage["dose"]["unit"] == "mL"
        amount = Fraction(str(dosage["dose"]["value"]))
        found[name, lot, dosage["site"]["text"], one["status"]] += amount
    return found


def recorded(exported: Exported) -> Given:
    """The same, of the record itself."""
    signed = exported.session.status is SessionStatus.SIGNED
    done = "completed" if signed else "in-progress"
    found: Given = defaultdict(Fraction)
    for one in exported.values:
        if one.status is Status.PLANNED and not signed:
            continue
        syringe = exported.syringes[one.syringe]
        shares = SHARES.get(syringe.name, {syringe.mixture: Fraction(1)})
        where = exported.region_name(one) or "Outside any named region"
        status = done if one.status is Status.GIVEN else "not-done"
        for name, share in shares.items():
            key = (name, LOTS.get(name, ""), where, status)
            found[key] += Fraction(one.volume_ul, 1000) * share
    return found


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_fhir_can_hold_comes_back(body: Body, data: st.DataObject) -> None:
    exported = data.draw(sessions(body))
    bundle = json.loads(fhir_bytes(exported, pdf=PDF, at=AT))
    expected, found = recorded(exported), told(bundle)
    assert found.keys() == expected.keys()
    for key, amount in expected.items():
        assert float(found[key]) == pytest.approx(float(amount), abs=1e-5)
    by_kind: dict[str, list[Json]] = defaultdict(list)
    for entry in bundle["entry"]:
        by_kind[entry["resource"]["resourceType"]].append(entry["resource"])
    (patient,) = by_kind["Patient"]
    assert patient["name"][0]["text"] == exported.patient.name
    assert patient["gender"] == exported.patient.sex.value
    assert patient["birthDate"] == "1981-03-14"
    numbers = [one["value"] for one in patient["identifier"][1:]]
    assert numbers == ([exported.patient.number] if exported.patient.number.strip() else [])
    (procedure,) = by_kind["Procedure"]
    said = [note["text"] for note in procedure.get("note", [])]
    assert not exported.session.note.strip() or exported.session.note in said
    assert datetime.fromisoformat(procedure["performedDateTime"]).replace(tzinfo=None) == NOON
    noted = {one["identifier"][0]["value"]: one for one in by_kind["Observation"]}
    assert len(noted) == len(exported.reactions)
    for one in exported.reactions:
        read = noted[f"urn:uuid:{one.id}"]
        parts = {part["code"]["text"]: part for part in read["component"]}
        size = parts.get("Longest", {}).get("valueQuantity", {}).get("value")
        assert size == one.long_mm
        assert parts.get("CTCAE v5 grade", {}).get("valueInteger") == one.grade
        assert parts.get("Pain, 0 to 10", {}).get("valueQuantity", {}).get("value") == one.vas
        assert read.get("valueString", "") == (one.text if one.text.strip() else "")
        assert (read["status"] == "entered-in-error") is one.mistaken
