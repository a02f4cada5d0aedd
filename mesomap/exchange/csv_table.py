"""A table for a spreadsheet: UTF-8 with BOM, commas, one header row, and no cell that computes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

BOM = b"\xef\xbb\xbf"
_COMPUTES = re.compile(r"'*\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet may take for something to compute, with apostrophes or spaces before it."""


def table_csv(head: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """The columns `head` of every row."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([cell(row[name]) for name in head])
    return BOM + out.getvalue().encode()


def cell(value: object) -> str:
    """A value as a cell that no spreadsheet computes: text that begins like one gets an apostrophe.

    Numbers stay numbers, negative ones too.
    """
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if isinstance(value, str) and _COMPUTES.match(text) else text


def text_of(cell: str) -> str:
    """The text that `cell` was made of: without the apostrophe that was put before it."""
    return cell[1:] if cell.startswith("'") and _COMPUTES.match(cell) else cell
