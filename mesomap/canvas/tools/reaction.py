"""Reaction: a click says its place, a drag its outline; what it is, the dialog asks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal

from mesomap.canvas.drawn import drawn_on, ellipse_of
from mesomap.canvas.lasso import Lasso
from mesomap.canvas.rows import Floats
from mesomap.canvas.sketch import SketchLine
from mesomap.canvas.stage import Stage
from mesomap.canvas.tools.base import DRAG_PX, KeyPress, Pointer, Tool
from mesomap.model import Message, RegionKey, Site
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.locale import format_mm_by_mm

_OFF = QT_TRANSLATE_NOOP(
    "messages", "A reaction lies on skin that this chart shows: click or draw it there."
)


@dataclass(frozen=True, slots=True)
class ReactionPlace:
    """Where a reaction is: a site, or an outline with its measured size."""

    site: Site | None
    outline: tuple[Site, ...]
    region: RegionKey | None
    long_mm: float | None = None
    wide_mm: float | None = None


class ReactionEvents(QObject):
    """What the tool tells the window."""

    placed = Signal(object)
    """A `ReactionPlace`."""


class ReactionTool(Tool):
    """Click: a site. Drag: an ellipse (with Shift a circle), or an outline that follows the hand.

    In hand only while a reaction's place is asked for; it commits nothing itself.
    """

    name = "reaction"
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.events = ReactionEvents(stage)
        self._by_hand = False
        self._lasso = Lasso(stage, self._take_shape)
        self._start: Pointer | None = None

    def activate(self) -> None:
        """Nothing is drawn yet."""
        self.stage.sketch.clear()

    def set_by_hand(self, on: bool) -> None:
        """Whether an outline is drawn, corner by corner or by a drag, or a site or ellipse."""
        self.abandon()
        self._by_hand = on

    def press(self, at: Pointer) -> None:
        self._start = at
        if self._by_hand:
            self._lasso.press(at)

    def move(self, at: Pointer, *, pressed: bool) -> None:
        if self._by_hand:
            self._lasso.move(at, pressed=pressed)
        elif pressed and self._start is not None and at.far_from(self._start, px=DRAG_PX):
            self._show(ellipse_of(self._start, at))

    def release(self, at: Pointer) -> None:
        start, self._start = self._start, None
        if start is None:
            return
        if self._by_hand:
            self._lasso.release(at)
            return
        self.stage.sketch.set_lines()
        if at.far_from(start, px=DRAG_PX):
            self._take_shape(ellipse_of(start, at))
        else:
            self._take_site(at)

    def double_click(self, at: Pointer) -> None:
        if self._by_hand:
            self._lasso.double_click(at)

    def key(self, press: KeyPress) -> bool:
        return self._lasso.key(press)

    def wants(self, press: KeyPress) -> bool:
        """Enter and Backspace while an outline is drawn."""
        return self._lasso.wants(press)

    def abandon(self) -> bool:
        going_on = self._lasso.abandon() or self._start is not None
        self._start = None
        self.stage.sketch.set_lines()
        return going_on

    def refresh(self) -> None:
        """Nothing here hangs on the syringe."""

    def _show(self, corners: Floats) -> None:
        body = self.stage.body
        drawn = None if body is None else drawn_on(body, self.stage.chart_id, corners)
        words = "" if drawn is None else format_mm_by_mm(drawn.long_mm, drawn.wide_mm)
        points = tuple((x, y) for x, y in corners.tolist())
        right = max(points, key=lambda point: point[0])
        self.stage.sketch.set_lines(SketchLine(points, True, label=words, label_at=right))

    def _take_site(self, at: Pointer) -> None:
        skin = self.stage.skin_at(at.x_mm, at.y_mm)
        if skin.site is None:
            self.stage.fail(Message(_OFF))
            return
        self.events.placed.emit(ReactionPlace(skin.site, (), skin.region))

    def _take_shape(self, corners: Floats) -> None:
        body = self.stage.body
        drawn = None if body is None else drawn_on(body, self.stage.chart_id, corners)
        if drawn is None:
            self.stage.fail(Message(_OFF))
            return
        self.events.placed.emit(
            ReactionPlace(
                None,
                drawn.outline,
                drawn.region,
                round(drawn.long_mm, 1),
                round(drawn.wide_mm, 1),
            )
        )
