"""A clinic file, a document and a canvas with N injections on the sheet, for the bench."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from PySide6.QtWidgets import QApplication

from mesomap.analysis.live import LiveFigures
from mesomap.atlas import Body
from mesomap.canvas import ChartCanvas
from mesomap.cli.bench_sheet import CHART, SPACING_MM, scattered, sheet_body, sites_at
from mesomap.document import Document
from mesomap.document.edits import default_syringe, new_injections, new_patient, new_session
from mesomap.model import Added, Change, Injection, Site
from mesomap.storage import Key, Store

SIZE_PX = (900, 700)


class Unwritten:
    """A store that reads as another one and writes nothing: an edit without its commit."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def apply(self, label: str, changes: tuple[Change, ...], **rest: Any) -> int:
        return 0


class Rig:
    """The real canvas on the real document, with `count` injections at 5 mm on the sheet."""

    def __init__(
        self, folder: Path, count: int, *, written: bool = True, key: Key | None = None
    ) -> None:
        self.body: Body = sheet_body()
        self.store = Store.create(folder / f"bench-{uuid4().hex}.mesomap", key=key)
        self.document = Document(
            self.store if written else Unwritten(self.store),  # type: ignore[arg-type]
            actor="bench",
        )
        self.fill(count)
        self.live = LiveFigures(
            self.body, self.document.injections.values(), self.document.syringes
        )
        self.canvas = ChartCanvas()
        self.canvas.resize(*SIZE_PX)
        self.canvas.set_document(self.document, self.body, self.live)
        self.canvas.show_chart(CHART)
        self.canvas.show()
        between = scattered(2500) + SPACING_MM / 2
        sites = self.body.sites_at(CHART, between)
        self._free = [
            (found, x, y)
            for found, (x, y) in zip(sites, between.tolist(), strict=True)
            if found is not None
        ]
        self.settle()

    def fill(self, count: int) -> None:
        """A patient, a session, a syringe of radius 4, and the injections."""
        patient = new_patient("Bench, Sheet", self.body.id)
        self.document.commit("New patient", (Added(patient),))
        session = new_session(patient, atlas="bench", at=datetime.now())
        self.document.commit("New session", (Added(session),))
        if isinstance(self.document.store, Unwritten):
            self.store.apply("n", (Added(patient),), actor="b", at=datetime.now())
            self.store.apply("n", (Added(session),), actor="b", at=datetime.now())
        self.document.open_session(session.id)
        self.syringe = replace(default_syringe(session.id), radius_mm=4.0)
        self.document.commit("Add syringe", (Added(self.syringe),))
        if count:
            sites = sites_at(scattered(count))
            added = new_injections(self.document, sites, self.body.regions_of(sites), self.syringe)
            self.document.commit("Add grid", added)

    def settle(self) -> None:
        """Let everything that is waiting be painted."""
        for _ in range(3):
            QApplication.processEvents()

    def middle(self, place: int) -> tuple[Site, float, float]:
        """A site amid the injections, another one for each `place`, and its chart position."""
        return self._free[place * 37 % len(self._free)]

    def add(self, place: int) -> Injection:
        """One click's work: hit test, commit, figures, repaint."""
        found, x, y = self.middle(place)
        stage = self.canvas.stage
        target = stage.hit(x, y)
        added = new_injections(self.document, [found], [target.region], self.syringe)
        self.document.commit("Add injection", added, initiator=None)
        self.figures(target.region)
        QApplication.processEvents()
        value = added[0].value
        assert isinstance(value, Injection)
        return value

    def figures(self, region: Any) -> None:
        """What the panels ask at once: the region's figures without gaps, and the totals."""
        if region is not None:
            self.live.region(region, gaps=False)
        self.live.totals()

    def close(self) -> None:
        self.canvas.set_document(None, None, None)
        self.canvas.close()
        self.canvas.deleteLater()
        self.document.close_session()
        path = self.store.path
        self.store.close()
        path.unlink()
        QApplication.processEvents()


def each(work: Callable[[int], object]) -> Callable[[], None]:
    """`work` with a number that grows by one at each call."""
    state = {"next": 0}

    def once() -> None:
        work(state["next"])
        state["next"] += 1

    return once
