"""What stands over the view: legend, scale bar, side letters, hint, and the words at the cursor."""

from __future__ import annotations

from textwrap import wrap

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from mesomap.analysis.areas import area_figures
from mesomap.analysis.marks import deposit_radius_of, thread_length_mm
from mesomap.atlas.calibration import chart_factor
from mesomap.canvas import draft_words, grid_words
from mesomap.canvas.drafts import Draft
from mesomap.canvas.hits import HitTarget, area_at, better_chart
from mesomap.canvas.info import GridPreview
from mesomap.canvas.overlays import (
    Callout,
    Explained,
    ExplainedGhost,
    Hint,
    Legend,
    ScaleBar,
    SideLetter,
)
from mesomap.canvas.reactions import hover_words
from mesomap.canvas.rest_legend import RestLegend
from mesomap.canvas.rows import KINDS, TINTS
from mesomap.canvas.scene import ChartScene
from mesomap.canvas.tools.base import Pointer
from mesomap.canvas.view import ChartView
from mesomap.model import MarkShape, Status, in_order, mark_of_syringe
from mesomap.paint.caution import structure_words
from mesomap.paint.chart import patient_left
from mesomap.paint.furniture import side_letters
from mesomap.paint.locale import format_count, format_ml, format_mm, format_number
from mesomap.paint.names import (
    chart_title,
    layer_name,
    region_name,
    status_name,
    technique_name,
)
from mesomap.paint.recorded import afterwards_words, outcome_words
from mesomap.paint.tokens import SPACE_M, SPACE_S, STEEP_TILT_DEG

_NOTE_COLUMNS, _NOTE_LINES = 48, 8
"""So much of a note stands beside the cursor; the rest is read in its dialog."""
_SETTLE_MS = 40
"""Legend and hint follow this long after the last edit, out of its way."""


