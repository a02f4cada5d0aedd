"""Adding, copying, ordering and taking away syringes, each as one step that undo takes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from mesomap.document import Document
from mesomap.document import edits_syringes as edits
from mesomap.document.edits import default_syringe, new_injections
from mesomap.model import (
    Added,
    KnownError,
    MarkShape,
    MixturePart,
    Patient,
    Session,
    SkinSite,
    Technique,
    in_order,
    mark_of_syringe,
)
from mesomap.storage import Store


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    patient = Patient(id=uuid4(), name="Sample, Anna", body="female")
    session = Session(
        id=uuid4(),
        patient=patient.id,
        date=date(2026, 11, 22),
        body="female",
        atlas="1",
        started=datetime(2026, 11, 22, 9, 0),
    )
    store = Store.create(tmp_path / "test.mesomap")
    document = Document(store, actor="test")
    document.commit("New session", (Added(patient), Added(session)))
    document.open_session(session.id)
    document.commit("Add syringe", (Added(default_syringe(session.id)),))
    yield document
    document.close_session()
    store.close()


def names(document: Document) -> list[str]:
    return [one.name for one in in_order(document.syringes.values())]


def add(document: Document, name: str) -> None:
    first = in_order(document.syringes.values())[0]
    made = edits.another_syringe(document, replace(first, name=name, mark=None))
    document.commit("Add syringe", (Added(made),))


def test_a_second_one_of_the_same_technique_looks_different(document: Document) -> None:
    add(document, "B")
    first, second = in_order(document.syringes.values())
    assert mark_of_syringe(first) is MarkShape.CIRCLE
    assert mark_of_syringe(second) is not MarkShape.CIRCLE
    assert second.position == 1


def test_a_copy_has_its_own_name_and_mark(document: Document) -> None:
    (first,) = document.syringes.values()
    made = edits.duplicate_syringe(document, first)
    assert made.name == "Syringe 2"
    assert (made.mixture, made.volume_ul) == (first.mixture, first.volume_ul)
    assert mark_of_syringe(made) is not mark_of_syringe(first)


def test_moving_and_removing_keep_the_numbers_dense_and_undo(document: Document) -> None:
    for name in ("B", "C"):
        add(document, name)
    before = dict(document.syringes)
    last = in_order(document.syringes.values())[2]
    document.commit("Move syringe", edits.move_syringe(document, last.id, -2))
    assert names(document) == ["C", "Syringe 1", "B"]
    assert edits.move_syringe(document, last.id, -1) == ()
    document.commit("Remove syringe", edits.remove_syringe(document, last.id))
    assert names(document) == ["Syringe 1", "B"]
    assert sorted(one.position for one in document.syringes.values()) == [0, 1]
    document.undo()
    document.undo()
    assert dict(document.syringes) == before


def test_one_in_use_stays(document: Document) -> None:
    (first,) = document.syringes.values()
    document.commit("x", new_injections(document, [SkinSite(0, 0.5, 0.5)], [None], first))
    with pytest.raises(KnownError, match="has injections"):
        document.commit("Remove syringe", edits.remove_syringe(document, first.id))
    assert names(document) == ["Syringe 1"]


def test_another_technique_takes_a_free_mark(document: Document) -> None:
    add(document, "B")
    first, second = in_order(document.syringes.values())
    deep = edits.with_technique(document, first, Technique.DEEP)
    assert deep.mark is MarkShape.SQUARE or mark_of_syringe(deep) is not mark_of_syringe(second)
    assert edits.with_technique(document, second, Technique.DEEP).mark is second.mark


def test_copies_for_another_session_have_nothing_drawn_up(document: Document) -> None:
    add(document, "B")
    parts = (MixturePart(product=uuid4(), volume_ul=2000),)
    drawn = [replace(one, drawn_ul=3000, parts=parts) for one in document.syringes.values()]
    session = uuid4()
    made = [one.value for one in edits.copies(drawn, session)]
    assert [one.name for one in made] == ["Syringe 1", "B"]
    assert all(one.session == session and one.drawn_ul == 0 for one in made)
    assert all(one.parts == parts for one in made)
