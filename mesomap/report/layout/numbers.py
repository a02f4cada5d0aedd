"""The numbers on one chart box: in the marks while they fit, by rows and ranges when they do not.

A region begins with every injection numbered in its own mark. Where marks would crowd, its marks
shrink and each row of its lattice is labelled once, with its range; where even that finds no
room, the whole region is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from mesomap.model import Injection, MarkShape, RegionKey, Status
from mesomap.report.layout.labels import CLEAR_MM, Floats, Place, Wish, place_labels
from mesomap.report.layout.nearest import nearest_mm
from mesomap.report.layout.numbering import ranges, region_key, rows
from mesomap.report.layout.paper import NUMBER_PT
from mesomap.report.layout.shapes import Box, Label, Spot, Weight
from mesomap.report.layout.voice import MM_PER_PT, Voice

CAP_EM = 0.73
"""Height of a figure in Inter, in em."""
DOT_MM = 0.36
"""Radius of the dot that stays at a site whose number moved aside."""
LINE_MM = 0.26
"""Width of a mark's outline."""
SMALL_MM = 0.85
"""Radius of an unnumbered mark."""
MOST_CROWDED = 24
"""A region with more marks than this that touch a neighbour is labelled by rows: about every
second one of them would need a leader."""

EACH, ROWS, WHOLE = 0, 1, 2

