"""Own pictures, photographs and scans: what goes along, and what is missing is said."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from clinic_values import NOON, a_patient, a_session, a_syringe, an_injection

from mesomap.atlas import default_atlas
from mesomap.document import Document
from mesomap.document.edits_pictures import attachment_of
from mesomap.document.importing import import_bundle, plan_import
from mesomap.document.importing_lines import Fate
from mesomap.exchange.bundle import bundle_bytes, bundle_json, hash_of
from mesomap.exchange.bundle_read import read_bundle
from mesomap.exchange.json import session_json
from mesomap.exchange.sample_picture import sample_picture
from mesomap.model import (
    Added,
    Attachment,
    Consent,
    ConsentKind,
    KnownError,
    Moment,
    Photograph,
    Picture,
    PictureSite,
    Side,
)
from mesomap.storage import Store

ATLAS = default_atlas()


@pytest.fixture
def file(tmp_path: Path):
    """A session on an own picture, with a photograph and a scanned consent; made as a file."""
    values = sample_picture()
    picture = next(one for one in values if isinstance(one, Picture))
    held = next(one for one in values if isinstance(one, Attachment))
    photo = attachment_of(held.content + b"\n", held.media)
    scan = attachment_of(b"%PDF-1.4 a scan", "application/pdf")
    patient = a_patient()
    session = a_session(patient)
    syringe = a_syringe(session)
    injection = an_injection(
        syringe,
        site=PictureSite(str(picture.id), picture.width_mm / 2, picture.height_mm / 2),
        region=str(picture.id),
        side=Side.MIDLINE,
    )
    photograph = Photograph(
        id=uuid4(),
        session=session.id,
        attachment=photo.id,
        width_px=800,
        height_px=600,
        taken=NOON,
        moment=Moment.AFTER,
    )
    consent = Consent(
        id=uuid4(),
        patient=patient.id,
        kind=ConsentKind.TREATMENT,
        given=NOON.date(),
        text_version="1",
        taken_by="B",
        scan=scan.id,
    )
    new = (*values, photo, scan, patient, consent, session, syringe, injection, photograph)
    with Store.create(tmp_path / "one.mesomap") as store:
        store.apply("add", tuple(Added(one) for one in new), actor="", at=NOON)

        def made(*, attachments: bool) -> dict[str, object]:
            return bundle_json(store, ATLAS, [session.id], at=NOON, attachments=attachments)

        yield made, session_json(store, ATLAS, session.id)


@pytest.fixture
def other(tmp_path: Path):
    with Store.create(tmp_path / "other.mesomap") as store:
        yield store


def plan_of(store: Store, file: dict[str, object]):
    return plan_import(store, ATLAS, read_bundle(bundle_bytes(file), name="a.json"))


def test_with_attachments_all_of_it_comes_along(file, other: Store) -> None:
    made, before = file
    import_bundle(Document(other), plan_of(other, made(attachments=True)))
    (summary,) = other.sessions()
    assert session_json(other, ATLAS, summary.session.id) == before
    (photograph,) = other.of_session(Photograph, summary.session.id)
    assert other.attachment(photograph.attachment) is not None
    assert other.verify().ok
    other.erase(other.family(summary.person), reason="asked", actor="B", at=NOON)
    assert other.attachment(photograph.attachment) is None
    assert other.verify().ok


def test_without_them_the_map_still_has_its_ground(file, other: Store) -> None:
    made, before = file
    plan = plan_of(other, made(attachments=False))
    missing = {line.kind for line in plan.lines if line.fate is Fate.MISSING}
    assert missing == {"photograph", "consent"}
    import_bundle(Document(other), plan)
    (summary,) = other.sessions()
    after = session_json(other, ATLAS, summary.session.id)
    assert after["injections"] == before["injections"]
    assert after["pictures"] == before["pictures"]
    assert other.of_session(Photograph, summary.session.id) == []
    assert other.verify().ok
    later = plan_of(other, made(attachments=True))
    assert {one.fate for one in later.lines if one.kind == "session"} == {Fate.MORE}
    import_bundle(Document(other), later)
    assert len(other.of_session(Photograph, summary.session.id)) == 1
    assert other.verify().ok


def test_a_place_off_its_picture_is_refused(file, other: Store) -> None:
    made, _ = file
    found = made(attachments=True)
    found["record"]["injection"][0]["site"]["x_mm"] = 1e6
    found["sha256"] = hash_of(found["record"])
    with pytest.raises(KnownError, match=r"x_mm|off its picture"):
        plan_of(other, found)


def test_a_content_that_is_no_picture_is_refused(file) -> None:
    made, _ = file
    found = made(attachments=True)
    fake = attachment_of(b"MZ not a picture", "image/png")
    from base64 import b64encode

    found["record"]["attachment"][0].update(
        id=fake.id.hex, sha256=fake.sha256, content=b64encode(fake.content).decode()
    )
    found["sha256"] = hash_of(found["record"])
    with pytest.raises(KnownError, match="attachment 1"):
        read_bundle(bundle_bytes(found), name="a.json")
