"""What was done in a clinic file, as JSON and as a table.

The keys are a contract: docs/command-line.md. Labels and details stay as the change log holds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mesomap.exchange.csv_table import table_csv
from mesomap.storage import Store
from mesomap.storage.done import Done, Wanted

Json = dict[str, Any]

HEAD = (
    "seq", "at", "actor", "kind", "label", "details", "changes", "patient_id", "patient",
    "session_id", "session_date",
)  # fmt: skip
ROWS_A_READ = 2000


def done_json(row: Done) -> Json:
    """One row; `at` in UTC."""
    return {
        "seq": row.seq,
        "at": row.at.isoformat(),
        "actor": row.actor,
        "kind": row.kind,
        "label": row.label,
        "details": row.details,
        "changes": row.parts,
        "erased": row.gone,
        "patient_id": str(row.patient) if row.patient else None,
        "patient": row.name,
        "session_id": str(row.session) if row.session else None,
        "session_date": row.day.isoformat() if row.day else None,
    }


def done_csv(store: Store, wanted: Wanted) -> bytes:
    """All wanted rows, newest first: UTF-8 with BOM, commas, one header row."""
    return table_csv(HEAD, (_flat(row) for row in every(store, wanted)))


def every(store: Store, wanted: Wanted) -> Iterator[Done]:
    """All wanted rows, newest first, read in pages: later rows do not shift them."""
    before: int | None = None
    while rows := store.what_was_done(wanted, limit=ROWS_A_READ, before=before):
        yield from rows
        before = rows[-1].seq


def what_of(row: Done) -> str:
    """What was done in one line: the label and, of an event, its details."""
    words = details_of(row.details)
    return f"{row.label}: {words}" if words else row.label


def details_of(details: dict[str, str]) -> str:
    """Details in one line: codes as they are, ids and hashes cut short."""
    return ", ".join(_short(value) for value in _in_order(details))


def _in_order(details: dict[str, str]) -> Iterable[str]:
    return [details[name] for name in sorted(details)]


def _short(value: str) -> str:
    return f"{value[:8]}…" if len(value) >= 32 and " " not in value else value


def _flat(row: Done) -> Json:
    details = "; ".join(f"{name}={value}" for name, value in sorted(row.details.items()))
    return {**done_json(row), "details": details}
