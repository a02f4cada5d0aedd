"""From a region, a search or steep skin to the chart that shows it best."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, QTimer
from PySide6.QtGui import QCursor

from mesomap.app.best_views import best_chart, views_of
from mesomap.app.chart_groups import search
from mesomap.app.session_view import SessionView
from mesomap.canvas import HoverInfo
from mesomap.canvas.hits import better_chart
from mesomap.model import RegionKey, Site
from mesomap.paint.names import chart_title
from mesomap.paint.tokens import STEEP_TILT_DEG

NEARER = 1.5
"""After a jump to one place of the skin the chart is at least so much larger than fitted."""
MOST_ASKED = 3
"""Asking a chart for the first time reads its geometry."""
LINGER_MS = 2500
"""The offer of a better chart stays so long after the cursor left steep skin: time to reach it."""


class Jumps(QObject):
    """Puts another chart on the canvas and shows there what was meant."""

    def __init__(self, view: SessionView) -> None:
        super().__init__(view)
        self._view = view
        self._offer: tuple[str, HoverInfo] | None = None
        self._linger = QTimer(self)
        self._linger.setSingleShot(True)
        self._linger.setInterval(LINGER_MS)
        self._linger.timeout.connect(self.withdraw)
        strip = view.page.strip
        strip.search_changed.connect(self._search)
        strip.found_chosen.connect(self._take_found)
        strip.left.connect(view.canvas.setFocus)
        view.page.region.region_wanted.connect(self.show_region)
        view.canvas.hovered.connect(self._over)

    def find(self) -> None:
        """Type a region's or a chart's name."""
        search_field = self._view.page.strip.search
        search_field.setFocus()
        search_field.selectAll()

    def show_region(self, key: object) -> None:
        """The chart that sees the region best, and the region chosen on it."""
        body = self._view.body
        if body is not None and isinstance(key, RegionKey):
            self._show(best_chart(body, [key]), key)

    def show_best(self) -> None:
        """The offered chart; without an offer, the best one for what is chosen."""
        body, view = self._view.body, self._view
        if body is None:
            return
        if self._offer is not None:
            chart, info = self._offer
            self._show_site(chart, info.site, info.region)
            return
        keys = [
            RegionKey(one.region, one.side)
            for one in view.selected()
            if one.region is not None and one.side is not None
        ]
        if view.region is not None:
            self.show_region(view.region)
        elif keys:
            self._show(best_chart(body, keys), None)

    def withdraw(self) -> None:
        """Offer no other chart."""
        self._linger.stop()
        self._offer = None
        self._view.page.read_out.show_offer("")

    # What happens.

    def _search(self, typed: str) -> None:
        body = self._view.body
        if body is not None:
            self._view.page.strip.show_found(search(body, typed, self._view.pictures_used()))

    def _take_found(self, chart: str, key: object) -> None:
        self._show(chart, key if isinstance(key, RegionKey) else None)

    def _over(self, info: HoverInfo | None) -> None:
        if info is not None and info.tilt_deg > STEEP_TILT_DEG and self._view.body is not None:
            chart = better_chart(self._view.body, info.chart, info.site, info.region)
            if chart is not None:
                self._linger.stop()
                self._offer = (chart.id, info)
                self._view.page.read_out.show_offer(
                    self.tr("Better seen on: {chart}").format(chart=chart_title(chart.title))
                )
                return
        if self._offer is not None and info is not None and not self._linger.isActive():
            self._linger.start()

    # Inside.

    def _show(self, chart: str | None, key: RegionKey | None) -> None:
        if chart is None:
            return
        self.withdraw()
        self._view.show_chart(chart)
        if key is not None:
            self._view.canvas.select_region(key)
        self._view.canvas.setFocus()

    def _seeing(self, chart: str, site: Site, region: RegionKey | None) -> str:
        """`chart`, or where something hides the site there, the next best one that sees it."""
        body = self._view.body
        assert body is not None
        others = [] if region is None else [view.chart for view in views_of(body, region)]
        for candidate in (chart, *others[:MOST_ASKED]):
            at = body.on_chart(candidate, [site])
            if at.visible[0] and at.tilt_deg[0] <= STEEP_TILT_DEG:
                return candidate
        return chart

    def _show_site(self, chart: str, site: Site, region: RegionKey | None) -> None:
        body, canvas = self._view.body, self._view.canvas
        assert body is not None
        before = canvas.view.px_per_mm
        chart = self._seeing(chart, site, region)
        self._show(chart, region)
        x, y = body.on_chart(chart, [site]).xy_mm[0].tolist()
        port = canvas.view.viewport()
        middle = QRectF(port.rect()).center()
        cursor = QPointF(port.mapFromGlobal(QCursor.pos()))
        at = cursor if QRectF(port.rect()).contains(cursor) else middle
        fitted = canvas.view.px_per_mm
        canvas.view.look_at(x, y, at=at, px_per_mm=max(before, fitted * NEARER))
