"""Grids over parts of regions, what they keep free, best fit, and what they leave remembered."""

from uuid import uuid4

import numpy as np
import pytest
from flat_skin import LEFT, RIGHT, site, xy_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from mesomap.canvas.info import GridWishes
from mesomap.model import (
    Added,
    LatticeSettings,
    Lesion,
    LesionKind,
    LesionSize,
    LesionUse,
    Pattern,
)

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def grid(bench):
    bench.canvas.set_tool("grid")
    bench.canvas.set_grid_settings(LatticeSettings(spacing_mm=10.0))
    return bench


def preview(bench):
    return bench.heard.preview[-1]


def outline(bench, corners, *, drop=True):
    """Drag around a shape."""
    start, *rest = [*corners, corners[0]]
    bench.move(*start)
    bench.press(*start)
    last = start
    for corner in rest:
        for part in np.linspace(0, 1, 6)[1:]:
            bench.move(*(a + (b - a) * part for a, b in zip(last, corner, strict=True)))
        last = corner
    if drop:
        bench.release(*last)


def box(left, top, right, bottom):
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def lesion(document, corners, kind=LesionKind.SCAR, **values):
    day = document.session.date
    made = Lesion(
        id=uuid4(),
        patient=document.patient.id,
        kind=kind,
        outline=tuple(site(*corner) for corner in corners),
        region="palm",
        side=RIGHT.side,
        sizes=(LesionSize(measured=day, long_mm=10.0, wide_mm=10.0),),
        seen=day,
        **values,
    )
    document.commit("Draw lesion", (Added(made),))
    return made


def places(bench):
    return xy_of([one.site for one in bench.document.injections.values()])


def test_a_drag_fills_only_what_it_goes_around(grid):
    outline(grid, box(30, 40, 71, 81))
    shown = preview(grid)
    assert shown.regions == (RIGHT,)
    assert shown.region_mm2 == pytest.approx(41 * 41, rel=0.02)
    assert 12 <= shown.count <= 20
    assert shown.coverage == pytest.approx(0.5, abs=0.08)
    (line,) = grid.canvas.stage.sketch.lines
    assert line.closed
    grid.key(Qt.Key.Key_Return)
    found = places(grid)
    assert len(found) == shown.count
    assert (found > (29.5, 39.5)).all()
    assert (found < (71.5, 81.5)).all()
    (lattice,) = grid.document.lattices.values()
    assert lattice.regions == (RIGHT,)
    assert len(lattice.within) >= 4
    assert {one.lattice for one in grid.document.injections.values()} == {lattice.id}
    assert grid.canvas.stage.live.region(RIGHT).gaps == ()
    assert not grid.canvas.stage.sketch.lines


def test_an_outline_over_two_regions_is_one_lattice_of_both(grid):
    outline(grid, box(70, 40, 130, 90))
    assert set(preview(grid).regions) == {RIGHT, LEFT}
    grid.key(Qt.Key.Key_Return)
    (lattice,) = grid.document.lattices.values()
    assert set(lattice.regions) == {RIGHT, LEFT}
    assert {i.region for i in grid.document.injections.values()} == {"palm"}


def test_of_the_chosen_regions_only(grid):
    grid.click(50, 60)
    outline(grid, box(70, 40, 130, 90))
    assert preview(grid).regions == (RIGHT,)


def test_corner_by_corner(grid):
    grid.canvas.grid_tool.corner_by_corner = True
    for corner in box(30, 40, 70, 80):
        grid.click(*corner)
    assert not grid.heard.preview or preview(grid) is None
    grid.key(Qt.Key.Key_Backspace)
    grid.click(30, 80)
    grid.key(Qt.Key.Key_Return)
    assert preview(grid).region_mm2 == pytest.approx(1600, rel=0.02)
    assert not grid.document.injections
    grid.key(Qt.Key.Key_Return)
    assert grid.document.injections


def test_escape_leaves_an_outline_before_the_preview(grid):
    grid.click(50, 60)
    outline(grid, box(30, 40, 70, 80), drop=False)
    grid.key(Qt.Key.Key_Escape)
    assert preview(grid).count == 9 * 14
    grid.release(30, 40)
    grid.key(Qt.Key.Key_Escape)
    assert preview(grid) is None


def test_an_outline_off_the_skin_says_so(grid):
    outline(grid, box(1, 10, 8, 60))
    assert "No region lies in that outline" in grid.heard.failed[-1].text
    assert not grid.document.injections


def test_each_accepted_grid_is_remembered_and_undone_with_its_injections(grid):
    grid.click(50, 60)
    grid.key(Qt.Key.Key_Return)
    (lattice,) = grid.document.lattices.values()
    assert lattice.settings.spacing_mm == 10.0
    assert lattice.within == ()
    assert grid.document.undo() == "Add grid"
    assert not grid.document.lattices
    assert not grid.document.injections
    grid.document.redo()
    assert set(grid.document.lattices) == {lattice.id}


def test_completing_the_same_grid_names_the_same_lattice(grid):
    grid.click(50, 60)
    grid.key(Qt.Key.Key_Return)
    gone = list(grid.document.injections.values())[::7]
    grid.canvas.stage.select(frozenset(one.id for one in gone))
    grid.canvas.delete_selection()
    grid.click(50, 60)
    assert preview(grid).count == len(gone)
    grid.key(Qt.Key.Key_Return)
    assert len(grid.document.lattices) == 1
    assert len({one.lattice for one in grid.document.injections.values()}) == 1


