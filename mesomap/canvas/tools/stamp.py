"""Stamp: a multi-injector places its whole plate of needles at once."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import Qt

from mesomap.canvas.drafts import StampDraft
from mesomap.canvas.stage import Stage
from mesomap.canvas.tools.base import KeyPress, Pointer
from mesomap.canvas.tools.draft import STEPS, DraftTool
from mesomap.clinical.needles import needles
from mesomap.document.edits import new_injections
from mesomap.document.wishes import StampWishes
from mesomap.geometry.plate import laid, split, turned
from mesomap.model import Added, Injection, Message, Needle, Site, Syringe
from mesomap.model.message import QT_TRANSLATE_NOOP

_STEP_DEG, _FINE_DEG = 5.0, 1.0
NO_PLATE = QT_TRANSLATE_NOOP(
    "messages",
    "The syringe in hand has no multi-injector: choose one as its needle (F4), then stamp.",
)
OFF_SKIN = QT_TRANSLATE_NOOP("messages", "That place is not on the skin.")
NO_ROOM = QT_TRANSLATE_NOOP("messages", "Some of its needles would miss the skin: move the stamp.")


@dataclass(frozen=True, slots=True)
class _Stamped:
    """The sites of the needles, stamp by stamp, and each one's volume."""

    sites: tuple[Site, ...]
    volumes_ul: tuple[int, ...]
    stamps: int
    off_skin: int


class StampTool(DraftTool[StampWishes]):
    """Click: one stamp. Drag: stamps edge to edge. Arrows, Ctrl and the wheel turn the plate."""

    name = "stamp"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, StampWishes())
        self._at: Pointer | None = None
        self._path: list[Site] = []
        self._pressed = False

    @property
    def going_on(self) -> bool:
        return self._at is not None

    def press(self, at: Pointer) -> None:
        self._at, self._pressed = at, True
        site = self.stage.skin_at(at.x_mm, at.y_mm).site
        self._path = [] if site is None else [site]
        self.refresh()

    def move(self, at: Pointer, *, pressed: bool) -> None:
        self._at = at
        if self._pressed and pressed:
            site = self.stage.skin_at(at.x_mm, at.y_mm).site
            if site is not None:
                self._path.append(site)
        self.refresh()

    def release(self, at: Pointer) -> None:
        if self._pressed:
            self.accept()
        self._pressed, self._path = False, []
        self.refresh()

    def double_click(self, at: Pointer) -> None:
        """Another stamp."""
        self.press(at)

    def leave(self) -> None:
        if not self._pressed:
            self.cancel()

    def key(self, press: KeyPress) -> bool:
        by = STEPS.get(Qt.Key(press.key))
        if by is None:
            return False
        self.turn(by * (_FINE_DEG if press.shift else _STEP_DEG))
        return True

    def wants(self, press: KeyPress) -> bool:
        return False

    def wheel(self, turns: float) -> bool:
        """Turn the plate with the wheel, while a modifier is held."""
        self.turn(_STEP_DEG if turns > 0 else -_STEP_DEG)
        return True

    def turn(self, by_deg: float) -> None:
        """Turn the plate counter-clockwise."""
        self.set_wishes(self.step(by_deg, fine=False))

    def set_wishes(self, wishes: StampWishes) -> None:
        self.wishes = wishes
        self.refresh()

    def step(self, by: float, *, fine: bool) -> StampWishes:
        return replace(self.wishes, angle_deg=(self.wishes.angle_deg + by + 180.0) % 360.0 - 180.0)

    def take_back(self) -> bool:
        return False

    def clear(self) -> bool:
        going_on = self._pressed
        self._at, self._pressed, self._path = None, False, []
        return going_on

    def cancel(self) -> bool:
        going_on = super().cancel()
        self.stage.sketch.clear()
        return going_on

    def abandon(self) -> bool:
        was_pressed, self._pressed, self._path = self._pressed, False, []
        return was_pressed

    def show(self) -> StampDraft | None:
        stage = self.stage
        syringe = stage.syringe_in_hand()
        stamped = self._stamped()
        if syringe is None or stamped is None:
            stage.sketch.clear()
            return None
        stage.show_ghost(self._injections(stamped))
        return StampDraft(
            wishes=self.wishes,
            stamps=stamped.stamps,
            count=len(stamped.sites),
            each_ul=(min(stamped.volumes_ul), max(stamped.volumes_ul)),
            volume_ul=sum(stamped.volumes_ul),
            off_skin=stamped.off_skin,
        )

    def accept(self) -> bool:
        stage = self.stage
        document, at = stage.document, self._at
        if document is None or at is None:
            return False
        needle = self._needle()
        if needle is None or not needle.plate:
            stage.fail(Message(NO_PLATE))
            return True
        stamped = self._stamped()
        if stamped is None:
            stage.fail(Message(OFF_SKIN))
            return True
        if stamped.off_skin:
            stage.fail(Message(NO_ROOM))
            return True
        many = stamped.stamps > 1
        label = (
            QT_TRANSLATE_NOOP("labels", "Add stamps")
            if many
            else QT_TRANSLATE_NOOP("labels", "Add stamp")
        )
        stage.commit(label, [Added(one) for one in self._injections(stamped)])
        return True

    def _injections(self, stamped: _Stamped) -> list[Injection]:
        document, body = self.stage.document, self.stage.body
        syringe = self.stage.syringe_in_hand()
        if document is None or body is None or syringe is None:
            return []
        regions = body.regions_of(stamped.sites)
        volumes = list(stamped.volumes_ul)
        added = new_injections(document, list(stamped.sites), regions, syringe, volumes_ul=volumes)
        return [change.value for change in added if isinstance(change.value, Injection)]

    def _needle(self) -> Needle | None:
        document, syringe = self.stage.document, self.stage.syringe_in_hand()
        if document is None or syringe is None or syringe.needle is None:
            return None
        return needles(document.needles).get(syringe.needle)

    def _stamped(self) -> _Stamped | None:
        """The needles of the stamps at the cursor, or along the drag."""
        stage, needle, at = self.stage, self._needle(), self._at
        body, syringe = stage.body, stage.syringe_in_hand()
        if body is None or syringe is None or needle is None or not needle.plate or at is None:
            return None
        path = self._path
        if not self._pressed:
            site = stage.skin_at(at.x_mm, at.y_mm).site
            path = [] if site is None else [site]
        if not path:
            return None
        plate = turned(needle.plate, angle_deg=self.wishes.angle_deg)
        holding = body.patches_holding(path[0])
        if not holding:
            return None
        # The plate stands square to the natural direction of the skin on which it begins.
        patch = holding[0]
        uv = body.on_patch(patch, path)
        middles = laid(uv[~np.isnan(uv).any(axis=1)], plate=plate)
        places = np.concatenate([middle + plate for middle in middles])
        found = body.from_patch(patch, places)
        volumes = _volumes(syringe, len(plate), each=self.wishes.each) * len(middles)
        kept = [(s, v) for s, v in zip(found, volumes, strict=True) if s is not None]
        if not kept:
            return None
        return _Stamped(
            sites=tuple(site for site, _ in kept),
            volumes_ul=tuple(volume for _, volume in kept),
            stamps=len(middles),
            off_skin=len(found) - len(kept),
        )


def _volumes(syringe: Syringe, count: int, *, each: bool) -> list[int]:
    """Of each needle of a stamp: the syringe's volume, or its part of it."""
    return [syringe.volume_ul] * count if each else split(syringe.volume_ul, count)
