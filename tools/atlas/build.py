"""Put a body's files together."""

from __future__ import annotations

import json
import logging
import multiprocessing
import time
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from . import patch_list, regions
from .body import assemble
from .chart_list import CHARTS, ChartSpec
from .charts import Chart, build_chart
from .draw import Props, props_of
from .landmarks import find_landmarks
from .patch_list import PatchSpec
from .patches import Patch, build_patch
from .skin import Skin, cut_skin
from .source import Ints
from .write import rounded, write_json, write_npz, write_svgz

log = logging.getLogger(__name__)
SIDES = ("left", "right")
WORKERS = 2


def region_of(key: int) -> dict[str, str]:
    """The id and side of a key."""
    return {"id": regions.REGIONS[key // 2 - 1].id, "side": SIDES[key % 2]}


def home_of(skin: Skin, patches: list[Patch]) -> Ints:
    """Index of the patch whose region holds each triangle's centroid, -1 for none."""
    number = {r: i for i, p in enumerate(patches) for r in p.regions}
    cells = skin.cells
    n = len(skin.body.tri)
    # the cell with the centroid: the one whose barycentric test it passes
    w = np.zeros((len(cells.tri), 3, 3))
    corner = skin.body.tri[cells.parent]
    ids, weights = cells.corner_ids[cells.tri], cells.corner_weights[cells.tri]
    for k in range(3):
        w[:, :, k] = (weights * (ids == corner[:, None, None, k])).sum(2)
    centre = np.full(3, 1 / 3)
    inside = np.linalg.solve(
        np.swapaxes(w, 1, 2) + 1e-12 * np.eye(3), np.broadcast_to(centre[:, None], (len(w), 3, 1))
    )[..., 0].min(1)
    order = np.lexsort((inside, cells.parent))
    last = np.r_[cells.parent[order][1:] != cells.parent[order][:-1], True]
    best = order[last]
    key = np.zeros(n, np.int64)
    key[cells.parent[best]] = skin.key[best]
    table = np.full(2 * len(regions.REGIONS) + 2, -1)
    for i, r in enumerate(regions.REGIONS, 1):
        for j, side in enumerate(SIDES):
            table[2 * i + j] = number.get((r.id, side), -1)
    return table[key]


def write_mesh(skin: Skin, patches: list[Patch], folder: Path) -> None:
    """mesh.npz"""
    b = skin.body
    write_npz(
        folder / "mesh.npz",
        {
            "xyz": b.xyz.astype(np.float32),
            "grid": b.grid.astype(np.int32),
            "normal": np.round(b.normal, 3).astype(np.float32),
            "skin": np.asarray(np.all(skin.skin_tri.reshape(-1, 16, 2), axis=2), np.uint8),
            "home": home_of(skin, patches).astype(np.int16),
            "mirror": b.mirror_quad.astype(np.int32),
            "mirror_corner": b.mirror_corner.astype(np.int8),
            "occluder_xyz": b.occluder_xyz.astype(np.float32),
            "occluder_tri": b.occluder_tri.astype(np.int32),
        },
    )


def write_patch(patch: Patch, folder: Path) -> None:
    """patches/<id>.npz"""
    shapes = [shapely.transform(s, lambda c: np.round(c, 4)) for s in patch.shapes]
    _, coords, offsets = shapely.to_ragged_array(shapes)
    arrays: dict[str, Any] = {
        "tri": patch.tri.astype(np.int32),
        "vert": patch.vert.astype(np.int32),
        "uv": np.round(patch.uv, 4),
        "region_coords": coords,
    }
    for i, o in enumerate(offsets, 1):
        arrays[f"region_o{i}"] = np.asarray(o, np.int64)
    write_npz(folder / f"patches/{patch.id}.npz", arrays)


def write_chart(chart: Chart, folder: Path) -> None:
    """charts/<id>.svgz and .npz"""
    write_svgz(folder / f"charts/{chart.spec.id}.svgz", chart.svg)
    write_npz(folder / f"charts/{chart.spec.id}.npz", chart.arrays)


def chart_entry(chart: Chart) -> dict[str, Any]:
    """The chart's part of body.json."""
    s, c = chart.spec, chart.camera
    return {
        "id": s.id, "title": s.title, "group": s.group,
        "file": f"charts/{s.id}.svgz", "data": f"charts/{s.id}.npz",
        "width_mm": c.width_mm, "height_mm": c.height_mm,
        "view": {
            "right": rounded(c.right, 9), "up": rounded(c.up, 9),
            "forward": rounded(c.forward, 9), "centre": rounded(c.centre, 4),
        },
        "regions": [region_of(k) for k in chart.keys],
        **({} if s.keep == "all" else {"part": s.keep}),
    }  # fmt: skip


def body_json(skin: Skin, charts: list[dict[str, Any]], patches: list[Patch]) -> dict[str, Any]:
    """The whole of body.json."""
    build = skin.body.build
    info = {r.id: r for r in regions.REGIONS}
    rows = []
    for p in patches:
        for (region, side), shape in zip(p.regions, p.shapes, strict=True):
            r = info[region]
            rows.append({
                "id": region, "side": side, "name": r.name, "group": r.group, "patch": p.id,
                "area_mm2": round(float(shape.area), 2),
                "charts": [c["id"] for c in charts if {"id": region, "side": side} in c["regions"]],
                **({"excluded": True} if r.excluded else {}),
            })  # fmt: skip
    order = {r.id: i for i, r in enumerate(regions.REGIONS)}
    rows.sort(key=lambda row: (order[str(row["id"])], str(row["side"])))
    return {
        "id": build.id, "name": build.name, "stature_mm": build.stature_mm,
        "charts": charts, "regions": rows,
        "patches": [
            {
                "id": p.id, "data": f"patches/{p.id}.npz", "area_mm2": round(p.area_mm2, 2),
                "length_error_mean": round(p.error_mean, 5),
                "length_error_p95": round(p.error_p95, 5),
                "regions": [{"id": i, "side": s} for i, s in p.regions], "natural": p.along,
            }
            for p in patches
        ],
        "landmarks": [
            {"id": m.id, "side": m.side, "name": m.name,
             "site": [m.site[0], m.site[1], m.site[2]], "xyz_mm": rounded(m.xyz_mm, 3)}
            for m in find_landmarks(skin.body)
        ],
    }  # fmt: skip


_SHARED: tuple[Skin, Props, Path] | None = None


def _chart_job(spec: ChartSpec) -> dict[str, Any]:
    assert _SHARED is not None
    skin, props, folder = _SHARED
    begin = time.perf_counter()
    chart = build_chart(skin, props, spec)
    write_chart(chart, folder)
    log.info("chart %s: %d regions, %d KB, %.1f s", spec.id, len(chart.keys),
             len(chart.svg) // 1024, time.perf_counter() - begin)  # fmt: skip
    return chart_entry(chart)


def _patch_job(spec: PatchSpec) -> list[Patch]:
    assert _SHARED is not None
    skin, _, folder = _SHARED
    begin = time.perf_counter()
    made = build_patch(skin.body, skin.cells, skin.side, spec, regions.INDEX, skin.skin_tri)
    for patch in made:
        write_patch(patch, folder)
        log.info("patch %s: %.0f mm2, length error %.2f %% (95th %.2f %%), %.1f s", patch.id,
                 patch.area_mm2, 100 * patch.error_mean, 100 * patch.error_p95,
                 time.perf_counter() - begin)  # fmt: skip
    return made


def build_body(
    source: Path | None, cache: Path, out: Path, body_id: str, only: tuple[str, ...] = ()
) -> None:
    """Build one body's files; with `only`, just those charts and patches, and merge them in."""
    global _SHARED
    start = time.perf_counter()
    skin = cut_skin(assemble(source, cache, body_id))
    log.info("%s cut after %.0f s", body_id, time.perf_counter() - start)
    folder = out / body_id
    _SHARED = (skin, props_of(skin.body), folder)
    charts = [s for s in CHARTS if not only or s.id in only]
    specs = [s for s in patch_list.PATCHES if not only or s.id in only]
    # forked workers share the body; results come back in order, so the files do not depend on it
    with multiprocessing.get_context("fork").Pool(WORKERS) as pool:
        entries = pool.map(_chart_job, charts, chunksize=1)
        patches = [p for made in pool.map(_patch_job, specs, chunksize=1) for p in made]
    if only:
        old = json.loads((folder / "body.json").read_text(encoding="utf-8"))
        write_json(folder / "body.json", merged(old, body_json(skin, entries, patches)))
        return
    write_mesh(skin, patches, folder)
    write_json(folder / "body.json", body_json(skin, entries, patches))
    wanted = {c["id"] for c in entries} | {p.id for p in patches}
    for path in sorted(folder.glob("*/*")):
        if path.stem not in wanted:
            path.unlink()
    log.info("%s built in %.0f s", body_id, time.perf_counter() - start)


def merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """`old` with the charts and patches of `new`; the regions' charts follow."""
    out = dict(old)
    for kind in ("charts", "patches"):
        fresh = {e["id"]: e for e in new[kind]}
        out[kind] = [fresh.get(e["id"], e) for e in old[kind]]
    rows = {(r["id"], r["side"]): r for r in new["regions"]}
    out["regions"] = []
    for row in old["regions"]:
        row = {**row, **rows.get((row["id"], row["side"]), {})}
        mine = {"id": row["id"], "side": row["side"]}
        row["charts"] = [c["id"] for c in out["charts"] if mine in c["regions"]]
        out["regions"].append(row)
    out["landmarks"] = new["landmarks"]
    return out
