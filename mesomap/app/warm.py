"""Loads what is heavy after the window has shown itself: numbers, shapes, storage, the atlas."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from mesomap.atlas import Atlas
    from mesomap.model import Message

log = logging.getLogger(__name__)

TRIALS = 3
PAUSE_S = 0.25


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

        for trial in range(1, TRIALS + 1):
            try:
                self.ready.emit(load_atlas())
            except KnownError as error:
                self.failed.emit(error.message)
            except Exception as error:  # or the window would wait for ever, and say nothing
                # The window's own thread imports at the same time: a module of a circle may be
                # met half made. The next time it is whole.
                log.exception("the atlas was not loaded, trial %s", trial)
                if trial < TRIALS:
                    time.sleep(PAUSE_S)
                    continue
                self.failed.emit(_not_loaded(error))
            return


def _not_loaded(error: Exception) -> Message:
    from mesomap.model.message import QT_TRANSLATE_NOOP, Message

    text = QT_TRANSLATE_NOOP(
        "messages", "The charts could not be loaded ({reason}): close mesomap and start it again."
    )
    return Message(text, {"reason": error})


def load_atlas() -> Atlas:
    """The atlas with the geometry of its first body, so that the first press is quick."""
    import mesomap.document  # noqa: F401
    from mesomap.atlas import default_atlas

    atlas = default_atlas()
    body = atlas.body(atlas.body_ids[0])
    chart = next(iter(body.charts.values()))
    body.site_at(chart.id, chart.width_mm / 2, chart.height_mm / 2)
    return atlas
