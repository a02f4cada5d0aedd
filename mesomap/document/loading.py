"""A session of the clinic file, whole, as a state."""

from __future__ import annotations

from mesomap.document.state import State, held
from mesomap.model import AreaPass, Lattice, Lesion, Needle, Note, Picture, Session
from mesomap.storage import Store


def pictures_for(store: Store, session: Session) -> list[Picture]:
    """The clinic's own charts that `session` may use: everybody's, and its patient's."""
    pictures = store.of_clinic(Picture)
    return [one for one in pictures if one.patient in (None, session.patient)]


def load(store: Store, session: Session) -> State:
    """The state with `session` open.

    Raises
    ------
    KnownError
        The file is damaged.
    """
    injections = store.injections(session.id)
    areas = store.of_session(AreaPass, session.id)
    return State(
        patient=store.patient(session.patient),
        session=session,
        parts=held(
            store.syringes(session.id),
            injections,
            areas,
            store.of_session(Lattice, session.id),
            store.of_session(Note, session.id),
            store.calibrations(session.patient),
            store.of_patient(Lesion, session.patient),
            store.of_clinic(Needle),
            pictures_for(store, session),
        ),
        last_order=max([0, *(one.order for one in injections), *(one.order for one in areas)]),
    )
