"""Any sequence of edits, undos, redos and reopenings: document, disk and a plain dict agree."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from clinic_values import open_document
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from mesomap.document.edits import new_injections
from mesomap.document.placed import remove
from mesomap.model import Injection, SkinSite, Status, Updated
from mesomap.storage import Store


class UndoMachine(RuleBasedStateMachine):
    """The reference is a list of whole maps and a place in it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store.create(Path(self.folder.name) / "clinic.mesomap")
        self.document, self.syringe = open_document(self.store)
        assert self.document.session is not None
        self.session = self.document.session.id
        self.document.open_session(self.session)  # the syringe stays, whatever is undone
        self.past: list[dict[UUID, Injection]] = []
        self.future: list[dict[UUID, Injection]] = []
        self.map: dict[UUID, Injection] = {}

    def teardown(self) -> None:
        while self.document.undo():
            self.map = self.past.pop()
        self.agree()
        assert self.store.verify().ok
        self.store.close()
        self.folder.cleanup()

    def _step(self, after: dict[UUID, Injection]) -> None:
        self.past.append(self.map)
        self.future.clear()
        self.map = after

    @rule(faces=st.lists(st.integers(0, 13377), min_size=1, max_size=8))
    def add(self, faces: list[int]) -> None:
        sites = [SkinSite(face, 0.5, 0.5) for face in faces]
        changes = new_injections(self.document, sites, [None] * len(sites), self.syringe)
        self.document.commit("Add", changes)
        added = {c.value.id: c.value for c in changes if isinstance(c.value, Injection)}
        self._step(self.map | added)

    @precondition(lambda self: self.map)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        chosen = data.draw(self._some())
        self.document.commit("Erase", remove(chosen))
        gone = {injection.id for injection in chosen}
        self._step({id: i for id, i in self.map.items() if id not in gone})

    @precondition(lambda self: self.map)
    @rule(data=st.data(), volume_ul=st.integers(0, 5000), status=st.sampled_from(Status))
    def change(self, data: st.DataObject, volume_ul: int, status: Status) -> None:
        chosen = data.draw(self._some())
        after = {i.id: replace(i, volume_ul=volume_ul, status=status) for i in chosen}
        changes = tuple(Updated(i, after[i.id]) for i in chosen)
        self.document.commit("Change", changes)
        self._step(self.map | after)

    def _some(self) -> st.SearchStrategy[list[Injection]]:
        there = sorted(self.map.values(), key=lambda i: i.order)
        return st.lists(st.sampled_from(there), min_size=1, max_size=5, unique_by=lambda i: i.id)

    @rule()
    def undo(self) -> None:
        assert (self.document.undo() is not None) == bool(self.past)
        if self.past:
            self.future.append(self.map)
            self.map = self.past.pop()

    @rule()
    def redo(self) -> None:
        assert (self.document.redo() is not None) == bool(self.future)
        if self.future:
            self.past.append(self.map)
            self.map = self.future.pop()

    @rule()
    def reopen(self) -> None:
        self.document.close_session()
        self.document.open_session(self.session)
        self.past.clear()
        self.future.clear()

    @invariant()
    def agree(self) -> None:
        assert dict(self.document.injections) == self.map
        stored = self.store.injections(self.session)
        assert {injection.id: injection for injection in stored} == self.map


UndoMachine.TestCase.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
TestUndo = UndoMachine.TestCase
