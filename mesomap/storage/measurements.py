"""A calibration's measurements as the text of their column, and back."""

from __future__ import annotations

import json
from typing import Any

from mesomap.model import (
    Girth,
    GirthLength,
    Height,
    LandmarkKey,
    LandmarkLength,
    Measurement,
    Side,
)


def to_text(measurements: tuple[Measurement, ...]) -> str:
    """The measurements as canonical JSON."""
    plain = [_plain(one) for one in measurements]
    return json.dumps(plain, sort_keys=True, separators=(",", ":"))


def from_text(text: str) -> tuple[Measurement, ...]:
    """The measurements that `to_text` wrote.

    Raises
    ------
    ValueError, KeyError
        The text is not what was written.
    """
    return tuple(_measurement(row) for row in json.loads(text))


def _plain(one: Measurement) -> dict[str, Any]:
    match one:
        case Height(mm):
            return {"kind": "height", "mm": mm}
        case LandmarkLength(start, end, mm):
            return {"kind": "length", "start": list(start), "end": list(end), "mm": mm}
        case GirthLength(girth, side, mm):
            return {"kind": "girth", "girth": girth.value, "side": side.value, "mm": mm}


def _measurement(row: dict[str, Any]) -> Measurement:
    mm = float(row["mm"])
    match row["kind"]:
        case "height":
            return Height(mm)
        case "length":
            return LandmarkLength(_landmark(row["start"]), _landmark(row["end"]), mm)
        case "girth":
            return GirthLength(Girth(row["girth"]), Side(row["side"]), mm)
    raise ValueError(row["kind"])


def _landmark(parts: list[str]) -> LandmarkKey:
    id, side = parts
    return LandmarkKey(id, Side(side))
