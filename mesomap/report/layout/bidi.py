"""Names in scripts that run from right to left, within lines that run from left to right.

Without isolation a date after an Arabic name is torn apart: Unicode Standard Annex 9, 3.3.4.
"""

from __future__ import annotations

from unicodedata import bidirectional

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def isolated(text: str) -> str:
    """`text` so that it keeps its own order and leaves that of the line about it as it is."""
    if any(bidirectional(letter) in _RIGHT_TO_LEFT for letter in text):
        return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"
    return text
