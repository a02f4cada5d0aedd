"""`mesomap demo`: the main job with no screen, from an empty folder to two printed site charts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import click

from mesomap.model import Added, Injection, KnownError, Patient, Protocol, Syringe, Updated
from mesomap.model.message import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from mesomap.atlas import Atlas, Body
    from mesomap.document import Document
    from mesomap.storage import Store

CLINIC_FILE = "sample-clinic.mesomap"


@dataclass(frozen=True, slots=True)
class _Made:
    """A session that was planned and saved."""

    title: str
    patient: Patient
    session: UUID
    syringe: Syringe
    injections: dict[UUID, Injection]
    pdf: str


@click.command()
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help="Where to write."
)
def demo(out: Path) -> None:
    """Make a sample clinic file, plan two sessions, save, reopen and print them."""
    from mesomap.atlas import default_atlas
    from mesomap.cli.window import start_offscreen
    from mesomap.storage import Store

    atlas = default_atlas()
    clinic = _make_clinic(out)
    with Store.open(clinic) as store:
        patients = len(store.patients())
        click.echo(f"wrote {clinic}: {patients} patients, {len(store.sessions())} sessions")
        made = _plan(store, atlas)
    with Store.open(clinic, read_only=True) as store:
        for session in made:
            _tell(atlas.body(session.patient.body), session)
            _compare(store, session)
        start_offscreen()
        from mesomap.report.templates import print_session

        for session in made:
            result = print_session(store, atlas, session.session, out / session.pdf)
            pages = "1 page" if result.pages == 1 else f"{result.pages} pages"
            click.echo(f"wrote {result.path} ({pages})")


def _make_clinic(out: Path) -> Path:
    """A fresh sample clinic in `out`; one that an earlier run left is replaced when it is whole."""
    from mesomap.exchange.sample import make_sample_clinic

    clinic = out / CLINIC_FILE
    fresh = out / f".sample-{uuid4().hex[:8]}"
    try:
        out.mkdir(parents=True, exist_ok=True)
        _refuse_if_open(clinic)
        make_sample_clinic(fresh)
        fresh.replace(clinic)
    except OSError as error:
        text = QT_TRANSLATE_NOOP(
            "messages", "{path} cannot be written: choose a folder that you may write to."
        )
        raise KnownError(text, path=out) from error
    finally:
        for left in out.glob(f"{fresh.name}*") if out.is_dir() else ():
            left.unlink()
    return clinic


def _refuse_if_open(clinic: Path) -> None:
    """A clinic file that a window has open is not replaced under it."""
    from mesomap.storage import Store
    from mesomap.storage.sentences import ALREADY_OPEN

    if not clinic.exists():
        return
    try:
        Store.open(clinic).close()
    except KnownError as error:
        if error.message.text == ALREADY_OPEN:
            raise


def _plan(store: Store, atlas: Atlas) -> list[_Made]:
    """Two sessions of today: the label's submental protocol, and papules in both cheeks."""
    from mesomap.clinical.protocols import CHEEK_PAPULES, SUBMENTAL
    from mesomap.document import Document

    document = Document(store, actor="demo")
    first, second = _two_patients(store)
    made = [
        _save(document, atlas, first, SUBMENTAL, "site-chart-submental.pdf"),
        _save(document, atlas, second, CHEEK_PAPULES, "site-chart-cheeks.pdf"),
    ]
    document.close_session()
    return made


def _two_patients(store: Store) -> tuple[Patient, Patient]:
    """The last two on the first body, none archived: the sample's first sessions stay first."""
    patients = [patient for patient in store.patients() if not patient.archived]
    same = [p for p in patients if p.body == patients[0].body]
    return same[-1], same[-2]


def _save(
    document: Document, atlas: Atlas, patient: Patient, protocol: Protocol, pdf: str
) -> _Made:
    """Commit a session, and in it the protocol on both sides of its regions."""
    from mesomap.document.edits import new_session
    from mesomap.document.record.protocols import apply_protocol

    session = new_session(patient, atlas=atlas.version, at=document.clock())
    document.commit("New session", (Added(session),))
    document.open_session(session.id)
    body = atlas.body(patient.body)
    keys = [key for key in body.regions if key.id in protocol.regions]
    keys.sort(key=lambda key: (key.side.value, protocol.regions.index(key.id)))
    applied = apply_protocol(document, body, protocol, keys)
    assert not applied.over
    document.commit("Use protocol", applied.changes)
    (syringe,) = document.syringes.values()
    drawn = replace(syringe, drawn_ul=-(-applied.volume_ul // 500) * 500)
    document.commit("Change syringe", (Updated(syringe, drawn),))
    return _Made(protocol.title, patient, session.id, drawn, dict(document.injections), pdf)


def _tell(body: Body, made: _Made) -> None:
    from mesomap.analysis.figures import session_figures

    injections = list(made.injections.values())
    figures = session_figures(body, injections, {made.syringe.id: made.syringe}).values()
    volume = sum(i.volume_ul for i in injections) / 1000
    coverage = sum(f.covered_mm2 for f in figures) / sum(f.area_mm2 for f in figures)
    spacing = min(f.spacing.median_mm for f in figures if f.spacing.median_mm is not None)
    click.echo(
        f"planned {made.title} for {made.patient.name}: {len(injections)} injections,"
        f" {volume:.2f} mL, {spacing:.1f} mm apart, deposit coverage {coverage:.0%}"
    )


def _compare(store: Store, made: _Made) -> None:
    """What is on the disk must be what was planned."""
    from mesomap.document import Document

    document = Document(store)
    document.open_session(made.session)
    if dict(document.injections) != made.injections or document.syringes != {
        made.syringe.id: made.syringe
    }:
        raise AssertionError("the reopened session is not the one that was saved")
    click.echo("saved and reopened: the same map")
