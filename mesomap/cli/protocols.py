"""`mesomap protocols`: every protocol with its figures, their sources and confidence."""

from __future__ import annotations

from pathlib import Path

import click

from mesomap.cli.opening import open_clinic
from mesomap.cli.options import json_option
from mesomap.cli.output import emit_json, emit_table


@click.command()
@click.option(
    "--clinic",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A clinic file: its own protocols too.",
)
@json_option
def protocols(clinic: Path | None, as_json: bool) -> None:
    """The protocols of each indication: cited starting points, never recommendations."""
    from mesomap.exchange.record.protocols import protocols_json
    from mesomap.model import Protocol

    own: list[Protocol] = []
    if clinic is not None:
        with open_clinic(clinic) as store:
            own = store.of_clinic(Protocol)
    rows = protocols_json(own)
    if as_json:
        emit_json(rows)
        return
    head = ("id", "indication", "title", "source")
    emit_table(head, [[row[key] for key in head] for row in rows])
