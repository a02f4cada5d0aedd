"""`mesomap person`: everything of one patient, as a zip file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from mesomap.cli.options import NO_PATIENT, clinic_option, read_id


@click.command()
@click.argument("patient_id", metavar="ID")
@clinic_option
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FILE.zip")
def person(patient_id: str, clinic: Path, out: Path) -> None:
    """Export everything of one patient: details, sessions with all parts, attachments."""
    from mesomap.exchange.record.person import export_person
    from mesomap.storage import Store

    wanted = read_id(patient_id, unknown=NO_PATIENT)
    with Store.open(clinic, read_only=True) as store:
        patient = store.patient(wanted)
        *_, last = export_person(store, patient.id, out, at=datetime.now())
    sessions = "1 session" if last.total == 1 else f"{last.total} sessions"
    click.echo(f"wrote {out} ({sessions})")
