"""A session with all that an export says of it, read once from the clinic file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from mesomap.atlas import Atlas, Body
from mesomap.document.bodies import body_of_session
from mesomap.document.record.contents import Contents, contents_of
from mesomap.document.record.people import written
from mesomap.exchange.syringes import needles_in
from mesomap.model import (
    Addendum,
    AddendumKind,
    AreaPass,
    ClinicSettings,
    Device,
    FollowUp,
    Injection,
    Needle,
    Patient,
    Person,
    Reaction,
    RegionKey,
    Session,
    Side,
    Syringe,
)
from mesomap.storage import Store

Value = Injection | AreaPass


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """One session; `patient` is the person, also where the session is under a merged entry."""

    clinic: str
    patient: Patient
    session: Session
    body: Body
    injections: tuple[Injection, ...]
    areas: tuple[AreaPass, ...]
    syringes: Mapping[UUID, Syringe]
    needles: Mapping[UUID, Needle]
    contents: Contents
    devices: Mapping[UUID, Device]
    people: Mapping[UUID, Person]
    reactions: tuple[Reaction, ...]
    follow_ups: tuple[FollowUp, ...]
    addenda: tuple[Addendum, ...]
    fingerprint: str

    @property
    def in_error(self) -> bool:
        """Whether the whole session was entered in error."""
        return any(one.kind is AddendumKind.ENTERED_IN_ERROR for one in self.addenda)

    @property
    def values(self) -> tuple[Value, ...]:
        """Injections and area passes in needle order."""
        return tuple(sorted((*self.injections, *self.areas), key=lambda one: (one.order, one.id)))

    def person(self, id: UUID | None) -> str:
        """The name of one of the clinic's people, "" where none is named."""
        found = self.people.get(id) if id is not None else None
        return written(found) if found is not None else ""

    def region_name(self, value: Value | Reaction) -> str:
        """Where on the skin, in English words; a picture's title, "" outside every region."""
        if value.region is None:
            return ""
        if value.region in self.body.pictures:
            return self.body.pictures[value.region].title
        if value.side is None:
            return value.region
        region = self.body.regions.get(RegionKey(value.region, value.side))
        name = region.name if region is not None else value.region.replace("-", " ").capitalize()
        if value.side is Side.MIDLINE:
            return name
        return f"{value.side.value.capitalize()} {name[:1].lower()}{name[1:]}"


def gather(store: Store, atlas: Atlas, id: UUID) -> Exported:
    """One session of the clinic file.

    Raises
    ------
    KnownError
        There is no such session, or its body is not in the atlas.
    """
    session = store.session(id)
    settings = next(iter(store.of_clinic(ClinicSettings)), None)
    return Exported(
        clinic=(settings.name if settings is not None else "") or store.clinic_name,
        patient=store.person_of(session),
        session=session,
        body=body_of_session(store, atlas, session),
        injections=tuple(store.injections(id)),
        areas=tuple(store.of_session(AreaPass, id)),
        syringes={one.id: one for one in store.syringes(id)},
        needles=needles_in(store),
        contents=contents_of(store, id),
        devices={one.id: one for one in store.of_clinic(Device)},
        people={one.id: one for one in store.of_clinic(Person)},
        reactions=tuple(store.of_session(Reaction, id)),
        follow_ups=tuple(store.of_session(FollowUp, id)),
        addenda=tuple(store.of_session(Addendum, id)),
        fingerprint=store.fingerprint(id),
    )
