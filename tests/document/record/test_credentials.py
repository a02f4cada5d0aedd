"""PINs: hashed with Argon2id, checked, replaced, and never given away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from clinic_values import NOON, open_document

from mesomap.document import Document
from mesomap.document.record import credentials, rights
from mesomap.document.record.people import people
from mesomap.model import Added, Change, Credential, KnownError, Person
from mesomap.storage import Store


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    document, _syringe = open_document(Store.create(tmp_path / "clinic.mesomap"))
    yield document
    document.store.close()


def add(document: Document, name: str, **more: object) -> Person:
    person = Person(id=uuid4(), name=name, **more)  # type: ignore[arg-type]
    document.commit("Add person", (Added(person),))
    return person


def give(document: Document, person: Person, secret: str) -> None:
    changes = credentials.set_changes(document.store, person.id, secret, NOON)
    document.commit("Set PIN", changes)


def test_a_pin_is_kept_as_argon2id_and_checked(document: Document) -> None:
    person = add(document, "B. Example")
    assert not credentials.anybody_has_one(document.store)
    give(document, person, "2749")
    kept = credentials.credential(document.store, person.id)
    assert kept is not None
    assert kept.hash.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert "2749" not in kept.hash
    assert kept.hash not in repr(kept)
    assert credentials.anybody_has_one(document.store)
    assert credentials.check(document.store, person, "2749") == ()
    with pytest.raises(KnownError, match=r"not B\. Example's PIN"):
        credentials.check(document.store, person, "2748")
    assert document.store.verify().ok


def test_another_takes_its_place_and_it_can_be_taken_away(document: Document) -> None:
    person = add(document, "B. Example")
    give(document, person, "2749")
    give(document, person, "a longer passphrase")
    with pytest.raises(KnownError):
        credentials.check(document.store, person, "2749")
    assert credentials.check(document.store, person, "a longer passphrase") == ()
    document.commit("Remove PIN", credentials.remove_changes(document.store, person.id))
    assert not credentials.anybody_has_one(document.store)
    assert credentials.remove_changes(document.store, person.id) == ()


def test_after_wrong_ones_the_right_one_waits_too(document: Document) -> None:
    person = add(document, "B. Example")
    give(document, person, "2749")
    for _ in range(3):
        with pytest.raises(KnownError, match=r"not B\. Example's PIN"):
            credentials.check(document.store, person, "0000")
    with pytest.raises(KnownError, match="wait"):
        credentials.check(document.store, person, "2749")


@pytest.mark.parametrize("secret", ["", "123", "1234", "4321", "0000", "77777777"])
def test_the_first_ones_to_be_tried_are_refused(document: Document, secret: str) -> None:
    with pytest.raises(KnownError):
        credentials.set_changes(document.store, uuid4(), secret, NOON)


def test_an_older_and_weaker_hash_is_made_anew(document: Document) -> None:
    from argon2 import PasswordHasher

    person = add(document, "B. Example")
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("2749")
    document.commit("Set PIN", (Added(Credential(id=person.id, hash=weak, changed=NOON)),))
    changes: tuple[Change, ...] = credentials.check(document.store, person, "2749")
    document.commit("Set PIN", changes)
    assert credentials.check(document.store, person, "2749") == ()


def test_a_spoilt_hash_opens_nothing(document: Document) -> None:
    person = add(document, "B. Example")
    document.commit("Set PIN", (Added(Credential(id=person.id, hash="spoilt", changed=NOON)),))
    with pytest.raises(KnownError, match=r"not B\. Example's PIN"):
        credentials.check(document.store, person, "spoilt")


def test_who_may_manage(document: Document) -> None:
    one = add(document, "B. Example")
    assert rights.may_manage(document.store, None)
    assert rights.may_manage(document.store, one)
    manager = add(document, "C. Example", title="Dr.", may_manage=True)
    assert rights.may_manage(document.store, manager)
    for other in (None, one):
        assert not rights.may_manage(document.store, other)
        with pytest.raises(KnownError, match=r"Only Dr\. C\. Example may"):
            rights.need_manager(document.store, other)
    rights.need_manager(document.store, manager)


def test_a_manager_without_a_pin_is_no_way_around_one_with(document: Document) -> None:
    first = add(document, "B. Example", may_manage=True)
    second = add(document, "C. Example", may_manage=True)
    assistant = add(document, "D. Example")
    for one in people(document.store):
        assert not credentials.locked_out(document.store, one)
    give(document, first, "2749")
    assert credentials.locked_out(document.store, second)
    with pytest.raises(KnownError, match="has no PIN yet"):
        credentials.check(document.store, second, "")
    assert not credentials.locked_out(document.store, assistant)
    assert credentials.check(document.store, assistant, "") == ()


def test_may_sign() -> None:
    person = Person(id=uuid4(), name="B. Example")
    assert rights.may_sign(person)
    assert not rights.may_sign(None)
    assert not rights.may_sign(Person(id=uuid4(), name="B", may_sign=False))
    assert not rights.may_sign(Person(id=uuid4(), name="B", retired=True))
