"""Sessions as FHIR R4: what is in the transaction, its codes, and that it can be sent twice."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from clinic_values import NOON, an_injection
from fhir_values import ACID, AT, DOCTOR, LIDOCAINE, PDF, an_exported, an_id
from pydantic import ValidationError

from mesomap.atlas import Atlas, Body
from mesomap.atlas.pictured import with_pictures
from mesomap.exchange.exported import Exported, gather
from mesomap.exchange.fhir import fhir_bundle, fhir_bytes
from mesomap.exchange.fhir.codes import PARTS_OF_THE_BODY
from mesomap.exchange.fhir.r4 import R4_DIFFERENCES, check_models, check_r4
from mesomap.exchange.sample import make_sample_clinic
from mesomap.exchange.sample_picture import sample_picture
from mesomap.model import (
    Addendum,
    AddendumKind,
    FollowUp,
    FollowUpPoint,
    PictureSite,
    Reaction,
    ReactionKind,
    SessionStatus,
    Side,
    Status,
)
from mesomap.storage import Store

Json = dict[str, Any]
ROUTES = {"372464004", "34206005"}
EDQM = {"20030000", "20066000"}
SIDES = {"XK8G", "XK9K", "XK9J"}
STRUCTURES = {
    "41695006", "89545001", "52795006", "60819002", "45206002", "30291003", "45048000",
    "51185008", "818983003", "77568009", "16982005", "40983000", "14975008", "85562004",
    "68367000", "72696002", "30021000",
}  # fmt: skip
VERIFIED = {
    "http://snomed.info/sct": ROUTES | STRUCTURES,
    "http://standardterms.edqm.eu": EDQM,
    "http://id.who.int/icd/release/11/mms": SIDES,
    "http://unitsofmeasure.org": {"mL", "mm", "mg"},
}


def injections(exported: Exported, *settings: Json) -> Exported:
    """With an injection for each of `settings`; of syringe A, given, unless these say otherwise."""
    first = next(iter(exported.syringes))
    made = []
    for order, said in enumerate(settings, start=1):
        more = {"syringe": first, **said}
        syringe = exported.syringes[more.pop("syringe")]
        given = {"status": Status.GIVEN, "given_at": NOON, "given_by": "Dr. B. Example"}
        values = {"id": an_id(order), "region": "forehead", **given, **more}
        made.append(an_injection(syringe, order, **values))
    return replace(exported, injections=tuple(made))


def resources(exported: Exported, kind: str) -> list[Json]:
    bundle = json.loads(fhir_bytes(exported, pdf=PDF, at=AT))
    found = [one["resource"] for one in bundle["entry"]]
    return [one for one in found if one["resourceType"] == kind]


def everything(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
        for one in value.values():
            yield from everything(one)
    elif isinstance(value, list):
        for one in value:
            yield from everything(one)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.mesomap"
    make_sample_clinic(path)
    return path


def test_every_sample_session_is_valid_and_whole(sample: Path, atlas: Atlas) -> None:
    with Store.open(sample, read_only=True) as store:
        for summary in store.sessions():
            exported = gather(store, atlas, summary.session.id)
            bundle = json.loads(fhir_bytes(exported, pdf=PDF, at=AT))
            urls = [one["fullUrl"] for one in bundle["entry"]]
            assert len(set(urls)) == len(urls)
            named = {one["reference"] for one in everything(bundle) if "reference" in one}
            assert named <= set(urls)
            for one in everything(bundle):
                if {"system", "code"} <= one.keys() and not one["code"].startswith("urn:"):
                    assert one["code"] in VERIFIED[one["system"]]


def test_a_mixture_is_one_administration_a_product_and_region(body: Body) -> None:
    exported = injections(
        an_exported(body),
        {"side": Side.LEFT, "volume_ul": 400, "depth_mm": 4.0},
        {"side": Side.LEFT, "volume_ul": 400, "depth_mm": 4.0},
        {"side": Side.RIGHT, "volume_ul": 200, "depth_mm": 0.8},
    )
    told = {
        (one["medicationReference"]["display"], one["dosage"]["site"]["text"]): one
        for one in resources(exported, "MedicationAdministration")
    }
    assert {key: one["dosage"]["dose"]["value"] for key, one in told.items()} == {
        (LIDOCAINE.name, "Left forehead"): 0.2,
        (ACID.name, "Left forehead"): 0.6,
        (LIDOCAINE.name, "Right forehead"): 0.05,
        (ACID.name, "Right forehead"): 0.15,
    }
    deep, shallow = told[LIDOCAINE.name, "Left forehead"], told[ACID.name, "Right forehead"]
    assert deep["dosage"]["text"] == (
        "2 injections, 0.2 mL in 0.8 mL of the mixture, Lidocaine 2 mg, 4 mm deep"
    )
    assert [one["code"] for one in deep["dosage"]["route"]["coding"]] == ["34206005", "20066000"]
    route = shallow["dosage"]["route"]
    assert [one["code"] for one in route["coding"]] == ["372464004", "20030000"]
    assert [one["code"] for one in deep["dosage"]["site"]["coding"]] == ["52795006"]
    assert deep["dosage"]["method"] == {"text": "Papule"}
    assert deep["status"] == "completed"
    assert deep["performer"][0]["actor"]["display"] == "Dr. B. Example"
    assert deep["device"][0]["display"] == "Example 30G"


def test_products_carry_lot_and_expiry_and_devices_their_udi(body: Body) -> None:
    exported = injections(an_exported(body), {})
    lots = {one["code"]["text"]: one.get("batch") for one in resources(exported, "Medication")}
    assert lots == {
        LIDOCAINE.name: {"lotNumber": "L-26", "expirationDate": "2027-04-30"},
        ACID.name: None,
    }
    (device,) = resources(exported, "Device")
    assert device["udiCarrier"][0]["deviceIdentifier"] == "02000000000206"
    assert (device["lotNumber"], device["expirationDate"]) == ("ND-1", "2029-03-31")


def test_a_mixture_of_which_only_the_name_is_known(body: Body) -> None:
    exported = an_exported(body)
    named = list(exported.syringes)[1]
    exported = injections(exported, {"syringe": named, "region": None, "side": None})
    (one,) = resources(exported, "MedicationAdministration")
    assert one["medicationCodeableConcept"] == {"text": "Own mixture"}
    assert one["dosage"]["site"] == {"text": "Outside any named region"}
    assert "route" not in one["dosage"]
    assert resources(exported, "Medication") == []


def test_left_and_right_have_codes_and_the_midline_has_none(body: Body) -> None:
    exported = injections(
        an_exported(body),
        {"side": Side.LEFT},
        {"side": Side.RIGHT},
        {"region": "nose-tip", "side": Side.MIDLINE},
    )
    found = [one["locationQualifier"][0] for one in resources(exported, "BodyStructure")]
    assert [one.get("coding", [{}])[0].get("code") for one in found] == ["XK8G", "XK9K", None]
    (procedure,) = resources(exported, "Procedure")
    assert len(procedure["extension"]) == len(procedure["bodySite"]) == 3
    assert "coding" not in procedure["code"]


def test_a_clinics_own_picture_is_no_part_of_the_body(body: Body) -> None:
    attachment, picture = sample_picture()
    pictured = with_pictures(body, (picture,), lambda _id: attachment)
    on_it = {
        "region": str(picture.id),
        "side": Side.LEFT,
        "site": PictureSite(str(picture.id), 9, 9),
    }
    exported = injections(an_exported(pictured), on_it)
    (one, *_) = resources(exported, "MedicationAdministration")
    assert one["dosage"]["site"] == {"text": picture.title}
    assert resources(exported, "BodyStructure") == []


def in_error(exported: Exported) -> Exported:
    wrong = Addendum(
        id=an_id("wrong"),
        session=exported.session.id,
        kind=AddendumKind.ENTERED_IN_ERROR,
        text="Another patient's",
        written=AT,
        by="Dr. B. Example",
    )
    return replace(exported, addenda=(wrong,))


def draft(exported: Exported) -> Exported:
    plain = replace(exported.session, status=SessionStatus.DRAFT, signed=None, signed_by="")
    return replace(exported, session=plain)


def stopped(exported: Exported) -> Exported:
    return replace(exported, session=replace(exported.session, stopped_because="Pain"))


GIVEN: Json = {}
SKIPPED = {"status": Status.SKIPPED, "reason": "Mole", "given_at": None, "given_by": ""}
PLANNED = {"status": Status.PLANNED, "given_at": None, "given_by": ""}


@pytest.mark.parametrize(
    ("turned", "placed", "procedure", "administrations", "document"),
    [
        (None, [GIVEN], "completed", {"completed"}, "final"),
        (None, [GIVEN, SKIPPED], "completed", {"completed", "not-done"}, "final"),
        (None, [SKIPPED, PLANNED], "not-done", {"not-done"}, "final"),
        (None, [], "completed", set(), "final"),
        (stopped, [GIVEN, PLANNED], "stopped", {"completed", "not-done"}, "final"),
        (draft, [GIVEN, PLANNED], "in-progress", {"in-progress"}, "preliminary"),
        (draft, [PLANNED], "in-progress", set(), "preliminary"),
        (in_error, [GIVEN, SKIPPED], "entered-in-error", {"entered-in-error"}, "entered-in-error"),
    ],
)
def test_statuses(body: Body, turned, placed, procedure, administrations, document) -> None:
    exported = injections(an_exported(body), *placed)
    exported = turned(exported) if turned is not None else exported
    (one,) = resources(exported, "Procedure")
    assert one["status"] == procedure
    found = resources(exported, "MedicationAdministration")
    assert {one["status"] for one in found} == administrations
    reasons = {one["statusReason"][0]["text"] for one in found if one["status"] == "not-done"}
    assert reasons <= {"Mole", "Planned, not given"}
    (paper,) = resources(exported, "DocumentReference")
    assert paper["docStatus"] == document
    if turned is draft:
        assert any("Planned, not given yet: 1 " in note["text"] for note in one["note"])


def test_a_reaction_with_all_that_is_noted_of_it(body: Body) -> None:
    reaction = Reaction(
        id=an_id("reaction"),
        session=an_id("session"),
        kind=ReactionKind.INFECTION,
        noted=AT,
        noted_by="Dr. B. Example",
        region="forehead",
        side=Side.LEFT,
        long_mm=12.5,
        grade=2,
        vas=3.5,
        serious=True,
        text="Warm and red",
    )
    mistaken = replace(reaction, id=an_id("mistaken"), mistaken=True)
    seen = FollowUp(
        id=an_id("seen"), session=an_id("session"), point=FollowUpPoint.TWO_WEEKS, done=AT
    )
    exported = replace(an_exported(body), reactions=(reaction, mistaken), follow_ups=(seen,))
    found = {one["identifier"][0]["value"]: one for one in resources(exported, "Observation")}
    one = found[f"urn:uuid:{reaction.id}"]
    assert (one["status"], one["code"]["text"]) == ("final", "Reaction: Infection signs")
    assert (one["valueString"], one["bodySite"]["text"]) == ("Warm and red", "Left forehead")
    parts = {part["code"]["text"]: part for part in one["component"]}
    assert parts["Longest"]["valueQuantity"]["value"] == 12.5
    assert parts["CTCAE v5 grade"]["valueInteger"] == 2
    assert parts["Serious"]["valueBoolean"] is True
    assert found[f"urn:uuid:{mistaken.id}"]["status"] == "entered-in-error"
    assert found[f"urn:uuid:{seen.id}"]["valueString"] == "No reaction"


def test_the_pdf_the_people_and_the_fingerprint(body: Body) -> None:
    exported = injections(an_exported(body), {})
    (paper,) = resources(exported, "DocumentReference")
    attachment = paper["content"][0]["attachment"]
    assert base64.b64decode(attachment["data"]) == PDF
    assert (attachment["contentType"], attachment["size"]) == ("application/pdf", len(PDF))
    (doctor,) = resources(exported, "Practitioner")
    assert doctor["identifier"][1]["value"] == DOCTOR.license
    (source,) = resources(exported, "Provenance")
    assert [one["type"]["text"] for one in source["agent"]] == [
        "Performer", "Prescriber", "Signed by", "Software",
    ]  # fmt: skip
    assert source["entity"][0]["what"]["identifier"]["value"] == exported.fingerprint
    assert re.search(r"([+-]\d\d:\d\d|Z)$", source["recorded"])


def server(held: dict[tuple[str, str], Json], bundle: Json) -> None:
    """What a receiver does: conditional updates replace, what is made once stays."""
    for entry in bundle["entry"]:
        request, kind = entry["request"], entry["resource"]["resourceType"]
        if request["method"] == "PUT":
            url, _, query = request["url"].partition("?")
            assert url == kind
            held[kind, query] = entry["resource"]
        else:
            assert (request["method"], request["url"]) == ("POST", kind)
            held.setdefault((kind, request["ifNoneExist"]), entry["resource"])


def test_sent_twice_it_is_there_once(body: Body) -> None:
    exported = injections(an_exported(body), {"side": Side.LEFT}, {"side": Side.RIGHT})
    held: dict[tuple[str, str], Json] = {}
    bundle = fhir_bundle(exported, pdf=PDF, at=AT)
    server(held, bundle)
    assert len(held) == len(bundle["entry"])
    server(held, fhir_bundle(exported, pdf=PDF, at=NOON))
    assert len(held) == len(bundle["entry"])
    for (_, query), resource in held.items():
        known = resource.get("identifier") or resource["meta"]["tag"]
        system, value = query.partition("=")[2].split("|")
        assert {"system": system} == {"system": known[0]["system"]}
        assert value in (known[0].get("value"), known[0].get("code"))


def test_control_codes_in_a_note_are_left_out(body: Body) -> None:
    exported = an_exported(body)
    noted = replace(exported, session=replace(exported.session, note="a\x0bb\nc\x00"))
    (procedure,) = resources(noted, "Procedure")
    assert procedure["note"][0]["text"] == "ab\nc"


def test_every_coded_region_is_in_the_atlas(atlas: Atlas) -> None:
    known = {key.id for id in atlas.body_ids for key in atlas.body(id).regions}
    assert set(PARTS_OF_THE_BODY) <= known
    assert set(PARTS_OF_THE_BODY.values()) <= STRUCTURES


@pytest.mark.parametrize("name", [name for one in R4_DIFFERENCES for name in one.only_in_r4b])
def test_what_only_r4b_has_is_refused(body: Body, name: str) -> None:
    bundle = fhir_bundle(injections(an_exported(body), {}), pdf=PDF, at=AT)
    check_r4(bundle)
    value: Json = {"concept": {"text": "x"}} if name.endswith("Reference") else {}
    bundle["entry"][0]["resource"]["extension"] = [{"url": "http://example.org", name: value}]
    check_models(bundle)
    with pytest.raises(ValueError, match=name):
        check_r4(bundle)


def test_codes_that_the_models_let_pass_are_refused(body: Body) -> None:
    bundle = fhir_bundle(an_exported(body), pdf=PDF, at=AT)
    procedure = next(
        one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == "Procedure"
    )
    procedure["status"] = "signed"
    check_models(bundle)
    with pytest.raises(ValueError, match=r"Procedure\.status"):
        check_r4(bundle)
    procedure["status"] = "completed"
    bundle["entry"][0]["resource"] = {"resourceType": "SubscriptionTopic"}
    with pytest.raises(ValueError, match="SubscriptionTopic"):
        check_r4(bundle)


def test_the_models_do_judge(body: Body) -> None:
    bundle = fhir_bundle(an_exported(body), pdf=PDF, at=AT)
    del bundle["entry"][-1]["resource"]["target"]
    with pytest.raises(ValidationError):
        check_models(bundle)
