"""The name of a region: its id and its side."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Side(StrEnum):
    """The patient's own left and right."""

    LEFT = "left"
    RIGHT = "right"
    MIDLINE = "midline"


class RegionKey(NamedTuple):
    """A region of the skin, e.g. ``RegionKey("cheek-buccal", Side.LEFT)``."""

    id: str
    side: Side