ANGULAR = frozenset(
    {
        MarkShape.SQUARE,
        MarkShape.TRIANGLE,
        MarkShape.TRIANGLE_DOWN,
        MarkShape.PLUS,
    }
)
"""Marks that reach into the corners of their box."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """What is drawn over the figure of one chart box."""

    spots: tuple[Spot, ...]
    labels: tuple[Label, ...]


def mark_mm(voice: Voice, mark: MarkShape, text: str) -> tuple[float, float]:
    """(radius as the paint functions take it, width and height) of the mark that holds `text`.

    What a circle of some radius holds, a triangle of the same radius does not.
    """
    half = voice.width_mm(text, NUMBER_PT, Weight.BOLD) / 2
    cap = NUMBER_PT * MM_PER_PT * CAP_EM / 2
    match mark:
        case MarkShape.DIAMOND:
            radius, reach = (half + cap + 0.35) / 1.22, 1.22
        case MarkShape.SQUARE:
            radius, reach = max(half + 0.35, cap + 0.5) / 0.89, 0.89
        case MarkShape.HEXAGON:
            radius, reach = (half + 0.577 * cap + 0.35) / 1.12, 1.12
        case MarkShape.TRIANGLE | MarkShape.TRIANGLE_DOWN:
            radius, reach = ((half + 0.25) / 0.577 + cap) / 1.16, 1.18
        case MarkShape.PLUS:
            radius, reach = max((half + 0.3) / 1.16, (cap + 0.25) / 0.42), 1.16
        case _:
            radius, reach = float(np.hypot(half, cap)) + 0.33, 1.0
    return radius, 2 * (radius * reach + LINE_MM / 2)


def number_chart(
    voice: Voice,
    *,
    injections: Sequence[Injection],
    at: Mapping[UUID, tuple[float, float]],
    others: Mapping[UUID, tuple[Injection, tuple[float, float]]],
    numbers: Mapping[UUID, int],
    marks: Mapping[UUID, MarkShape],
    bounds: Box,
    keep_out: Sequence[Box],
) -> Numbered:
    """Place the numbers of `injections` (print order) at their page mm `at` within `bounds`.

    `others` are injections numbered on another chart and seen on this one too; `marks` has the
    mark of every injection.
    """
    groups: dict[RegionKey | None, list[Injection]] = {}
    for injection in injections:
        groups.setdefault(region_key(injection), []).append(injection)
    widest = {key: _widest(members, numbers) for key, members in groups.items()}
    modes = {
        key: _first_mode(voice, members, at, numbers, marks)  # one region's crowding, by itself
        for key, members in groups.items()
    }
    everywhere = np.array([*at.values(), *(p for _, p in others.values())]).reshape(-1, 2)
    by_id = {i.id: i for i in injections}
    while True:
        wanted = [
            (key, ids)
            for key, members in groups.items()
            for ids in _labelled(members, modes[key], numbers, at)
        ]
        wishes = [
            _wish(voice, marks[ids[0]], ids, modes[key], numbers, at, widest[key])
            for key, ids in wanted
        ]
        places = place_labels(
            wishes,
            spots=everywhere,
            spot_radius=_radius(everywhere, modes.values()),
            bounds=bounds,
            keep_out=keep_out,
            hide_if_must=[modes[key] == WHOLE for key, _ in wanted],
        )
        failed = {key for (key, _), place in zip(wanted, places, strict=True) if place is None}
        failed = {key for key in failed if modes[key] < WHOLE}
        if not failed:
            break
        for key in failed:
            modes[key] += 1
    labels = []
    small = _radius(everywhere, modes.values())
    spots = [
        Spot(i.id, *p, radius=small * 0.8, mark=marks[i.id], status=i.status, elsewhere=True)
        for i, p in others.values()
    ]
    for (key, ids), wish, place in zip(wanted, wishes, places, strict=True):
        if place is not None:
            status, mark = by_id[ids[0]].status, marks[ids[0]]
            labels.append(_label(voice, ids, status, mark, wish, place, numbers, widest[key]))
        if modes[key] == EACH and (place is None or not place.beside):
            continue
        spots += [
            Spot(
                id_,
                *at[id_],
                radius=DOT_MM if modes[key] == EACH else small,
                mark=marks[id_],
                status=by_id[id_].status,
            )
            for id_ in ids
        ]
    return Numbered(tuple(spots), tuple(labels))


def _first_mode(
    voice: Voice,
    members: Sequence[Injection],
    at: Mapping[UUID, tuple[float, float]],
    numbers: Mapping[UUID, int],
    marks: Mapping[UUID, MarkShape],
) -> int:
    points = np.array([at[i.id] for i in members])
    widest = _widest(members, numbers)
    size = max(mark_mm(voice, mark, widest)[1] for mark in {marks[i.id] for i in members})
    crowded = int((nearest_mm(points) < size + CLEAR_MM).sum())
    return ROWS if crowded > MOST_CROWDED else EACH


def _widest(members: Sequence[Injection], numbers: Mapping[UUID, int]) -> str:
    """The widest number of a region, at least of two figures: its marks are all of one size."""
    return "8" * max(2, len(str(max(numbers[i.id] for i in members))))


def _radius(points: Floats, modes: object) -> float:
    """Radius of the small marks of this box: they shrink with their spacing."""
    if len(points) < 2:
        return SMALL_MM
    return float(np.clip(0.42 * np.median(nearest_mm(points)), DOT_MM, SMALL_MM))


def _labelled(
    members: Sequence[Injection],
    mode: int,
    numbers: Mapping[UUID, int],
    at: Mapping[UUID, tuple[float, float]],
) -> list[list[UUID]]:
    ids = [i.id for i in members]
    if mode == EACH:
        return [[id_] for id_ in ids]
    if mode == WHOLE:
        return [ids]
    middle = np.array(list(at.values())).mean(axis=0)
    return [_outer_end_first(row, at, middle) for row in rows(ids, numbers, at)]


def _wish(
    voice: Voice,
    mark: MarkShape,
    ids: Sequence[UUID],
    mode: int,
    numbers: Mapping[UUID, int],
    at: Mapping[UUID, tuple[float, float]],
    widest: str,
) -> Wish:
    x, y = at[ids[0]]
    if mode == EACH:
        size = mark_mm(voice, mark, widest)[1]
        return Wish(x, y, size, size, on_site=True, round=mark not in ANGULAR)
    width = voice.width_mm(_text(ids, numbers), NUMBER_PT, Weight.BOLD) + 0.8
    return Wish(x, y, width, NUMBER_PT * MM_PER_PT * 1.15, on_site=False)


def _text(ids: Sequence[UUID], numbers: Mapping[UUID, int]) -> str:
    """``12–24``, or ``24–12`` where the label stands at the end of its row."""
    told = [numbers[i] for i in ids]
    if len(told) > 1 and told[0] > told[-1]:
        return f"{told[0]}–{told[-1]}" if len(told) > 2 else f"{told[0]}, {told[1]}"
    return ranges(told)


def _outer_end_first(
    ids: list[UUID], at: Mapping[UUID, tuple[float, float]], middle: Floats
) -> list[UUID]:
    """A row as it is read from its outer end, where its label has room."""
    first, last = (float(np.hypot(*(np.array(at[i]) - middle))) for i in (ids[0], ids[-1]))
    return ids[::-1] if last > first + 0.5 else ids


def _label(
    voice: Voice,
    ids: Sequence[UUID],
    status: Status,
    mark: MarkShape,
    wish: Wish,
    place: Place,
    numbers: Mapping[UUID, int],
    widest: str,
) -> Label:
    text = _text(ids, numbers)
    return Label(
        ids=tuple(ids),
        text=text,
        x=place.x,
        y=place.y,
        width=wish.width,
        height=wish.height,
        mark=mark,
        status=status,
        inside=wish.on_site,
        round=wish.round,
        radius=mark_mm(voice, mark, widest)[0] if wish.on_site else 0.0,
        leader=(wish.x, wish.y) if place.beside else None,
    )
