"""The area passes of the open session: their dialogs and their list."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Qt

from mesomap.analysis.areas import area_figures
from mesomap.app.desk import Desk
from mesomap.app.session_view import SessionView
from mesomap.document.edits_areas import Pass, edited_area, new_areas
from mesomap.model import AreaPass, RegionKey, Removed
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.names import region_name
from mesomap.panels.area_dialog import AreaDialog
from mesomap.panels.area_list_dialog import AreaListDialog
from mesomap.panels.area_view import AreaView
from mesomap.panels.region_pass_dialog import RegionPassDialog


class AreaDesk(QObject):
    """Opens what edits area passes, and commits what a person changes."""

    def __init__(self, desk: Desk, view: SessionView) -> None:
        super().__init__(view)
        self._desk, self._view = desk, view
        self._list: AreaListDialog | None = None
        view.canvas.stage.area_opened.connect(self.ask_edit)
        view.followed.connect(self._follow)

    def views(self) -> list[AreaView]:
        """All of them in needle order."""
        document = self._view.document
        if document is None:
            return []
        areas = sorted(document.areas.values(), key=lambda one: (one.order, one.id))
        return [self._shown(area, number) for number, area in enumerate(areas, start=1)]

    def ask_region(self) -> None:
        """n x mL in the region that is chosen, else in one of the chart's."""
        document, body, held = self._view.document, self._view.body, self._view.held()
        chart = self._view.canvas.stage.chart
        if document is None or body is None or held is None or chart is None:
            return
        keys = list(chart.regions)
        chosen = self._view.region
        if chosen is not None and chosen not in keys:
            keys.insert(0, chosen)
        dialog = RegionPassDialog(
            [(key, region_name(body, key), body.regions[key].area_mm2) for key in keys],
            chosen=chosen,
            each_ul=held.volume_ul,
            syringe=held.name,
            mg_per_ml=held.mg_per_ml,
            parent=self._desk.window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._add(dialog))
        dialog.open()

    def ask_edit(self, area: UUID | None) -> None:
        """Look at one, and change it."""
        shown = next((one for one in self.views() if one.id == area), None)
        if shown is None:
            return
        dialog = AreaDialog(shown, self._list or self._desk.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda result: self._edited(dialog, shown.id, result))
        dialog.open()

    def ask_all(self) -> None:
        """The list of all of them."""
        if self._view.document is None:
            return
        dialog = self._list = AreaListDialog(self._desk.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.edit_wanted.connect(self.ask_edit)
        dialog.delete_wanted.connect(self._remove)
        dialog.finished.connect(self._forget_list)
        dialog.show_areas(self.views())
        dialog.open()

    def _shown(self, area: AreaPass, number: int) -> AreaView:
        document, body = self._view.document, self._view.body
        assert document is not None
        assert body is not None
        syringe = document.syringes[area.syringe]
        key = RegionKey(area.region, area.side) if area.region and area.side else None
        return AreaView(
            id=area.id,
            number=number,
            region=region_name(body, key),
            whole=not area.outline,
            syringe=syringe.name,
            technique=area.technique,
            device=area.device,
            area_mm2=area_figures(body, area, document.syringes).area_mm2,
            volume_ul=area.volume_ul,
            mg_per_ml=syringe.mg_per_ml,
            entries=area.entries,
            estimated=area.entries_estimated,
            depth_mm=area.depth_mm,
            layer=area.layer,
            status=area.status,
        )

    def _add(self, dialog: RegionPassDialog) -> None:
        document, held, key = self._view.document, self._view.held(), dialog.chosen()
        if document is None or held is None or not isinstance(key, RegionKey):
            return
        one = Pass(
            key=key,
            volume_ul=dialog.entries() * dialog.each_ul(),
            entries=dialog.entries(),
            estimated=False,
        )
        label = QT_TRANSLATE_NOOP("labels", "Add injections in a region")
        self._view.commit(label, new_areas(document, [one], held))

    def _edited(self, dialog: AreaDialog, id: UUID, result: int) -> None:
        document = self._view.document
        area = document.areas.get(id) if document is not None else None
        if area is None:
            return
        if result == AreaDialog.REMOVE:
            self._remove(id)
        elif result == AreaDialog.DialogCode.Accepted:
            typed = dialog.entry()
            changes = edited_area(
                area,
                technique=typed.technique,
                device=typed.device,
                volume_ul=typed.volume_ul,
                entries=typed.entries,
                estimated=typed.estimated,
                depth_mm=typed.depth_mm,
                layer=typed.layer,
            )
            self._view.commit(QT_TRANSLATE_NOOP("labels", "Change area pass"), changes)

    def _remove(self, id: UUID | None) -> None:
        document = self._view.document
        area = document.areas.get(id) if document is not None and id is not None else None
        if area is not None:
            label = QT_TRANSLATE_NOOP("labels", "Remove area pass")
            self._view.commit(label, (Removed(area),))

    def _follow(self) -> None:
        if self._list is not None:
            self._list.show_areas(self.views())

    def _forget_list(self, _result: int) -> None:
        self._list = None
