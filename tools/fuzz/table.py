"""The campaign's figures as one table, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from tools.fuzz.campaign import Tally

COLUMNS = ("target", "inputs", "coverage", "crashes", "slowest s", "peak MB")


def as_table(tallies: Sequence[Tally], seed: int, took_s: float) -> str:
    """One line a target, their sum, and what was found."""
    rows = [
        [
            one.target,
            f"{one.inputs:,}",
            str(one.coverage),
            str(one.crashes),
            f"{one.slowest_s:.2f}",
            str(one.peak_mb),
        ]
        for one in tallies
    ]
    total = [
        "all",
        f"{sum(one.inputs for one in tallies):,}",
        "",
        str(sum(one.crashes for one in tallies)),
        f"{max((one.slowest_s for one in tallies), default=0.0):.2f}",
        str(max((one.peak_mb for one in tallies), default=0)),
    ]
    whole = [list(COLUMNS), *rows, total]
    widths = [max(len(row[n]) for row in whole) for n in range(len(COLUMNS))]
    lines = [
        "  ".join(
            cell.ljust(width) if number == 0 else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in whole
    ]
    lines.append(f"seed {seed}, {took_s:.0f} s")
    lines += [f"FOUND {one.target}: {what}" for one in tallies for what in one.failures]
    lines += [f"ENDED {one.target}: {one.ended} times" for one in tallies if one.ended]
    return "\n".join(lines)


def as_json(tallies: Sequence[Tally], seed: int, took_s: float) -> dict[str, Any]:
    """The same, for programs."""
    return {
        "seed": seed,
        "seconds": round(took_s),
        "inputs": sum(one.inputs for one in tallies),
        "crashes": sum(one.crashes for one in tallies),
        "targets": [asdict(one) for one in tallies],
    }
