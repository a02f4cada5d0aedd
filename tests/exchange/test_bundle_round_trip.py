"""Random sessions, drafts and signed, there and back: as JSON, and within a PDF."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from clinic_values import NOON
from hypothesis import given, settings
from hypothesis import strategies as st

from mesomap.atlas import default_atlas
from mesomap.document import Document
from mesomap.document.importing import import_bundle, plan_import
from mesomap.document.importing_lines import Fate
from mesomap.exchange.bundle import bundle_bytes, bundle_json
from mesomap.exchange.bundle_read import read_bundle
from mesomap.exchange.json import session_json
from mesomap.model import (
    Added,
    Addendum,
    AddendumKind,
    Calibration,
    Change,
    GivenHow,
    Height,
    Injection,
    Lattice,
    LatticeSettings,
    Note,
    Patient,
    Pattern,
    Plan,
    Reaction,
    ReactionKind,
    Session,
    SessionStatus,
    Sex,
    SkinSite,
    Status,
    Syringe,
    Technique,
    Updated,
)
from mesomap.report.layout import PAPERS, Layout
from mesomap.report.layout.shapes import Page, Text
from mesomap.report.pdf import write_pdf
from mesomap.report.pdf_finish import PdfAttachment
from mesomap.storage import Store
from mesomap.storage.fingerprint import fingerprint, identity_of

ATLAS = default_atlas()
BODY = ATLAS.body("female")
REGIONS = sorted(BODY.regions)[:40]
texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t\"'\\=é\u202eש"),
    max_size=30,
)
names = texts.filter(lambda text: bool(text.strip()))
lines = texts.map(lambda text: " ".join(text.split()))
moments = st.integers(0, 10**6).map(lambda n: NOON - timedelta(seconds=n))
volumes = st.integers(0, 5_000)
depths = st.none() | st.floats(0, 20, allow_subnormal=False)
SITES = [
    site
    for key in REGIONS
    for site in BODY.from_patch(
        BODY.regions[key].patch,
        [BODY.patches[BODY.regions[key].patch].polygon(key).representative_point().coords[0]],
    )
    if isinstance(site, SkinSite)
]
sites = st.sampled_from(SITES)


@st.composite
def sessions(draw: st.DrawFn) -> tuple[Change, ...]:
    """A patient with one session, as the changes that make them."""
    ids = st.uuids(version=4)
    patient = Patient(
        id=draw(ids),
        name=draw(lines.filter(bool)),
        body="female",
        born=draw(st.none() | st.dates(date(1900, 1, 1), date(2020, 1, 1))),
        sex=draw(st.sampled_from(Sex)),
        number=draw(lines),
        phototype=draw(st.none() | st.integers(1, 6)),
        weight_kg=draw(st.none() | st.floats(30, 200)),
    )
    calibration = draw(
        st.none()
        | st.builds(
            Calibration,
            id=ids,
            patient=st.just(patient.id),
            measured=st.just(NOON.date()),
            measurements=st.floats(1400, 2100).map(lambda mm: (Height(mm),)),
        )
    )
    session = Session(
        id=draw(ids),
        patient=patient.id,
        date=NOON.date(),
        body="female",
        atlas=ATLAS.version,
        started=draw(moments),
        note=draw(texts),
        indication=draw(texts),
        calibration=calibration.id if calibration else None,
    )
    syringe = Syringe(
        id=draw(ids),
        session=session.id,
        name=draw(names),
        mixture=draw(texts),
        mg_per_ml=draw(st.none() | st.floats(0, 100)),
        depth_mm=draw(depths),
    )
    lattice = Lattice(
        id=draw(ids),
        session=session.id,
        settings=LatticeSettings(
            pattern=draw(st.sampled_from(Pattern)),
            spacing_mm=draw(st.floats(1, 50)),
            angle_deg=draw(st.floats(-180, 180)),
            offset_mm=draw(st.tuples(st.floats(-9, 9), st.floats(-9, 9))),
        ),
        regions=tuple(draw(st.lists(st.sampled_from(REGIONS), max_size=3, unique=True))),
    )
    parts: list[object] = [syringe, lattice]
    for order in range(draw(st.integers(0, 4))):
        status = draw(st.sampled_from(Status))
        key = draw(st.none() | st.sampled_from(REGIONS))
        parts.append(
            Injection(
                id=draw(ids),
                session=session.id,
                order=order + 1,
                site=draw(sites),
                region=key.id if key else None,
                side=key.side if key else None,
                syringe=syringe.id,
                technique=draw(st.sampled_from(Technique)),
                volume_ul=draw(volumes),
                depth_mm=draw(depths),
                status=status,
                given_at=draw(moments) if status is Status.GIVEN else None,
                given_how=GivenHow.EACH if status is Status.GIVEN else None,
                plan=draw(
                    st.none()
                    | st.builds(
                        Plan,
                        site=sites,
                        depth_mm=depths,
                        volume_ul=volumes,
                        syringe=st.just(syringe.id),
                    )
                ),
                path=tuple(draw(st.lists(sites, max_size=2))),
                lattice=lattice.id,
                reason=draw(texts),
            )
        )
    parts.append(
        Note(
            id=draw(ids),
            session=session.id,
            site=draw(sites),
            region=None,
            side=None,
            text=draw(names),
            written=draw(moments),
        )
    )
    after: list[object] = [
        Reaction(
            id=draw(ids),
            session=session.id,
            kind=draw(st.sampled_from(ReactionKind)),
            noted=draw(moments),
            site=draw(st.none() | sites),
            long_mm=draw(st.none() | st.floats(0, 90)),
            grade=draw(st.none() | st.integers(1, 5)),
            text=draw(texts),
        ),
        Addendum(
            id=draw(ids),
            session=session.id,
            kind=AddendumKind.LATE_ENTRY,
            text=draw(names),
            written=draw(moments),
        ),
    ]
    first: list[object] = [patient, *([calibration] if calibration else []), session]
    changes: list[Change] = [Added(one) for one in (*first, *parts)]  # type: ignore[arg-type]
    if draw(st.booleans()):
        signed = replace(
            session,
            status=SessionStatus.SIGNED,
            signed=draw(moments),
            signed_by="Dr. B. Example",
            signed_for=identity_of(patient),
        )
        print_ = fingerprint(signed, parts, calibration)  # type: ignore[arg-type]
        changes.append(Updated(session, replace(signed, fingerprint=print_)))
    return (*changes, *(Added(one) for one in after))  # type: ignore[arg-type]


def id_of(changes: tuple[Change, ...]) -> UUID:
    return next(
        one.value.id for one in changes if isinstance(one, Added) and isinstance(one.value, Session)
    )


@settings(max_examples=25)
@given(sessions())
def test_json_there_and_back(changes: tuple[Change, ...]) -> None:
    id = id_of(changes)
    with tempfile.TemporaryDirectory() as folder:
        with Store.create(Path(folder) / "one.mesomap") as store:
            store.apply("add", changes, actor="", at=NOON)
            before = session_json(store, ATLAS, id)
            file = bundle_json(store, ATLAS, [id], at=NOON, attachments=False)
        bundle = read_bundle(bundle_bytes(file), name="a.json")
        with Store.create(Path(folder) / "other.mesomap") as other:
            import_bundle(Document(other), plan_import(other, ATLAS, bundle))
            after = session_json(other, ATLAS, id)
            # Another file's change log is another, and so is the seal over it.
            assert bool(after.pop("seal")) == bool(before.pop("seal"))
            assert after == before
            again = bundle_json(other, ATLAS, [id], at=NOON, attachments=False)
            assert again["record"] == file["record"]
            assert {one.fate for one in plan_import(other, ATLAS, bundle).lines} == {Fate.THERE}
            assert other.verify().ok


@settings(max_examples=10)
@given(sessions())
def test_within_a_pdf_it_stays_what_it_is(qapp: object, changes: tuple[Change, ...]) -> None:
    id = id_of(changes)
    with tempfile.TemporaryDirectory() as folder:
        with Store.create(Path(folder) / "one.mesomap") as store:
            store.apply("add", changes, actor="", at=NOON)
            data = bundle_bytes(bundle_json(store, ATLAS, [id], at=NOON, attachments=False))
        out = Path(folder) / "chart.pdf"
        page = Page((), (Text(20, 20, "x", 9),))
        attached = (PdfAttachment("mesomap-session.json", "application/json", data),)
        write_pdf(Layout(PAPERS["A4"], "x", (page,)), None, out, attachments=attached)
        found = read_bundle(out.read_bytes(), name="a.pdf").values
        assert found == read_bundle(data, name="a.json").values


@pytest.mark.parametrize("at", [datetime(2026, 11, 22, 14, 30, 1, 5)])
def test_a_time_to_the_microsecond_is_kept(at: datetime, tmp_path: Path) -> None:
    patient = Patient(id=UUID(int=1), name="A", body="female")
    session = Session(
        id=UUID(int=2), patient=patient.id, date=at.date(), body="female", atlas="x", started=at
    )
    with Store.create(tmp_path / "one.mesomap") as store:
        store.apply("add", (Added(patient), Added(session)), actor="", at=NOON)
        file = bundle_json(store, ATLAS, [session.id], at=NOON, attachments=False)
    assert session in read_bundle(bundle_bytes(file), name="a").values
