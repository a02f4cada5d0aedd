"""Two sessions of a clinic file compared, as the documented JSON (docs/command-line.md)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from mesomap.analysis.compare import Comparison, Fate, Given, compare
from mesomap.atlas import Atlas
from mesomap.document.bodies import body_of_session
from mesomap.model import KnownError, Picture, RegionKey, Session
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import Store

TWO_PATIENTS = QT_TRANSLATE_NOOP(
    "messages", "These sessions are of two patients: choose two sessions of one patient."
)


def compare_sessions(store: Store, atlas: Atlas, a: UUID, b: UUID) -> Comparison:
    """Session `a` against session `b`, on the later one's body and calibration.

    Raises
    ------
    KnownError
        There is no such session, they are of two patients, or a body is not in the atlas.
    """
    sessions = [store.session(id) for id in (a, b)]
    if store.person_of(sessions[0]) != store.person_of(sessions[1]):
        raise KnownError(TWO_PATIENTS)
    later = max(sessions, key=_when)
    maps = [
        Given(store.injections(id), {one.id: one for one in store.syringes(id)}) for id in (a, b)
    ]
    return compare(body_of_session(store, atlas, later), *maps)


def comparison_json(store: Store, atlas: Atlas, a: UUID, b: UUID) -> dict[str, Any]:
    """How many of each fate, in all and by region; raises as `compare_sessions`."""
    found = compare_sessions(store, atlas, a, b)
    pictures = {str(picture.id) for picture in store.of_clinic(Picture)}
    return {
        **{fate.value: found.count(fate) for fate in Fate},
        "by_region": [
            {
                **_region(one.key, pictures),
                **{fate.value: one.counts[fate] for fate in Fate},
                "coverage_a": one.coverage_a,
                "coverage_b": one.coverage_b,
            }
            for one in found.by_region
        ],
    }


def _region(key: RegionKey, pictures: Collection[str]) -> dict[str, Any]:
    """A region; of a clinic's own picture null and which one."""
    if key.id in pictures:
        return {"region": None, "side": None, "chart": key.id}
    return {"region": key.id, "side": key.side.value}


def _when(session: Session) -> tuple[object, ...]:
    return session.date, session.started, session.id
