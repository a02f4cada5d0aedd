"""A step of the linked zoom of two compared maps, against a step of the canvas's own zoom."""

from __future__ import annotations

from pathlib import Path

from mesomap.cli.bench_session import session_of_300
from mesomap.cli.bench_tools import Result, timed

SIZE = (900, 700)
STEPS = 8
"""Nearer so often, then as often farther."""


def measure(folder: Path) -> list[Result]:
    """`compare_zoom`: the ratio to the canvas's step stands in the note."""
    from PySide6.QtCore import QPointF
    from PySide6.QtWidgets import QApplication

    from mesomap.app.compare.compare_show import map_of
    from mesomap.atlas import default_atlas
    from mesomap.canvas import ChartCanvas
    from mesomap.document import Document
    from mesomap.document.remembered import live_figures
    from mesomap.exchange.compare import Compared, compared
    from mesomap.panels.compare.compare_page import ComparePage
    from mesomap.storage import Store

    atlas = default_atlas()
    body = atlas.body(atlas.body_ids[0])
    chart = next(iter(body.charts.values()))
    at = QPointF(300, 240)
    turn = {"step": 0}

    def factor() -> float:
        turn["step"] += 1
        return 1.25 if turn["step"] % (2 * STEPS) < STEPS else 0.8

    with Store.create(folder / "bench-zoom.mesomap") as store:
        document = Document(store, actor="bench")
        first = session_of_300(document, atlas)
        result = compared(store, atlas, Compared(first, first))
        canvas = ChartCanvas()
        canvas.resize(*SIZE)
        canvas.show()
        document.open_session(first)
        canvas.set_document(document, body, live_figures(document, body))
        canvas.show_chart(chart.id)
        QApplication.processEvents()

        def plain() -> None:
            canvas.view.zoom_at(at, factor())
            QApplication.processEvents()

        alone = timed("canvas", plain, runs=6 * STEPS, warm=2 * STEPS, note="")
        canvas.set_document(None, None, None)
        canvas.close()
        document.close_session()
    page = ComparePage()
    page.resize(2 * SIZE[0], SIZE[1] + 260)
    page.show()
    shown = map_of(result, chart)
    page.show_maps(shown, shown)
    QApplication.processEvents()
    turn["step"] = 0

    def linked() -> None:
        page.right.zoom(factor(), at)
        QApplication.processEvents()

    found = timed("compare_zoom", linked, runs=6 * STEPS, warm=2 * STEPS, note="")
    page.close()
    page.deleteLater()
    canvas.deleteLater()
    QApplication.processEvents()
    ratio = found.median_ms / alone.median_ms if alone.median_ms else 0.0
    note = (
        f"both charts of 300 against 300, painted: {ratio:.2f} x a step of the canvas's own zoom"
        f" ({alone.median_ms:.1f} ms)"
    )
    return [Result(found.name, found.median_ms, found.p95_ms, found.runs, note)]
