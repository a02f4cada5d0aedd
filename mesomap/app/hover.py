"""The read-out under the chart: what the cursor is over, and how true lengths are there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from mesomap.app import brush, words
from mesomap.app.session_view import SessionView
from mesomap.atlas import Body
from mesomap.canvas import HoverInfo
from mesomap.clinical.layers import falls
from mesomap.model import Injection, RegionKey, Syringe
from mesomap.paint.depth import depth_words
from mesomap.paint.locale import format_percent
from mesomap.paint.measures import body_words
from mesomap.paint.names import layer_name, region_name


class Hover(QObject):
    """Says region, depth with its layer where a figure is known, body and accuracy."""

    def __init__(self, view: SessionView) -> None:
        super().__init__(view)
        self._view = view
        self._region: RegionKey | None = None
        view.canvas.hovered.connect(self._over)
        view.canvas.zoom_changed.connect(self._zoomed)
        view.followed.connect(self.refresh)
        view.chart_shown.connect(self.refresh)

    def refresh(self) -> None:
        """Say it again: the depth or the region may be another."""
        body = self._view.body
        if body is None:
            return
        key = self._region or self._view.region
        document = self._view.document
        picture = body.pictures.get(self._view.chart)
        if picture is not None:
            line = words.measured_words(picture.picture.line_mm)
            self._view.page.read_out.show_truth(line, words.no_address_words())
        else:
            whose = body_words(body, document.calibration if document is not None else None)
            self._view.page.read_out.show_truth(whose, _accuracy(body, key))
        place = region_name(body, key) if key is not None else ""
        self._view.page.read_out.show_place(place, self._depth(body, key))

    def _over(self, info: HoverInfo | None) -> None:
        self._region = info.region if info is not None else None
        self.refresh()

    def _depth(self, body: Body, key: RegionKey | None) -> str:
        document = self._view.document
        if key is None or document is None or document.patient is None:
            return ""
        chosen = self._view.selected()
        held = self._view.held()
        values: Sequence[Injection] | Sequence[Syringe] = chosen or ([held] if held else [])
        depths = {one.depth_mm for one in values}
        depth = depths.pop() if len(depths) == 1 else None
        if depth is None:
            return layer_name(brush.layer_meant(values))
        where = falls(key.id, body.id, depth, document.patient.sex)
        return depth_words(depth, "", where, short=True)

    def _zoomed(self, zoom: float) -> None:
        self._view.page.read_out.show_zoom(format_percent(zoom))


def _accuracy(body: Body, key: RegionKey | None) -> str:
    if key is None or key not in body.regions:
        return ""
    patch = body.patches[body.regions[key].patch]
    return words.accuracy_words(patch.length_error_p95)
