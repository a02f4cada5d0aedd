"""A table of text from outside: its encoding, its separator, its head and its rows by line.

Nothing is computed: a cell is its text, also one that a spreadsheet would take for a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from mesomap.exchange.csv_table import text_of
from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 100_000
MOST_COLUMNS = 200
MOST_CELL = 20_000
SEPARATORS = (",", ";", "\t")
ENCODINGS = ("utf-8", "utf-16", "cp1252")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))

TOO_LARGE = QT_TRANSLATE_NOOP(
    "messages", "{file} is larger than {most_mb} MB and was not read: split the table."
)
NO_TABLE = QT_TRANSLATE_NOOP(
    "messages", "{file} is no table of text: save it as CSV in UTF-8, and choose that."
)
OTHER_ENCODING = QT_TRANSLATE_NOOP(
    "messages", "{file} is not written in {encoding}: choose another encoding, or save it as UTF-8."
)
NO_ROWS = QT_TRANSLATE_NOOP("messages", "{file} has no rows: the first line names the columns.")
TOO_MANY_ROWS = QT_TRANSLATE_NOOP(
    "messages", "{file} has more than {most} rows and was not read: split the table."
)
TOO_WIDE = QT_TRANSLATE_NOOP(
    "messages", "{file} has more than {most} columns and was not read: choose another file."
)
HEAD_TWICE = QT_TRANSLATE_NOOP(
    "messages", "{file} has two columns named {column}: rename one of them."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTable:
    """The table in the file `name`.

    Attributes
    ----------
    encoding, guessed
        How it was read, and whether that was a guess: nothing in the file said so.
    rows
        Line of the file, from 1, and cells.
    """

    name: str
    encoding: str
    guessed: bool
    separator: str
    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_table(
    data: bytes, *, name: str, encoding: str | None = None, separator: str | None = None
) -> TextTable:
    """The table in `data`; encoding and separator as they are found where they are not told.

    Raises
    ------
    KnownError
        It is too large, no table of text, has no rows, or two columns of one name.
    """
    if len(data) > MOST_BYTES:
        raise KnownError(TOO_LARGE, file=name, most_mb=MOST_BYTES // 1024**2)
    text, used, guessed = _decoded(data, name, encoding)
    if "\0" in text:
        raise KnownError(NO_TABLE, file=name)
    lines_before = 0
    first, _, rest = text.partition("\n")
    if first.strip().casefold().startswith("sep=") and len(first.strip()) == 5:
        separator = separator or first.strip()[4]  # a spreadsheet's own word for it
        text, lines_before = rest, 1
    separator = separator or _separator(text)
    rows = list(_rows(text, separator, lines_before, name))
    if len(rows) < 2:
        raise KnownError(NO_ROWS, file=name)
    head = tuple(" ".join(cell.split()) for cell in rows[0][1])
    named = [column for column in head if column]
    for column in named:
        if named.count(column) > 1:
            raise KnownError(HEAD_TWICE, file=name, column=column[:40])
    return TextTable(
        name=name,
        encoding="utf-8" if used == "utf-8-sig" else used,
        guessed=guessed,
        separator=separator,
        head=head,
        rows=tuple(rows[1:]),
    )


def _decoded(data: bytes, name: str, told: str | None) -> tuple[str, str, bool]:
    marked = next((used for mark, used in _MARKS if data.startswith(mark)), None)
    used = told if told is not None and marked is None else marked
    if used is not None:
        try:
            return data.decode(used), used, False
        except UnicodeError as error:
            raise KnownError(OTHER_ENCODING, file=name, encoding=used) from error
    for guess in ("utf-8", "cp1252"):
        try:
            return data.decode(guess), guess, guess != "utf-8"
        except UnicodeError:
            continue
    raise KnownError(NO_TABLE, file=name)


def _separator(text: str) -> str:
    """The one that the head has most of, outside of quotes."""
    quoted = False
    head: list[str] = []
    for character in text[:MOST_CELL]:
        quoted ^= character == '"'
        if character in "\r\n" and not quoted and head:
            break
        head += [character] if not quoted else []
    return max(SEPARATORS, key=lambda one: (head.count(one), one == ","))


def _rows(
    text: str, separator: str, lines_before: int, name: str
) -> Iterator[tuple[int, tuple[str, ...]]]:
    csv.field_size_limit(MOST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start, count = 1 + lines_before, 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise KnownError(NO_TABLE, file=name) from error
        if cells is None:
            return
        line, start = start, reader.line_num + 1 + lines_before
        if not any(cell.strip() for cell in cells):
            continue
        count += 1
        if count > MOST_ROWS + 1:
            raise KnownError(TOO_MANY_ROWS, file=name, most=f"{MOST_ROWS:,}")
        if len(cells) > MOST_COLUMNS:
            raise KnownError(TOO_WIDE, file=name, most=MOST_COLUMNS)
        yield line, tuple(text_of(cell.strip()) for cell in cells)
