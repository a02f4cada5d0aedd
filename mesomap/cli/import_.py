"""`mesomap import`: sessions from our own JSON or PDF, patients from a table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mesomap.cli.opening import open_clinic
from mesomap.cli.options import clinic_option, json_option
from mesomap.cli.output import Stop, emit_json, emit_table
from mesomap.model import KnownError, Message
from mesomap.model.message import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from mesomap.document import Document
    from mesomap.exchange.text_table import TextTable

ACTOR = "mesomap import"
DATES = ("YYYY-MM-DD", "DD.MM.YYYY", "DD/MM/YYYY", "MM/DD/YYYY", "DD-MM-YYYY", "YYYYMMDD")
NO_PAIR = QT_TRANSLATE_NOOP(
    "messages", "{pair} does not say which column a field is: write it as name=Column."
)
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@clinic_option
@click.option("--dry-run", is_flag=True, help="Say what would happen; change nothing.")
@click.option(
    "--map",
    "pairs",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Of a table: which column a field is; without, the columns' names tell.",
)
@click.option(
    "--dates",
    type=click.Choice(DATES),
    default=DATES[0],
    show_default=True,
    help="How the table writes dates.",
)
@click.option(
    "--encoding",
    type=click.Choice(["utf-8", "utf-16", "cp1252"]),
    help="Of a table; without, its byte order mark tells, else UTF-8, else cp1252 is guessed.",
)
@click.option(
    "--separator", type=click.Choice(list(SEPARATORS)), help="Of a table; without, its head tells."
)
@click.option(
    "--report",
    type=click.Path(path_type=Path),
    metavar="FILE.csv",
    help="Write the rows that were not imported, and why.",
)
@json_option
def import_(
    file: Path,
    clinic: Path,
    dry_run: bool,
    pairs: tuple[str, ...],
    dates: str,
    encoding: str | None,
    separator: str | None,
    report: Path | None,
    as_json: bool,
) -> None:
    """Import sessions (FILE.json or FILE.pdf) or patients (FILE.csv): all of it or nothing."""
    from mesomap.document.record.looking import source_of
    from mesomap.exchange.import_file import Sort, read_import

    columns = dict(map(_pair, pairs))
    sort, data = read_import(file)
    source = {"sort": sort.value, "sha256": source_of(data)}
    if sort is Sort.SESSIONS:
        _sessions(clinic, data, file, source, dry_run=dry_run, as_json=as_json)
        return
    from mesomap.exchange.text_table import read_table

    separated = SEPARATORS[separator] if separator is not None else None
    table = read_table(data, name=file.name, encoding=encoding, separator=separated)
    _patients(clinic, table, source, columns, dates, report, dry_run=dry_run, as_json=as_json)


def _patients(
    clinic: Path,
    table: TextTable,
    source: dict[str, str],
    columns: dict[str, str],
    dates: str,
    report: Path | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    from mesomap.atlas import default_atlas
    from mesomap.exchange.import_json import counted, patients_plan_json, refused_csv
    from mesomap.exchange.patients_csv import LABEL, Reading, plan_patients, steps_of, suggested
    from mesomap.exchange.whole_file import write_whole

    used = columns or suggested(table.head)
    reading = Reading(columns=used, dates=dates, bodies=default_atlas().body_ids)
    with open_clinic(clinic) as store:
        rows = plan_patients(store, table, reading)
    if report is not None:
        write_whole(report, refused_csv(table, rows))
    steps = steps_of(rows)
    if steps and not dry_run:
        with _writing(clinic, source) as document:
            document.commit_together(LABEL, steps)
    if as_json:
        emit_json(patients_plan_json(table, reading, rows, done=not dry_run))
        return
    guess = " (a guess: say --encoding if names look wrong)" if table.guessed else ""
    click.echo(f"{table.name}: read as {table.encoding}{guess}, dates as {dates}")
    cells = [
        [row.line, row.fate.value, row.patient.name if row.patient else "", _said(row.why)]
        for row in rows
    ]
    emit_table(("line", "what", "patient", "why"), cells)
    count = counted(rows)
    verb = "would be imported" if dry_run else "imported"
    click.echo(f"{count['new']} {verb}, {count['there']} there, {count['refused']} refused")


def _sessions(
    clinic: Path, data: bytes, file: Path, source: dict[str, str], *, dry_run: bool, as_json: bool
) -> None:
    from mesomap.atlas import default_atlas
    from mesomap.document.importing import import_bundle, plan_import
    from mesomap.exchange.bundle_read import read_bundle
    from mesomap.exchange.import_json import plan_json

    bundle = read_bundle(data, name=file.name)
    with open_clinic(clinic) as store:
        plan = plan_import(store, default_atlas(), bundle)
    done = not dry_run and plan.problem is None
    if done and plan.steps:
        with _writing(clinic, source) as document:
            import_bundle(document, plan)
    if as_json:
        emit_json(plan_json(plan, done=done))
    else:
        rows = [[one.kind, one.name, one.fate.value, _said(one.said)] for one in plan.lines]
        emit_table(("what", "name", "fate", "note"), rows)
    if plan.problem is not None:
        raise Stop(plan.problem.render())
    if not as_json:
        verb = "would be added" if dry_run else "added"
        what = "1 entry" if plan.changes == 1 else f"{plan.changes} entries"
        click.echo(f"{what} {verb}" if plan.changes else "everything is there already")


@contextmanager
def _writing(clinic: Path, source: dict[str, str]) -> Iterator[Document]:
    """The clinic file open to be written to: only once it is known what will be.

    What was read, `source`, is recorded after it.
    """
    from mesomap.document import Document
    from mesomap.document.record import looking

    with open_clinic(clinic, read_only=False) as store:
        document = Document(store, actor=ACTOR, clock=datetime.now)
        yield document
        looking.note(document, looking.of_clinic(looking.IMPORT_FROM, **source))


def _pair(text: str) -> tuple[str, str]:
    field, sign, column = text.partition("=")
    if not (sign and field.strip() and column.strip()):
        raise KnownError(NO_PAIR, pair=text[:60])
    return field.strip(), " ".join(column.split())


def _said(message: Message | None) -> str:
    return message.render() if message is not None else ""
