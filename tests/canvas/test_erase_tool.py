from PySide6.QtCore import Qt


def test_a_click_erases_one(bench):
    a, b = bench.place((50, 60), (80, 60))
    bench.canvas.set_tool("erase")
    bench.move(50, 60)
    assert bench.canvas.stage.sketch.crossed == {a.id}
    bench.click(50, 60)
    assert set(bench.document.injections) == {b.id}
    assert bench.document.undo() == "Erase injections"
    assert bench.document.injections[a.id] == a


def test_a_stroke_erases_what_it_crosses_in_one_step(bench):
    a, b, c = bench.place((50, 60), (80, 60), (80, 100))
    bench.canvas.set_tool("erase")
    bench.drag((40, 60), (90, 60), drop=False)
    assert bench.canvas.stage.sketch.crossed == {a.id, b.id}
    assert len(bench.document.injections) == 3
    bench.release(90, 60)
    assert set(bench.document.injections) == {c.id}
    bench.document.undo()
    assert len(bench.document.injections) == 3


def test_escape_spares_them(bench):
    bench.place((50, 60))
    bench.canvas.set_tool("erase")
    bench.drag((40, 60), (60, 60), drop=False)
    bench.key(Qt.Key.Key_Escape)
    bench.release(60, 60)
    assert len(bench.document.injections) == 1
    assert bench.canvas.stage.sketch.crossed == frozenset()


def test_beside_a_mark_nothing_happens(bench):
    bench.place((50, 60))
    bench.canvas.set_tool("erase")
    bench.click(100, 100)
    assert len(bench.document.injections) == 1
