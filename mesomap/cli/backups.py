"""`mesomap backups`: the rotating backups of a clinic file, with what each holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mesomap.cli.opening import key_for
from mesomap.cli.options import clinic_option, json_option
from mesomap.cli.output import emit_json, emit_table
from mesomap.model import KnownError

if TYPE_CHECKING:
    from mesomap.storage import Key
    from mesomap.storage.rotation import Found


@click.command()
@clinic_option
@click.option(
    "--place",
    "places",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Another place that backups go to, besides the clinic file's folder; may be repeated.",
)
@json_option
def backups(clinic: Path, places: tuple[Path, ...], as_json: bool) -> None:
    """The backups of a clinic file, latest first; the file itself may be gone."""
    from mesomap.storage.rotating import backups_of

    key = key_for(clinic)
    found = [one for place in (clinic.parent, *places) for one in backups_of(clinic, place, key)]
    rows = [_row(one, key) for one in sorted(found, key=lambda one: one.name, reverse=True)]
    if as_json:
        emit_json(rows)
        return
    if not rows:
        click.echo(f"no backups of {clinic.name} in {clinic.parent}")
        return
    head = ("at", "patients", "sessions", "changes", "missing", "encrypted", "path")
    emit_table(head, [[_cell(row[name]) for name in head] for row in rows])


def _row(one: Found, key: Key | None) -> dict[str, Any]:
    """What is in it stays empty where the clinic file's key of now does not open it."""
    from mesomap.storage.keys import salt_of
    from mesomap.storage.previewing import look

    row: dict[str, Any] = {
        "path": str(one.path),
        "at": one.at.isoformat(timespec="minutes"),
        "size": one.size,
        "encrypted": salt_of(one.path) is not None,
        **dict.fromkeys(("patients", "sessions", "changes", "last_change", "missing")),
    }
    try:
        preview = look(one.path, key=key)
    except KnownError:
        return row
    holds = preview.holds
    return row | {
        "patients": holds.patients,
        "sessions": holds.sessions,
        "changes": holds.changes,
        "last_change": holds.last_change.isoformat() if holds.last_change else None,
        "missing": preview.missing,
    }


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
