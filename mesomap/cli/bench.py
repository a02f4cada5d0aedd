"""`mesomap bench`: how quick it is, as medians and 95th percentiles within one run."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

import click

from mesomap.cli.options import json_option
from mesomap.cli.output import emit_json, emit_table

ORDER = (
    "startup_bare_qt",
    "startup_visible",
    "startup_ready",
    "edit_50",
    "edit_500",
    "edit_5000",
    "edit_commit_50",
    "edit_commit_500",
    "edit_commit_5000",
    "edit_commit_5000_encrypted",
    "edit_commit_10000",
    "move_5000",
    "remove_5000",
    "nudge_200",
    "grid_500",
    "grid_5000_bestfit",
    "coverage_full_5000",
    "repaint_5000",
    "repaint_5000_items",
    "open_chart",
    "open_chart_first",
    "open_session_300",
    "open_plain",
    "open_encrypted",
    "print_300",
    "export_1000",
    "compare_1000",
    "compare_5000",
    "compare_zoom",
    "restmap_20x300",
    "pyqtgraph_add_10000",
    "open",
    "search_patients",
    "history",
    "lot_lookup",
)


@click.command()
@json_option
@click.option(
    "--scale",
    is_flag=True,
    help="Also search and look up in 10,000 patients with 15 million injections (made once).",
)
def bench(as_json: bool, scale: bool) -> None:
    """Measure start-up, edits, coverage, repaint, opening, printing and exporting."""
    from mesomap.cli import bench_tools
    from mesomap.cli.window import start_widgets

    start_widgets()
    _quiet()
    from mesomap.cli import (
        bench_compare,
        bench_compare_zoom,
        bench_edit,
        bench_export,
        bench_maps,
        bench_rest,
        bench_session,
        bench_start,
    )

    with tempfile.TemporaryDirectory(prefix="mesomap-bench-") as name:
        folder = Path(name)
        results = [
            *bench_start.measure(),
            *bench_edit.measure(folder),
            *bench_compare.measure(),
            *bench_session.measure(folder),
            *bench_maps.measure(),
            *bench_compare_zoom.measure(folder),
            *bench_rest.measure(),
            *bench_export.measure(folder),
        ]
    if scale:
        from mesomap.cli import bench_scale

        results += bench_scale.measure()
    results.sort(key=lambda one: ORDER.index(one.name))
    if as_json:
        emit_json(bench_tools.as_json(results))
        return
    click.echo(bench_tools.machine())
    head = ("name", "median ms", "p95 ms", "runs", "note")
    emit_table(
        head,
        [(r.name, f"{r.median_ms:.2f}", f"{r.p95_ms:.2f}", r.runs, r.note) for r in results],
    )


def _quiet() -> None:
    """The offscreen platform remarks on every window with a smallest size; that is no result."""
    from PySide6.QtCore import QLoggingCategory

    logging.getLogger("mesomap").setLevel(logging.ERROR)
    QLoggingCategory.setFilterRules("default.warning=false")
