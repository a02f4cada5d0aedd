"""How large a drawing says it is."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

SAYS_SIZE = frozenset({"viewBox", "width", "height", "x", "y"})

_LENGTH = re.compile(r"\s*\+?(\d+\.?\d*|\.\d+)\s*(px|pt|pc|mm|cm|in)?\s*")
_PX = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 960 / 25.4, "in": 96.0}

Box = tuple[float, float, float, float]


def view_box(attributes: Mapping[str, str]) -> Box | None:
    """The part of the plane that is drawn (x, y, width, height); None where it is not said."""
    numbers = attributes.get("viewBox", "").replace(",", " ").split()
    if len(numbers) == 4:
        try:
            x, y, width, height = (float(number) for number in numbers)
        except ValueError:
            return None
    else:
        x = y = 0.0
        width, height = (_length(attributes.get(name, "")) for name in ("width", "height"))
    fine = all(map(math.isfinite, (x, y, width, height))) and width > 0 and height > 0
    return (x, y, width, height) if fine else None


def _length(text: str) -> float:
    found = _LENGTH.fullmatch(text)
    return float(found[1]) * _PX[found[2] or ""] if found else 0.0
