"""What the tools work on: the document, the chart, the selection, and what they may sketch.

The stage follows the document: each event changes only the rows of the ids it names. It knows
no graphics item; the scene listens to its signals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal

from mesomap.analysis.live import LiveFigures
from mesomap.analysis.marks import deposit_radius_of
from mesomap.atlas import Body, Chart
from mesomap.canvas import hits
from mesomap.canvas.hits import HitTarget
from mesomap.canvas.lesions import Lesions
from mesomap.canvas.pins import Pins
from mesomap.canvas.placing import placed_at, placed_on
from mesomap.canvas.reactions import Reactions
from mesomap.canvas.rows import Rows
from mesomap.canvas.sketch import Sketch
from mesomap.canvas.threads_item import Threads
from mesomap.canvas.tools.base import Pointer
from mesomap.document import Document, Event
from mesomap.document.recording import as_placed
from mesomap.model import (
    Change,
    Injection,
    KnownError,
    Note,
    RegionKey,
    Removed,
    Site,
    SkinSite,
    Syringe,
    Updated,
    in_order,
    mark_of_syringe,
)


class Stage(QObject):
    """The state that the tools and the scene share."""

    rows_leaving = Signal(object)
    """Ids whose rows are about to change: where they are now will be stale."""
    rows_changed = Signal(object)
    """Ids whose rows have changed."""
    region_lit = Signal()
    cursor_changed = Signal(object)
    selection_changed = Signal(object)
    region_selected = Signal(object)
    figures_changed = Signal(object)
    preview_changed = Signal(object)
    draft_changed = Signal(object)
    """What the row, line, nappage or stamp tool would add (a `Draft`), or None."""
    area_opened = Signal(object)
    """The id of an area pass that is to be looked at and edited."""
    grid_settings_changed = Signal(object)
    failed = Signal(object)
    note_asked = Signal(object)
    """A `NoteAsked`."""
    measured = Signal(object)
    """A `PathReading` or an `AreaReading`; None where nothing is measured."""
    happened = Signal(object)
    """Each `Event` of the document, once the rows have followed it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document: Document | None = None
        self.body: Body | None = None
        self.live: LiveFigures | None = None
        self.chart: Chart | None = None
        self.rows = Rows()
        self.pins = Pins()
        self.threads = Threads()
        self.sketch = Sketch(self)
        self.lesions = Lesions(self)
        self.reactions = Reactions(self)
        self.selection: frozenset[UUID] = frozenset()
        self.selected_region: RegionKey | None = None
        self.meant_regions: tuple[RegionKey, ...] = ()
        self.hovered_region: RegionKey | None = None
        self.mm_per_px = 1.0
        self.turned = False
        self._syringe: UUID | None = None
        self._last_skin: HitTarget | None = None
        """The skin last asked for: a tool and the read-out ask for the same place."""
        self._unsubscribe: Callable[[], None] | None = None

    @property
    def chart_id(self) -> str:
        """The id of the chart shown; empty without one."""
        return "" if self.chart is None else self.chart.id

    def set_document(
        self, document: Document | None, body: Body | None, live: LiveFigures | None
    ) -> None:
        """Follow another document."""
        self.close()
        self.document, self.body, self.live = document, body, live
        self.chart = self._last_skin = None
        self.rows.clear()
        self.select(frozenset())
        self.select_region(None)
        if document is not None:
            self._unsubscribe = document.subscribe(self._on_event)

    def set_body(self, body: Body, live: LiveFigures) -> None:
        """The same session in other millimetres; chart and selection stay."""
        self.body, self.live, self._last_skin = body, live, None
        if self.chart is not None:
            self.chart = body.charts.get(self.chart.id, self.chart)
        everyone = frozenset(self.rows.ids)
        self.rows_leaving.emit(everyone)
        self._place_all()
        self.rows_changed.emit(everyone)
        self.figures_changed.emit(frozenset(live.regions_used()))

    def close(self) -> None:
        """Stop following the document."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None

    def show_chart(self, chart_id: str) -> None:
        """Place every injection of the session on the chart `chart_id`."""
        if self.body is None:
            return
        self.chart = self.body.chart(chart_id)
        self._last_skin = None
        self._place_all()
        self.select(self.selection - (frozenset(self.rows.ids) - self.visible_ids()))

    def set_syringe(self, id: UUID | None) -> None:
        """The brush in hand."""
        self._syringe = id

    def syringe_in_hand(self) -> Syringe | None:
        """The chosen syringe; the session's first without a choice."""
        if self.document is None:
            return None
        syringes = self.document.syringes
        chosen = None if self._syringe is None else syringes.get(self._syringe)
        return chosen if chosen is not None else next(iter(in_order(syringes.values())), None)

    def deposit_radius_mm(self) -> float:
        """The deposit radius of a new injection from the syringe in hand."""
        template = self._template()
        if template is None or self.body is None:
            return 0.0
        return deposit_radius_of(template, self.body)

    # What lies where.

    def skin_at(self, x_mm: float, y_mm: float) -> HitTarget:
        """The skin at a place of the chart."""
        if self.body is None or self.chart is None:
            return HitTarget(
                x_mm=x_mm, y_mm=y_mm, injection=None, site=None, region=None, tilt_deg=None
            )
        last = self._last_skin
        if last is None or (last.x_mm, last.y_mm) != (x_mm, y_mm):
            last = self._last_skin = hits.skin_at(self.body, self.chart.id, x_mm, y_mm)
        return last

    def hit(self, x_mm: float, y_mm: float) -> HitTarget:
        """The note, else the injection, and the skin at a place of the chart."""
        skin = self.skin_at(x_mm, y_mm)
        pin = self.pins.at(x_mm, y_mm, mm_per_px=self.mm_per_px, turned=self.turned)
        if pin is not None:
            return replace(skin, note=pin.note.id)
        hit = hits.hit_test(self.rows, skin, mm_per_px=self.mm_per_px)
        if hit.injection is None and self.threads.shown:
            thread = self.threads.at(x_mm, y_mm, mm_per_px=self.mm_per_px)
            return replace(hit, injection=thread)
        return hit

    def nearest(self, x_mm: float, y_mm: float, *, reach_px: float = hits.REACH_PX) -> UUID | None:
        """The injection within `reach_px` of a place of the chart."""
        reach = reach_px * self.mm_per_px
        row = hits.nearest_row(self.rows, x_mm, y_mm, reach_mm=reach)
        if row is None:
            return self.threads.at(x_mm, y_mm, mm_per_px=self.mm_per_px)
        return self.rows.ids[row]

    def ids_within(self, a: Pointer, b: Pointer) -> frozenset[UUID]:
        """The visible injections in the rectangle with corners `a` and `b`."""
        found = hits.rows_within(
            self.rows,
            min(a.x_mm, b.x_mm),
            min(a.y_mm, b.y_mm),
            max(a.x_mm, b.x_mm),
            max(a.y_mm, b.y_mm),
        )
        return frozenset(self.rows.ids[row] for row in found.tolist())

    def visible_ids(self) -> frozenset[UUID]:
        """The injections that the chart shows."""
        seen = np.flatnonzero(self.rows.data["visible"]).tolist()
        return frozenset(self.rows.ids[row] for row in seen)

    def selected_injections(self) -> list[Injection]:
        """The selected injections, in needle order."""
        if self.document is None:
            return []
        known = self.document.injections
        chosen = [known[i] for i in self.selection if i in known]
        return sorted(chosen, key=lambda i: i.order)

    # What the tools change.

    def select(self, ids: frozenset[UUID]) -> None:
        """Select exactly `ids`."""
        if ids == self.selection:
            return
        changed = ids ^ self.selection
        self.selection = ids
        self.rows.choose(ids)
        self.rows_changed.emit(changed)
        self.selection_changed.emit(ids)

    def select_region(self, key: RegionKey | None) -> None:
        """Choose a region, or none."""
        if key != self.selected_region:
            self.selected_region = key
            self.region_lit.emit()
            self.region_selected.emit(key)

    def hover_region(self, key: RegionKey | None) -> None:
        """Light the region under the cursor, or none."""
        if key != self.hovered_region:
            self.hovered_region = key
            self.region_lit.emit()

    def light_regions(self, keys: Sequence[RegionKey]) -> None:
        """Light the regions that a tool means."""
        if tuple(keys) != self.meant_regions:
            self.meant_regions = tuple(keys)
            self.region_lit.emit()

    def lit_regions(self) -> list[RegionKey]:
        """All regions that are lit."""
        hovered = () if self.hovered_region is None else (self.hovered_region,)
        return list(dict.fromkeys((*self.meant_regions, *hovered)))

    def commit(self, label: str, changes: Sequence[Change]) -> bool:
        """Hand the changes to the document; on failure nothing changed, and it says why."""
        if self.document is None:
            return False
        try:
            self.document.commit(label, tuple(changes), initiator=self)
        except KnownError as error:
            self.failed.emit(error.message)
            return False
        return True

    def fail(self, message: object) -> None:
        """Tell the person why something was not done."""
        self.failed.emit(message)

    def set_cursor(self, shape: Qt.CursorShape) -> None:
        """The cursor over the chart."""
        self.cursor_changed.emit(shape)

    # What the tools sketch, in terms of injections.

    def show_ghost(self, injections: Sequence[Injection]) -> None:
        """Show marks of what is not there yet."""
        if injections and self.body is not None and self.chart is not None:
            known = self.document.syringes if self.document is not None else {}
            self.sketch.show_ghost(placed_on(self.body, self.chart, injections, known))
        else:
            self.sketch.clear_ghost()

    def show_ghost_of_syringe(self, sites: Sequence[Site]) -> None:
        """Show marks that the syringe in hand would place at `sites`."""
        template, document = self._template(), self.document
        if template is None or document is None or self.body is None or self.chart is None:
            return
        if sites:
            placed = placed_at(self.body, self.chart, sites, template, document.syringes)
            self.sketch.show_ghost(placed)
        else:
            self.sketch.clear_ghost()

    # How it follows the document.

    def _on_event(self, event: Event) -> None:
        if event.kind in ("opened", "closed"):
            self.rows.clear()
            self._place_all()
            self.select(frozenset())
            self.happened.emit(event)
            return
        touched = self.live.apply(event.changes) if self.live is not None else frozenset()
        self._follow(event.changes)
        self.figures_changed.emit(touched)
        self.happened.emit(event)

    def _follow(self, changes: Sequence[Change]) -> None:
        """Change the rows of the ids that `changes` name, and no other."""
        now: dict[UUID, Injection | None] = {}
        lost = {change.value.id for change in changes if isinstance(change, Removed)}
        if lost & self.selection:
            self.select(self.selection - lost)
        for change in changes:
            value: Any = change.after if isinstance(change, Updated) else change.value
            if isinstance(value, Injection):
                now[value.id] = None if isinstance(change, Removed) else value
            elif isinstance(value, Note):
                self._place_pins()
            elif isinstance(value, Syringe) and isinstance(change, Updated):
                now.update(self._marked_anew(change.before, value))
        if not now or self.document is None or self.body is None or self.chart is None:
            return
        self.rows_leaving.emit(now.keys())
        gone = [i for i, value in now.items() if value is None and i in self.rows]
        self.rows.remove(gone)
        here = [value for value in now.values() if value is not None]
        if here:
            placed = placed_on(self.body, self.chart, here, self.document.syringes)
            self.rows.put([i.id for i in here], placed)
        for one in here:
            self.threads.place(self.body, self.chart, one, self.document.syringes)
        for id in gone:
            self.threads.shown.pop(id, None)
        self.rows_changed.emit(now.keys())
        if self.selection & now.keys():
            self.rows.choose(self.selection)

    def _marked_anew(self, before: Any, after: Syringe) -> dict[UUID, Injection]:
        """The injections of a syringe, if they have another mark now."""
        if self.document is None or mark_of_syringe(before) is mark_of_syringe(after):
            return {}
        known = self.document.injections.values()
        return {one.id: one for one in known if one.syringe == after.id}

    def _place_all(self) -> None:
        self.rows.clear()
        if self.document is not None and self.body is not None and self.chart is not None:
            injections = list(self.document.injections.values())
            if injections:
                placed = placed_on(self.body, self.chart, injections, self.document.syringes)
                self.rows.put([i.id for i in injections], placed)
            self.threads.place_all(self.body, self.chart, injections, self.document.syringes)
        else:
            self.threads.shown.clear()
        self.rows.choose(self.selection)
        self._place_pins()

    def place_lesions(self, _event: object = None) -> None:
        """Show the patient's lesions and reactions where the chart sees them."""
        document = self.document
        known = document.lesions.values() if document is not None else ()
        session = document.session if document is not None else None
        day = session.date if session is not None else None
        self.lesions.place(self.body, self.chart, known, day)
        self.reactions.place(self.body, self.chart)

    def _place_pins(self) -> None:
        notes = () if self.document is None else self.document.notes.values()
        self.pins.place(self.body, self.chart, notes)

    def _template(self) -> Injection | None:
        syringe = self.syringe_in_hand()
        session = self.document.session if self.document is not None else None
        if syringe is None or session is None:
            return None
        template = Injection(
            id=uuid4(),
            session=session.id,
            order=0,
            site=SkinSite(0, 0.0, 0.0),
            region=None,
            side=None,
            syringe=syringe.id,
            technique=syringe.technique,
            volume_ul=syringe.volume_ul,
            depth_mm=syringe.depth_mm,
            layer=syringe.layer,
            angle_deg=syringe.angle_deg,
            radius_mm=syringe.radius_mm,
        )
        assert self.document is not None
        return as_placed(self.document, [template])[0]
