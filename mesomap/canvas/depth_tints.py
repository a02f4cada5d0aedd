"""Colours the marks by the layer that they reach, in place of their syringes."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import QObject

from mesomap.canvas.rows import TINTS
from mesomap.canvas.stage import Stage
from mesomap.clinical.layers import layer_for
from mesomap.document import Event
from mesomap.model import Injection, Patient, Updated


class DepthTints(QObject):
    """While it is on, follows the rows of `stage`, and no other ids than those that change."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._stage = stage
        self.on = False
        stage.rows_changed.connect(self._follow)
        stage.happened.connect(self._on_event)

    def set_on(self, on: bool) -> None:
        """By layer, or by syringe."""
        if on != self.on:
            self.on = on
            self.refresh()

    def refresh(self) -> None:
        """All marks of the chart anew."""
        ids = list(self._stage.rows.ids)
        if not ids:
            return
        if not self.on:
            self._stage.rows.colour(ids, [0] * len(ids))
        self._stage.rows_changed.emit(frozenset(ids))

    def _follow(self, ids: Iterable[UUID]) -> None:
        document = self._stage.document
        if not self.on or document is None:
            return
        here = [id_ for id_ in ids if id_ in self._stage.rows]
        self._stage.rows.colour(here, [self._tint(document.injections[id_]) for id_ in here])

    def _tint(self, injection: Injection) -> int:
        stage = self._stage
        assert stage.body is not None
        assert stage.document is not None
        patient = stage.document.patient
        layer = layer_for(
            injection.region,
            stage.body.id,
            injection.depth_mm,
            injection.layer,
            patient.sex if patient is not None else None,
        )
        return TINTS.index(layer)

    def _on_event(self, event: Event) -> None:
        """Another sex may have other figures."""
        if self.on and any(
            isinstance(c, Updated) and isinstance(c.after, Patient) for c in event.changes
        ):
            self.refresh()
