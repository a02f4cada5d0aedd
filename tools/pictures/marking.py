"""The tools that work at once, for the documentation: select, point, erase, measure, note."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from mesomap.app.window import MainWindow
from mesomap.document.notes import new_note
from mesomap.model import RegionKey, Side

CHART = "face-left"
CHEEK = RegionKey("cheek-buccal", Side.LEFT)
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
LASSO = [(0.1, 0.1), (0.9, 0.1), (1.0, 0.6), (0.6, 0.95), (0.2, 0.7)]
ACROSS = [(0.1, 0.15), (0.5, 0.4), (0.9, 0.6)]


def photograph_marking(window: MainWindow, grab: Callable[[MainWindow, str], None]) -> None:
    """Each tool amid its work, and the caution structures, light, at 1366 x 768."""
    assert window.session is not None
    session, view = window.session, window.session.canvas.view
    window.appearance.use_theme("light")
    window.resize(1366, 768)
    session.view.show_chart(CHART)
    window.commands["lasso"].trigger()
    _amid(window, LASSO, lambda: grab(window, "tool-select"))
    session.canvas.cancel()
    session.tools.take("point")
    QTest.mouseMove(view.viewport(), _spots(window, [(0.5, 1.4)])[0])
    grab(window, "tool-point")
    session.tools.take("erase")
    _amid(window, ACROSS, lambda: grab(window, "tool-erase"))
    session.view.undo()
    window.commands["tool_measure"].trigger()
    _amid(window, ACROSS, lambda: grab(window, "tool-measure"))
    session.canvas.cancel()
    document = session.view.document
    assert document is not None
    site = next(i.site for i in document.injections.values() if i.side is Side.LEFT)
    document.commit("Add note", (new_note(document, site, CHEEK, "a small bruise here"),))
    session.tools.take("note")
    grab(window, "tool-note")
    session.view.undo()
    session.tools.take("select")
    window.commands["show_caution"].trigger()
    grab(window, "window-caution")
    window.commands["show_caution"].trigger()


def _amid(window: MainWindow, shares: list[tuple[float, float]], work: Callable[[], None]) -> None:
    """Do `work` while the button is held at the end of a drag over the cheek."""
    assert window.session is not None
    port = window.session.canvas.view.viewport()
    spots = _spots(window, shares)
    QTest.mousePress(port, LEFT, NONE, spots[0])
    for spot in spots[1:]:
        QTest.mouseMove(port, spot)
        QTest.qWait(40)
    work()
    QTest.mouseRelease(port, LEFT, NONE, spots[-1])


def _spots(window: MainWindow, shares: list[tuple[float, float]]) -> list[QPoint]:
    """Places of the view, from shares of the cheek's bounds on the chart."""
    assert window.session is not None
    body, view = window.session.view.body, window.session.canvas.view
    assert body is not None
    x0, y0, x1, y1 = body.charts[CHART].polygons()[CHEEK].bounds
    return [view.mapFromScene(QPointF(x0 + (x1 - x0) * a, y0 + (y1 - y0) * b)) for a, b in shares]
