"""Whether a drawing takes too long to draw: found out on small pictures, for none can be stopped.

What a file says of itself does not tell: forty thousand shapes may be dots or cover everything.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

LARGE_PX = 2000
"""The longer side as it is drawn on the screen."""
SMALL_PX = 64
MOST_SMALL_S = 0.2
"""So long the smallest picture may take: what each shape costs, however small it is."""
STEPS = ((128, 12.0), (256, 4.0), (512, 1.0))
"""Longer side, px, and how long a large picture may then seem to take, s: the nearer, the surer."""


def is_heavy(renderer: QSvgRenderer) -> bool:
    """Whether drawing it would keep the window busy for more than a second or so.

    Counted is the work of all threads (Qt fills large areas with several), not what the machine
    does besides; it grows with the area at most.
    """
    first_s = _takes_s(renderer, SMALL_PX)
    if first_s > MOST_SMALL_S:
        return True
    for side_px, most_s in STEPS:
        more_s = max(_takes_s(renderer, side_px) - first_s, 0.0)
        grows = (LARGE_PX**2 - SMALL_PX**2) / (side_px**2 - SMALL_PX**2)
        if first_s + more_s * grows > most_s:
            return True
    return False


def _takes_s(renderer: QSvgRenderer, side_px: int) -> float:
    size = renderer.defaultSize().scaled(side_px, side_px, Qt.AspectRatioMode.KeepAspectRatio)
    image = QImage(max(size.width(), 1), max(size.height(), 1), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    began = time.process_time()
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    return time.process_time() - began
