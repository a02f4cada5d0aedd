"""Lesion: draw what stays on the patient's skin once; it is there at every visit from then on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal

from mesomap.canvas.drawn import drawn_on, ellipse_of
from mesomap.canvas.lasso import Lasso
from mesomap.canvas.rows import Floats
from mesomap.canvas.sketch import SketchLine
from mesomap.canvas.stage import Stage
from mesomap.canvas.tools.base import DRAG_PX, KeyPress, Pointer, Tool
from mesomap.document.edits_lesions import find, new_lesion, redrawn, removed
from mesomap.model import Added, LesionKind, LesionSize, Message
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.locale import format_mm_by_mm

SMALLEST_MM2 = 0.5
_REACH_PX = 5.0
_TOO_SMALL = QT_TRANSLATE_NOOP("messages", "That is too small to be a lesion: draw it larger.")
_OFF = QT_TRANSLATE_NOOP("messages", "A lesion lies on skin that this chart shows: draw it there.")


@dataclass(frozen=True, slots=True)
class NewLesion:
    """What the next lesion is to be."""

    kind: LesionKind = LesionKind.SCAR
    name: str = ""
    keep_free: bool = True


class LesionTool(Tool):
    """Drag: an ellipse, or a freehand outline. Click: choose the lesion there.

    Of an outline that is set corner by corner, Enter closes it, Backspace takes the last corner.
    Delete strikes the chosen lesion out.
    """

    name = "lesion"
    cursor = Qt.CursorShape.CrossCursor
    lights_regions = False

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.new = NewLesion()
        self.events = LesionEvents(stage)
        self._ellipse = True
        self._redraws: UUID | None = None
        self._lasso = Lasso(stage, self._take)
        self._start: Pointer | None = None
        self._dragged = False
        """Whether the press has moved away; an outline may end where it began."""

    def activate(self) -> None:
        """Nothing is drawn yet."""
        self.stage.sketch.clear()

    def set_ellipse(self, on: bool) -> None:
        """Whether a drag makes an ellipse, or follows the hand."""
        self.abandon()
        self._ellipse = on

    def redraw(self, lesion: UUID | None) -> None:
        """The next shape is another outline of this lesion; None: it is a new one."""
        if lesion != self._redraws:
            self._redraws = lesion
            self.events.redraws.emit(lesion)

    def press(self, at: Pointer) -> None:
        self._start, self._dragged = at, False
        if not self._ellipse:
            self._lasso.press(at)

    def move(self, at: Pointer, *, pressed: bool) -> None:
        if pressed and self._start is not None and at.far_from(self._start, px=DRAG_PX):
            self._dragged = True
        if not self._ellipse:
            self._lasso.move(at, pressed=pressed)
        elif pressed and self._start is not None and at.far_from(self._start, px=DRAG_PX):
            self._show(ellipse_of(self._start, at))
        elif not pressed:
            over = self._lesion_at(at) is not None and self._redraws is None
            hand = Qt.CursorShape.PointingHandCursor
            self.stage.set_cursor(hand if over else self.cursor)

    def release(self, at: Pointer) -> None:
        start, self._start = self._start, None
        if start is None:
            return
        clicked = not self._dragged
        if clicked and not self._lasso_begun() and self._redraws is None:
            found = self._lesion_at(at)
            if found is not None or self._ellipse:
                self._lasso.abandon()
                self.stage.lesions.choose(found)
                return
        if not self._ellipse:
            self._lasso.release(at)
        elif not clicked:
            self.stage.sketch.set_lines()
            self._take(ellipse_of(start, at))

    def double_click(self, at: Pointer) -> None:
        if not self._ellipse:
            self._lasso.double_click(at)

    def key(self, press: KeyPress) -> bool:
        if self._lasso.key(press):
            return True
        if self.wants(press):
            return self.remove_chosen()
        return False

    def wants(self, press: KeyPress) -> bool:
        """Enter and Backspace while an outline is drawn; Delete while a lesion is chosen."""
        if self._lasso.wants(press):
            return True
        strikes = press.key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        return strikes and self.stage.lesions.chosen is not None

    def remove_chosen(self) -> bool:
        """Strike the chosen lesion out; True if there was one."""
        document = self.stage.document
        lesion = find(document, self.stage.lesions.chosen) if document is not None else None
        if lesion is None:
            return False
        self.stage.commit(QT_TRANSLATE_NOOP("labels", "Delete lesion"), removed(lesion))
        return True

    def abandon(self) -> bool:
        going_on = self._lasso.abandon() or self._start is not None
        self._start = None
        self.stage.sketch.set_lines()
        return going_on

    def cancel(self) -> bool:
        """Leave a drawing, then drawing again, then the choice."""
        if self.abandon():
            return True
        if self._redraws is not None:
            self.redraw(None)
            return True
        if self.stage.lesions.chosen is not None:
            self.stage.lesions.choose(None)
            return True
        return False

    def deactivate(self) -> None:
        self.redraw(None)
        super().deactivate()

    def refresh(self) -> None:
        """Nothing here hangs on the syringe."""

    def _lasso_begun(self) -> bool:
        """Whether corners are set already; the press of this very click is none."""
        return any(line.corners for line in self.stage.sketch.lines)

    def _lesion_at(self, at: Pointer) -> UUID | None:
        reach = _REACH_PX * self.stage.mm_per_px
        found = self.stage.lesions.at(at.x_mm, at.y_mm, reach_mm=reach)
        return None if found is None else found.lesion.id

    def _show(self, corners: Floats) -> None:
        body = self.stage.body
        drawn = None if body is None else drawn_on(body, self.stage.chart_id, corners)
        words = "" if drawn is None else format_mm_by_mm(drawn.long_mm, drawn.wide_mm)
        points = tuple((x, y) for x, y in corners.tolist())
        right = max(points, key=lambda point: point[0])
        self.stage.sketch.set_lines(SketchLine(points, True, label=words, label_at=right))

    def _take(self, corners: Floats) -> None:
        stage, document = self.stage, self.stage.document
        if stage.body is None or document is None or document.session is None:
            return
        drawn = drawn_on(stage.body, stage.chart_id, corners)
        if drawn is None:
            stage.fail(Message(_OFF))
            return
        if drawn.area_mm2 < SMALLEST_MM2:
            stage.fail(Message(_TOO_SMALL))
            return
        size = LesionSize(
            measured=document.session.date,
            long_mm=round(drawn.long_mm, 2),
            wide_mm=round(drawn.wide_mm, 2),
            area_mm2=round(drawn.area_mm2, 2),
        )
        before = find(document, self._redraws)
        if before is not None:
            again = redrawn(before, drawn.outline, drawn.region, size)
            stage.commit(QT_TRANSLATE_NOOP("labels", "Draw lesion again"), again)
            self.redraw(None)
            return
        added = new_lesion(
            document,
            drawn.outline,
            drawn.region,
            size,
            kind=self.new.kind,
            name=self.new.name,
            keep_free=self.new.keep_free,
        )
        if stage.commit(QT_TRANSLATE_NOOP("labels", "Draw lesion"), added):
            self._choose_added(added)
            self.new = replace(self.new, name="")

    def _choose_added(self, added: tuple[Added]) -> None:
        self.stage.lesions.choose(added[0].value.id)


class LesionEvents(QObject):
    """What the tool tells the panel."""

    redraws = Signal(object)
    """The id of the lesion whose outline is being drawn again, or None."""
