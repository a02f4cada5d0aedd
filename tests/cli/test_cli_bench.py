"""The bench: its sheet is true, its rig does what it times, its JSON has the contract's keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from mesomap.cli import (
    bench_compare,
    bench_compare_zoom,
    bench_edit,
    bench_export,
    bench_maps,
    bench_rest,
    bench_session,
    bench_start,
    main,
)
from mesomap.cli.bench import ORDER
from mesomap.cli.bench_sheet import CHART, SIDE_MM, scattered, sheet_body, sites_at
from mesomap.cli.bench_tools import result, timed


def test_the_sheet_is_a_true_body() -> None:
    body = sheet_body()
    places = scattered(900)
    sites = sites_at(places)
    seen = body.on_chart(CHART, sites)
    assert seen.visible.all()
    assert seen.tilt_deg == pytest.approx(0)
    flipped = np.column_stack([places[:, 0], SIDE_MM - places[:, 1]])
    assert seen.xy_mm == pytest.approx(flipped, abs=1e-3)
    regions = body.regions_of(sites)
    assert None not in regions
    for site, key, place in zip(sites[::97], regions[::97], places[::97], strict=True):
        assert key is not None
        patch = body.regions[key].patch
        assert body.on_patch(patch, [site])[0] == pytest.approx(place, abs=1e-3)


@pytest.mark.parametrize("count", [50, 500, 5000, 10000])
def test_the_density_is_the_same_for_every_number(count: int) -> None:
    places = scattered(count)
    assert len(places) == count
    assert 0 < places.min() < places.max() < SIDE_MM
    extent = places.max(axis=0) - places.min(axis=0) + 5.0
    assert count * 25 / extent.prod() == pytest.approx(1.0, abs=0.2)


def test_the_rig_adds_to_the_disk_and_to_the_canvas(tmp_path: Path, qapp: object) -> None:
    from mesomap.cli.bench_rig import Rig

    rig = Rig(tmp_path, 50)
    added = rig.add(3)
    session = rig.document.session
    assert session is not None
    assert len(rig.document.injections) == 51
    assert added in rig.store.injections(session.id)
    assert added.id in rig.canvas.stage.visible_ids()
    assert rig.live.totals().count == 51
    rig.close()
    assert not list(tmp_path.glob("*.mesomap*"))


def test_the_unwritten_rig_leaves_the_disk_alone(tmp_path: Path, qapp: object) -> None:
    from mesomap.cli.bench_rig import Rig

    rig = Rig(tmp_path, 50, written=False)
    rig.add(3)
    session = rig.document.session
    assert session is not None
    assert len(rig.document.injections) == 51
    assert rig.store.injections(session.id) == []
    assert rig.live.totals().count == 51
    rig.close()


def test_every_session_is_exported_and_nothing_is_left(tmp_path: Path) -> None:
    (found,) = bench_export.measure(tmp_path, sessions=20)
    assert found.name == "export_1000"
    assert found.note.startswith("20 sessions of 50 injections")
    assert [one.name for one in tmp_path.iterdir()] == ["bench-export.mesomap"]


def test_a_measure_is_summed_up() -> None:
    found = result("x", [0.001, 0.002, 0.010], "note")
    assert (found.median_ms, found.runs) == (2.0, 3)
    assert 2.0 < found.p95_ms <= 10.0
    calls: list[int] = []
    timed("y", lambda: calls.append(1), runs=4, warm=2, note="")
    assert len(calls) == 6


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_the_bench_tells_every_measure(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, qapp: object
) -> None:
    made = [result(name, [0.001], "as told") for name in reversed(ORDER)]
    monkeypatch.setattr("mesomap.cli.bench._quiet", lambda: None)
    monkeypatch.setattr(bench_start, "measure", lambda: made[:3])
    monkeypatch.setattr(bench_edit, "measure", lambda _: made[3:9])
    monkeypatch.setattr(bench_compare, "measure", lambda: made[9:12])
    monkeypatch.setattr(bench_session, "measure", lambda _: made[12:18])
    monkeypatch.setattr(bench_maps, "measure", lambda: made[18:20])
    monkeypatch.setattr(bench_compare_zoom, "measure", lambda _: made[20:21])
    monkeypatch.setattr(bench_rest, "measure", lambda: made[21:-1])
    monkeypatch.setattr(bench_export, "measure", lambda _: made[-1:])
    done = CliRunner().invoke(main, ["bench", *words])
    assert done.exit_code == 0, done.output
    if not words:
        assert all(name in done.stdout for name in ORDER)
        return
    told: Any = json.loads(done.stdout)
    assert set(told) == {"machine", "results"}
    assert [one["name"] for one in told["results"]] == list(ORDER)
    for one in told["results"]:
        assert set(one) == {"name", "median_ms", "p95_ms", "runs", "note"}
