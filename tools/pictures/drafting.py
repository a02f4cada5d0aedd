"""The tools that show a draft first, for the documentation: row, line, nappage, stamp."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from mesomap.app.window import MainWindow
from mesomap.clinical.needles import BUILT_IN
from mesomap.model import RegionKey, Side

CHART = "face-left"
JAW = RegionKey("jawline", Side.LEFT)
DRAGS = {
    "row": (JAW, [(0.85, 0.3), (0.5, 0.6), (0.2, 0.75)]),
    "line": (JAW, [(0.75, 0.3), (0.45, 0.45)]),
    "nappage": (RegionKey("temple", Side.LEFT), [(0.3, 0.4), (0.5, 0.6), (0.7, 0.5)]),
    "stamp": (RegionKey("preauricular", Side.LEFT), [(0.4, 0.55)]),
}
"""Where each tool is drawn with: places as shares of the region's bounds on the chart."""


def photograph_drafts(window: MainWindow, grab: Callable[[MainWindow, str], None]) -> None:
    """Each tool's preview, light, at 1366 x 768; nothing is placed."""
    assert window.session is not None
    session = window.session
    window.appearance.use_theme("light")
    window.resize(1366, 768)
    session.view.show_chart(CHART)
    plate = next(needle.id for needle in BUILT_IN.values() if needle.count == 5)
    session.view.edit_syringe(lambda held: replace(held, needle=plate, mg_per_ml=10.0))
    window.page.line.count.set_value(5.0)
    window.page.line.tell()
    for tool, (key, shares) in DRAGS.items():
        session.tools.take(tool)
        _draw(window, key, shares, click=tool == "stamp")
        grab(window, f"tool-{tool}")
        session.canvas.cancel()
    session.canvas.set_tool("select")
    session.view.undo()


def _draw(
    window: MainWindow, key: RegionKey, shares: list[tuple[float, float]], *, click: bool
) -> None:
    """Move there; for a drag press, move on, and let go."""
    assert window.session is not None
    body, view = window.session.view.body, window.session.canvas.view
    assert body is not None
    x0, y0, x1, y1 = body.charts[CHART].polygons()[key].bounds
    spots = [view.mapFromScene(QPointF(x0 + (x1 - x0) * a, y0 + (y1 - y0) * b)) for a, b in shares]
    port, left, none = view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseMove(port, spots[0])
    if click:
        return  # the stamp shows under the cursor
    QTest.mousePress(port, left, none, spots[0])
    for spot in spots[1:]:
        QTest.mouseMove(port, spot)
    QTest.mouseRelease(port, left, none, spots[-1])
