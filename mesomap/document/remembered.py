"""The figures of a session with what it remembers besides injections: lattices, and lesions."""

from __future__ import annotations

from mesomap.analysis.lattices import Fillings
from mesomap.analysis.lesions import present
from mesomap.analysis.live import LiveFigures
from mesomap.analysis.skin import Skin
from mesomap.document.document import Document
from mesomap.document.history import rested_of
from mesomap.model import Lattice, Lesion, Session
from mesomap.storage import Store


def lattices_of(store: Store, body: Skin, session: Session) -> Fillings:
    """The lattices of a session of the clinic file, as its figures need them."""
    lesions = store.of_patient(Lesion, session.patient)
    return Fillings(
        body,
        store.of_session(Lattice, session.id),
        present(lesions, session.date),
        rested_of(store, body, session),
    )


def live_figures(document: Document, body: Skin) -> LiveFigures:
    """The figures of the open session, to be kept up to date from here."""
    if document.session is None:
        raise ValueError("no session is open")
    return LiveFigures(
        body,
        document.injections.values(),
        document.syringes,
        areas=document.areas.values(),
        lattices=document.lattices.values(),
        lesions=document.lesions.values(),
        on=document.session.date,
        rested=rested_of(document.store, body, document.session),
    )
