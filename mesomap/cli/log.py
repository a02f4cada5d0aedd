"""`mesomap log`: what was done in a clinic file, newest first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mesomap.cli.opening import open_clinic
from mesomap.cli.options import NO_PATIENT, clinic_option, json_option, read_id
from mesomap.cli.output import emit_json, emit_table

if TYPE_CHECKING:
    from mesomap.storage.done import Done

USUAL_ROWS = 100


@click.command()
@clinic_option
@click.option("--patient", metavar="ID", help="Only what was done with this patient's record.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=USUAL_ROWS,
    show_default=True,
    metavar="N",
    help="At most so many, the newest.",
)
@json_option
def log(clinic: Path, patient: str | None, limit: int, as_json: bool) -> None:
    """What was done, by whom and when: changes, and what was seen, printed and exported."""
    from mesomap.exchange.record.log import done_json
    from mesomap.storage.done import Wanted

    with open_clinic(clinic) as store:
        family: frozenset[Any] = frozenset()
        if patient is not None:
            family = store.family(store.patient(read_id(patient, unknown=NO_PATIENT)).id)
        rows = store.what_was_done(Wanted(patients=family), limit=limit)
    if as_json:
        emit_json([done_json(row) for row in rows])
        return
    emit_table(("seq", "time", "who", "what", "patient", "session"), [_cells(row) for row in rows])


def _cells(row: Done) -> list[object]:
    from mesomap.exchange.record.log import what_of

    at = row.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    return [row.seq, at, row.actor, what_of(row), row.name, row.day or ""]
