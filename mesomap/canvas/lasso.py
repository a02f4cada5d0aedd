"""A lasso: an outline drawn on a chart, freehand or corner by corner.

A tool hands it presses, moves, releases and keys; it tells the tool when the outline is closed.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import Qt

from mesomap.canvas.rows import Floats
from mesomap.canvas.sketch import Place, SketchLine
from mesomap.canvas.stage import Stage
from mesomap.canvas.tools.base import DRAG_PX, KeyPress, Pointer

CLOSE_PX = 10.0
"""A press so near to the first corner closes the outline."""
_STEP_PX = 2.0
"""A freehand line gets a corner no more often than this."""


class Lasso:
    """Drag: a freehand line that closes on release. Clicks: corners, one after the other.

    Enter, a double click or a click on the first corner closes a clicked outline; Backspace takes
    its last corner; Esc (`abandon`) leaves it. `closed` is called with the corners (n, 2) in chart
    mm, n at least 3; by then the sketch is clear again.
    """

    def __init__(self, stage: Stage, closed: Callable[[Floats], None]) -> None:
        self._stage = stage
        self._closed = closed
        self._corners: list[Place] = []
        """What was clicked; of a freehand stretch every corner."""
        self._start: Pointer | None = None
        self._last: Pointer | None = None
        self._freehand = False

    @property
    def going_on(self) -> bool:
        """Whether something is begun and not closed."""
        return bool(self._corners) or self._start is not None

    @property
    def has_corners(self) -> bool:
        """Whether something of it is drawn."""
        return bool(self._corners)

    def press(self, at: Pointer) -> None:
        """A corner, or the beginning of a freehand line."""
        self._start = self._last = at
        self._freehand = False

    def move(self, at: Pointer, *, pressed: bool) -> None:
        """Draw on, or show where the next side would run."""
        if not pressed or self._start is None:
            if self._corners:
                self._show((at.x_mm, at.y_mm))
            return
        if not self._freehand and at.far_from(self._start, px=DRAG_PX):
            self._freehand = True
            self._corners.append((self._start.x_mm, self._start.y_mm))
        if self._freehand and self._last is not None and at.far_from(self._last, px=_STEP_PX):
            self._corners.append((at.x_mm, at.y_mm))
            self._last = at
            self._show(None)

    def release(self, at: Pointer) -> None:
        """Close a freehand line; set a clicked corner."""
        start, self._start = self._start, None
        if start is None:
            return
        if self._freehand:
            self._freehand = False
            self.close()
        elif len(self._corners) >= 3 and self._on_first(at):
            self.close()
        else:
            self._corners.append((start.x_mm, start.y_mm))
            self._show(None)

    def double_click(self, at: Pointer) -> None:
        """Close the outline: the first click of the two has set its last corner."""
        self._start = None
        self.close()

    def key(self, press: KeyPress) -> bool:
        """Enter closes, Backspace takes the last corner; True if the key was used."""
        if not self.wants(press):
            return False
        if press.key == Qt.Key.Key_Backspace:
            self._corners.pop()
            self._show(None)
        else:
            self.close()
        return True

    def wants(self, press: KeyPress) -> bool:
        """Whether the key, which means something else elsewhere, is the lasso's now."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace)
        return bool(self._corners) and press.key in keys

    def close(self) -> bool:
        """Join the ends; True if that made an outline."""
        corners = np.array(self._corners, np.float64)
        distinct = len(set(self._corners))
        if distinct < 3:
            self._show(None)
            return False
        self.abandon()
        self._closed(corners)
        return True

    def abandon(self) -> bool:
        """Leave it; True if something was begun."""
        going_on = self.going_on
        self._corners.clear()
        self._start = self._last = None
        self._freehand = False
        if going_on:
            self._stage.sketch.set_lines()
        return going_on

    def _on_first(self, at: Pointer) -> bool:
        x, y = self._corners[0]
        reach = CLOSE_PX * self._stage.mm_per_px
        return (at.x_mm - x) ** 2 + (at.y_mm - y) ** 2 <= reach**2

    def _show(self, ahead: Place | None) -> None:
        if not self._corners:
            self._stage.sketch.set_lines()
            return
        points = tuple(self._corners) if ahead is None else (*self._corners, ahead)
        corners = (self._corners[0],) if self._freehand else tuple(self._corners)
        self._stage.sketch.set_lines(SketchLine(points, len(points) >= 3, corners))
