"""What there is to say of one action."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class When(Enum):
    """Where an action can be used."""

    ALWAYS = "always"
    START = "start"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Spec:
    """One action. No key needs AltGr or a shifted digit; 0 has Home beside it for that."""

    name: str
    menu: str
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    when: When = When.SESSION
    group: str = ""
    """Actions of one group are choices: exactly one is checked."""
    checkable: bool = False
    checked: bool = False
    """Whether a checkable one starts out checked."""
    rule: bool = False
    """Whether a line stands before it in the menu."""
