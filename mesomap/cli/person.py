"""`mesomap person`: everything of one patient, as a zip file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from mesomap.cli.noting import note
from mesomap.cli.opening import open_clinic
from mesomap.cli.options import NO_PATIENT, clinic_option, read_id


@click.command()
@click.argument("patient_id", metavar="ID")
@clinic_option
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FILE.zip")
def person(patient_id: str, clinic: Path, out: Path) -> None:
    """Export everything of one patient: one PDF, the JSON, and the photographs, in a zip file."""
    from mesomap.atlas import default_atlas
    from mesomap.cli.window import start_offscreen
    from mesomap.document.record import looking

    wanted = read_id(patient_id, unknown=NO_PATIENT)
    with open_clinic(clinic) as store:
        patient = store.patient(wanted)
        start_offscreen()
        from mesomap.report.person_file import export_everything

        count = len(store.sessions(patient.id))
        for _ in export_everything(store, default_atlas(), patient.id, out, at=datetime.now()):
            pass
    note(clinic, looking.of_patient(looking.EVERYTHING, patient.id, to="zip"))
    sessions = "1 session" if count == 1 else f"{count} sessions"
    click.echo(f"wrote {out} ({sessions})")
