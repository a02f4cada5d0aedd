"""Which way a camera was held, from the EXIF block of its picture. Nothing else is read."""

from __future__ import annotations

from typing import Literal

_TAG = 0x0112
_MOST_ENTRIES = 200


def orientation_in(block: bytes) -> int:
    """The orientation, 1 (upright) to 8, in a TIFF `block`; 1 where it says none."""
    order: Literal["little", "big"]
    if block[:4] == b"II*\x00":
        order = "little"
    elif block[:4] == b"MM\x00*":
        order = "big"
    else:
        return 1
    start = int.from_bytes(block[4:8], order)
    count = int.from_bytes(block[start : start + 2], order)
    for entry in range(min(count, _MOST_ENTRIES)):
        at = start + 2 + 12 * entry
        if int.from_bytes(block[at : at + 2], order) == _TAG:
            found = int.from_bytes(block[at + 8 : at + 10], order)
            return found if 1 <= found <= 8 else 1
    return 1
