"""An open line drawn on a chart: freehand, or corner by corner."""

from __future__ import annotations

import numpy as np

from mesomap.canvas.rows import Floats
from mesomap.canvas.tools.base import DRAG_PX, Pointer

_STEP_PX = 2.0
"""A freehand line gets a corner no more often than this."""


class Stroke:
    """Collects the line; the tool that owns it hands on what happens and draws it."""

    def __init__(self) -> None:
        self._corners: list[tuple[float, float]] = []
        self._ahead: tuple[float, float] | None = None
        self._start: Pointer | None = None
        self._last: Pointer | None = None
        self.freehand = False
        """Whether it was drawn with the button down."""
        self.ended = False
        """Whether it is drawn and waits to be accepted."""

    @property
    def going_on(self) -> bool:
        """Whether something is begun."""
        return bool(self._corners) or self._start is not None

    @property
    def pressed(self) -> bool:
        """Whether the button is down."""
        return self._start is not None

    @property
    def corners(self) -> tuple[tuple[float, float], ...]:
        """What was clicked, chart mm; of a freehand line nothing."""
        return () if self.freehand else tuple(self._corners)

    def line(self) -> Floats:
        """The line as it is now (n, 2), chart mm, on to the cursor while it is clicked."""
        ahead = [self._ahead] if self._ahead is not None and not self.ended else []
        return np.array([*self._corners, *ahead]).reshape(-1, 2)

    def press(self, at: Pointer) -> None:
        """A corner, or the beginning of a freehand line; after one that ended, another line."""
        if self.ended:
            self.clear()
        self._start = self._last = at

    def move(self, at: Pointer, *, pressed: bool) -> bool:
        """Draw on; True if the line is another now."""
        if not pressed or self._start is None:
            if not self._corners or self.ended:
                return False
            self._ahead = (at.x_mm, at.y_mm)
            return True
        if not self.freehand and not self._corners and at.far_from(self._start, px=DRAG_PX):
            self.freehand = True
            self._corners = [(self._start.x_mm, self._start.y_mm)]
        if self.freehand and self._last is not None and at.far_from(self._last, px=_STEP_PX):
            self._corners.append((at.x_mm, at.y_mm))
            self._last = at
            return True
        return False

    def release(self, at: Pointer) -> bool:
        """End a freehand line, or set a corner; True if the line is another now."""
        start, self._start = self._start, None
        if start is None:
            return False
        if self.freehand:
            self.ended = True
            return True
        self._ahead = None
        if not self._corners or (start.x_mm, start.y_mm) != self._corners[-1]:
            self._corners.append((start.x_mm, start.y_mm))
        return True

    def end(self) -> None:
        """Leave the cursor out: the line is what was clicked."""
        self._ahead = None
        self.ended = True

    def take_back(self) -> bool:
        """Take the last clicked corner away; True if there was one."""
        if self.freehand or not self._corners:
            return False
        self._corners.pop()
        self._ahead = None
        self.ended = False
        return True

    def clear(self) -> bool:
        """No line; True if there was one."""
        going_on = self.going_on
        self._corners.clear()
        self._ahead = self._start = self._last = None
        self.freehand = self.ended = False
        return going_on
