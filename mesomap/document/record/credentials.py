"""The PINs and passphrases of people: they tell people apart, and lock no file.

What is kept is Argon2id's hash (RFC 9106, the second recommended choice: 3 passes, 64 MiB, 4
lanes), in the clinic file and in its change log. A PIN of four digits has ten thousand forms: the
growing delay keeps somebody at the window from trying them, and the file's own passphrase keeps
anybody else from the hash.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from uuid import UUID

from mesomap.model import Added, Change, Credential, KnownError, Person, Removed, Updated
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import Store, attempts

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST: Final = 4
"""Characters, for a PIN as for a passphrase."""

TOO_SHORT = QT_TRANSLATE_NOOP("messages", "Take at least {count} digits or letters.")
TOO_PLAIN = QT_TRANSLATE_NOOP(
    "messages", "That is the first one anybody would try: take other digits."
)
WRONG = QT_TRANSLATE_NOOP("messages", "That is not {name}'s PIN: try again.")
WAIT_ONE = QT_TRANSLATE_NOOP("messages", "Too many wrong attempts: wait 1 second, then try again.")
WAIT = QT_TRANSLATE_NOOP(
    "messages", "Too many wrong attempts: wait {seconds} seconds, then try again."
)
SET_FIRST = QT_TRANSLATE_NOOP(
    "messages", "{name} may manage and has no PIN yet: another manager sets one (Clinic > People)."
)


def credential(store: Store, person: UUID) -> Credential | None:
    """What a person proves with who they are; None where they have nothing."""
    found = store.one(Credential, person)
    return found if isinstance(found, Credential) else None


def anybody_has_one(store: Store) -> bool:
    """Whether somebody in use has a PIN: then people sign in."""
    return bool(_with_one(store))


def needs_one(store: Store, person: Person) -> bool:
    """Whether `person` signs in with a PIN or passphrase."""
    return credential(store, person.id) is not None


def locked_out(store: Store, person: Person) -> bool:
    """Whether `person` cannot sign in: a manager without a PIN, while another manager has one."""
    if not person.may_manage or needs_one(store, person):
        return False
    return any(one.may_manage for one in _with_one(store))


def signers(store: Store, me: Person | None) -> list[Person]:
    """Who may sign here, by name: with a PIN, or who is there; everybody while nobody has one."""
    able = [one for one in store.of_clinic(Person) if one.may_sign and not one.retired]
    able.sort(key=lambda one: one.name.casefold())
    if not anybody_has_one(store):
        return able
    mine = me.id if me is not None else None
    return [one for one in able if one.id == mine or needs_one(store, one)]


def set_changes(store: Store, person: UUID, secret: str, at: datetime) -> tuple[Change, ...]:
    """The change that gives a person a PIN or passphrase, in place of one they have.

    Raises
    ------
    KnownError
        It is too short, or among the first that anybody would try.
    """
    _judge(secret)
    before = credential(store, person)
    after = Credential(id=person, hash=_hasher().hash(secret), changed=at)
    return (Added(after),) if before is None else (Updated(before, after),)


def remove_changes(store: Store, person: UUID) -> tuple[Change, ...]:
    """The change that takes a person's PIN away; empty where they have none."""
    before = credential(store, person)
    return () if before is None else (Removed(before),)


def check(store: Store, person: Person, secret: str) -> tuple[Change, ...]:
    """Raise `KnownError` unless `secret` is `person`'s; wrong ones make the next wait.

    Returns
    -------
    tuple of Change
        Mostly empty; else the same secret hashed anew, as hard to try as today's must be.
    """
    from argon2.exceptions import InvalidHashError, VerificationError

    kept = credential(store, person.id)
    if kept is None:
        if locked_out(store, person):
            raise KnownError(SET_FIRST, name=person.name)
        return ()
    name = f"pin {person.id.hex}"
    wait_for(name)
    hasher = _hasher()
    try:
        hasher.verify(kept.hash, secret)
    except (VerificationError, InvalidHashError) as error:
        attempts.failed(name)
        raise KnownError(WRONG, name=person.name) from error
    attempts.succeeded(name)
    if not hasher.check_needs_rehash(kept.hash):
        return ()
    return (Updated(kept, replace(kept, hash=hasher.hash(secret))),)


def wait_for(name: str) -> None:
    """Raise `KnownError` while `name` has to wait after too many wrong attempts."""
    seconds = round(attempts.wait_s(name) + 0.49)
    if seconds == 1:
        raise KnownError(WAIT_ONE)
    if seconds > 1:
        raise KnownError(WAIT, seconds=seconds)


def _with_one(store: Store) -> list[Person]:
    held = {one.id for one in store.of_clinic(Credential)}
    return [one for one in store.of_clinic(Person) if one.id in held and not one.retired]


def _judge(secret: str) -> None:
    if len(secret) < SHORTEST:
        raise KnownError(TOO_SHORT, count=SHORTEST)
    if secret.isdigit():
        steps = {int(b) - int(a) for a, b in pairwise(secret)}
        if steps in ({0}, {1}, {-1}):
            raise KnownError(TOO_PLAIN)


def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher
    from argon2.profiles import RFC_9106_LOW_MEMORY

    return PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
