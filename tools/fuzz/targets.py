"""All places where something comes in."""

from __future__ import annotations

from tools.fuzz import charts, codes, kept, pictures, sessions, tables
from tools.fuzz.target import Target

TARGETS: dict[str, Target] = {
    one.name: one
    for module in (sessions, tables, codes, pictures, charts, kept)
    for one in module.TARGETS
}
