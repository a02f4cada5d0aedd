"""Any sequence of row, line, nappage and stamp leaves chart and document of one mind."""

from dataclasses import replace
from random import Random
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt

from mesomap.analysis.figures import session_figures
from mesomap.analysis.tally import Totals, session_totals
from mesomap.document.wishes import PassWishes, RowWishes, ThreadWishes
from mesomap.model import Added, Needle, Updated

TOOLS = ("row", "line", "nappage", "stamp", "erase", "select", "undo", "redo")
KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Up)


def agrees(bench):
    stage, document = bench.canvas.stage, bench.document
    injections = list(document.injections.values())
    areas = list(document.areas.values())
    assert set(stage.rows.ids) == set(document.injections)
    assert set(stage.threads.shown) == {one.id for one in injections if one.path}
    assert set(bench.canvas.scene.areas.shown()) == set(document.areas)
    assert stage.live.totals() == session_totals([*injections, *areas])
    scratch = session_figures(bench.body, injections, document.syringes, areas=areas)
    assert set(stage.live.regions_used()) == set(scratch)
    for key, wanted in scratch.items():
        found = stage.live.region(key)
        assert found.covered_mm2 == pytest.approx(wanted.covered_mm2, abs=1e-6 * wanted.area_mm2)
        assert found.volume_ul == wanted.volume_ul


def act(bench, rng):
    def somewhere():
        return (rng.uniform(14, 156), rng.uniform(10, 140))

    tool = rng.choice(TOOLS)
    if tool == "undo":
        if bench.document.can_undo != "Change syringe":
            bench.document.undo()
        return
    if tool == "redo":
        bench.document.redo()
        return
    bench.canvas.set_tool(tool)
    tools = bench.canvas.scene.tools
    if tool == "row":
        tools[tool].set_wishes(RowWishes(count=rng.choice([None, 1, 5])))
    elif tool == "line":
        wishes = ThreadWishes(count=rng.choice([1, 3]), apart_mm=6.0, fan=rng.random() < 0.5)
        tools[tool].set_wishes(wishes)
    elif tool == "nappage":
        shape = rng.choice(["brush", "brush", "lasso", "region"])
        tools[tool].set_wishes(PassWishes(shape=shape, width_mm=rng.uniform(4, 25)))
    if rng.random() < 0.7:
        bench.drag(somewhere(), somewhere())
    else:
        bench.click(*somewhere())
        bench.click(*somewhere())
    bench.key(rng.choice(KEYS))


@pytest.mark.parametrize("seed", range(4))
def test_all_undone_is_the_empty_map(bench, seed):
    needle = Needle(id=uuid4(), name="Two", length_mm=4.0, plate=((-3.0, 0.0), (3.0, 0.0)))
    (syringe,) = bench.document.syringes.values()
    bench.document.commit("Add needle", (Added(needle),))
    changed = replace(syringe, needle=needle.id, mg_per_ml=10.0)
    bench.document.commit("Change syringe", (Updated(syringe, changed),))
    rng = Random(seed)
    most = 0
    for _ in range(30):
        act(bench, rng)
        agrees(bench)
        most = max(most, len(bench.document.injections) + len(bench.document.areas))
    assert most > 5
    bench.canvas.set_tool("select")
    while bench.document.can_undo not in (None, "Change syringe"):
        bench.document.undo()
        agrees(bench)
    assert not bench.document.injections
    assert not bench.document.areas
    assert bench.canvas.stage.live.totals() == Totals()
