"""A table for a spreadsheet: UTF-8 with BOM, commas, one header row, and no cell that computes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes a cell that so begins for something to compute."""


def table_csv(head: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """The columns `head` of every row."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([cell(row[name]) for name in head])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def cell(value: object) -> str:
    """A value as a cell that no spreadsheet computes: text that begins like one gets a quote."""
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text
