"""Opening files, sessions and charts, and printing: on the shipped atlas."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from shutil import copyfile
from typing import TYPE_CHECKING
from uuid import UUID

from mesomap.cli.bench_tools import Result, in_turns, timed

if TYPE_CHECKING:
    from mesomap.atlas import Atlas
    from mesomap.document import Document

REGIONS = (
    "forehead",
    "cheek-medial",
    "zygomatic",
    "cheek-buccal",
    "neck-front",
    "neck-side",
    "submental",
)


def measure(folder: Path) -> list[Result]:
    """`open_plain`, `open_encrypted`, `open_session_300`, `open_chart(_first)` and `print_300`."""
    from mesomap.atlas import default_atlas
    from mesomap.document import Document
    from mesomap.report.layout.selection import choose_charts
    from mesomap.report.templates import print_session
    from mesomap.storage import Store
    from mesomap.storage.convert import convert
    from mesomap.storage.keys import new_key

    atlas = default_atlas()
    path = folder / "bench-session.mesomap"
    with Store.create(path) as store:
        session = session_of_300(Document(store, actor="bench"), atlas)
    locked, key = folder / "bench-session-encrypted.mesomap", new_key("a passphrase of the bench")
    copyfile(path, locked)
    convert(locked, key=None, new_key=key, at=datetime.now(), actor="bench")
    what = "open and close a clinic file of one session of 300, with its quick check"
    results = in_turns(
        ("open_plain", lambda: Store.open(path).close(), what),
        (
            "open_encrypted",
            lambda: Store.open(locked, key=key).close(),
            f"the same, encrypted, without deriving the key ({_derivation_ms():.0f} ms, once)",
        ),
        runs=40,
    )
    with Store.open(path) as store:
        results += _canvas(Document(store, actor="bench"), atlas, session)
        out = folder / "bench.pdf"
        pages = print_session(store, atlas, session, out).pages
        charts = len(choose_charts(atlas.body(atlas.body_ids[0]), store.injections(session)))
        results.append(
            timed(
                "print_300",
                lambda: print_session(store, atlas, session, out),
                runs=5,
                warm=0,
                note=(
                    f"300 injections in 10 regions on {charts} charts to a PDF of {pages} pages,"
                    " with the session inside"
                ),
            )
        )
    return results


def _derivation_ms() -> float:
    """What deriving a key from a passphrase takes: the median of three."""
    from mesomap.storage.keys import new_key

    return timed("", lambda: new_key("a passphrase of the bench"), runs=3, note="").median_ms


def session_of_300(document: Document, atlas: Atlas) -> UUID:
    """300 injections over face and neck, both sides."""
    from mesomap.analysis.plan import plan_region
    from mesomap.document.edits import default_syringe, new_injections, new_patient, new_session
    from mesomap.model import Added, LatticeSettings, RegionKey

    body = atlas.body(atlas.body_ids[0])
    patient = new_patient("Bench, Session", body.id)
    document.commit("New patient", (Added(patient),))
    session = new_session(patient, atlas=atlas.version, at=datetime.now())
    document.commit("New session", (Added(session),))
    document.open_session(session.id)
    syringe = replace(default_syringe(session.id), drawn_ul=30_000)
    document.commit("Add syringe", (Added(syringe),))
    keys = [key for id_ in REGIONS for key in body.regions if key.id == id_]
    points = [p for k in keys for p in plan_region(body, [k], LatticeSettings(spacing_mm=8)).points]
    chosen = [p for p in points if p.site is not None][:300]
    added = new_injections(
        document,
        [p.site for p in chosen if p.site is not None],
        [RegionKey(p.region, p.side) if p.region and p.side else None for p in chosen],
        syringe,
    )
    document.commit("Add grid", added)
    document.close_session()
    return session.id


def _canvas(document: Document, atlas: Atlas, session: UUID) -> list[Result]:
    from PySide6.QtWidgets import QApplication

    from mesomap.canvas import ChartCanvas
    from mesomap.document.remembered import live_figures

    body = atlas.body(atlas.body_ids[0])
    charts = list(body.charts)
    canvas = ChartCanvas()
    canvas.resize(900, 700)
    canvas.show()

    def open_session() -> None:
        document.open_session(session)
        live = live_figures(document, body)
        canvas.set_document(document, body, live)
        canvas.show_chart(charts[0])
        for key in live.regions_used():
            live.region(key, gaps=False)
        QApplication.processEvents()

    opened = timed(
        "open_session_300",
        open_session,
        runs=10,
        note="from the file to the first chart's paint: 300 injections, figures of every region",
    )
    state = {"next": 0}

    def open_chart() -> None:
        state["next"] += 1
        canvas.show_chart(charts[state["next"] % len(charts)])
        QApplication.processEvents()

    first = timed(
        "open_chart_first",
        open_chart,
        runs=len(charts) - 1,
        warm=0,
        note="every other chart of the open session for the first time, painted",
    )
    shown = timed(
        "open_chart",
        open_chart,
        runs=3 * len(charts),
        warm=1,
        note="another chart of the open session, figure and 300 injections, painted",
    )
    canvas.set_document(None, None, None)
    canvas.close()
    canvas.deleteLater()
    document.close_session()
    QApplication.processEvents()
    return [first, shown, opened]
