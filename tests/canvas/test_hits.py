from uuid import uuid4

import numpy as np
import pytest
from flat_skin import LEFT, RIGHT, FlatBody

from mesomap.canvas import hits
from mesomap.canvas.rows import Placed, Rows


def placed(xy, visible=None):
    n = len(xy)
    return Placed(
        xy_mm=np.array(xy, float).reshape(-1, 2),
        visible=np.ones(n, bool) if visible is None else np.array(visible),
        radius_mm=np.full(n, 4.0),
        squash=np.ones(n),
        angle_deg=np.zeros(n),
        kind=np.zeros(n, np.int64),
    )


@pytest.fixture
def rows():
    rows = Rows()
    rows.put([uuid4() for _ in range(3)], placed([(20, 20), (30, 20), (31, 20)], [1, 1, 0]))
    return rows


def test_nearest_takes_the_nearest_visible_within_reach(rows):
    assert hits.nearest_row(rows, 29, 20, reach_mm=3) == 1
    assert hits.nearest_row(rows, 31, 20, reach_mm=3) == 1
    assert hits.nearest_row(rows, 25, 25, reach_mm=3) is None
    assert hits.nearest_row(Rows(), 0, 0, reach_mm=3) is None


def test_within_a_rectangle(rows):
    assert hits.rows_within(rows, 0, 0, 25, 25).tolist() == [0]
    assert hits.rows_within(rows, 0, 0, 100, 100).tolist() == [0, 1]


def skin(x, y):
    return hits.skin_at(FlatBody(), "sheet", x, y)


def test_hit_names_injection_skin_and_region(rows):
    target = hits.hit_test(rows, skin(20.5, 20), mm_per_px=0.1)
    assert target.injection == rows.ids[0]
    assert target.region == RIGHT
    target = hits.hit_test(rows, skin(170, 50), mm_per_px=0.1)
    assert (target.injection, target.region, target.tilt_deg) == (None, LEFT, 70.0)
    off = hits.hit_test(rows, skin(5, 5), mm_per_px=0.1)
    assert off.site is None
    assert off.region is None


def test_rows_survive_adding_replacing_and_removing_at_random():
    rng = np.random.default_rng(3)
    rows, known = Rows(), {}
    for _ in range(400):
        if known and rng.random() < 0.4:
            victim = list(known)[int(rng.integers(len(known)))]
            rows.remove([victim])
            del known[victim]
        else:
            fresh = rng.random() < 0.7 or not known
            id = uuid4() if fresh else list(known)[int(rng.integers(len(known)))]
            known[id] = tuple(rng.uniform(0, 100, 2))
            rows.put([id], placed([known[id]]))
    assert len(rows) == len(known)
    for id, xy in known.items():
        assert tuple(rows.xy_mm[rows.row(id)]) == xy
        assert rows.ids[rows.row(id)] == id


def test_choosing_marks_exactly_those(rows):
    chosen = frozenset(rows.ids[1:])
    rows.choose(chosen)
    assert [bool(c) for c in rows.data["chosen"]] == [False, True, True]
    rows.remove([rows.ids[1]])
    assert [bool(c) for c in rows.data["chosen"]] == [False, True]
