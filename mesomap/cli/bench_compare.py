"""The same marks by other means, for comparison: an item each, and pyqtgraph."""

from __future__ import annotations

import importlib

from mesomap.cli.bench_sheet import SIDE_MM, scattered
from mesomap.cli.bench_tools import Result, timed


def measure() -> list[Result]:
    """`repaint_5000_items`, and `pyqtgraph_add_10000` where pyqtgraph is installed."""
    results = [_items()]
    try:
        importlib.import_module("pyqtgraph")
    except ImportError:  # it comes with the extra "bench" only
        return results
    return [*results, _pyqtgraph()]


def _items() -> Result:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QBrush, QColor, QPen
    from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView

    scene = QGraphicsScene(0, 0, SIDE_MM, SIDE_MM)
    pen, brush = QPen(QColor("#0072B2"), 0.5), QBrush(QColor("#FFFFFF"))
    for x, y in scattered(5000).tolist():
        scene.addEllipse(QRectF(x - 1.25, y - 1.25, 2.5, 2.5), pen, brush)
    view = QGraphicsView(scene)
    view.resize(900, 700)
    view.fitInView(scene.sceneRect())
    view.show()
    QApplication.processEvents()
    note = "the same 5000 marks as one QGraphicsItem each, without deposits or figure"
    found = timed("repaint_5000_items", lambda: view.viewport().repaint(), runs=15, note=note)
    view.close()
    view.deleteLater()
    QApplication.processEvents()
    return found


def _pyqtgraph() -> Result:
    import pyqtgraph
    from PySide6.QtWidgets import QApplication

    plot = pyqtgraph.PlotWidget()
    plot.resize(900, 700)
    marks = pyqtgraph.ScatterPlotItem(size=10, symbol="o")
    places = scattered(10000)
    marks.addPoints(x=places[:, 0], y=places[:, 1])
    plot.addItem(marks)
    plot.show()
    QApplication.processEvents()

    def add() -> None:
        marks.addPoints(x=[SIDE_MM / 2], y=[SIDE_MM / 2])
        QApplication.processEvents()

    note = "pyqtgraph's scatter plot: one point more at 10000, and its repaint; nothing else"
    found = timed("pyqtgraph_add_10000", add, runs=15, note=note)
    plot.close()
    QApplication.processEvents()
    return found
