"""`mesomap lot`: who was given a lot."""

from __future__ import annotations

from pathlib import Path

import click

from mesomap.cli.noting import note
from mesomap.cli.opening import open_clinic
from mesomap.cli.options import clinic_option, json_option
from mesomap.cli.output import Stop, emit_json, emit_table


@click.command()
@click.argument("number", metavar="NUMBER")
@clinic_option
@json_option
@click.option("--csv", "as_csv", type=click.Path(path_type=Path), metavar="FILE.csv",
              help="Write a table with the patients' contacts.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE.pdf", help="Print to a PDF.")
def lot(number: str, clinic: Path, as_json: bool, as_csv: Path | None, out: Path | None) -> None:
    """Who was given this lot, drafts and sessions in error included.

    Spaces, hyphens, case, and O for 0 do not count.
    """
    from mesomap.document.record import looking
    from mesomap.exchange.record.lots import lot_csv, lot_json

    with open_clinic(clinic) as store:
        uses = store.uses_of_lot(number)
        name = store.clinic_name
    described = lot_json(number, uses)
    note(clinic, looking.of_clinic(looking.LOT, lot=number))
    if as_csv is not None:
        try:
            as_csv.write_bytes(lot_csv(uses))
        except OSError as error:
            raise Stop(f"{as_csv} cannot be written: {error.strerror or error}.") from error
        note(clinic, looking.of_clinic(looking.EXPORT, lot=number, format="lot-csv"))
    if out is not None:
        from mesomap.cli.window import start_offscreen

        start_offscreen()
        from mesomap.report.lot_report import print_lot

        print_lot(name, clinic.name, number, uses, out)
        note(clinic, looking.of_clinic(looking.EXPORT, lot=number, format="lot-pdf"))
    if as_json:
        emit_json(described)
        return
    click.echo(
        f"lot {number}: {_so_many(described['patients'], 'patient')},"
        f" {_so_many(described['sessions'], 'session')}"
    )
    head = ("patient", "phone", "date", "status", "name", "lot", "given_ml", "planned")
    rows = [
        {
            **use,
            "patient": use["patient"]["name"],
            "phone": use["patient"]["phone"],
            "status": "in error" if use["in_error"] else use["status"],
        }
        for use in described["uses"]
    ]
    if rows:
        emit_table(head, [[row[key] for key in head] for row in rows])


def _so_many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