def test_lesions_stay_free_are_filled_or_are_not_noticed(grid):
    lesion(grid.document, box(32, 42, 68, 78))
    grid.click(50, 60)
    free = preview(grid).count
    wishes = GridWishes(settings=LatticeSettings(spacing_mm=10.0))

    def count(**values):
        grid.canvas.set_grid_wishes(GridWishes(settings=wishes.settings, **values))
        return preview(grid).count

    assert count(lesions=LesionUse.IGNORE) == 9 * 14
    assert free == 9 * 14 - 12
    assert count(lesions=LesionUse.FILL) == 12
    assert preview(grid).region_mm2 == pytest.approx(36 * 36)
    assert count(lesion_margin_mm=6.0) < free
    grid.key(Qt.Key.Key_Return)
    (lattice,) = grid.document.lattices.values()
    assert lattice.lesion_margin_mm == 6.0
    assert grid.canvas.stage.live.region(RIGHT).gaps == ()


def test_best_fit_moves_the_lattice_and_says_what_it_found(grid):
    heard = []
    grid.canvas.grid_settings_changed.connect(heard.append)
    grid.canvas.set_grid_settings(LatticeSettings(spacing_mm=13.0, margin_mm=4.0))
    grid.click(50, 60)
    before = preview(grid)
    grid.canvas.grid_tool.fit_best(wanted=0.2, turn=False)
    after = preview(grid)
    assert after.fit.change == after.count - before.count < 0
    assert after.coverage >= 0.1995
    assert heard[-1].offset_mm != (0.0, 0.0)
    assert (heard[-1].spacing_mm, heard[-1].angle_deg) == (13.0, 0.0)
    grid.key(Qt.Key.Key_Return)
    assert len(grid.document.injections) == after.count
    (lattice,) = grid.document.lattices.values()
    assert lattice.settings == heard[-1]


def test_an_offset_is_forgotten_with_its_angle(grid):
    grid.canvas.set_grid_settings(LatticeSettings(spacing_mm=13.0, margin_mm=4.0))
    grid.click(50, 60)
    grid.canvas.grid_tool.fit_best(wanted=0.2, turn=False)
    grid.key(Qt.Key.Key_Left)
    assert preview(grid).settings.offset_mm == (0.0, 0.0)
    assert preview(grid).fit is None


WISHES = st.builds(
    GridWishes,
    settings=st.builds(
        LatticeSettings,
        pattern=st.sampled_from(list(Pattern)),
        spacing_mm=st.floats(12.0, 30.0),
        angle_deg=st.floats(-90.0, 90.0),
        margin_mm=st.sampled_from([0.0, 5.0]),
        row_spacing_mm=st.sampled_from([None, 14.0]),
        stagger=st.booleans(),
        offset_mm=st.tuples(st.floats(0, 10), st.floats(0, 10)),
    ),
    below_mandible_mm=st.sampled_from([0.0, 10.0]),
    lesions=st.sampled_from(list(LesionUse)),
    lesion_margin_mm=st.sampled_from([0.0, 4.0]),
    avoid_caution=st.booleans(),
)


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    wishes=WISHES,
    both=st.booleans(),
    part=st.booleans(),
    fit=st.sampled_from([None, 0.1, 0.5]),
    gone=st.integers(0, 5),
)
def test_any_grid_undone_leaves_all_as_before(grid, wishes, both, part, fit, gone):
    if not grid.document.lesions:
        lesion(grid.document, box(30, 40, 70, 80), LesionKind.ALOPECIA)
    start = (dict(grid.document.injections), dict(grid.document.lattices))
    assert start == ({}, {})
    grid.canvas.set_tool("grid")
    grid.canvas.set_grid_wishes(wishes)
    grid.click(50, 60)
    if both:
        grid.click(130, 60, SHIFT)
    if part:
        outline(grid, box(20, 20, 90, 100))
    if fit is not None:
        grid.canvas.grid_tool.fit_best(wanted=fit, turn=False)
    shown = preview(grid)
    grid.key(Qt.Key.Key_Return)
    assert len(grid.document.injections) == (shown.count if shown else 0)
    grid.key(Qt.Key.Key_Escape)
    everyone = list(grid.document.injections.values())
    steps = 1 if everyone else 0
    if gone and len(everyone) > gone:
        grid.canvas.set_tool("select")
        grid.canvas.stage.select(frozenset(one.id for one in everyone[:gone]))
        grid.canvas.delete_selection()
        before = set(map(tuple, np.round(xy_of([i.site for i in everyone]), 6).tolist()))
        grid.canvas.set_tool("fill")
        grid.click(50, 60)
        grid.click(130, 60, SHIFT)
        grid.key(Qt.Key.Key_Return)
        now = np.round(places(grid), 6).tolist()
        assert set(map(tuple, now)) == before
        steps += 2
    for _ in range(steps):
        grid.document.undo()
    assert (dict(grid.document.injections), dict(grid.document.lattices)) == start
    assert len(grid.canvas.stage.rows) == 0
