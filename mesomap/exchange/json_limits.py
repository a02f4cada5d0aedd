"""JSON from outside, read without being led astray: size, depth, number, names and numbers."""

from __future__ import annotations

import json
import math
import re
from typing import Any

import numpy as np

from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP

MOST_BYTES = 200 * 1024 * 1024
MOST_DEPTH = 32
"""Our own files nest less than half as deep."""
MOST_VALUES = 8_000_000
"""Each costs some sixty bytes of memory once it is read."""
_CHUNK = 1 << 22
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n]*+[\[{]")
"""An object or a list: most junk is told by its first byte."""

TOO_LARGE = QT_TRANSLATE_NOOP(
    "messages", "{file} is larger than {most_mb} MB and was not read: choose another file."
)
NO_JSON = QT_TRANSLATE_NOOP(
    "messages", "{file} is no JSON file ({reason}): choose one that mesomap wrote."
)
TOO_DEEP = QT_TRANSLATE_NOOP(
    "messages", "{file} nests deeper than {most} levels and was not read: choose another file."
)
TOO_MANY = QT_TRANSLATE_NOOP(
    "messages", "{file} holds more than {most} values and was not read: choose another file."
)
TWICE = QT_TRANSLATE_NOOP(
    "messages", "{file} names {key} twice in one object and was not read: choose another file."
)
NOT_FINITE = QT_TRANSLATE_NOOP(
    "messages", "{file} holds {number}, which is no number: choose another file."
)


def read_json(data: bytes, *, name: str) -> Any:
    """What the JSON file `name`, of the content `data`, holds.

    Raises
    ------
    KnownError
        It is too large, too deep, holds too much, is no JSON in UTF-8, names a key twice, or
        holds a number that is none.
    """
    if len(data) > MOST_BYTES:
        raise KnownError(TOO_LARGE, file=name, most_mb=MOST_BYTES // 1024**2)
    if not _BEGINS.match(data):
        utf8 = not data.startswith((b"\xff", b"\xfe"))
        reason = "line 1, column 1" if utf8 else "not in UTF-8"
        raise KnownError(NO_JSON, file=name, reason=reason)
    _judge(data, name)

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        kept = dict(found)
        if len(kept) != len(found):
            names = [key for key, _ in found]
            twice = next(key for key in names if names.count(key) > 1)
            raise KnownError(TWICE, file=name, key=twice[:40])
        return kept

    def constant(text: str) -> Any:
        raise KnownError(NOT_FINITE, file=name, number=text)

    def number(text: str) -> float:
        value = float(text)
        if not math.isfinite(value):
            raise KnownError(NOT_FINITE, file=name, number=text[:40])
        return value

    try:
        return json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=pairs,
            parse_constant=constant,
            parse_float=number,
        )
    except UnicodeDecodeError as error:
        raise KnownError(NO_JSON, file=name, reason="not in UTF-8") from error
    except json.JSONDecodeError as error:
        reason = f"line {error.lineno}, column {error.colno}"
        raise KnownError(NO_JSON, file=name, reason=reason) from error
    except (ValueError, RecursionError) as error:
        raise KnownError(NO_JSON, file=name, reason="a number is too long") from error


def _judge(data: bytes, name: str) -> None:
    """Depth and number of values, by counting outside of texts: before anything nests.

    Without what is escaped every quotation mark begins or ends a text; so each byte is looked at
    once, whatever the file holds.
    """
    bare = np.frombuffer(data.replace(rb"\\", b"").replace(rb"\"", b""), np.uint8)
    depth = values = quotes = 0
    for start in range(0, len(bare), _CHUNK):
        part = bare[start : start + _CHUNK]
        marks = np.cumsum(part == ord('"'), dtype=np.int64) + quotes
        quotes = int(marks[-1])
        part = part[marks % 2 == 0]
        if not len(part):
            continue
        opened = (part == ord("[")) | (part == ord("{"))
        closed = (part == ord("]")) | (part == ord("}"))
        steps = opened.astype(np.int32) - closed
        deepest = depth + int(steps.cumsum().max())
        depth += int(steps.sum())
        values += int(opened.sum()) + int((part == ord(",")).sum())
        if deepest > MOST_DEPTH:
            raise KnownError(TOO_DEEP, file=name, most=MOST_DEPTH)
        if values > MOST_VALUES:
            raise KnownError(TOO_MANY, file=name, most=f"{MOST_VALUES:,}")
