"""Build the flat patches of a body."""

from __future__ import annotations

import logging
from dataclasses import dataclass

import numpy as np
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra
from shapely.geometry import MultiPolygon

from . import flatten as fl
from .body import Body
from .outline import polygons
from .partition import Cells
from .patch_list import PatchSpec
from .source import Floats, Ints, Mask

SideLabel = tuple[str, str]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patch:
    """A patch as it is written out; `vert` are mesh vertices, `tri` mesh triangles."""

    id: str
    along: str
    regions: tuple[SideLabel, ...]
    tri: Ints
    vert: Ints
    uv: Floats
    shapes: tuple[MultiPolygon, ...]
    area_mm2: float
    error_mean: float
    error_p95: float


def grow(body: Body, core: Ints, allowed: Ints, margin_mm: float) -> Ints:
    """Allowed triangles within `margin_mm` of the core, measured along mesh edges."""
    tri = body.tri[allowed]
    edges = np.unique(np.sort(np.stack([tri, np.roll(tri, -1, 1)], 2).reshape(-1, 2), 1), axis=0)
    used, local = np.unique(edges, return_inverse=True)
    local = local.reshape(edges.shape)
    length = np.linalg.norm(body.xyz[edges[:, 0]] - body.xyz[edges[:, 1]], axis=1)
    graph = coo_matrix((length, (local[:, 0], local[:, 1])), (len(used),) * 2)
    sources = np.searchsorted(used, np.intersect1d(np.unique(body.tri[core]), used))
    reach = dijkstra(graph, directed=False, indices=sources, limit=margin_mm, min_only=True)
    near = np.zeros(len(body.xyz), bool)
    near[used[np.isfinite(reach)]] = True
    return allowed[near[tri].all(1)]


def orient(body: Body, vert: Ints, uv: Floats, tri: Ints, natural: Floats) -> Floats:
    """Turn so that +u climbs along `natural`, and put the origin amid the triangles."""
    f = body.xyz[vert] @ natural
    d1, d2 = uv[tri[:, 1]] - uv[tri[:, 0]], uv[tri[:, 2]] - uv[tri[:, 0]]
    g1, g2 = f[tri[:, 1]] - f[tri[:, 0]], f[tri[:, 2]] - f[tri[:, 0]]
    twice = d1[:, 0] * d2[:, 1] - d1[:, 1] * d2[:, 0]
    # area-weighted gradient of the height along `natural`
    slope = np.array([(g1 * d2[:, 1] - g2 * d1[:, 1]).sum(), (g2 * d1[:, 0] - g1 * d2[:, 0]).sum()])
    slope /= np.linalg.norm(slope)
    turned = uv @ np.array([[slope[0], -slope[1]], [slope[1], slope[0]]])
    centre = turned[tri].mean(1)
    w = np.abs(twice) / np.abs(twice).sum()
    moved: Floats = turned - (centre * w[:, None]).sum(0)
    return moved


def _alone(body: Body, tri_ids: Ints, core: Ints) -> Ints:
    """The regions' triangles with the thinnest collar that makes one sheet of them."""
    for collar_mm in (0.0, 0.7, 1.5, 2.5):
        rows = core if collar_mm == 0 else grow(body, core, tri_ids, collar_mm)
        rows = rows[fl.as_disc(body.tri[rows])]
        if np.isin(core, rows).all():
            break
    return rows


def _lay_flat(body: Body, tri_ids: Ints, core: Ints) -> tuple[Ints, Floats]:
    """Flatten the regions alone first, as well as they can be, then the margin around them."""
    vert, local = np.unique(body.tri[tri_ids], return_inverse=True)
    local = local.reshape(-1, 3)
    inner_ids = _alone(body, tri_ids, core)
    inner, inner_local = np.unique(body.tri[inner_ids], return_inverse=True)
    uv_inner = fl.flatten(body.xyz[inner], inner_local.reshape(-1, 3))
    core_vert = np.intersect1d(np.unique(body.tri[core]), inner)
    pins = (np.searchsorted(vert, core_vert), uv_inner[np.searchsorted(inner, core_vert)])
    return vert, fl.flatten(body.xyz[vert], local, pins=pins)


def _with_margin(body: Body, core: Ints, allowed: Ints, margin_mm: float) -> Ints:
    """The widest margin up to `margin_mm` that does not close around a limb."""
    for share in (1.0, 0.85, 0.7, 0.55, 0.4, 0.25, 0.1):
        ids = grow(body, core, allowed, share * margin_mm)
        ids = ids[fl.as_disc(body.tri[ids])]
        if fl.is_sheet(body.xyz, body.tri[ids]):
            return ids
    return ids


