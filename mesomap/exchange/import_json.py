"""What an import did or would do, as documented JSON and as a table of what was refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from mesomap.document.importing_lines import Fate, Line, Plan
from mesomap.exchange.csv_table import cell, table_csv
from mesomap.exchange.patients_csv import PatientRow, Reading
from mesomap.exchange.text_table import TextTable

Json = dict[str, Any]
NAMED = {",": "comma", ";": "semicolon", "\t": "tab"}


def plan_json(plan: Plan, *, done: bool) -> Json:
    """A bundle's lines; `done` says whether it was imported."""
    return {
        "file": plan.file,
        "imported": done,
        "changes": plan.changes,
        "problem": plan.problem.render() if plan.problem is not None else None,
        "lines": [_line(line) for line in plan.lines],
    }


def _line(line: Line) -> Json:
    return {
        "kind": line.kind,
        "id": str(line.id),
        "name": line.name,
        "fate": line.fate.value,
        "note": line.said.render() if line.said is not None else None,
    }


def patients_plan_json(
    table: TextTable, reading: Reading, rows: Sequence[PatientRow], *, done: bool
) -> Json:
    """A table's rows; `done` says whether the new ones were imported."""
    return {
        "file": table.name,
        "imported": done,
        "encoding": table.encoding,
        "encoding_guessed": table.guessed,
        "separator": NAMED.get(table.separator, table.separator),
        "dates": reading.dates,
        "columns": dict(reading.columns),
        **counted(rows),
        "rows": [
            {
                "line": row.line,
                "fate": row.fate.value,
                "name": row.patient.name if row.patient is not None else None,
                "id": str(row.patient.id) if row.patient and row.fate is Fate.NEW else None,
                "reason": row.why.render() if row.why is not None else None,
            }
            for row in rows
        ],
    }


def counted(rows: Iterable[PatientRow]) -> Json:
    """How many rows of each fate there are."""
    found = Counter(row.fate for row in rows)
    return {fate.value: found[fate] for fate in (Fate.NEW, Fate.THERE, Fate.REFUSED)}


def refused_csv(table: TextTable, rows: Iterable[PatientRow]) -> bytes:
    """The rows that were not imported as they stand, with line and reason before them."""
    head = [
        "line",
        "reason",
        *(cell(name) or f"column {n}" for n, name in enumerate(table.head, 1)),
    ]
    return table_csv(
        head,
        [
            dict(
                zip(
                    head,
                    [row.line, row.why.render(), *row.cells, *[""] * len(table.head)],
                    strict=False,
                )
            )
            for row in rows
            if row.why is not None
        ],
    )
