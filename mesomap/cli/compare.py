"""`mesomap compare`: what became of each injection from one session to another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from mesomap.cli.noting import note
from mesomap.cli.opening import open_clinic
from mesomap.cli.options import NO_SESSION, clinic_option, json_option, read_id
from mesomap.cli.output import Stop, emit_fields, emit_json, emit_table

COUNTS = ("added", "removed", "moved", "changed", "kept")


@click.command()
@click.argument("first", metavar="[ID_A]", required=False)
@click.argument("second", metavar="[ID_B]", required=False)
@clinic_option
@json_option
@click.option("--plan", metavar="ID", help="A session against its own plan.")
@click.option("--halves", metavar="ID", help="A session's left side against its right one.")
@click.option("--csv", "as_csv", type=click.Path(path_type=Path), metavar="FILE.csv",
              help="Write every change as a table.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE.pdf", help="Print to a PDF.")
def compare(
    first: str | None,
    second: str | None,
    clinic: Path,
    as_json: bool,
    plan: str | None,
    halves: str | None,
    as_csv: Path | None,
    out: Path | None,
) -> None:
    """What changed from session ID_A to session ID_B, matched on the skin.

    In place of two sessions, --plan ID or --halves ID compares one with itself.
    """
    from mesomap.atlas import default_atlas
    from mesomap.document.record import looking
    from mesomap.exchange.compare import Compared, Way, compared
    from mesomap.exchange.compare_json import comparison_csv, comparison_json

    given = [one for one in (plan, halves, first) if one is not None]
    if len(given) != 1 or (first is None) != (second is None):
        raise click.UsageError("Say two sessions, or --plan ID, or --halves ID.")
    way = Way.PLAN if plan else Way.HALVES if halves else Way.SESSIONS
    a = read_id(given[0], unknown=NO_SESSION)
    b = a if second is None else read_id(second, unknown=NO_SESSION)
    with open_clinic(clinic) as store:
        atlas = default_atlas()
        result = compared(store, atlas, Compared(a, b, way))
        if as_csv is not None:
            try:
                as_csv.write_bytes(comparison_csv(result))
            except OSError as error:
                raise Stop(f"{as_csv} cannot be written: {error.strerror or error}.") from error
        if out is not None:
            from mesomap.cli.window import start_offscreen

            start_offscreen()
            from mesomap.report.compare_report import print_comparison

            print_comparison(store, atlas, result, out)
        later = store.session(b)
    seen = {"other": a.hex, "way": way.value}
    note(clinic, looking.of_session(looking.COMPARE, later, **seen))
    if as_csv is not None:
        note(clinic, looking.of_session(looking.EXPORT, later, format="comparison-csv", **seen))
    if out is not None:
        printed = {"template": "comparison", "to": "pdf"}
        note(clinic, looking.of_session(looking.PRINT, later, **printed, **seen))
    described = comparison_json(result)
    if as_json:
        emit_json(described)
        return
    _tell(described)


def _tell(described: dict[str, Any]) -> None:
    emit_fields((name, described[name]) for name in COUNTS)
    head = ("region", "side", *COUNTS, "coverage_a", "coverage_b")
    rows = [
        ["–" if row[key] is None else row[key] for key in head] for row in described["by_region"]
    ]
    emit_table(head, rows)
    for said in described["notes"]:
        click.echo(said)
