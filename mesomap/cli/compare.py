"""`mesomap compare`: what became of each injection from one session to another."""

from __future__ import annotations

from pathlib import Path

import click

from mesomap.cli.options import NO_SESSION, clinic_option, json_option, read_id
from mesomap.cli.output import emit_fields, emit_json, emit_table

COUNTS = ("added", "removed", "moved", "changed", "kept")


@click.command()
@click.argument("first", metavar="ID_A")
@click.argument("second", metavar="ID_B")
@clinic_option
@json_option
def compare(first: str, second: str, clinic: Path, as_json: bool) -> None:
    """What changed from session ID_A to session ID_B, matched on the skin."""
    from mesomap.atlas import default_atlas
    from mesomap.exchange.compare import comparison_json
    from mesomap.storage import Store

    a, b = (read_id(id, unknown=NO_SESSION) for id in (first, second))
    with Store.open(clinic, read_only=True) as store:
        described = comparison_json(store, default_atlas(), a, b)
    if as_json:
        emit_json(described)
        return
    emit_fields((name, described[name]) for name in COUNTS)
    head = ("region", "side", *COUNTS, "coverage_a", "coverage_b")
    rows = [
        ["–" if row[key] is None else row[key] for key in head] for row in described["by_region"]
    ]
    emit_table(head, rows)
