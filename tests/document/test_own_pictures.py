"""Own pictures in the clinic file: stored once, never measured anew, never removed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from clinic_values import a_patient, a_session, a_syringe, an_injection, open_document

from mesomap.atlas import Atlas
from mesomap.document import Document
from mesomap.document.bodies import body_of_open, body_of_session
from mesomap.document.edits_pictures import (
    add_picture,
    attachment_of,
    measured_anew,
    new_picture,
    rename_picture,
    retire_picture,
)
from mesomap.document.validate import InvalidChangeError
from mesomap.exchange.compare import Compared, compared
from mesomap.exchange.compare_json import comparison_json
from mesomap.exchange.json import session_json
from mesomap.model import (
    Added,
    KnownError,
    PatientsLeft,
    Picture,
    PictureSite,
    Removed,
    Side,
    Updated,
)
from mesomap.storage import Store

CONTENT = attachment_of(b"<svg/>", "image/svg+xml")


def a_picture(**changes: object) -> Picture:
    plain = new_picture(
        "  Our   knee ",
        CONTENT,
        width_px=400,
        height_px=300,
        line_px=(0.0, 0.0, 100.0, 0.0),
        line_mm=50.0,
        patients_left=PatientsLeft.ON_THE_RIGHT,
        patient=None,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.fixture
def document(tmp_path: Path):
    with Store.create(tmp_path / "a.mesomap") as store:
        yield open_document(store)[0]


def test_the_same_content_is_stored_once(document: Document) -> None:
    first, second = a_picture(), a_picture(title="The same knee")
    document.commit("Add picture", add_picture(document, CONTENT, first))
    changes = add_picture(document, CONTENT, second)
    assert changes == (Added(second),)
    document.commit("Add picture", changes)
    assert document.store.attachment(CONTENT.id) == CONTENT
    assert document.pictures == {first.id: first, second.id: second}
    assert first.title == "Our knee"
    assert document.store.verify().ok


def test_title_and_whether_it_is_offered_may_change(document: Document) -> None:
    picture = a_picture()
    document.commit("Add picture", add_picture(document, CONTENT, picture))
    document.commit("Rename picture", rename_picture(picture, "Knee"))
    renamed = document.pictures[picture.id]
    assert renamed.title == "Knee"
    assert rename_picture(renamed, " Knee ") == ()
    document.commit("Retire picture", retire_picture(renamed))
    assert document.pictures[picture.id].retired
    assert retire_picture(document.pictures[picture.id]) == ()
    with pytest.raises(KnownError, match="needs a title"):
        document.commit("Rename", rename_picture(document.pictures[picture.id], "  "))


def test_what_sessions_were_mapped_on_stays(document: Document) -> None:
    picture = a_picture()
    document.commit("Add picture", add_picture(document, CONTENT, picture))
    for changed in (
        replace(picture, line_mm=51.0),
        replace(picture, patients_left=PatientsLeft.NEITHER),
        replace(picture, patient=uuid4()),
    ):
        with pytest.raises(InvalidChangeError):
            document.commit("Change", (Updated(picture, changed),))
    for gone in (picture, CONTENT):
        with pytest.raises(InvalidChangeError):
            document.commit("Remove", (Removed(gone),))
    assert document.pictures == {picture.id: picture}


def test_measured_anew_is_another_picture() -> None:
    picture = a_picture(retired=True)
    fresh = measured_anew(
        picture,
        line_px=(0.0, 0.0, 100.0, 0.0),
        line_mm=60.0,
        patients_left=PatientsLeft.ON_THE_LEFT,
        title="Knee",
    )
    assert fresh.id != picture.id
    assert (fresh.attachment, fresh.retired) == (picture.attachment, False)
    assert fresh.mm_per_px == pytest.approx(0.6)


def test_a_picture_without_a_line_is_refused(document: Document) -> None:
    picture = a_picture(line_px=(5.0, 5.0, 5.0, 5.0))
    with pytest.raises(KnownError, match="line of known length"):
        document.commit("Add picture", add_picture(document, CONTENT, picture))
    assert document.store.attachment(CONTENT.id) is None


def test_the_body_of_a_session_has_its_pictures(document: Document, atlas: Atlas) -> None:
    assert document.session is not None
    assert body_of_open(document, atlas) is atlas.body("female")
    other = a_patient("Muster, Clara")
    elsewhere = a_session(other)
    everyones, theirs = a_picture(), a_picture(patient=other.id)
    changes = (Added(other), Added(elsewhere), Added(CONTENT), Added(everyones), Added(theirs))
    document.commit("Add", changes)
    body = body_of_open(document, atlas)
    assert set(body.pictures) == {str(everyones.id)}
    assert body_of_session(document.store, atlas, document.session) is body
    assert set(body_of_session(document.store, atlas, elsewhere).pictures) == {
        str(everyones.id),
        str(theirs.id),
    }


def test_json_says_the_picture_and_no_region(document: Document, atlas: Atlas) -> None:
    picture = a_picture()
    document.commit("Add picture", add_picture(document, CONTENT, picture))
    assert document.session is not None
    (syringe,) = document.syringes.values()
    placed = [
        an_injection(
            syringe,
            order=number,
            site=PictureSite(str(picture.id), 20.0 * number, 30.0),
            region=str(picture.id),
            side=Side.MIDLINE,
        )
        for number in (1, 2)
    ]
    document.commit("Add injections", tuple(map(Added, placed)))
    said = session_json(document.store, atlas, document.session.id)
    first = said["injections"][0]
    assert first["site"] == {
        "kind": "picture",
        "chart": str(picture.id),
        "x_mm": first["site"]["x_mm"],
        "y_mm": 30.0,
    }
    for name in ("region", "side", "patch", "u_mm", "v_mm"):
        assert first[name] is None
    (covered,) = said["coverage"]
    assert (covered["region"], covered["side"]) == (None, None)
    assert covered["chart"] == str(picture.id)
    assert covered["spacing"]["median_mm"] == pytest.approx(20.0)
    (described,) = said["pictures"]
    assert described["title"] == "Our knee"
    assert (described["width_mm"], described["height_mm"]) == (200.0, 150.0)
    assert described["patients_left"] == "right"


def test_two_maps_on_one_picture_are_compared_on_it(document: Document, atlas: Atlas) -> None:
    picture = a_picture()
    document.commit("Add picture", add_picture(document, CONTENT, picture))
    assert document.session is not None
    assert document.patient is not None
    first = document.session
    second = a_session(document.patient, date(2026, 12, 1))
    document.commit("Add session", (Added(second),))
    for session, places in ((first, (20.0, 40.0, 80.0)), (second, (20.0, 44.0))):
        document.open_session(session.id)
        if not document.syringes:
            document.commit("Add", (Added(a_syringe(session)),))
        (syringe,) = document.syringes.values()
        placed = (
            an_injection(
                syringe,
                order=order,
                site=PictureSite(str(picture.id), x_mm, 30.0),
                region=str(picture.id),
                side=Side.MIDLINE,
            )
            for order, x_mm in enumerate(places, start=1)
        )
        document.commit("Add injections", tuple(map(Added, placed)))
    said = comparison_json(compared(document.store, atlas, Compared(first.id, second.id)))
    assert (said["kept"], said["moved"], said["removed"], said["added"]) == (1, 1, 1, 0)
    (row,) = said["by_region"]
    assert (row["region"], row["side"], row["chart"]) == (None, None, str(picture.id))
