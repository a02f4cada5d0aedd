"""The campaign's figures as one table, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tools.torture.campaign import Tally

COLUMNS = ("work", "kills", "power cuts", "faults", "acknowledged", "refused", "holes")


def as_table(tallies: Sequence[Tally], seed: int, took_s: float) -> str:
    """One line a sort of work, their sum, and what was found."""
    rows = [_cells(tally) for tally in tallies]
    rows.append(["all", *(str(sum(int(row[n]) for row in rows)) for n in range(1, len(COLUMNS)))])
    widths = [max(len(row[n]) for row in [list(COLUMNS), *rows]) for n in range(len(COLUMNS))]
    lines = [
        "  ".join(
            cell.ljust(width) if number == 0 else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in [list(COLUMNS), *rows]
    ]
    lines.append(f"seed {seed}, {took_s:.0f} s")
    lines += [f"HOLE {tally.job}: {hole}" for tally in tallies for hole in tally.holes]
    return "\n".join(lines)


def _cells(tally: Tally) -> list[str]:
    numbers = (
        tally.kills,
        tally.states,
        tally.faults,
        tally.acknowledged,
        tally.refused,
        len(tally.holes),
    )
    return [tally.job, *map(str, numbers)]


def as_json(tallies: Sequence[Tally], seed: int, took_s: float) -> dict[str, Any]:
    """The same as values."""
    return {
        "seed": seed,
        "seconds": round(took_s, 1),
        "work": [
            {
                "job": tally.job,
                "kills": tally.kills,
                "power_cuts": tally.states,
                "faults": tally.faults,
                "acknowledged": tally.acknowledged,
                "refused": tally.refused,
                "how": dict(sorted(tally.how.items())),
                "holes": tally.holes,
            }
            for tally in tallies
        ],
    }
