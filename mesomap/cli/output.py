"""What a command prints: one JSON document, or lines for a person; faults in one line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import IO, Any

import click


class Stop(click.ClickException):
    """Ends the command with one line on stderr and exit status 1."""

    def format_message(self) -> str:
        return " ".join(self.message.split())

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"mesomap: {self.format_message()}", file=file, err=file is None)


def emit_json(value: object) -> None:
    """`value` as one JSON document in UTF-8; a figure that is no number is a bug of ours."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1)
    click.echo(text.encode())


def emit_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Aligned columns for a person."""
    cells = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(len(row[k]) for row in cells) for k in range(len(head))]
    for row in cells:
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo(line.rstrip())


def emit_fields(fields: Iterable[tuple[str, object]]) -> None:
    """One named figure a line."""
    pairs = list(fields)
    width = max(len(name) for name, _ in pairs)
    for name, value in pairs:
        click.echo(f"{name.ljust(width)}  {value}")


def mm(value: float) -> float:
    """A length or area as JSON carries it: to a tenth of a micrometre."""
    return round(float(value), 4)


def fraction(value: float) -> float:
    """A fraction of 0 to 1 as JSON carries it."""
    return round(float(value), 6)
