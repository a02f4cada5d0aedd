"""How hard a passphrase is to guess, as far as its look tells; only its length is a gate."""

from __future__ import annotations

from enum import Enum
from itertools import pairwise

LONG = 16
"""Characters: about four short words."""
FEWEST_SIGNS = 6
"""Different characters below which a long passphrase is a repeated one."""


class Strength(Enum):
    """What is said of a passphrase."""

    SHORT = "short"
    GUESSED = "guessed"
    ENOUGH = "enough"
    GOOD = "good"


def strength_of(passphrase: str, *, shortest: int) -> Strength:
    """Judge `passphrase` by its length and its different characters; `shortest` must be reached."""
    if len(passphrase) < shortest:
        return Strength.SHORT
    signs = passphrase.casefold()
    if len(set(signs)) < FEWEST_SIGNS or _runs(signs) or signs.isdecimal():
        return Strength.GUESSED
    return Strength.GOOD if len(passphrase) >= LONG else Strength.ENOUGH


def _runs(signs: str) -> bool:
    """Whether most of it goes up or down by one: 1234567890, abcdefghij."""
    steps = [ord(b) - ord(a) for a, b in pairwise(signs)]
    return max(steps.count(1), steps.count(-1)) > 0.7 * len(steps)
