"""What a tool draws of what is not there yet: ghosts, a band, lines, a lever, crosses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from mesomap.canvas.gridding import Handle
from mesomap.canvas.rows import Placed, Rows
from mesomap.canvas.tools.base import Pointer

Place = tuple[float, float]
"""x, y in chart mm."""


@dataclass(frozen=True, slots=True)
class SketchLine:
    """A line over the chart, in chart mm.

    Attributes
    ----------
    points
        What it runs along.
    closed
        Whether it runs back to its beginning, and what is within is tinted.
    corners
        Places on it that are marked with a dot: what was clicked.
    label, label_at
        A few words beside it, and where; upright however the chart is turned.
    """

    points: tuple[Place, ...]
    closed: bool = False
    corners: tuple[Place, ...] = ()
    label: str = ""
    label_at: Place | None = None


class Sketch(QObject):
    """The present preview; `changed` tells the scene to draw it."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ghost = Rows()
        self.band: tuple[float, float, float, float] | None = None
        """Left, top, right, bottom in chart mm."""
        self.handle: Handle | None = None
        self.crossed: frozenset[UUID] = frozenset()
        self.lines: tuple[SketchLine, ...] = ()

    def show_ghost(self, placed: Placed) -> None:
        """Show marks of what is not there yet."""
        self.ghost.clear()
        self.ghost.put(_ghost_ids(len(placed.kind)), placed)
        self.changed.emit()

    def clear_ghost(self) -> None:
        """No ghost."""
        if len(self.ghost):
            self.ghost.clear()
            self.changed.emit()

    def set_band(self, a: Pointer, b: Pointer) -> None:
        """Show a rubber band with corners `a` and `b`."""
        self.band = (
            min(a.x_mm, b.x_mm),
            min(a.y_mm, b.y_mm),
            max(a.x_mm, b.x_mm),
            max(a.y_mm, b.y_mm),
        )
        self.changed.emit()

    def set_handle(self, handle: Handle | None) -> None:
        """Show the lever that turns a lattice."""
        if handle != self.handle:
            self.handle = handle
            self.changed.emit()

    def set_lines(self, *lines: SketchLine) -> None:
        """Show these lines, and no other; without any, none."""
        if lines != self.lines:
            self.lines = lines
            self.changed.emit()

    def cross_out(self, ids: frozenset[UUID]) -> None:
        """Show which injections would go."""
        if ids != self.crossed:
            self.crossed = ids
            self.changed.emit()

    def clear(self) -> None:
        """Take everything back."""
        self.ghost.clear()
        self.band = self.handle = None
        self.crossed = frozenset()
        self.lines = ()
        self.changed.emit()


@lru_cache(maxsize=4)
def _ghost_ids(count: int) -> list[UUID]:
    """Ids for marks that are nobody's; only the preview's own rows ever see them."""
    return [UUID(int=number) for number in range(count)]
