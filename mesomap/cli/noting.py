"""What a command showed or wrote of a clinic file is recorded in its change log."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mesomap.cli.opening import key_for

if TYPE_CHECKING:
    from mesomap.storage.events import Happened


def note(clinic: Path, what: Happened) -> None:
    """Record `what` in the clinic file, also beside a window that has it open.

    Where it may not be written to, the work that was done stands, and a line says so.
    """
    from mesomap.app.record.who import user_name
    from mesomap.storage.events import record_beside

    by = f"{user_name() or 'unknown'} (command line)"
    if not record_beside(clinic, what, key=key_for(clinic), actor=by, at=datetime.now()):
        click.echo(f"{clinic}: not recorded in the change log, which cannot be written.", err=True)
