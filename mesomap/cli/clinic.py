"""What a clinic file holds: its patients, its sessions, and one session whole."""

from __future__ import annotations

from pathlib import Path

import click

from mesomap.cli.noting import note
from mesomap.cli.opening import open_clinic
from mesomap.cli.options import NO_PATIENT, NO_SESSION, clinic_option, json_option, read_id
from mesomap.cli.output import emit_json, emit_table


@click.command()
@clinic_option
@json_option
def patients(clinic: Path, as_json: bool) -> None:
    """The patients of a clinic file."""
    from mesomap.exchange.record.patients import patients_json

    with open_clinic(clinic) as store:
        rows = patients_json(store)
    if as_json:
        emit_json(rows)
        return
    head = ("id", "name", "born", "sex", "number", "body")
    emit_table(head, [[row[key] or "" for key in head] for row in rows])


@click.command()
@clinic_option
@click.option("--patient", metavar="ID", help="Only this patient's.")
@json_option
def sessions(clinic: Path, patient: str | None, as_json: bool) -> None:
    """The sessions of a clinic file, by patient and date."""
    from mesomap.exchange.json import sessions_json

    with open_clinic(clinic) as store:
        wanted = None
        if patient is not None:
            wanted = store.patient(read_id(patient, unknown=NO_PATIENT)).id
        rows = sessions_json(store, patient=wanted)
    if as_json:
        emit_json(rows)
        return
    head = ("id", "patient", "date", "status", "count", "given", "volume_ml")
    emit_table(head, [[row[key] for key in head] for row in rows])


@click.command()
@click.argument("session_id", metavar="ID")
@clinic_option
@json_option
def session(session_id: str, clinic: Path, as_json: bool) -> None:
    """One session, whole."""
    from mesomap.atlas import default_atlas
    from mesomap.document.record import looking
    from mesomap.exchange.json import session_json

    with open_clinic(clinic) as store:
        wanted = read_id(session_id, unknown=NO_SESSION)
        described = session_json(store, default_atlas(), wanted)
        what = looking.of_session(looking.SEE_SESSION, store.session(wanted))
    note(clinic, what)
    if as_json:
        emit_json(described)
        return
    for key in ("id", "patient", "body", "status", "started"):
        click.echo(f"{key:8} {described[key]}")
    for key, value in described["totals"].items():
        click.echo(f"{key:10} {value}")
    head = ("region", "side", "depth_mm", "volume_ml", "technique", "status")
    emit_table(head, [[row[key] for key in head] for row in described["injections"]])
