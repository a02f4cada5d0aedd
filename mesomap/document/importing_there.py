"""What a file brings against what the clinic file has: new, there, kept, or not to be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from mesomap.clinical import needles, protocols
from mesomap.document.importing_lines import Bundle, Fate, Line, line_of
from mesomap.document.record.patients import births_differ
from mesomap.model import (
    AfterPart,
    Attachment,
    Calibration,
    Consent,
    Entity,
    Lot,
    Message,
    Needle,
    Patient,
    Photograph,
    Picture,
    Protocol,
    Session,
    SessionPart,
)
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import Store
from mesomap.storage.fingerprint import PARTS
from mesomap.storage.kinds import NAMES
from mesomap.storage.search import folded

OTHER_SESSION = QT_TRANSLATE_NOOP(
    "messages",
    "{file} was not imported: its session of {date} is in this clinic file with other content.",
)
OTHER_PART = QT_TRANSLATE_NOOP(
    "messages",
    "{file} was not imported: its {kind} {id} is in this clinic file with other content.",
)
OTHER_PERSON = QT_TRANSLATE_NOOP(
    "messages", "{file} was not imported: {name} has the id of another patient of this clinic file."
)
SAME_LOT = QT_TRANSLATE_NOOP(
    "messages", "{file} was not imported: the lot {number} is in this clinic file under another id."
)
NAMESAKE = QT_TRANSLATE_NOOP("messages", "A patient of this name is there: compare the two.")
NO_CONTENT = QT_TRANSLATE_NOOP("messages", "Its picture is not in the file.")
NO_SCAN = QT_TRANSLATE_NOOP("messages", "Its scan is not in the file.")
ADDITION = QT_TRANSLATE_NOOP("messages", "1 later entry is added.")
ADDITIONS = QT_TRANSLATE_NOOP("messages", "{count} later entries are added.")
Get = Callable[[type[Any], UUID], Entity | None]


@dataclass(slots=True)
class Judged:
    """The lines, what is to be added, and the first thing that forbids it."""

    lines: list[Line] = field(default_factory=list)
    new: list[Entity] = field(default_factory=list)
    problem: Message | None = None

    def say(self, value: Entity, fate: Fate, said: Message | None = None) -> None:
        """One line more; a new value is to be added."""
        self.lines.append(line_of(value, fate, said))
        if fate is Fate.NEW:
            self.new.append(value)

    def forbid(self, value: Entity, why: Message) -> None:
        """A line that forbids the import."""
        self.say(value, Fate.DIFFERS)
        self.problem = self.problem or why


def judged(store: Store, bundle: Bundle, get: Get) -> Judged:
    """Every value of `bundle` against what `store` has."""
    found = Judged()
    parts: dict[UUID, list[Entity]] = {}
    for one in bundle.values:
        if isinstance(one, SessionPart | AfterPart):
            parts.setdefault(one.session, []).append(one)
    for one in bundle.values:
        if isinstance(one, Patient):
            _patient(found, bundle, store, one)
        elif isinstance(one, Session):
            _session(found, bundle, store, one, parts.get(one.id, []), get)
        elif not isinstance(one, SessionPart | AfterPart | Attachment):
            _other(found, bundle, store, one, get)
    wanted = {id for one in found.new if (id := content_of(one)) is not None}
    found.new += [
        one
        for one in bundle.values
        if isinstance(one, Attachment) and one.id in wanted and store.attachment(one.id) is None
    ]
    return found


def content_of(value: Entity) -> UUID | None:
    """The attachment that a value shows."""
    if isinstance(value, Photograph | Picture):
        return value.attachment
    return value.scan if isinstance(value, Consent) else None


def _patient(found: Judged, bundle: Bundle, store: Store, patient: Patient) -> None:
    there = store.stored(patient)
    if there is None:
        said = Message(NAMESAKE) if store.namesakes(patient.name) else None
        found.say(patient, Fate.NEW, said)
    elif there == patient:
        found.say(patient, Fate.THERE)
    elif births_differ(_as_patient(there), patient) and folded(_as_patient(there).name) != folded(
        patient.name
    ):
        found.forbid(patient, Message(OTHER_PERSON, {"file": bundle.name, "name": patient.name}))
    else:
        found.say(patient, Fate.KEPT)


def _session(
    found: Judged,
    bundle: Bundle,
    store: Store,
    session: Session,
    parts: Sequence[Entity],
    get: Get,
) -> None:
    lost = [one for one in parts if isinstance(one, Photograph) and _is_lost(one, get)]
    had = [one for one in parts if one not in lost]
    there = store.stored(session)
    if there is None:
        found.say(session, Fate.NEW)
        found.new += had
    else:
        later = [one for one in had if isinstance(one, AfterPart)]
        fresh = [one for one in later if store.stored(one) is None]
        same = there == session and _locked(had) == _locked(
            one for kind in PARTS for one in _stored_parts(store, kind, session.id)
        )
        if not same or any(store.stored(one) != one for one in later if one not in fresh):
            values = {"file": bundle.name, "date": session.date.isoformat()}
            found.forbid(session, Message(OTHER_SESSION, values))
        elif fresh:
            count = len(fresh)
            said = Message(ADDITION) if count == 1 else Message(ADDITIONS, {"count": count})
            found.say(session, Fate.MORE, said)
            found.new += fresh
        else:
            found.say(session, Fate.THERE)
    for one in lost:
        found.say(one, Fate.MISSING, Message(NO_CONTENT))


def _other(found: Judged, bundle: Bundle, store: Store, value: Entity, get: Get) -> None:
    there = store.stored(value)
    built_in = _built_in(value)
    if isinstance(value, Consent) and _is_lost(value, get):
        found.say(value, Fate.MISSING, Message(NO_SCAN))
        if there is None:
            found.new.append(value)
    elif there == value or (there is None and built_in == value):
        found.say(value, Fate.THERE)
    elif there is None and built_in is None:
        found.say(value, Fate.NEW)
        if isinstance(value, Lot) and _twin(store, value):
            why = {"file": bundle.name, "number": value.number}
            found.problem = found.problem or Message(SAME_LOT, why)
    elif isinstance(value, Calibration | Picture) and not _renamed(there, value):
        why = {"file": bundle.name, "kind": NAMES[type(value)], "id": str(value.id)}
        found.forbid(value, Message(OTHER_PART, why))
    else:
        found.say(value, Fate.KEPT)


def _as_patient(value: Entity) -> Patient:
    assert isinstance(value, Patient)
    return value


def _is_lost(value: Entity, get: Get) -> bool:
    id = content_of(value)
    return id is not None and get(Attachment, id) is None


def _locked(values: Iterable[Entity]) -> set[Entity]:
    return {one for one in values if isinstance(one, SessionPart)}


def _stored_parts(store: Store, kind: type[Any], session: UUID) -> list[Entity]:
    return list(store.of_session(kind, session))


def _built_in(value: Entity) -> Entity | None:
    if isinstance(value, Needle):
        return needles.BUILT_IN.get(value.id)
    return protocols.BUILT_IN.get(value.id) if isinstance(value, Protocol) else None


def _renamed(there: Entity | None, value: Entity) -> bool:
    """Whether a picture differs in no more than its title and in whether it is offered."""
    if not (isinstance(there, Picture) and isinstance(value, Picture)):
        return False
    return replace(there, title=value.title, retired=value.retired) == value


def _twin(store: Store, lot: Lot) -> bool:
    return any(
        one.product == lot.product and one.folded == lot.folded for one in store.of_clinic(Lot)
    )
