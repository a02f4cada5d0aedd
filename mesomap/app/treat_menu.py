"""What can be done from a site on: start there, many at once, another order, another dose."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from mesomap.analysis.route import Route, best_route
from mesomap.analysis.walked import key_of_step
from mesomap.app import settings
from mesomap.document.treating import Step, is_open
from mesomap.paint.locale import format_count
from mesomap.paint.names import region_name

if TYPE_CHECKING:
    from mesomap.app.treat_flow import TreatFlow


class TreatMenu(QObject):
    """Made anew each time, for one step."""

    def __init__(self, flow: TreatFlow) -> None:
        super().__init__(flow)
        self._flow = flow
        self.menu: QMenu | None = None

    def show(self, id: UUID | None, at: QPoint) -> None:
        """For the step `id`; None: for the one that is next."""
        sitting = self._flow.sitting
        if sitting is None or sitting.current is None:
            return
        steps = {step.id: step for step in sitting.course.steps()}
        step = steps[id if id is not None else sitting.current]
        route = sitting.course.route
        menu = QMenu(self._flow.page)
        menu.setToolTipsVisible(True)
        if step.id != sitting.current and is_open(step):
            self._add(menu, self.tr("Go on from here"), lambda: sitting.go_to(step.id))
        self._bulk(menu, step, route, steps)
        menu.addSeparator()
        self._order(menu, step, route)
        menu.addSeparator()
        self._add(menu, self.tr("Other depth or volume…\tD"), self._flow.lines.ask_dose)
        tick = menu.addAction(self.tr("Soft tick for each needle"))
        tick.setCheckable(True)
        tick.setChecked(settings.tick())
        tick.toggled.connect(settings.remember_tick)
        menu.aboutToHide.connect(menu.deleteLater)
        self.menu = menu
        # Over the button rather than under it: that stands at the window's foot.
        top = at - QPoint(0, menu.sizeHint().height()) if id is None else at
        menu.popup(top)

    def _bulk(self, menu: QMenu, step: Step, route: Route, steps: dict[UUID, Step]) -> None:
        leg = route.legs[route.leg_of(step.id)]
        row = leg.rows[route.row_of(step.id)[0]]
        sitting = self._flow.sitting
        assert sitting is not None
        name = region_name(sitting.body, key_of_step(step))
        for ids, text in (
            (row, self.tr("All of this row given ({count})")),
            (leg.ids, self.tr("All of {region} given ({count})")),
        ):
            left = tuple(id for id in ids if is_open(steps[id]))
            if left:
                words = text.format(count=format_count(len(left)), region=name)
                self._add(menu, words, partial(self._flow.give_many, left))

    def _order(self, menu: QMenu, step: Step, route: Route) -> None:
        sitting = self._flow.sitting
        assert sitting is not None
        number = route.leg_of(step.id)
        reorder = sitting.reorder
        self._add(
            menu,
            self.tr("Walk this region from its other end"),
            lambda: self._begin(reorder(route.with_leg_reversed(number))),
        )
        if number > 0:
            self._add(
                menu,
                self.tr("This region earlier"),
                lambda: self._begin(reorder(route.with_leg_moved(number, -1))),
            )
        if number + 1 < len(route.legs):
            self._add(
                menu,
                self.tr("This region later"),
                lambda: self._begin(reorder(route.with_leg_moved(number, 1))),
            )
        self._add(
            menu,
            self.tr("The shortest way again"),
            lambda: self._begin(self._shortest()),
        )

    def _shortest(self) -> bool:
        sitting = self._flow.sitting
        assert sitting is not None
        lattices = sitting.document.lattices
        return sitting.reorder(best_route(sitting.body, sitting.open_steps(), lattices))

    def _begin(self, changed: bool) -> None:
        """After a change of order go on from the first that is left."""
        sitting = self._flow.sitting
        assert sitting is not None
        left = sitting.open_steps()
        if changed and left:
            sitting.go_to(left[0].id)

    def _add(self, menu: QMenu, text: str, work: Callable[[], object]) -> None:
        menu.addAction(text).triggered.connect(lambda _on=False: self._flow.attempt(work))
