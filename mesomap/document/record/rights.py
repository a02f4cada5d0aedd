"""Who may do what: told by the people of the clinic themselves."""

from __future__ import annotations

from mesomap.model import KnownError, Person
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import Store

MANAGERS_ONLY = QT_TRANSLATE_NOOP(
    "messages", "Only {names} may do this: let one of them sign in (Clinic > I am)."
)


def managers(store: Store) -> list[Person]:
    """Those in use who may manage, by name."""
    able = [one for one in store.of_clinic(Person) if one.may_manage and not one.retired]
    return sorted(able, key=lambda one: one.name.casefold())


def may_manage(store: Store, person: Person | None) -> bool:
    """Whether `person` (None: nobody said who) may look after people, settings and the file.

    While nobody in use may manage, everybody may: a clinic without managers is not locked out.
    """
    able = managers(store)
    return not able or any(person is not None and one.id == person.id for one in able)


def may_sign(person: Person | None) -> bool:
    """Whether `person` may sign sessions."""
    return person is not None and person.may_sign and not person.retired


def need_manager(store: Store, person: Person | None) -> None:
    """Raise `KnownError`, which names who may, unless `person` may manage."""
    if not may_manage(store, person):
        names = ", ".join(f"{one.title} {one.name}".strip() for one in managers(store))
        raise KnownError(MANAGERS_ONLY, names=names)
