"""A session of the clinic file, whole, as a state."""

from __future__ import annotations

from typing import cast

from mesomap.document.state import State, held
from mesomap.model import (
    Addendum,
    AreaPass,
    ClinicSettings,
    Consent,
    Course,
    Device,
    DeviceUse,
    Draw,
    FollowUp,
    Lattice,
    Lesion,
    Mixture,
    Needle,
    Note,
    Person,
    Photograph,
    Picture,
    Preparation,
    Product,
    Protocol,
    Questionnaire,
    Reaction,
    RemarkAnswer,
    Session,
)
from mesomap.storage import Store

OF_SESSION = (
    AreaPass,
    Lattice,
    Note,
    Draw,
    DeviceUse,
    Questionnaire,
    Preparation,
    RemarkAnswer,
    Reaction,
    FollowUp,
    Photograph,
    Addendum,
)
OF_PATIENT = (Lesion, Course, Consent)
OF_CLINIC = (Needle, Product, Mixture, Device, Protocol, Person, ClinicSettings)


def pictures_for(store: Store, session: Session) -> list[Picture]:
    """The clinic's own charts that `session` may use: everybody's, and its patient's."""
    family = store.family(store.person_of(session).id)
    pictures = store.of_clinic(Picture)
    return [one for one in pictures if one.patient is None or one.patient in family]


def load(store: Store, session: Session) -> State:
    """The state with `session` open.

    Raises
    ------
    KnownError
        The file is damaged.
    """
    injections = store.injections(session.id)
    of_session = {kind: store.of_session(kind, session.id) for kind in OF_SESSION}
    areas = cast(list[AreaPass], of_session[AreaPass])
    person = store.person_of(session)
    return State(
        patient=person,
        family=store.family(person.id),
        session=session,
        parts=held(
            store.syringes(session.id),
            injections,
            *of_session.values(),
            store.calibrations(person.id),
            *(store.of_patient(kind, person.id) for kind in OF_PATIENT),
            *(store.of_clinic(kind) for kind in OF_CLINIC),
            pictures_for(store, session),
        ),
        last_order=max([0, *(one.order for one in injections), *(one.order for one in areas)]),
    )
