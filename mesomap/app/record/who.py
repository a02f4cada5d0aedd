"""Who types at this computer: a person of the clinic, else the computer's user."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING
from uuid import UUID

from mesomap.app import settings

if TYPE_CHECKING:
    from mesomap.model import Person
    from mesomap.storage import Store


def user_name() -> str:
    """The computer's user."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def who_types(store: Store) -> Person | None:
    """The person who said so on this computer, if the clinic has them still."""
    from mesomap.model import Person

    kept = settings.who()
    found = (one for one in store.of_clinic(Person) if one.id == kept and not one.retired)
    return next(found, None)


def actor_of(person: Person | None) -> str:
    """The name that goes into the change log for `person`; None is the computer's user."""
    from mesomap.document.record.people import written

    return written(person) if person is not None else user_name()


def choose(person: UUID | None) -> None:
    """Remember who types here from now on; None for the computer's user."""
    settings.remember_who(person)
