"""People, signature and addenda in the JSON of a session."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from clinic_values import open_document

from mesomap.document.record.addenda import new_addendum
from mesomap.document.record.people import person_change, set_people
from mesomap.document.record.signing import sign
from mesomap.exchange.record.signing import signing_json
from mesomap.model import AddendumKind, Person
from mesomap.storage import Store


def test_a_draft_says_nothing_and_a_signed_one_all(tmp_path: Path) -> None:
    doctor = Person(id=uuid4(), name="B. Example", title="Dr.", license="12345")
    with Store.create(tmp_path / "clinic.mesomap") as store:
        document, _ = open_document(store)
        assert document.session is not None
        assert signing_json(store, document.session) == {
            "signed_by": "",
            "signed_for": None,
            "fingerprint": "",
            "seal": "",
            "performer": None,
            "prescriber": None,
            "addenda": [],
        }
        document.commit("Add person", person_change(store, doctor))
        document.commit("Say", set_people(document, performer=doctor.id, prescriber=None))
        document.commit("Sign", sign(document, doctor))
        id = document.session.id
        document.commit("Add", new_addendum(document, id, AddendumKind.CORRECTION, "2 mm, not 4."))
        told = signing_json(store, store.session(id))
    assert told["performer"] == {
        "id": str(doctor.id),
        "name": "Dr. B. Example",
        "role": "practitioner",
        "license": "12345",
    }
    assert told["signed_by"] == "Dr. B. Example"
    assert told["signed_for"] == {"name": "Sample, Anna", "born": "1981-03-14", "number": "00417"}
    assert len(told["fingerprint"]) == 64
    (addendum,) = told["addenda"]
    assert (addendum["kind"], addendum["text"]) == ("correction", "2 mm, not 4.")
    assert addendum["by"] == "Dr. B. Example"
