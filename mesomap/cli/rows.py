"""Rows of numbers from a CSV file: UTF-8 with or without BOM, commas, no header."""

from __future__ import annotations

import csv
import math
from pathlib import Path

from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP

MAX_BYTES = 50_000_000


def read_rows(path: Path, *, columns: int) -> list[tuple[float, ...]]:
    """The rows of `path`, each of `columns` finite numbers; blank lines are passed over.

    Raises
    ------
    KnownError
        The file is missing, is not such a file, or a row is at fault (its number is named).
    """
    text = _read(path)
    rows: list[tuple[float, ...]] = []
    try:
        for number, cells in enumerate(csv.reader(text.splitlines()), start=1):
            if not cells or (len(cells) == 1 and not cells[0].strip()):
                continue
            rows.append(_numbers(path, number, cells, columns))
    except csv.Error as error:
        message = QT_TRANSLATE_NOOP("messages", "{path} is not a CSV file: {reason}.")
        raise KnownError(message, path=path, reason=error) from error
    return rows


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            message = QT_TRANSLATE_NOOP("messages", "{path} is larger than 50 MB: split it.")
            raise KnownError(message, path=path)
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        message = QT_TRANSLATE_NOOP("messages", "{path} is not UTF-8 text: save it as UTF-8 CSV.")
        raise KnownError(message, path=path) from error
    except OSError as error:
        message = QT_TRANSLATE_NOOP("messages", "{path} cannot be read: {reason}.")
        raise KnownError(message, path=path, reason=error.strerror or error) from error


def _numbers(path: Path, row: int, cells: list[str], columns: int) -> tuple[float, ...]:
    if len(cells) != columns:
        message = QT_TRANSLATE_NOOP(
            "messages",
            "Row {row} of {path} has {found} values instead of {wanted}: no header, commas between"
            " values, points as decimal marks.",
        )
        raise KnownError(message, row=row, path=path, found=len(cells), wanted=columns)
    numbers = []
    for cell in cells:
        try:
            number = float(cell)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            message = QT_TRANSLATE_NOOP(
                "messages", "Row {row} of {path}: {cell} is not a number (no header is expected)."
            )
            raise KnownError(message, row=row, path=path, cell=repr(cell))
        numbers.append(number)
    return tuple(numbers)
