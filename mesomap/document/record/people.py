"""Who works: the people of the clinic, who types, and who performs and prescribes a session."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from mesomap.document.document import Document
from mesomap.model import Added, Change, KnownError, Person, Session, Updated
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import Store

TWICE = QT_TRANSLATE_NOOP(
    "messages", "{name} is in the list already: change that entry, or write the name otherwise."
)


def people(store: Store) -> list[Person]:
    """All people of the clinic by name, retired ones last."""
    return sorted(store.of_clinic(Person), key=lambda one: (one.retired, one.name.casefold()))


def written(person: Person) -> str:
    """The name with the title, as it stands in the record."""
    return f"{person.title} {person.name}".strip()


def person_change(store: Store, wanted: Person) -> tuple[Change, ...]:
    """The change that adds a person, or brings one to `wanted`; empty if nothing changes.

    Raises
    ------
    KnownError
        Somebody who is not retired has that name already.
    """
    wanted = replace(
        wanted,
        name=" ".join(wanted.name.split()),
        title=" ".join(wanted.title.split()),
        license=" ".join(wanted.license.split()),
    )
    known = store.of_clinic(Person)
    for one in known:
        same = written(one).casefold() == written(wanted).casefold()
        if same and one.id != wanted.id and not (one.retired or wanted.retired):
            raise KnownError(TWICE, name=written(wanted))
    before = next((one for one in known if one.id == wanted.id), None)
    if before is None:
        return (Added(wanted),)
    return () if before == wanted else (Updated(before, wanted),)


def hand(document: Document) -> str:
    """Who gives: the session's performer where one is set, else who types."""
    session = document.session
    performer = (
        document.of(Person).get(session.performer) if session and session.performer else None
    )
    return written(performer) if performer is not None else document.actor


def set_people(
    document: Document, *, performer: UUID | None, prescriber: UUID | None
) -> tuple[Change, ...]:
    """The change that says who performs and who prescribes the open session."""
    session = document.session
    if session is None:
        return ()
    after = replace(session, performer=performer, prescriber=prescriber)
    return () if after == session else (Updated(session, after),)


def last_people(document: Document) -> Session | None:
    """The patient's session before the open one that names a performer, none entered in error."""
    session, patient = document.session, document.patient
    if session is None or patient is None:
        return None
    earlier = [
        one.session
        for one in document.store.sessions(patient.id)
        if one.session.performer is not None
        and not one.in_error
        and one.session.id != session.id
        and (one.session.date, one.session.started) <= (session.date, session.started)
    ]
    return earlier[-1] if earlier else None


def named(people: Iterable[Person], id: UUID | None) -> str:
    """The name of the person with `id`, "" where none is named."""
    return next((written(one) for one in people if one.id == id), "")
