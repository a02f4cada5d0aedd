"""What a person does to the open session: to the selection, else to the syringe in hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from mesomap.app import brush
from mesomap.document import Document
from mesomap.document.edits_syringes import with_technique
from mesomap.model import Change, Injection, KnownError, Syringe, Technique
from mesomap.model.message import QT_TRANSLATE_NOOP


class SessionEdits(QObject):
    """Every edit from panels and keys goes through `commit`; the canvas has its own way there."""

    failed = Signal(object)
    """A `Message` that says what could not be done."""
    syringe_taken = Signal(object)
    """The id (UUID) of the syringe that is in hand now."""
    settings_stale = Signal()
    """The values in force, or whose they are, may be others."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document: Document | None = None
        self.syringe: UUID | None = None
        self._selection: frozenset[UUID] = frozenset()

    def selected(self) -> list[Injection]:
        """The selected injections in needle order."""
        if self.document is None:
            return []
        known = self.document.injections
        chosen = [known[id] for id in self._selection if id in known]
        return sorted(chosen, key=lambda one: one.order)

    def held(self) -> Syringe | None:
        """The syringe in hand."""
        if self.document is None or self.syringe is None:
            return None
        return self.document.syringes.get(self.syringe)

    def use_syringe(self, syringe: UUID | None) -> None:
        """Take a syringe in hand; with injections selected, say that they are from it."""
        if self.document is None or syringe is None:
            return
        chosen = self.selected()
        if chosen:
            edit = QT_TRANSLATE_NOOP("labels", "Change syringe")
            self.commit(edit, brush.changed(chosen, lambda one: replace(one, syringe=syringe)))
        self.syringe = syringe
        self.syringe_taken.emit(syringe)
        self.settings_stale.emit()

    def set_depth(self, depth_mm: float) -> None:
        """Of the selection, else of the syringe."""
        self._brush(
            QT_TRANSLATE_NOOP("labels", "Change depth"), lambda v: brush.with_depth(v, depth_mm)
        )

    def set_layer(self, layer: str) -> None:
        """Of the selection, else of the syringe: the depth is left open, a layer is meant."""
        self._brush(
            QT_TRANSLATE_NOOP("labels", "Mean a layer"), lambda v: brush.with_layer(v, layer)
        )

    def set_volume(self, volume_ul: int) -> None:
        """Of the selection, else of the syringe."""
        self._brush(
            QT_TRANSLATE_NOOP("labels", "Change volume"), lambda v: replace(v, volume_ul=volume_ul)
        )

    def set_angle(self, angle_deg: float) -> None:
        """Of the selection, else of the syringe."""
        self._brush(
            QT_TRANSLATE_NOOP("labels", "Change angle"), lambda v: replace(v, angle_deg=angle_deg)
        )

    def set_technique(self, technique: Technique) -> None:
        """Of the selection, else of the syringe, whose mark follows unless it has its own."""
        document = self.document

        def change(value: Any) -> Any:
            if document is not None and isinstance(value, Syringe):
                return with_technique(document, value, technique)
            return replace(value, technique=technique)

        self._brush(QT_TRANSLATE_NOOP("labels", "Change technique"), change)

    def set_needle(self, needle: UUID | None) -> None:
        """Of the syringes that the selection is from, else of the one in hand."""
        if self.document is None:
            return
        known = self.document.syringes
        held = self.held()
        ids = {one.syringe for one in self.selected()}
        syringes = [known[id_] for id_ in ids] or ([held] if held is not None else [])
        edit = QT_TRANSLATE_NOOP("labels", "Change needle")
        self.commit(edit, brush.changed(syringes, lambda one: replace(one, needle=needle)))

    def set_radius(self, radius_mm: float | None) -> None:
        """Of the selection, else of the syringe; None lets it follow from the volume."""
        self._brush(
            QT_TRANSLATE_NOOP("labels", "Change deposit radius"),
            lambda v: replace(v, radius_mm=radius_mm),
        )

    def go_deeper(self, by_mm: float) -> None:
        """Deeper or less deep."""
        self._brush(QT_TRANSLATE_NOOP("labels", "Change depth"), lambda v: brush.deeper(v, by_mm))

    def fill_more(self, by_ul: int) -> None:
        """More or less volume."""
        self._brush(QT_TRANSLATE_NOOP("labels", "Change volume"), lambda v: brush.fuller(v, by_ul))

    def edit_syringe(self, edit: Callable[[Syringe], Syringe]) -> None:
        """Change the syringe in hand itself."""
        held = self.held()
        if held is not None:
            self.commit(QT_TRANSLATE_NOOP("labels", "Change syringe"), brush.changed([held], edit))

    def undo(self) -> None:
        """One step back."""
        self._travel(lambda document: document.undo())

    def redo(self) -> None:
        """One step forward."""
        self._travel(lambda document: document.redo())

    def commit(self, label: str, changes: tuple[Change, ...]) -> bool:
        """Hand `changes` to the document; if they are refused, say why and show what holds."""
        if self.document is None or not changes:
            return False
        try:
            self.document.commit(label, changes, initiator=self)
        except KnownError as error:
            self.failed.emit(error.message)
            self.settings_stale.emit()
            return False
        return True

    def _brush(self, label: str, edit: Callable[[Any], Any]) -> None:
        document = self.document
        if document is None:
            return
        chosen = self.selected()
        if chosen:
            self.commit(label, brush.changed(chosen, edit))
        elif (held := self.held()) is not None:
            self.commit(label, brush.changed([held], edit))

    def _travel(self, way: Callable[[Document], object]) -> None:
        if self.document is None:
            return
        try:
            way(self.document)
        except KnownError as error:
            self.failed.emit(error.message)
