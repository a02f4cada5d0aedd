"""Hands that work on a canvas through the events of a person."""

from types import SimpleNamespace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest


class Bench:
    """A canvas on a screen, and hands that work through the events of a person."""

    def __init__(self, canvas, document, body, qtbot):
        self.canvas, self.document, self.body, self.qtbot = canvas, document, body, qtbot
        self.view, self.viewport = canvas.view, canvas.view.viewport()
        self.heard = SimpleNamespace(
            hovered=[], selection=[], region=[], preview=[], failed=[], figures=[], zoom=[]
        )
        canvas.hovered.connect(self.heard.hovered.append)
        canvas.selection_changed.connect(self.heard.selection.append)
        canvas.region_selected.connect(self.heard.region.append)
        canvas.preview_changed.connect(self.heard.preview.append)
        canvas.failed.connect(self.heard.failed.append)
        canvas.figures_changed.connect(self.heard.figures.append)
        canvas.zoom_changed.connect(self.heard.zoom.append)

    def px(self, x_mm, y_mm):
        return self.view.viewportTransform().map(QPointF(x_mm, y_mm)).toPoint()

    def move(self, x_mm, y_mm, held=Qt.KeyboardModifier.NoModifier):
        QTest.mouseMove(self.viewport, self.px(x_mm, y_mm))

    def click(self, x_mm, y_mm, held=Qt.KeyboardModifier.NoModifier):
        self.move(x_mm, y_mm)
        self.qtbot.mouseClick(self.viewport, Qt.MouseButton.LeftButton, held, self.px(x_mm, y_mm))

    def double_click(self, x_mm, y_mm):
        self.click(x_mm, y_mm)
        self.qtbot.mouseDClick(self.viewport, Qt.MouseButton.LeftButton, pos=self.px(x_mm, y_mm))
        self.qtbot.mouseRelease(self.viewport, Qt.MouseButton.LeftButton, pos=self.px(x_mm, y_mm))

    def press(self, x_mm, y_mm, button=Qt.MouseButton.LeftButton):
        self.qtbot.mousePress(self.viewport, button, pos=self.px(x_mm, y_mm))

    def release(self, x_mm, y_mm, button=Qt.MouseButton.LeftButton):
        self.qtbot.mouseRelease(self.viewport, button, pos=self.px(x_mm, y_mm))

    def drag(self, start, end, *, drop=True):
        self.move(*start)
        self.press(*start)
        for part in (0.2, 0.5, 0.8, 1.0):
            self.move(*(a + (b - a) * part for a, b in zip(start, end, strict=True)))
        if drop:
            self.release(*end)

    def key(self, key, held=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.view, key, held)

    def place(self, *places):
        """Put injections there with the point tool; return them in order."""
        tool = self.canvas.tool
        known = set(self.document.injections)
        self.canvas.set_tool("point")
        for x, y in places:
            self.click(x, y)
        self.canvas.set_tool(tool)
        fresh = [i for id, i in self.document.injections.items() if id not in known]
        assert len(fresh) == len(places)
        return sorted(fresh, key=lambda i: i.order)

    def settle(self):
        """Let the timers for figures, legend and sharpness run out."""
        self.canvas.scene.draw_figures()
        QTest.qWait(120)
