"""Who performed, prescribed and signed a session, and what was added to it, as JSON."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from mesomap.document.record.addenda import in_time
from mesomap.document.record.people import written
from mesomap.model import Addendum, Person, Session
from mesomap.storage import Store

Json = dict[str, Any]


def signing_json(store: Store, session: Session) -> Json:
    """People, signature and addenda of one session."""
    known = {one.id: one for one in store.of_clinic(Person)}
    return {
        "signed_by": session.signed_by,
        "signed_for": _signed_for(session),
        "fingerprint": session.fingerprint,
        "seal": store.seal(session.id),
        "performer": _person(known, session.performer),
        "prescriber": _person(known, session.prescriber),
        "addenda": [_addendum(one) for one in in_time(store.of_session(Addendum, session.id))],
    }


def _person(known: dict[UUID, Person], id: UUID | None) -> Json | None:
    person = known.get(id) if id is not None else None
    if person is None:
        return None
    return {
        "id": str(person.id),
        "name": written(person),
        "role": person.role.value,
        "license": person.license,
    }


def _signed_for(session: Session) -> Json | None:
    """Who the patient was when it was signed."""
    if not session.signed_for:
        return None
    name, born, number = session.signed_for.split("\n")
    return {"name": name, "born": born or None, "number": number}


def _addendum(one: Addendum) -> Json:
    return {
        "id": str(one.id),
        "kind": one.kind.value,
        "text": one.text,
        "written": one.written.isoformat(),
        "by": one.by,
        "other": str(one.other) if one.other else None,
    }
