"""`mesomap backup` and `mesomap restore`: verified copies of a clinic file, and the way back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mesomap.cli.noting import note
from mesomap.cli.opening import key_for
from mesomap.cli.options import clinic_option
from mesomap.model import KnownError

if TYPE_CHECKING:
    from mesomap.storage import Key
    from mesomap.storage.backup import Holds

OUT = click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FILE")


@click.command()
@clinic_option
@OUT
def backup(clinic: Path, out: Path) -> None:
    """Copy a clinic file, in use or not, and verify the copy."""
    from mesomap.document.record import looking
    from mesomap.storage.backup import back_up

    made = back_up(clinic, out, key=key_for(clinic))
    note(clinic, looking.of_clinic(looking.BACK_UP, to="file"))
    click.echo(f"wrote {made.path} ({_said(made.holds)}; verified)")


@click.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@OUT
@click.option(
    "--without-missing", is_flag=True, help="Do without attachments that are nowhere any more."
)
def restore(file: Path, out: Path, without_missing: bool) -> None:
    """Make a clinic file of a backup; one that lies at --out is kept beside it."""
    from mesomap.document.record import looking
    from mesomap.storage.backup import restore as restored

    opens = key_for(file)
    done = restored(
        file,
        out,
        at=datetime.now(),
        actor="restore",
        backup_key=opens,
        key=_present_key(out),
        without_missing=without_missing,
    )
    note(done.path, looking.of_clinic(looking.RESTORE, changes=str(done.holds.changes)))
    click.echo(f"wrote {done.path} ({_said(done.holds)}; verified)")
    if done.kept is not None:
        click.echo(f"kept what lay there: {done.kept}")
    if done.erased_again is None:
        click.echo("could not be looked into: who was erased since the backup is not erased again")
    elif done.erased_again:
        click.echo(f"erased again, as asked for since the backup: {done.erased_again}")


def _present_key(out: Path) -> Key | None:
    """What opens the file that is put aside, if anybody knows: to erase again who was erased."""
    try:
        return key_for(out)
    except KnownError:
        return None


def _said(holds: Holds) -> str:
    patients = "1 patient" if holds.patients == 1 else f"{holds.patients} patients"
    sessions = "1 session" if holds.sessions == 1 else f"{holds.sessions} sessions"
    last = f", last change {holds.last_change:%Y-%m-%d %H:%M}" if holds.last_change else ""
    return f"{patients}, {sessions}{last}"