class Surround(QObject):
    """Small widgets over `view`, all children of `canvas`, and what they say."""

    def __init__(self, canvas: QWidget, scene: ChartScene, view: ChartView) -> None:
        super().__init__(canvas)
        self._canvas, self._scene, self._view = canvas, scene, view
        self._stage = scene.stage
        self.scale_bar = ScaleBar(canvas)
        self.legend = Legend(canvas)
        self.rest = RestLegend(canvas)
        self.letters = (SideLetter(canvas), SideLetter(canvas))
        self.hint = Hint(canvas)
        self.callout = Callout(canvas)
        self.taken_px = 0
        """So much of the upper edge something over the page takes: the legends make room."""
        self._preview: GridPreview | None = None
        self._draft: Draft | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.update_legend)
        self._stage.rows_changed.connect(self._settle.start)
        self._stage.happened.connect(lambda _event: self._settle.start())
        self._stage.preview_changed.connect(self._on_preview)
        self._stage.draft_changed.connect(self._on_draft)
        view.view_changed.connect(self.update_view)
        view.key_pointer.toggled.connect(self.update_hint)

    def say_at(self, at: Pointer, hit: HitTarget) -> None:
        """Say beside the cursor what it points at."""
        near = self._canvas.mapFromGlobal(QPoint(round(at.x_px), round(at.y_px)))
        self.callout.say(self._callout_text(hit), near, self._canvas.rect())

    def _callout_text(self, hit: HitTarget) -> str:
        body, document = self._stage.body, self._stage.document
        if body is None or (hit.site is None and hit.note is None):
            return ""
        if hit.note is not None and document is not None:
            return _wrapped(document.notes[hit.note].text)
        if hit.site is None or self._scene.tool.name == "measure":
            return ""  # what is measured stands there
        drawing = self._stage.sketch.band is not None or self._stage.sketch.lines
        if drawing and self._scene.tool.name == "select":
            return ""
        under = self._stage.reactions.at(hit.x_mm, hit.y_mm, mm_per_px=self._stage.mm_per_px)
        reaction = hover_words(under) if under is not None else ""
        ghost = self._scene.earlier.words_at(hit.x_mm, hit.y_mm)
        earlier = "\n".join(filter(None, (ghost, *self._rested(hit))))
        if hit.injection is not None and document is not None:
            found = document.injections[hit.injection]
            number = 1 + sum(i.order < found.order for i in document.injections.values())
            depth = (
                format_mm(found.depth_mm) if found.depth_mm is not None else layer_name(found.layer)
            )
            words = self.tr("No. {number} · {depth} · {volume}").format(
                number=format_count(number), depth=depth, volume=format_ml(found.volume_ul)
            )
            if found.path:
                words += " · " + format_mm(thread_length_mm(body, found))
            if len(document.syringes) > 1:
                words += f" · {document.syringes[found.syringe].name}"
            return "\n".join(filter(None, (words, outcome_words(found), reaction, earlier)))
        if reaction or ghost:
            return "\n".join(filter(None, (reaction, earlier)))
        structures = self._scene.caution.structures_at(hit.x_mm, hit.y_mm)
        if structures:
            named = ["\n".join(structure_words(one)) for one in structures]
            return "\n\n".join([*named, *self._rested(hit)])
        if self._stage.chart_id in body.pictures:
            return ""  # it is all one region, named in the strip
        name = region_name(body, hit.region)
        if hit.site is not None and (hit.tilt_deg or 0.0) > STEEP_TILT_DEG:
            better = better_chart(body, self._stage.chart_id, hit.site, hit.region)
            advice = self.tr("Place this on the side view")
            if better is not None:
                title = chart_title(better.title)
                advice = self.tr("Place this on the side view: {chart}").format(chart=title)
            return "\n".join([name, advice, *self._rested(hit)])
        return "\n".join([name, *self._rested(hit), *self._areas_under(hit)])

    def _areas_under(self, hit: HitTarget) -> list[str]:
        """The area pass under the cursor: what, and how much."""
        body, document = self._stage.body, self._stage.document
        if body is None or document is None or not document.areas:
            return []
        found = area_at(body, document.areas.values(), hit)
        if found is None:
            return []
        area = document.areas[found]
        figures = area_figures(body, area, document.syringes)
        words = self.tr("{technique} · {volume} · {density} mL/cm²").format(
            technique=technique_name(area.technique),
            volume=format_ml(area.volume_ul),
            density=format_number(figures.ml_per_cm2, 3),
        )
        return [words, status_name(area.status)]

    def show_rest(self, on: bool, words: str) -> None:
        """Explain the rest map's bands, and of what it is; or take that away."""
        self.rest.show_bands(on, words)
        self.arrange()

    def _rested(self, hit: HitTarget) -> list[str]:
        """How long the skin under the cursor has rested, while the rest map is shown."""
        found = self._scene.rest.at(hit.x_mm, hit.y_mm)
        if found is None:
            return []
        days, times = found
        ago = self.tr("Treated today") if days == 0 else self.tr("Treated yesterday")
        if days > 1:
            ago = self.tr("Treated {days} days ago").format(days=format_count(days))
        if times == 1:
            return [self.tr("{ago}, once").format(ago=ago)]
        return [self.tr("{ago}, {times} times").format(ago=ago, times=format_count(times))]

    def update_legend(self) -> None:
        """Explain the marks that the chart shows now."""
        data = self._stage.rows.data
        seen = data[data["visible"]]
        kinds = [KINDS[kind] for kind in np.unique(seen["kind"]).tolist()]
        radius = None
        drawn = seen["radius"][seen["radius"] > 0]
        if len(drawn) and self._scene.marks.shows_deposits:
            radius = self._radii_on_skin(drawn)
        tints = [TINTS[tint] for tint in np.unique(seen["tint"]).tolist()]
        layers = [name for name in tints if name is not None]
        explained = [self._explained(*kind, by_layer=bool(layers)) for kind in kinds]
        explained += [self._layer_explained(name) for name in layers]
        ghosts = [ExplainedGhost(one.sign, one.title) for one in self._scene.earlier.shown()]
        self.legend.show_marks(explained, radius, ghosts)
        self.update_hint()

    def _layer_explained(self, layer: str) -> Explained:
        words = {
            "skin": self.tr("skin: no finer figure here"),
            "": self.tr("no figure, or at a border"),
        }.get(layer, layer_name(layer))
        return Explained(MarkShape.CIRCLE, Status.GIVEN, words, depth=layer)

    def _explained(self, mark: MarkShape, status: Status, *, by_layer: bool) -> Explained:
        """What a mark says: the technique; with several syringes, which of them.

        `by_layer`: only its shape says so, the colour is the layer's.
        """
        document = self._stage.document
        known = in_order(document.syringes.values()) if document is not None else []
        named = [
            self.tr("{number} {name}").format(number=number, name=one.name)
            for number, one in enumerate(known, start=1)
            if mark_of_syringe(one) is mark
        ]
        if len(known) == 1:
            named = [technique_name(known[0].technique)]
        words = self.tr("{syringe}, {status}").format(
            syringe=" + ".join(named), status=status_name(status)
        )
        if status is Status.GIVEN and document is not None:
            marked = {one.id for one in known if mark_of_syringe(one) is mark}
            given = [one for one in document.injections.values() if one.status is status]
            late = afterwards_words(one for one in given if one.syringe in marked)
            words = ", ".join(filter(None, (words, late)))
        return Explained(mark, status, words, ink_only=by_layer)

    def _radii_on_skin(self, drawn_mm: NDArray[np.float64]) -> tuple[float, float]:
        """The smallest and largest radius of the deposits seen, in mm of the patient's skin."""
        document, body = self._stage.document, self._stage.body
        if document is None or body is None or not body.factors:
            return float(drawn_mm.min()), float(drawn_mm.max())
        known = document.injections
        radii = [deposit_radius_of(known[id], body) for id in self._stage.visible_ids()]
        return min(radii), max(radii)

    def update_hint(self) -> None:
        """Say what to do next."""
        stage = self._stage
        text = ""
        if stage.document is None or stage.chart is None:
            pass
        elif self._view.key_pointer.shown:
            text = self.tr(
                "Arrows move the pointer, with Shift farther; Space presses and lets go,"
                " Enter accepts, Esc ends."
            )
        elif self._scene.tool.name in ("grid", "fill") and self._preview is not None:
            text = grid_words.hint(self._preview)
        elif words := grid_words.invitation(self._scene.tool.name):
            text = words
        elif self._draft is not None:
            text = draft_words.hint(self._draft)
        elif invitation := draft_words.invitation(self._scene.tool.name):
            text = invitation
        elif self._scene.tool.name == "reaction":
            text = self.tr("Click the place of the reaction, or drag around it; Esc leaves it.")
        elif self._scene.tool.name == "note":
            text = self.tr("Click the place that the note is about.")
        elif self._scene.tool.name == "measure":
            pass  # its options say it
        elif len(stage.rows) == 0 and self._scene.tool.name == "point":
            text = self.tr("Click the skin to place an injection.")
        elif len(stage.rows) == 0:
            text = self.tr("No injections yet: {point} places one, {grid} fills a region.").format(
                point=QKeySequence("P").toString(QKeySequence.SequenceFormat.NativeText),
                grid=QKeySequence("G").toString(QKeySequence.SequenceFormat.NativeText),
            )
        if text != self.hint.text:
            self.hint.say(text)
            self.arrange()

    def _on_preview(self, preview: GridPreview | None) -> None:
        self._preview = preview
        self.update_hint()

    def _on_draft(self, draft: Draft | None) -> None:
        self._draft = draft
        self.update_hint()

    def update_view(self) -> None:
        """Follow the zoom, the turn and the chart."""
        chart = self._stage.chart
        self.scale_bar.setVisible(chart is not None)
        letters = ("", "")
        if chart is not None:
            factor = chart_factor(self._stage.body, chart.regions) if self._stage.body else 1.0
            self.scale_bar.set_scale(self._view.px_per_mm / factor)
            letters = side_letters(patient_left(chart), turned=self._stage.turned)
        for label, letter in zip(self.letters, letters, strict=True):
            label.say(letter)
        self.arrange()

    def arrange(self) -> None:
        """Put everything into its corner."""
        inside = self._canvas.rect().adjusted(SPACE_M, SPACE_M, -SPACE_M, -SPACE_M)
        bar, (left, right) = self.scale_bar, self.letters
        bar.move(inside.left(), inside.bottom() - bar.height())
        left.move(inside.left(), bar.y() - left.height() - 4)
        right.move(inside.right() - right.width(), left.y())
        top = max(inside.top() - 4, self.taken_px)
        self.legend.move(inside.left() - 6, top)
        self.rest.move(inside.right() - self.rest.width(), top)
        hint = self.hint
        left_most = bar.geometry().right() + SPACE_S
        x = max((self._canvas.width() - hint.width()) // 2, left_most)
        hint.move(x, inside.bottom() - hint.height())
        if hint.geometry().right() > inside.right():
            hint.move((self._canvas.width() - hint.width()) // 2, bar.y() - hint.height() - SPACE_S)


def _wrapped(text: str) -> str:
    """`text` in short lines, the first few of them."""
    lines = [part for line in text.splitlines() for part in wrap(line, _NOTE_COLUMNS) or [""]]
    more = ["…"] if len(lines) > _NOTE_LINES else []
    return "\n".join([*lines[:_NOTE_LINES], *more])
