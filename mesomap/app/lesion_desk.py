"""The patient's lesions: tool, panel and list follow one another."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QObject, Qt

from mesomap.analysis.lesions import lesion_figures, present
from mesomap.app.best_views import best_chart
from mesomap.app.desk import Desk
from mesomap.app.session_view import SessionView
from mesomap.canvas.lesions import Lesions
from mesomap.document import edits_lesions
from mesomap.model import Change, Lesion, LesionKind, RegionKey
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.lesion import labels_of
from mesomap.paint.names import region_name
from mesomap.panels.lesion_dialog import LesionDialog
from mesomap.panels.lesion_view import LesionView
from mesomap.panels.tape_dialog import TapeDialog


class LesionDesk(QObject):
    """Shows what is chosen, and commits what a person changes of it."""

    def __init__(self, desk: Desk, view: SessionView) -> None:
        super().__init__(view)
        self._desk, self._view = desk, view
        self._dialog: LesionDialog | None = None
        self._tool = view.canvas.lesion_tool
        self._again = False
        panel = self._panel = view.page.lesion
        panel.ellipse_wanted.connect(self._tool.set_ellipse)
        panel.kind_changed.connect(self._set_kind)
        panel.name_changed.connect(self._set_name)
        panel.keep_free_changed.connect(self._set_keep_free)
        panel.lesion_chosen.connect(self._lesions.choose)
        panel.again_wanted.connect(self._draw_again)
        panel.tape_wanted.connect(lambda: self._ask_tape(self._lesions.chosen))
        panel.gone_wanted.connect(lambda on: self._set_gone(self._lesions.chosen, on))
        panel.delete_wanted.connect(lambda: self._delete(self._lesions.chosen))
        panel.done.connect(view.canvas.setFocus)
        self._tool.events.redraws.connect(self._redraws)
        self._lesions.chosen_changed.connect(self._chose)
        view.canvas.tool_changed.connect(lambda _name: self.show())
        view.followed.connect(self.show)

    @property
    def _lesions(self) -> Lesions:
        return self._view.canvas.stage.lesions

    def show(self) -> None:
        """Show what is chosen and what there is, if it can be seen."""
        if self._dialog is not None:
            self._dialog.show_lesions(self._views())
        if self._view.canvas.tool != "lesion":
            return
        views = self._views()
        chosen = next((one for one in views if one.id == self._lesions.chosen), None)
        new = self._tool.new
        self._panel.show_lesion(
            chosen, kind=new.kind, name=new.name, keep_free=new.keep_free, again=self._again
        )
        self._panel.show_lines([one for one in views if one.here])

    def ask_all(self) -> None:
        """The list of all of them."""
        document = self._view.document
        if document is None or document.patient is None:
            return
        dialog = self._dialog = LesionDialog(document.patient.name, self._desk.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show_lesions(self._views())
        dialog.shown_wanted.connect(self._show_on_chart)
        dialog.tape_wanted.connect(self._ask_tape)
        dialog.gone_wanted.connect(self._set_gone)
        dialog.delete_wanted.connect(self._delete)
        dialog.finished.connect(self._forget_dialog)
        dialog.open()

    def _forget_dialog(self, _result: int) -> None:
        self._dialog = None

    # What there is.

    def _views(self) -> list[LesionView]:
        document, body = self._view.document, self._view.body
        if document is None or document.session is None or body is None:
            return []
        day, known = document.session.date, list(document.lesions.values())
        labels = labels_of(known)
        here = {one.id for one in present(known, day)}
        injections = list(document.injections.values())
        views = []
        for one in sorted(known, key=lambda one: (one.seen, labels[one.id])):
            figures = lesion_figures(body, one, injections, document.syringes, on=day)
            views.append(
                LesionView(
                    id=one.id,
                    label=labels[one.id],
                    kind=one.kind,
                    name=one.name,
                    region=region_name(body, _key(one)) if _key(one) is not None else "",
                    keep_free=one.keep_free,
                    sizes=one.sizes,
                    seen=one.seen,
                    gone=one.gone,
                    here=one.id in here,
                    injected=(
                        figures.count,
                        figures.volume_ul / 1000.0,
                        figures.ml_per_cm2,
                        figures.mg_per_cm2,
                    ),
                )
            )
        return views

    def _chose(self, id: object) -> None:
        lesion = self._find(id)
        if lesion is None or lesion.id != self._redrawn_id():
            self._tool.redraw(None)
        self.show()

    def _redrawn_id(self) -> UUID | None:
        return self._lesions.chosen if self._again else None

    def _redraws(self, id: object) -> None:
        self._again = id is not None
        self.show()

    # What a person changes.

    def _find(self, id: object) -> Lesion | None:
        document = self._view.document
        if document is None or not isinstance(id, UUID):
            return None
        return edits_lesions.find(document, id)

    def _commit(self, label: str, changes: tuple[Change, ...]) -> None:
        if changes:
            self._view.commit(label, changes)
        self.show()

    def _set_kind(self, kind: LesionKind) -> None:
        lesion = self._find(self._lesions.chosen)
        if lesion is None:
            self._tool.new = replace(self._tool.new, kind=kind)
            return
        self._commit(
            QT_TRANSLATE_NOOP("labels", "Change lesion"), edits_lesions.edited(lesion, kind=kind)
        )

    def _set_name(self, name: str) -> None:
        lesion = self._find(self._lesions.chosen)
        if lesion is None:
            self._tool.new = replace(self._tool.new, name=name)
            return
        self._commit(
            QT_TRANSLATE_NOOP("labels", "Change lesion"), edits_lesions.edited(lesion, name=name)
        )

    def _set_keep_free(self, on: bool) -> None:
        lesion = self._find(self._lesions.chosen)
        if lesion is None:
            self._tool.new = replace(self._tool.new, keep_free=on)
            return
        self._commit(
            QT_TRANSLATE_NOOP("labels", "Change lesion"),
            edits_lesions.edited(lesion, keep_free=on),
        )

    def _draw_again(self, on: bool) -> None:
        self._tool.redraw(self._lesions.chosen if on else None)
        self._view.canvas.setFocus()

    def _set_gone(self, id: object, on: bool) -> None:
        lesion, document = self._find(id), self._view.document
        if lesion is None or document is None or document.session is None:
            return
        label = (
            QT_TRANSLATE_NOOP("labels", "Lesion gone")
            if on
            else QT_TRANSLATE_NOOP("labels", "Lesion there again")
        )
        self._commit(label, edits_lesions.ended(lesion, document.session.date if on else None))

    def _delete(self, id: object) -> None:
        lesion = self._find(id)
        if lesion is not None:
            label = QT_TRANSLATE_NOOP("labels", "Delete lesion")
            self._commit(label, edits_lesions.removed(lesion))

    def _ask_tape(self, id: object) -> None:
        lesion, document = self._find(id), self._view.document
        if lesion is None or document is None or document.session is None:
            return
        label = labels_of(document.lesions.values())[lesion.id]
        parent = self._dialog or self._desk.window
        dialog = TapeDialog(
            f"{label} {lesion.name}".strip(), lesion.sizes[-1], document.session.date, parent
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._take_tape(lesion.id, dialog))
        dialog.open()

    def _take_tape(self, id: UUID, dialog: TapeDialog) -> None:
        lesion = self._find(id)
        if lesion is not None:
            changes = edits_lesions.measured_again(lesion, dialog.measured())
            self._commit(QT_TRANSLATE_NOOP("labels", "Measure lesion"), changes)

    def _show_on_chart(self, id: object) -> None:
        lesion, body = self._find(id), self._view.body
        if lesion is None or body is None:
            return
        self._desk.actions["tool_lesion"].trigger()
        if lesion.id not in {one.lesion.id for one in self._lesions.shown}:
            key = _key(lesion)
            views = body.charts_seeing(lesion.outline[0])
            chart = best_chart(body, [key]) if key is not None else None
            self._view.show_chart(chart or (views[0].chart if views else ""))
        self._lesions.choose(lesion.id)


def _key(lesion: Lesion) -> RegionKey | None:
    if lesion.region is None or lesion.side is None:
        return None
    return RegionKey(lesion.region, lesion.side)
