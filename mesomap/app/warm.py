"""Loads what is heavy after the window has shown itself: numbers, shapes, storage, the atlas."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from mesomap.atlas import Atlas

log = logging.getLogger(__name__)


class Warmup(QObject):
    """One thread that imports and reads, then says so; nothing in it knows Qt's widgets."""

    ready = Signal(object)
    """The atlas."""
    failed = Signal(object)
    """A `Message` that says why there is none."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = threading.Thread(target=self._work, name="warmup", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wait(self) -> None:
        """Until it is done; for closing."""
        if self._thread.is_alive():
            self._thread.join()

    def _work(self) -> None:
        from mesomap.model import KnownError

        try:
            self.ready.emit(load_atlas())
        except KnownError as error:
            self.failed.emit(error.message)


def load_atlas() -> Atlas:
    """The atlas with the geometry of its first body, so that the first press is quick."""
    import mesomap.document  # noqa: F401
    from mesomap.atlas import default_atlas

    atlas = default_atlas()
    body = atlas.body(atlas.body_ids[0])
    chart = next(iter(body.charts.values()))
    body.site_at(chart.id, chart.width_mm / 2, chart.height_mm / 2)
    return atlas
