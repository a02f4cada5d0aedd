"""Tables of text: patients of another program, and rows of numbers for the command line."""

from __future__ import annotations

from functools import cache

from tools.fuzz import mutate, scene
from tools.fuzz.target import Target

_WORDS = (
    b'"', b'""', b",", b";", b"\t", b"\r\n", b"sep=;\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff",
    b"Name", b"Geburtsdatum", b"date of birth", b"sex", b"=1+1", b"\0", b"1.5", b"nan", b"1e999",
    b"2026-02-30", b"31.12.1999",
)  # fmt: skip
_HEADS = 3
"""How many bytes before the table say how it is read."""


def patients(data: bytes) -> None:
    """A table of patients, its first bytes being what a person chose of encoding and separator."""
    from mesomap.exchange.import_json import patients_plan_json, refused_csv
    from mesomap.exchange.patient_cells import DATES
    from mesomap.exchange.patients_csv import Reading, plan_patients, steps_of, suggested
    from mesomap.exchange.text_table import ENCODINGS, SEPARATORS, read_table

    head, rest = data[:_HEADS].ljust(_HEADS, b"\0"), data[_HEADS:]
    table = read_table(
        rest,
        name="a.csv",
        encoding=(None, *ENCODINGS)[head[0] % 4],
        separator=(None, *SEPARATORS)[head[1] % 4],
    )
    columns = suggested(table.head)
    if "name" not in columns and "last_name" not in columns and any(table.head):
        columns["name"] = next(filter(None, table.head))
    dates = sorted(DATES)[head[2] % len(DATES)]
    reading = Reading(columns=columns, dates=dates, bodies=("female", "male"))
    rows = plan_patients(scene.clinic(), table, reading)
    steps_of(rows)
    refused_csv(table, rows)
    patients_plan_json(table, reading, rows, done=False)


def numbers(data: bytes) -> None:
    """Places and distances on the command line."""
    from mesomap.cli.rows import read_rows

    read_rows(scene.as_file(data, "rows.csv"), columns=3)


@cache
def patient_tables() -> dict[str, bytes]:
    """Tables as other programs write them, in several tongues, encodings and separators."""
    english = "Name,Date of birth,Sex,Number,Phone,Weight\nDoe Jane,1980-02-03,f,12,+1 5,61.5\n"
    german = "Nachname;Vorname;Geburtsdatum;Geschlecht;Größe\nMüller;Änne;03.02.1980;w;x\n"
    odd = 'sep=;\n"Na""me";born;\n"A\nB";03/02/1980;=1+1\n;;\n"A, B";"";"1"\n'
    return {
        "english": b"\0\0\0" + english.encode(),
        "english-bom": b"\0\1\0\xef\xbb\xbf" + english.encode() * 2,
        "german": b"\3\2\1" + german.encode("cp1252"),
        "german-16": b"\0\0\1" + german.encode("utf-16"),
        "odd": b"\1\0\2" + odd.encode(),
    }


@cache
def injection_tables() -> dict[str, bytes]:
    """Our own table of injections, given back as one of patients."""
    from mesomap.exchange.csv_table import table_csv

    head = ["session", "patient", "date", "needle", "region", "volume_ml", "depth_mm"]
    row = ["0" * 32, "-Doe", "2026-11-22", 1, "forehead", 0.05, -1.5]
    rows = [dict(zip(head, row, strict=True))] * 3
    return {"injections": b"\0\0\0" + table_csv(head, rows)}


TARGETS = (
    Target(
        name="patients-table",
        reads="a table of patients or of injections",
        run=patients,
        seeds=lambda: patient_tables() | injection_tables(),
        mutate=mutate.of_bytes,
        words=_WORDS,
        share=30,
        most_bytes=4096,
    ),
    Target(
        name="number-rows",
        reads="rows of numbers on the command line",
        run=numbers,
        seeds=lambda: {"rows": b"1,2,3\r\n-1.5,0,2e3\n", "bom": b'\xef\xbb\xbf"1",2,3\n'},
        mutate=mutate.of_bytes,
        words=_WORDS,
        share=220,
        most_bytes=2048,
    ),
)
