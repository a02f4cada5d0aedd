"""A reaction's place is asked for on the chart; nothing is committed."""

import pytest
from flat_skin import RIGHT
from PySide6.QtCore import Qt

from mesomap.model import RegionKey


@pytest.fixture
def places(bench):
    taken = []
    bench.canvas.reaction_tool.events.placed.connect(taken.append)
    bench.canvas.set_tool("reaction")
    return taken


def test_a_click_is_a_site(bench, places):
    bench.click(40, 50)
    (place,) = places
    assert place.site is not None
    assert place.outline == ()
    assert place.region == RIGHT
    assert place.long_mm is None
    assert bench.document.can_undo == "New syringe"


def test_a_drag_is_an_outline_with_its_size(bench, places):
    bench.drag((40, 50), (70, 70))
    (place,) = places
    assert place.site is None
    assert len(place.outline) > 8
    assert place.long_mm == pytest.approx(30, rel=0.03)
    assert place.wide_mm == pytest.approx(20, rel=0.03)
    assert isinstance(place.region, RegionKey)


def test_corner_by_corner_and_off_the_skin(bench, places):
    failed = []
    bench.canvas.failed.connect(failed.append)
    bench.click(2, 2)
    assert not places
    assert len(failed) == 1
    bench.canvas.reaction_tool.set_by_hand(True)
    for corner in [(40, 40), (60, 40), (60, 60)]:
        bench.click(*corner)
    bench.key(Qt.Key.Key_Return)
    (place,) = places
    assert len(place.outline) >= 3
    assert not bench.canvas.stage.sketch.lines
