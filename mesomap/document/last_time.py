"""Starting from the map of the session before: the same again, planned."""

from __future__ import annotations

from dataclasses import dataclass

from mesomap.document.copies import Fragment, fragment
from mesomap.document.document import Document
from mesomap.model import AreaPass, Lattice, Session, Status


@dataclass(frozen=True, slots=True)
class LastTime:
    """The session before with a map, what of it is placed again, and how many were skipped."""

    session: Session
    part: Fragment
    skipped: int


def last_time(document: Document) -> LastTime | None:
    """The latest session before the open one of which something was planned or given."""
    session, patient, store = document.session, document.patient, document.store
    if session is None or patient is None:
        return None
    known = [one.session for one in store.sessions(patient.id) if not one.in_error]
    now = (session.date, session.started)
    before = [o for o in known if o.id != session.id and (o.date, o.started) <= now]
    for other in reversed(before):
        injections = store.injections(other.id)
        areas = store.of_session(AreaPass, other.id)
        chosen = [one for one in injections if one.status is not Status.SKIPPED]
        passes = [one for one in areas if one.status is not Status.SKIPPED]
        if chosen or passes:
            named = {one.lattice for one in chosen}
            lattices = [o for o in store.of_session(Lattice, other.id) if o.id in named]
            part = fragment(store.syringes(other.id), chosen, passes, lattices)
            return LastTime(other, part, len(injections) + len(areas) - len(part))
    return None
