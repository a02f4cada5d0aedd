"""Whether a stored row is what the change log recorded of it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from typing import Any, Final

import sqlite_utils

from mesomap.model import Attachment, Entity, Syringe
from mesomap.storage.kinds import DERIVED, TABLES
from mesomap.storage.readers import from_row
from mesomap.storage.rows import as_json, to_row

WORKED_OUT: Final = {TABLES[Syringe]: frozenset({"position"})}
"""Columns that a migration filled with what it worked out: nothing says what it was."""


def defaults(db: sqlite_utils.Database, table: str) -> dict[str, Any]:
    """What a row holds that was last written before a column came, by column."""
    found: dict[str, Any] = {}
    for column in db.query(f"PRAGMA table_info({table})"):
        if column["name"] not in WORKED_OUT.get(table, ()) and column["name"] not in DERIVED:
            text = column["dflt_value"]
            found[column["name"]] = db.execute(f"SELECT {text}").fetchone()[0] if text else None
    return found


def is_recorded(
    kind: type[Entity],
    stored: dict[str, Any],
    recorded: Mapping[str, Any],
    later: Mapping[str, Any],
    absent: Collection[str],
) -> bool:
    """Whether `stored` is the row that `recorded` names.

    A column that came since holds its default in `later`; what only repeats others, to be searched
    by, is worked out anew. An attachment's content is the one of its hash, which may be `absent`.
    """
    try:
        plain = as_json(stored)
        if any(plain.get(name) != cell for name, cell in recorded.items()):
            return False
        if kind is Attachment:
            return _content_holds(stored, absent)
        if any(plain[name] != cell for name, cell in later.items() if name not in recorded):
            return False
        if not DERIVED & stored.keys():
            return True
        own = to_row(from_row(kind, stored))
        return all(stored[name] == own[name] for name in DERIVED & stored.keys())
    except (AttributeError, KeyError, TypeError, ValueError):
        return False  # not even of the sort that was written


def _content_holds(stored: dict[str, Any], absent: Collection[str]) -> bool:
    if not stored["content"] and stored["sha256"] in absent:
        return True
    return bool(hashlib.sha256(stored["content"]).hexdigest() == stored["sha256"])
