"""A signed session stays as it is, and so does its history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from clinic_values import NOON, a_syringe, an_injection, open_document

from mesomap.document import Document
from mesomap.model import (
    Added,
    Change,
    KnownError,
    Removed,
    Session,
    SessionStatus,
    Syringe,
    Updated,
)
from mesomap.storage import Store


@pytest.fixture
def signed(tmp_path: Path) -> Iterator[tuple[Document, Syringe]]:
    with Store.create(tmp_path / "clinic.mesomap") as store:
        document, syringe = open_document(store)
        document.commit("Add injection", (Added(an_injection(syringe)),))
        document.undo()
        document.redo()
        draft = document.session
        assert draft is not None
        after = replace(draft, status=SessionStatus.SIGNED, signed=NOON)
        document.commit("Sign", (Updated(draft, after),))
        yield document, syringe


def edits(document: Document, syringe: Syringe) -> list[Change]:
    session = document.session
    assert isinstance(session, Session)
    (injection,) = document.injections.values()
    return [
        Added(an_injection(syringe, 2)),
        Removed(injection),
        Updated(injection, replace(injection, depth_mm=4.0)),
        Added(a_syringe(session)),
        Updated(syringe, replace(syringe, mixture="other")),
        Updated(session, replace(session, note="late")),
        Updated(session, replace(session, status=SessionStatus.DRAFT, signed=None)),
        Removed(session),
    ]


@pytest.mark.parametrize("reopened", [False, True])
@pytest.mark.parametrize("number", range(8))
def test_no_edit(signed: tuple[Document, Syringe], number: int, reopened: bool) -> None:
    document, syringe = signed
    if reopened:
        assert document.session is not None
        document.open_session(document.session.id)
    before = (document.session, dict(document.injections), dict(document.syringes))
    rows = document.store.log_rows()
    with pytest.raises(KnownError, match="is signed"):
        document.commit("Edit", (edits(document, syringe)[number],))
    assert (document.session, dict(document.injections), dict(document.syringes)) == before
    assert document.store.log_rows() == rows
    assert document.can_undo is None


def test_a_signed_session_that_is_not_open(signed: tuple[Document, Syringe]) -> None:
    document, _ = signed
    session = document.session
    assert session is not None
    document.close_session()
    with pytest.raises(KnownError, match="is signed"):
        document.commit("Edit", (Updated(session, replace(session, note="late")),))
    assert document.store.session(session.id) == session


def test_undo_ends_at_signing(signed: tuple[Document, Syringe]) -> None:
    document, _ = signed
    assert (document.can_undo, document.can_redo) == (None, None)
    assert (document.undo(), document.redo()) == (None, None)
    assert document.session is not None
    assert document.session.status is SessionStatus.SIGNED
