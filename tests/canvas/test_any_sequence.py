"""Any sequence of tools leaves screen and document agreeing; all undone, the map is empty."""

from random import Random

import numpy as np
import pytest
from PySide6.QtCore import Qt

from mesomap.document.notes import new_note
from mesomap.model import LatticeSettings, Pattern

SHIFT = Qt.KeyboardModifier.ShiftModifier


def agrees(bench):
    rows, injections = bench.canvas.stage.rows, bench.document.injections
    assert set(rows.ids) == set(injections)
    known = list(injections.values())
    if known:
        placed = bench.body.on_chart(
            bench.canvas.stage.chart_id, [injection.site for injection in known]
        )
        shown = np.array([rows.xy_mm[rows.row(injection.id)] for injection in known])
        assert shown == pytest.approx(placed.xy_mm, abs=1e-9)
    document, selection = bench.document, bench.canvas.selection
    assert selection <= {*injections, *document.areas, *document.notes}
    chosen = {rows.ids[row] for row in np.flatnonzero(rows.data["chosen"]).tolist()}
    assert chosen == selection & set(injections)
    pins = {pin.note for pin in bench.canvas.stage.pins.shown}
    assert pins == set(document.notes.values())


def act(bench, rng, asked):
    def somewhere():
        return (rng.uniform(12, 188), rng.uniform(8, 142))

    tool = rng.choice(["select", "select", *(name for name in bench.canvas.scene.tools)])
    bench.canvas.set_tool(tool)
    match tool:
        case "point":
            bench.click(*somewhere())
        case "erase" | "measure" | "nappage":
            bench.drag(somewhere(), somewhere())
        case "row" | "line" | "lesion" | "stamp":
            bench.drag(somewhere(), somewhere())
            bench.key(rng.choice([Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Escape]))
        case "fill":
            bench.key(Qt.Key.Key_Return)
        case "note":
            bench.click(*somewhere())
            if not asked or asked[-1].note is not None:
                return
            made = new_note(bench.document, asked[-1].site, asked[-1].region, "a word")
            bench.document.commit("Add note", (made,))
        case "grid":
            pattern = rng.choice(list(Pattern))
            spacing = rng.uniform(15, 30)
            bench.canvas.set_grid_settings(LatticeSettings(pattern=pattern, spacing_mm=spacing))
            bench.click(*somewhere())
            bench.key(rng.choice([Qt.Key.Key_Return, Qt.Key.Key_Escape]))
        case _:
            bench.canvas.scene.tools["select"].lassoes = rng.random() < 0.3
            choice = rng.randrange(6)
            if choice == 0:
                bench.drag(somewhere(), somewhere())
            elif choice == 1 and len(bench.canvas.stage.rows):
                rows = bench.canvas.stage.rows
                start = rows.xy_mm[rng.randrange(len(rows))].tolist()
                bench.drag(start, somewhere())
            elif choice == 2:
                bench.key(rng.choice([Qt.Key.Key_Left, Qt.Key.Key_Down]), SHIFT)
            elif choice == 3:
                bench.key(Qt.Key.Key_Delete)
            elif choice == 4:
                bench.document.undo()
            else:
                bench.document.redo()


@pytest.mark.parametrize("seed", range(4))
def test_any_sequence_of_tools_then_all_undone_is_the_empty_map(bench, seed):
    rng = Random(seed)
    asked = []
    bench.canvas.stage.note_asked.connect(asked.append)
    most = 0
    for _ in range(50):
        act(bench, rng, asked)
        agrees(bench)
        most = max(most, len(bench.document.injections))
    assert most > 3
    while bench.document.can_undo not in (None, "New syringe"):
        bench.document.undo()
        agrees(bench)
    assert not bench.document.injections
    assert not bench.document.areas
    assert not bench.document.notes
    assert not bench.document.lattices
    assert not bench.document.lesions
    assert bench.canvas.stage.live.totals().count == 0