def _widest(body: Body, core: Ints, allowed: Ints, spec: PatchSpec) -> tuple[Ints, Ints, Floats]:
    """Triangles, vertices and flat positions with the widest margin that can be laid flat."""
    for share in (1.0, 0.6, 0.3):
        ids = _with_margin(body, core, allowed, share * spec.margin_mm)
        try:
            return ids, *_lay_flat(body, ids, np.intersect1d(core, ids))
        except (ValueError, RuntimeError) as error:
            log.warning("patch %s with %.0f %% of its margin: %s", spec.id, 100 * share, error)
    raise ValueError(f"patch {spec.id} cannot be laid flat")


def build_patch(body: Body, cells: Cells, side: Ints, spec: PatchSpec, index: dict[str, int],
                skin: Mask) -> list[Patch]:  # fmt: skip
    """One patch, or the left and the right one."""
    numbers = [index[r] for r in spec.regions]
    mine = np.isin(cells.label, numbers) & (True if not spec.paired else side > 0)
    core = np.unique(cells.parent[mine])
    allowed = np.union1d(core, np.flatnonzero(skin))
    ids, vert, uv = _widest(body, core, allowed, spec)
    if not np.isin(core, ids).all():
        log.warning("patch %s: %d triangles left out", spec.id, (~np.isin(core, ids)).sum())
        core = np.intersect1d(core, ids)
    local = np.searchsorted(vert, body.tri[ids])
    core_local = np.searchsorted(vert, body.tri[core])
    natural = np.array(spec.natural) / np.linalg.norm(spec.natural)
    uv = orient(body, vert, uv, core_local, natural)
    if not spec.paired:
        other = np.searchsorted(vert, body.mirror_vertex[vert])
        other = np.minimum(other, len(vert) - 1)
        paired = vert[other] == body.mirror_vertex[vert]
        even = np.where(paired[:, None], (uv + uv[other] * [-1.0, 1.0]) / 2, uv)
        if (fl.flat_area(even, local) > 0).all():
            uv = even
    if not spec.paired:
        sides = ("left", "right")
        return [_measure(body, cells, side, spec, spec.id, sides, index, ids, vert, uv)]
    left = _measure(body, cells, side, spec, f"{spec.id}-left", ("left",), index, ids, vert, uv)
    vert_r, ids_r, uv_r = _mirrored(body, ids, vert, uv)
    right = _measure(
        body, cells, side, spec, f"{spec.id}-right", ("right",), index, ids_r, vert_r, uv_r
    )
    return [left, right]


def _mirrored(body: Body, ids: Ints, vert: Ints, uv: Floats) -> tuple[Ints, Ints, Floats]:
    """The same patch on the other side: v changes its sign, +u stays the natural direction."""
    there = body.mirror_vertex[vert]
    order = np.argsort(there)
    inside = np.zeros(len(body.xyz), bool)
    inside[there] = True
    cells_l = np.unique(ids // 2)
    # all triangles whose vertices all lie in the mirrored set, near the mirrored quads
    quads = np.unique(body.mirror_quad[cells_l // 16])
    near = (quads[:, None] * 32 + np.arange(32)).ravel()
    tri_r = near[inside[body.tri[near]].all(1)]
    uv_r = uv[order] * [1.0, -1.0]
    vert_r = there[order]
    local = np.searchsorted(vert_r, body.tri[tri_r])
    tri_r = tri_r[fl.flat_area(uv_r, local) > 0]
    return vert_r, tri_r, uv_r


def _measure(body: Body, cells: Cells, side: Ints, spec: PatchSpec, name: str,
             sides: tuple[str, ...], index: dict[str, int], ids: Ints, vert: Ints,
             uv: Floats) -> Patch:  # fmt: skip
    full = np.full((len(body.xyz), 2), np.nan)
    full[vert] = uv
    flat = cells.interpolate(full)
    in_patch = np.zeros(len(body.tri), bool)
    in_patch[ids] = True
    regions, shapes, rows = [], [], []
    for region in spec.regions:
        for s in sides:
            sign = 1 if s == "left" else -1
            mine = (cells.label == index[region]) & (side == sign) & in_patch[cells.parent]
            regions.append((region, s))
            shapes.append(polygons(cells.tri[mine], flat))
            rows.append(np.flatnonzero(mine))
    own = cells.tri[np.concatenate(rows)]
    xyz = cells.interpolate(body.xyz)
    area = fl.skin_area(xyz, own)
    good = area > 1e-9
    mean, p95 = fl.length_error(fl.stretch(xyz, flat, own[good]), area[good])
    return Patch(
        name, spec.along, tuple(regions), ids, vert, uv, tuple(shapes),
        float(sum(shapely.area(s) for s in shapes)), mean, p95,
    )  # fmt: skip
