"""`mesomap export`: sessions for another system, as CSV, JSON, FHIR or DICOM."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from mesomap.cli.noting import note
from mesomap.cli.opening import open_clinic
from mesomap.cli.options import NO_PATIENT, NO_SESSION, clinic_option, read_id

FORMATS = ("csv", "json", "fhir", "dicom")


@click.command()
@click.argument("session_id", metavar="[ID]", required=False)
@clinic_option
@click.option("--format", "name", type=click.Choice(FORMATS), required=True, help="As what.")
@click.option("--patient", metavar="ID", help="All sessions of this patient, into a folder.")
@click.option("--all", "every", is_flag=True, help="All sessions, into a folder.")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE|FOLDER",
    help="The file; the folder of --patient and --all.",
)
def export(
    session_id: str | None, clinic: Path, name: str, patient: str | None, every: bool, out: Path
) -> None:
    """Write a session, or many, as files for another system.

    csv: a row an injection. json: all of it, for mesomap import. fhir: an R4 transaction for a
    record system. dicom: the site chart for an image archive.
    """
    if [session_id is not None, patient is not None, every].count(True) != 1:
        raise click.UsageError("Give one of ID, --patient ID and --all.")
    from mesomap.atlas import default_atlas
    from mesomap.cli.window import start_offscreen
    from mesomap.document.record import looking
    from mesomap.storage.events import Happened

    with open_clinic(clinic) as store:
        start_offscreen()
        from mesomap.report.exporting import Format, export_session, export_sessions

        atlas, format = default_atlas(), Format(name)
        if session_id is not None:
            wanted = read_id(session_id, unknown=NO_SESSION)
            export_session(store, atlas, wanted, out, format, clock=datetime.now)
            what = looking.of_session(looking.EXPORT, store.session(wanted), format=name)
            told = f"wrote {out}"
        else:
            whose = None
            if patient is not None:
                whose = store.patient(read_id(patient, unknown=NO_PATIENT)).id
            ids = [summary.session.id for summary in store.sessions(whose)]
            for progress in export_sessions(store, atlas, ids, out, format, clock=datetime.now):
                click.echo(f"{progress.done} of {progress.total}", err=True)
            details = {"format": name, "sessions": str(len(ids))}
            what = Happened(looking.EXPORT_MANY, whose, details=details)
            told = f"wrote {out} ({'1 session' if len(ids) == 1 else f'{len(ids)} sessions'})"
    note(clinic, what)
    click.echo(told)
