"""Names as people type and sort them: without case and accents, birth dates in any order."""

from __future__ import annotations

import unicodedata
from datetime import date
from functools import lru_cache

import sqlite_utils

LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters that Unicode does not take apart into a plain one and an accent."""


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """`text` without case and accents: "Lucía" and "LUCIA" are one, "Prøve" sorts as "prove"."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(LETTERS)


@lru_cache(maxsize=65_536)
def searchable(name: str, number: str, born: str | None) -> str:
    """What a search looks through: name, clinic number, and the birth date as it may be typed."""
    return "\n".join([folded(name), folded(number), *(_dates(born) if born else ())])


def _dates(born: str) -> list[str]:
    day = date.fromisoformat(born)
    d, m, y = day.day, day.month, day.year
    ends = [f"{d:02}.{m:02}.{y}", f"{d}.{m}.{y}", f"{d:02}/{m:02}/{y}", f"{d}/{m}/{y}"]
    return [born, *ends, f"{m:02}/{d:02}/{y}", f"{m}/{d}/{y}"]


def register(db: sqlite_utils.Database) -> None:
    """Let SQL call `folded` and `searchable`."""
    db.register_function(folded, deterministic=True)
    db.register_function(searchable, deterministic=True)
