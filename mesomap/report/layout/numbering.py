"""The numbers that injections carry on paper, and how a row of them is written short."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

import numpy as np

from mesomap.geometry.walk import cut_rows
from mesomap.model import Injection, RegionKey


def region_key(injection: Injection) -> RegionKey | None:
    """The injection's region, None off every region."""
    if injection.region is None or injection.side is None:
        return None
    return RegionKey(injection.region, injection.side)


def in_print_order(injections: Iterable[Injection]) -> list[Injection]:
    """Region by region, regions as the needle first reaches them, in needle order within."""
    by_needle = sorted(injections, key=lambda i: (i.order, str(i.id)))
    first: dict[RegionKey | None, int] = {}
    for place, injection in enumerate(by_needle):
        first.setdefault(region_key(injection), place)
    return sorted(by_needle, key=lambda i: first[region_key(i)])


def number_injections(injections: Iterable[Injection]) -> dict[UUID, int]:
    """Numbers 1 to n, region by region (see `in_print_order`)."""
    return {i.id: n for n, i in enumerate(in_print_order(injections), start=1)}


def runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Sorted numbers as (first, last) of each unbroken run."""
    found: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def span(first: int, last: int) -> str:
    """``7``, ``7, 8`` or ``7–12``."""
    if first == last:
        return str(first)
    return f"{first}, {last}" if last == first + 1 else f"{first}–{last}"


def ranges(numbers: Iterable[int]) -> str:
    """``1–3, 12, 13, 18``."""
    return ", ".join(span(first, last) for first, last in runs(numbers))


def rows(
    ids: Sequence[UUID], numbers: Mapping[UUID, int], at: Mapping[UUID, tuple[float, float]]
) -> list[list[UUID]]:
    """Consecutive injections cut into the straight rows in which a lattice is worked through.

    A row ends where the numbers break, or where `cut_rows` ends one. `at` holds places in any one
    flat mm.
    """
    pieces: list[list[UUID]] = []
    for id_ in ids:
        if not pieces or numbers[id_] != numbers[pieces[-1][-1]] + 1:
            pieces.append([])
        pieces[-1].append(id_)
    return [
        [piece[place] for place in row]
        for piece in pieces
        for row in cut_rows(np.array([at[id_] for id_ in piece]), range(len(piece)))
    ]
