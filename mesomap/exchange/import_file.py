"""A file that is to be imported: which sort it is, by its content and its name."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from mesomap.exchange.bundle_pdf import is_pdf
from mesomap.exchange.bundle_read import read_limited
from mesomap.exchange.text_table import MOST_BYTES as MOST_OF_A_TABLE

TABLES = frozenset({".csv", ".tsv", ".txt", ".tab"})
ENDINGS = ("json", "pdf", "csv", "tsv", "txt")


class Sort(StrEnum):
    """What a file is read as."""

    SESSIONS = "sessions"
    PATIENTS = "patients"


def read_import(path: Path) -> tuple[Sort, bytes]:
    """The content of the file at `path`, and what it is read as.

    Raises
    ------
    KnownError
        It is missing, too large, or cannot be read.
    """
    if path.suffix.casefold() in TABLES:
        data = read_limited(path, most=MOST_OF_A_TABLE)
        return (Sort.SESSIONS if is_pdf(data) else Sort.PATIENTS), data
    return Sort.SESSIONS, read_limited(path)
