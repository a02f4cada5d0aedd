"""The patient's own file: one PDF of everything, a JSON that can be imported, the photographs."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from uuid import uuid4

import pypdf
import pytest
from clinic_values import NOON

from mesomap.atlas import default_atlas
from mesomap.document import Document
from mesomap.document.edits_pictures import attachment_of
from mesomap.document.importing import import_bundle, plan_import
from mesomap.exchange.bundle_read import read_bundle
from mesomap.exchange.json import session_json
from mesomap.exchange.sample import make_sample_clinic
from mesomap.exchange.sample_picture import sample_picture
from mesomap.model import Added, Attachment, Moment, Patient, Photograph
from mesomap.report.person_file import export_everything
from mesomap.storage import Store


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("clinic") / "Sample.mesomap"
    make_sample_clinic(path)
    return path


def the_first(store: Store) -> Patient:
    """Somebody with a photograph, with two sessions at least."""
    return next(one for one in store.patients() if len(store.sessions(one.id)) == 2)


@pytest.fixture(scope="module")
def photographed(clinic: Path) -> Path:
    """The clinic with a photograph of its first patient."""
    with Store.open(clinic) as store:
        session = store.sessions(the_first(store).id)[0].session
        held = next(one for one in sample_picture() if isinstance(one, Attachment))
        content = attachment_of(held.content + b"\n", held.media)
        photograph = Photograph(
            id=uuid4(),
            session=session.id,
            attachment=content.id,
            width_px=800,
            height_px=600,
            taken=NOON,
            moment=Moment.BEFORE,
        )
        store.apply("a", (Added(content), Added(photograph)), actor="", at=NOON)
    return clinic


@pytest.fixture(scope="module")
def exported(
    photographed: Path, tmp_path_factory: pytest.TempPathFactory, qapp: object
) -> zipfile.ZipFile:
    out = tmp_path_factory.mktemp("out") / "person.zip"
    with Store.open(photographed, read_only=True) as store:
        patient = the_first(store)
        steps = list(export_everything(store, default_atlas(), patient.id, out, at=NOON))
    done = [step.done for step in steps]
    assert done == sorted(done)
    assert steps[-1].done == steps[-1].total == 2 * 2 + 2
    return zipfile.ZipFile(out)


def test_one_pdf_has_every_session(photographed: Path, exported: zipfile.ZipFile) -> None:
    reader = pypdf.PdfReader(io.BytesIO(exported.read("everything.pdf")))
    text = "\n".join(page.extract_text() for page in reader.pages)
    with Store.open(photographed, read_only=True) as store:
        patient = the_first(store)
        sessions = store.sessions(patient.id)
        others = [one.name for one in store.patients() if one.name != patient.name]
    assert f"Everything kept of {patient.name}" in text
    titles = [one.title for one in reader.outline if not isinstance(one, list)]
    assert len(titles) == 1 + len(sessions)
    for one in sessions:
        assert str(one.session.id) in text
    assert "Consent to the treatment" in text
    assert not any(name in text for name in others)
    assert reader.metadata is not None
    assert reader.metadata.title == f"Everything kept of {patient.name}"


def test_the_json_is_imported_with_the_photographs(
    photographed: Path, exported: zipfile.ZipFile, tmp_path: Path
) -> None:
    atlas = default_atlas()
    bundle = read_bundle(exported.read("mesomap.json"), name="mesomap.json")
    with (
        Store.open(photographed, read_only=True) as store,
        Store.create(tmp_path / "other.mesomap") as other,
    ):
        import_bundle(Document(other), plan_import(other, atlas, bundle))
        assert other.verify().ok
        patient = the_first(store)
        assert other.patient(patient.id) == patient
        for summary in store.sessions(patient.id):
            id = summary.session.id
            there, here = session_json(other, atlas, id), session_json(store, atlas, id)
            # Another file's log is another: its seals are its own.
            assert bool(there.pop("seal")) == bool(here.pop("seal"))
            assert there == here
            for one in store.of_session(Photograph, id):
                assert other.attachment(one.attachment) == store.attachment(one.attachment)


def test_photographs_are_files(exported: zipfile.ZipFile) -> None:
    assert [one for one in exported.namelist() if one.startswith("attachments/")]


def test_cancelled_at_any_step_it_leaves_nothing(photographed: Path, tmp_path: Path) -> None:
    out = tmp_path / "person.zip"
    with Store.open(photographed, read_only=True) as store:
        steps = export_everything(store, default_atlas(), the_first(store).id, out, at=NOON)
        for _ in range(4):
            next(steps)
        steps.close()  # type: ignore[attr-defined]
    assert list(tmp_path.glob("*person*")) == []
    assert list(tmp_path.glob(".*")) == []
