"""Everything that belongs to a session, a patient or the clinic: as rows, in the log, in a file."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args
from uuid import UUID, uuid4, uuid5

import pytest
from clinic_values import NOON, a_patient, a_session, a_syringe, an_injection, open_document
from hypothesis import given
from hypothesis import strategies as st

from mesomap.document import Document
from mesomap.model import (
    Added,
    AreaPass,
    Attachment,
    Calibration,
    Cited,
    Confidence,
    Entity,
    KnownError,
    Lattice,
    LatticeSettings,
    Lesion,
    LesionSize,
    Needle,
    Note,
    Pattern,
    Picture,
    PictureSite,
    RegionKey,
    Removed,
    Site,
    SkinSite,
    Syringe,
    Technique,
    Updated,
)
from mesomap.storage import Store, kinds, readers, rows

mm = st.floats(0.1, 500)
parts = st.floats(0, 1)
st.register_type_strategy(SkinSite, st.builds(SkinSite, st.integers(0, 18_000), parts, parts))
st.register_type_strategy(PictureSite, st.builds(PictureSite, st.text(min_size=1), mm, mm))
st.register_type_strategy(float, mm)
st.register_type_strategy(datetime, st.datetimes())
st.register_type_strategy(
    LatticeSettings,
    st.builds(
        LatticeSettings,
        pattern=st.sampled_from(Pattern),
        spacing_mm=st.floats(1, 500),
        angle_deg=mm,
        offset_mm=st.tuples(mm, mm),
    ),
)
st.register_type_strategy(Decimal, st.decimals(0, 1000, places=4))


def a_cited(kind: Any) -> st.SearchStrategy[Cited[Any]]:
    (of,) = get_args(kind)
    value = st.from_type(of)
    bound = st.none() | value
    return st.builds(Cited, value, st.text(), st.sampled_from(Confidence), bound, bound)


st.register_type_strategy(Cited, a_cited)
KINDS = tuple(kind for kind in kinds.TABLES if kind not in (Attachment, Calibration))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_any_value_as_row_and_as_json(kind: type[Any], data: st.DataObject) -> None:
    value = data.draw(st.from_type(kind))
    assert readers.from_row(kind, rows.to_row(value)) == value
    through = json.loads(json.dumps(rows.to_json(value)))
    assert rows.from_json(kinds.NAMES[kind], through) == value


def an_attachment(content: bytes = b"<svg/>") -> Attachment:
    sha256 = hashlib.sha256(content).hexdigest()
    id = uuid5(UUID(int=0), sha256)
    return Attachment(id=id, sha256=sha256, media="image/svg+xml", content=content)


OUTLINE: tuple[Site, ...] = tuple(SkinSite(100 + n, 0.5, 0.25) for n in range(4))


def every_part(document: Document, syringe: Syringe) -> tuple[Entity, ...]:
    assert document.session is not None
    assert document.patient is not None
    session, patient = document.session.id, document.patient.id
    settings = LatticeSettings(pattern=Pattern.HEX, spacing_mm=12.5)
    key = RegionKey("cheek-buccal", an_injection(syringe).side)  # type: ignore[arg-type]
    lattice = Lattice(id=uuid4(), session=session, settings=settings, regions=(key,))
    thread = an_injection(syringe, path=OUTLINE[:2], lattice=lattice.id, reason="too sore")
    size = LesionSize(measured=NOON.date(), long_mm=12, wide_mm=4.5)
    return (
        lattice,
        thread,
        AreaPass(
            id=uuid4(),
            session=session,
            order=2,
            region=key.id,
            side=key.side,
            outline=OUTLINE,
            syringe=syringe.id,
            technique=Technique.NAPPAGE,
            volume_ul=1500,
            entries=200,
        ),
        Note(
            id=uuid4(),
            session=session,
            site=OUTLINE[0],
            region=key.id,
            side=key.side,
            text="«mole»",
            written=NOON,
        ),
        Lesion(
            id=uuid4(),
            patient=patient,
            kind="keloid",  # type: ignore[arg-type]
            outline=OUTLINE,
            region=None,
            side=None,
            sizes=(size,),
            seen=NOON.date(),
        ),
        Needle(id=uuid4(), name="30G 4 mm", length_mm=4, gauge=30),
    )


def test_every_part_is_there_when_the_file_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "a.mesomap"
    with Store.create(path) as store:
        document, syringe = open_document(store)
        values = every_part(document, syringe)
        document.commit("Add", tuple(Added(value) for value in values))
        kept = document.session
        assert kept is not None
    with Store.open(path) as store:
        again = Document(store)
        again.open_session(kept.id)
        lattice, thread, area, note, lesion, needle = values
        assert again.lattices == {lattice.id: lattice}
        assert again.injections == {thread.id: thread}
        assert again.areas == {area.id: area}
        assert again.notes == {note.id: note}
        assert again.lesions == {lesion.id: replace(lesion)}  # type: ignore[type-var]
        assert again.needles == {needle.id: needle}
        assert again.last_order == 2
        assert store.verify().ok


def test_what_the_clinic_owns_is_not_undone_with_a_session(tmp_path: Path) -> None:
    with Store.create(tmp_path / "a.mesomap") as store:
        document, _ = open_document(store)
        assert document.can_undo == "Add syringe"
        needle = Needle(id=uuid4(), name="30G 4 mm", length_mm=4)
        document.commit("Add needle", (Added(needle),))
        assert document.can_undo == "Add syringe"
        document.undo()
        assert document.needles == {needle.id: needle}


def test_parts_are_undone_with_their_session(tmp_path: Path) -> None:
    with Store.create(tmp_path / "a.mesomap") as store:
        document, syringe = open_document(store)
        values = every_part(document, syringe)[:-1]
        document.commit("Add", tuple(Added(value) for value in values))
        document.undo()
        for part in (document.lattices, document.areas, document.notes, document.lesions):
            assert part == {}
        document.redo()
        assert len(document.lesions) == len(document.areas) == 1
        assert store.verify().ok


def test_a_lesion_stays_with_its_patient_and_only_theirs(tmp_path: Path) -> None:
    with Store.create(tmp_path / "a.mesomap") as store:
        document, syringe = open_document(store)
        lesion = next(v for v in every_part(document, syringe) if isinstance(v, Lesion))
        document.commit("Add lesion", (Added(lesion),))
        assert document.patient is not None
        other = a_patient("Muster, Clara")
        next_visit, elsewhere = a_session(document.patient), a_session(other)
        document.commit("Add", (Added(next_visit), Added(other), Added(elsewhere)))
        document.open_session(next_visit.id)
        assert document.lesions == {lesion.id: lesion}
        document.open_session(elsewhere.id)
        assert document.lesions == {}


def test_a_picture_of_another_patient_is_not_offered(tmp_path: Path) -> None:
    with Store.create(tmp_path / "a.mesomap") as store:
        document, _ = open_document(store)
        content = an_attachment()
        other = a_patient("Muster, Clara")
        theirs, everyones = (
            Picture(
                id=uuid4(),
                title="Hand",
                attachment=content.id,
                width_px=100,
                height_px=50,
                line_px=(0, 0, 30, 40),
                line_mm=100,
                patients_left="left",  # type: ignore[arg-type]
                patient=patient,
            )
            for patient in (other.id, None)
        )
        changes = (Added(content), Added(other), Added(theirs), Added(everyones))
        document.commit("Add pictures", changes)
        assert set(document.pictures) == {everyones.id}
        assert (everyones.mm_per_px, everyones.width_mm) == (2.0, 200.0)
        assert store.attachment(content.id) == content
        assert store.verify().ok


def test_a_changed_attachment_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a.mesomap"
    with Store.create(path) as store:
        document, _ = open_document(store)
        document.commit("Add", (Added(an_attachment()),))
    with sqlite3.connect(path) as db:
        db.execute("UPDATE attachments SET content = ?", [b"<svg><g/></svg>"])
    db.close()
    with Store.open(path) as store:
        assert not store.verify().ok


def test_a_syringe_with_an_area_pass_stays(tmp_path: Path) -> None:
    with Store.create(tmp_path / "a.mesomap") as store:
        document, syringe = open_document(store)
        area = next(v for v in every_part(document, syringe) if isinstance(v, AreaPass))
        document.commit("Add area", (Added(area),))
        with pytest.raises(KnownError, match="has injections"):
            document.commit("Remove syringe", (Removed(syringe),))


def test_a_session_keeps_its_syringes_in_their_order(tmp_path: Path) -> None:
    with Store.create(tmp_path / "a.mesomap") as store:
        document, first = open_document(store)
        assert document.session is not None
        second = a_syringe(document.session, name="AA", position=-1)
        document.commit("Add syringe", (Added(second),))
        assert [s.id for s in store.syringes(first.session)] == [second.id, first.id]
        document.commit("Move", (Updated(second, replace(second, position=5)),))
        assert [s.id for s in store.syringes(first.session)] == [first.id, second.id]
