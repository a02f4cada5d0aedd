"""Keeps the depth strip on the region under the cursor, else on the chosen one."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from mesomap.app import brush
from mesomap.app.depth_words import depth_view
from mesomap.app.session_view import SessionView
from mesomap.canvas import HoverInfo
from mesomap.clinical.needles import needles
from mesomap.model import Needle, RegionKey, Syringe, mark_of_syringe


class DepthDesk(QObject):
    """Shows what the depth means where the cursor is."""

    def __init__(self, view: SessionView) -> None:
        super().__init__(view)
        self._view = view
        self._region: RegionKey | None = None
        self._dragged_mm: float | None = None
        view.canvas.hovered.connect(self._over)
        view.canvas.region_selected.connect(lambda _key: self.refresh())
        view.settings_shown.connect(self.refresh)
        view.page.syringe.depth_dragged.connect(self._drag)

    def refresh(self) -> None:
        """Say it again: the depth, the needle or the region may be another."""
        view = self._view
        document, body = view.document, view.body
        if document is None or body is None or document.patient is None:
            return
        chosen = view.selected()
        held = view.held()
        if not chosen and held is None:
            return
        of = [document.syringes[id_] for id_ in {one.syringe for one in chosen}]
        syringes = of or ([held] if held is not None else [])
        settings = brush.settings_of(chosen) if chosen else brush.settings_of(syringes)
        if self._dragged_mm is not None:
            settings = replace(settings, depth_mm=self._dragged_mm, layer="")
        view.page.syringe.show_depth(
            depth_view(
                body,
                document.patient.sex,
                self._region or view.region,
                settings,
                needle=self._needle(syringes),
                mark=mark_of_syringe(syringes[0]),
            )
        )

    def _needle(self, syringes: list[Syringe]) -> Needle | None:
        """The needle that all of them have."""
        assert self._view.document is not None
        ids = {one.needle for one in syringes}
        id_ = ids.pop() if len(ids) == 1 else None
        return needles(self._view.document.needles).get(id_) if id_ is not None else None

    def _drag(self, depth_mm: float | None) -> None:
        self._dragged_mm = depth_mm
        self.refresh()

    def _over(self, info: HoverInfo | None) -> None:
        region = info.region if info is not None else None
        if region != self._region:
            self._region = region
            self.refresh()
