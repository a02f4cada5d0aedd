"""Reactions as the chart shows them: those of the open session, and earlier ones faded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from mesomap.analysis.lesions import rings_on
from mesomap.atlas import Body, Chart
from mesomap.canvas.overlay import Layer
from mesomap.model import PictureSite, Reaction, Site
from mesomap.paint import tokens as tk
from mesomap.paint.fonts import ui_font
from mesomap.paint.locale import format_date
from mesomap.paint.paths import to_polygon
from mesomap.paint.reaction import (
    BADGE_PX,
    kind_letter,
    paint_badge,
    paint_shape,
    reaction_words,
)
from mesomap.paint.theme import current_scale

OLD_DAYS = 90
"""Earlier ones than this can be left out."""
_AROUND_PX = 16.0


@dataclass(frozen=True, slots=True)
class KnownReaction:
    """A reaction, the day of the session that it is to, and whether that one is open."""

    reaction: Reaction
    session_day: date
    of_open: bool

    @property
    def day(self) -> date:
        """When it began; where that is not known, when it was noted."""
        onset = self.reaction.onset
        return onset.date() if onset is not None else self.reaction.noted.date()


@dataclass(frozen=True, slots=True)
class Shown:
    """A reaction that the chart sees: where its badge stands, chart mm, and its outline."""

    known: KnownReaction
    at: QPointF
    path: QPainterPath


class Reactions(QObject):
    """The reactions of one chart."""

    changed = Signal()
    """Something is to be drawn anew."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown: tuple[Shown, ...] = ()
        self.visible = True
        self.with_old = True
        self._known: tuple[KnownReaction, ...] = ()
        self._today: date | None = None
        self._placed_for: object = None

    def know(self, known: Iterable[KnownReaction], today: date | None) -> None:
        """The patient's reactions, and the day from which old ones are counted."""
        self._known, self._today = tuple(known), today

    def set_visible(self, on: bool) -> None:
        """Whether any are shown."""
        self.visible = on
        self.changed.emit()

    def set_with_old(self, on: bool) -> None:
        """Whether those of earlier sessions that are over `OLD_DAYS` old are shown."""
        self.with_old = on
        self.changed.emit()

    def place(self, body: Body | None, chart: Chart | None) -> None:
        """Find where `chart` sees them."""
        key = (id(body), None if chart is None else id(chart), self._known)
        if key == self._placed_for:
            return
        self._placed_for = key
        self.shown = ()
        if body is not None and chart is not None:
            self.shown = tuple(
                found for one in self._known if (found := _shown(body, chart, one)) is not None
            )
        self.changed.emit()

    def in_sight(self) -> list[Shown]:
        """Those that are drawn: earlier ones first, the open session's over them."""
        if not self.visible:
            return []
        seen = [one for one in self.shown if self.with_old or not self._is_old(one.known)]
        return sorted(seen, key=lambda one: one.known.of_open)

    def at(self, x_mm: float, y_mm: float, *, mm_per_px: float) -> Shown | None:
        """The reaction at a place of the chart: under its badge, else on its outline."""
        place, reach = QPointF(x_mm, y_mm), BADGE_PX * 1.2 * mm_per_px
        for one in reversed(self.in_sight()):
            away = one.at - place
            if away.x() ** 2 + away.y() ** 2 <= reach**2:
                return one
        around = QPainterPath()
        around.addEllipse(place, reach / 3, reach / 3)
        return next((one for one in reversed(self.in_sight()) if one.path.intersects(around)), None)

    def _is_old(self, known: KnownReaction) -> bool:
        if known.of_open or self._today is None:
            return False
        return (self._today - known.day).days > OLD_DAYS


def hover_words(shown: Shown) -> str:
    """What the cursor says of it; of an earlier session's, which."""
    return reaction_words(shown.known.reaction, format_date(shown.known.day))


def _shown(body: Body, chart: Chart, known: KnownReaction) -> Shown | None:
    reaction = known.reaction
    if not all(_is_known(body, site) for site in (*reaction.outline, *_site(reaction))):
        return None
    path = QPainterPath()
    for ring in rings_on(body, chart.id, reaction) if reaction.outline else []:
        path.addPolygon(to_polygon(ring))
        path.closeSubpath()
    if reaction.site is None:
        box = path.boundingRect()
        return None if path.isEmpty() else Shown(known, box.topRight(), path)
    placed = body.on_chart(chart.id, [reaction.site])
    if not bool(placed.visible[0]):
        return None if path.isEmpty() else Shown(known, path.boundingRect().topRight(), path)
    x, y = placed.xy_mm[0].tolist()
    return Shown(known, QPointF(x, y), path)


def _site(reaction: Reaction) -> tuple[Site, ...]:
    return () if reaction.site is None else (reaction.site,)


def _is_known(body: Body, site: Site) -> bool:
    """Whether the body has it: a clinic's own picture may not be among this session's charts."""
    return not isinstance(site, PictureSite) or site.chart in body.pictures


class ReactionItem(Layer):
    """Draws the reactions over the lesions and under the marks."""

    def __init__(self, reactions: Reactions) -> None:
        super().__init__()
        self._reactions = reactions
        reactions.changed.connect(self.update)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Outlines first, badges over them."""
        px = self.mm_per_px
        grow = _AROUND_PX * px
        exposed = option.exposedRect.adjusted(-grow, -grow, grow, grow)
        seen = [
            one
            for one in self._reactions.in_sight()
            if exposed.contains(one.at) or exposed.intersects(one.path.boundingRect())
        ]
        for one in seen:
            paint_shape(painter, one.path, px=px, faded=not one.known.of_open)
        turned = painter.worldTransform().m11() < 0
        font = ui_font(tk.CAPTION, weight=600, scale=current_scale())
        for one in seen:
            paint_badge(
                painter,
                one.at,
                kind_letter(one.known.reaction.kind),
                font,
                px=px,
                faded=not one.known.of_open,
                turned=turned,
            )
