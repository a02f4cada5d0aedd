"""The needles: a list that a clinic edits, kept apart from what it began with."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from mesomap.clinical.needles import BUILT_IN, needles, offered, plate, reach_mm, rows_of
from mesomap.model import Needle


def test_the_clinic_begins_with_the_needles_that_the_techniques_name() -> None:
    names = [one.name for one in offered({})]
    for name in ("30G 4 mm", "32G 4 mm", "27G 4 mm", "30G 13 mm", "32G 13 mm", "30G 1/2 in"):
        assert name in names
    counts = [one.count for one in BUILT_IN.values() if one.plate]
    assert min(counts) == 3
    assert max(counts) == 18


def test_their_ids_never_change() -> None:
    """They are stored in clinic files."""
    first = next(iter(BUILT_IN.values()))
    assert str(first.id) == "6d65736f-6d61-8000-8000-000000000001"
    assert first.name == "30G 4 mm"
    assert len({one.id for one in BUILT_IN.values()}) == len(BUILT_IN)


def test_the_clinics_own_entry_goes_first_and_a_retired_one_is_only_remembered() -> None:
    first, second, *_ = BUILT_IN.values()
    longer = replace(first, name="30G 6 mm", length_mm=6.0)
    gone = replace(second, retired=True)
    own = Needle(id=uuid4(), name="34G 1.5 mm", length_mm=1.5, gauge=34)
    of_clinic = {one.id: one for one in (longer, gone, own)}
    shown = offered(of_clinic)
    assert shown[0] == longer
    assert shown[-1] == own
    assert gone.id not in {one.id for one in shown}
    assert needles(of_clinic)[gone.id] == gone


@pytest.mark.parametrize(("count", "rows"), [(3, 1), (4, 2), (5, 2), (9, 3), (18, 3), (18, 6)])
def test_a_plate_stands_about_its_middle_and_tells_its_rows(count: int, rows: int) -> None:
    places = plate(count, rows=rows, apart_mm=4.0)
    assert len(set(places)) == count
    assert sum(y for _, y in places) == pytest.approx(0, abs=4.0 * count)
    assert rows_of(Needle(id=uuid4(), name="x", length_mm=4, plate=places)) == (rows, 4.0)
    assert plate(1, rows=1, apart_mm=4.0) == ()


@pytest.mark.parametrize(("angle", "depth"), [(30, 2.0), (45, 2.83), (90, 4.0), (0, 0.0)])
def test_a_4_mm_needle_reaches_what_the_source_says(angle: float, depth: float) -> None:
    assert reach_mm(4.0, angle) == pytest.approx(depth, abs=0.005)
