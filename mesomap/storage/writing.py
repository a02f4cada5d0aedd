"""Changes as SQL, inside the transaction that is open. A row that is not as expected stops it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

import sqlite_utils

from mesomap.model import Added, Change, Entity, Removed
from mesomap.storage.kinds import TABLES
from mesomap.storage.rows import key, to_row


class UnexpectedRowError(Exception):
    """A row to be changed or removed was not there: memory and file differ, a bug of ours."""


def write(db: sqlite_utils.Database, changes: Sequence[Change]) -> None:
    """Write `changes` in their order; neighbours of one sort go in one statement."""
    for (sort, kind), group in groupby(changes, key=_sort_of):
        if sort is Added:
            _insert(db, TABLES[kind], [c.value for c in group if isinstance(c, Added)])
        elif sort is Removed:
            _delete(db, TABLES[kind], [c.value for c in group if isinstance(c, Removed)])
        else:
            pairs = [c.after for c in group if not isinstance(c, Added | Removed)]
            _update(db, TABLES[kind], pairs)


def _sort_of(change: Change) -> tuple[type[Change], type[Entity]]:
    value = change.value if isinstance(change, Added | Removed) else change.after
    return type(change), type(value)


def _insert(db: sqlite_utils.Database, table: str, values: Iterable[Entity]) -> None:
    rows = [to_row(value) for value in values]
    names = list(rows[0])
    columns, marks = ", ".join(names), ", ".join("?" * len(names))
    _run(db, f"INSERT INTO {table} ({columns}) VALUES ({marks})", [list(r.values()) for r in rows])


def _update(db: sqlite_utils.Database, table: str, values: Iterable[Entity]) -> None:
    values = list(values)
    rows = [to_row(value) for value in values]
    settings = ", ".join(f"{name} = ?" for name in rows[0])
    where, keys = _where(values)
    arguments = [[*row.values(), *k] for row, k in zip(rows, keys, strict=True)]
    _run(db, f"UPDATE {table} SET {settings} WHERE {where}", arguments)


def _delete(db: sqlite_utils.Database, table: str, values: Iterable[Entity]) -> None:
    where, keys = _where(list(values))
    _run(db, f"DELETE FROM {table} WHERE {where}", keys)


def _where(values: Sequence[Entity]) -> tuple[str, list[list[bytes]]]:
    keys = [list(k) if isinstance(k := key(value), tuple) else [k] for value in values]
    return ("session = ? AND id = ?" if len(keys[0]) == 2 else "id = ?"), keys


def _run(db: sqlite_utils.Database, statement: str, rows: Sequence[Sequence[Any]]) -> None:
    done = db.conn.executemany(statement, rows)
    if done.rowcount != len(rows):
        raise UnexpectedRowError(f"{done.rowcount} of {len(rows)} rows: {statement}")
