"""The needles that a clinic chooses from: a list to begin with, which each clinic edits.

Gauges and lengths are those that the cited techniques name: 4 mm 27G, 13 mm 30-32G (Italian
style, phptrainingacademy.com, secondary), 30G x 4 mm (secondary), 32G 1/2 in (Ogilvie 2020, PMID
32308460), 30G 1/2 in (citing the label of Kybella, secondary), multi-injectors of 4 mm with 3 to 18
needles (a clinic's page, secondary). How a multi-injector's needles stand is not sourced: theirs
are plain rows, 5 mm apart, to be changed to what the clinic has.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import radians, sin
from types import MappingProxyType
from uuid import UUID

from mesomap.model import Needle
from mesomap.model.message import QT_TRANSLATE_NOOP

FEWEST, MOST = 1, 18
"""Needles on one plate."""
HALF_INCH_MM = 12.7
PITCH_MM = 5.0


def plate(count: int, *, rows: int, apart_mm: float) -> tuple[tuple[float, float], ...]:
    """(x, y) mm about their middle of `count` needles in `rows` equal rows; empty for one.

    Where `count` does not divide, the last row is shorter and stands in the middle.
    """
    if count <= 1:
        return ()
    across = -(-count // max(rows, 1))
    places = []
    lines = -(-count // across)
    for line in range(lines):
        here = min(across, count - line * across)
        y = (line - (lines - 1) / 2) * apart_mm
        places += [(round((k - (here - 1) / 2) * apart_mm, 3), round(y, 3)) for k in range(here)]
    return tuple(places)


def rows_of(needle: Needle) -> tuple[int, float]:
    """In how many rows a plate's needles stand, how many mm apart; of one needle 1, `PITCH_MM`."""
    if not needle.plate:
        return 1, PITCH_MM
    lines = sorted({y for _, y in needle.plate})
    first = sorted(x for x, y in needle.plate if y == lines[0])
    steps = [b - a for line in (first, lines) for a, b in pairwise(line)]
    return len(lines), round(steps[0], 3) if steps else PITCH_MM


def _id(number: int) -> UUID:
    """The fixed id of a built-in needle: stored in clinic files, so never given to another."""
    return UUID(f"6d65736f-6d61-8000-8000-{number:012d}")


BUILT_IN: Mapping[UUID, Needle] = MappingProxyType(
    {
        needle.id: needle
        for needle in (
            Needle(id=_id(1), name="30G 4 mm", length_mm=4.0, gauge=30),
            Needle(id=_id(2), name="32G 4 mm", length_mm=4.0, gauge=32),
            Needle(id=_id(3), name="27G 4 mm", length_mm=4.0, gauge=27),
            Needle(id=_id(4), name="30G 13 mm", length_mm=13.0, gauge=30),
            Needle(id=_id(5), name="32G 13 mm", length_mm=13.0, gauge=32),
            Needle(id=_id(6), name="30G 1/2 in", length_mm=HALF_INCH_MM, gauge=30),
            *(
                Needle(
                    id=_id(10 + count),
                    name=name,
                    length_mm=4.0,
                    plate=plate(count, rows=rows, apart_mm=PITCH_MM),
                )
                for count, rows, name in (
                    (3, 1, QT_TRANSLATE_NOOP("needles", "Multi-injector, 3 needles of 4 mm")),
                    (5, 1, QT_TRANSLATE_NOOP("needles", "Multi-injector, 5 needles of 4 mm")),
                    (7, 1, QT_TRANSLATE_NOOP("needles", "Multi-injector, 7 needles of 4 mm")),
                    (9, 3, QT_TRANSLATE_NOOP("needles", "Multi-injector, 9 needles of 4 mm")),
                    (18, 3, QT_TRANSLATE_NOOP("needles", "Multi-injector, 18 needles of 4 mm")),
                )
            ),
        )
    }
)
"""What every clinic begins with; their names are translated at the edges, in ``needles``."""


def needles(of_clinic: Mapping[UUID, Needle]) -> dict[UUID, Needle]:
    """Every needle by id, retired ones too: the clinic's own entry goes before a built-in one."""
    return {**BUILT_IN, **of_clinic}


def offered(of_clinic: Mapping[UUID, Needle]) -> list[Needle]:
    """What may be chosen: the built-in list in its order, then the clinic's own by name."""
    known = needles(of_clinic)
    own = sorted((one for id_, one in known.items() if id_ not in BUILT_IN), key=_by_name)
    return [one for one in (*(known[id_] for id_ in BUILT_IN), *own) if not one.retired]


def reach_mm(length_mm: float, angle_deg: float) -> float:
    """The depth that a needle of `length_mm` reaches at `angle_deg` to the skin, wholly inserted.

    sin(angle) x length: Micheels 2016, JDD 15:483, read in the primary text.
    """
    return length_mm * sin(radians(min(max(angle_deg, 0.0), 90.0)))


def _by_name(needle: Needle) -> tuple[str, str]:
    return needle.name.casefold(), needle.id.hex
