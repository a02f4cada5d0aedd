"""One body ready for charts: fine mesh, canonical position, masks, occluders."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import ndimage as ndi

from . import shape, subdivide
from .occlusion import cached_visibility, neighbour_mean
from .source import (
    BODY_VERTICES,
    BaseMesh,
    Floats,
    Ints,
    find_source,
    load_base,
    load_mask,
    load_mirror,
)

MASKS = ("lips", "ears", "aureolae", "inside-mouth", "genitals", "fingernails", "toenails")
ARMS_DOWN_DEG = 20.0


@dataclass(frozen=True, slots=True)
class Eye:
    """An eyeball: centre, radius and unit gaze direction."""

    centre_mm: Floats
    radius_mm: float
    gaze: Floats


@dataclass(frozen=True, slots=True)
class Body:
    """The level-2 mesh of one body.

    `canon` is where each vertex lies on the un-morphed body (mm, its own frame): regions are
    authored there once and hold for every body. `mask` and `bone` are per-vertex weights 0..1.
    """

    build: shape.Build
    xyz: Floats
    normal: Floats
    grid: Ints
    tri: Ints
    canon: Floats
    texture: Floats
    """Texture coordinates, of the mirrored vertex on the right; means where there is a seam."""
    mask: dict[str, Floats]
    bone: dict[str, Floats]
    mirror_vertex: Ints
    mirror_quad: Ints
    mirror_corner: Ints
    occluder_xyz: Floats
    occluder_tri: Ints
    eyes: dict[str, Eye]
    light: Floats
    """Cosine-weighted share of the sky each vertex sees."""
    open: Floats
    """Plain share of all directions from which the vertex is seen."""

    @property
    def top_mm(self) -> float:
        """Height of the vertex of the head."""
        return float(self.xyz[:, 1].max())


def vertex_normals(xyz: Floats, tri: Ints) -> Floats:
    """Area-weighted unit normals."""
    a = xyz[tri]
    n = np.cross(a[:, 1] - a[:, 0], a[:, 2] - a[:, 0])
    out = np.zeros_like(xyz)
    for k in range(3):
        np.add.at(out, tri[:, k], n)
    out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12)
    return out


def fit_sphere(points: Floats) -> tuple[Floats, float]:
    """Least-squares sphere: centre and radius."""
    a = np.c_[2 * points, np.ones(len(points))]
    s = np.linalg.lstsq(a, (points**2).sum(1), rcond=None)[0]
    return s[:3], float(np.sqrt(s[3] + s[:3] @ s[:3]))


def mirrored_quads(quads: Ints, mirror: Ints) -> tuple[Ints, Ints]:
    """For each quad its mirrored quad, and for each corner the matching corner there."""
    row = {tuple(sorted(q)): i for i, q in enumerate(quads.tolist())}
    other = np.array([row[tuple(sorted(q))] for q in mirror[quads].tolist()], np.int64)
    same = quads[other][:, None, :] == mirror[quads][:, :, None]
    return other, same.argmax(2)


def mirrored_vertices(grid: Ints, quad: Ints, corner: Ints, count: int) -> Ints:
    """For each fine vertex, the one on the other side."""
    corners_ji = np.array([(0, 0), (0, 4), (4, 4), (4, 0)])
    at = corners_ji[corner]  # (n, 4, 2)
    j, i = np.mgrid[:5, :5] / 4.0
    weight = np.stack([(1 - i) * (1 - j), i * (1 - j), i * j, (1 - i) * j], -1)
    place = np.rint(np.einsum("jik,nkc->njic", weight, at)).astype(np.int64)
    mirror = np.empty(count, np.int64)
    mirror[grid] = grid[quad[:, None, None], place[..., 0], place[..., 1]]
    return mirror


def grid_texture(base: BaseMesh, faces: Ints) -> Floats:
    """(n, 5, 5, 2) texture coordinates of every base quad's grid."""
    corner_uv = base.uv[base.texture_quads[faces]]
    j, i = np.mgrid[:5, :5] / 4.0
    weight = np.stack([(1 - i) * (1 - j), i * (1 - j), i * j, (1 - i) * j], -1)
    out: Floats = np.einsum("jik,nkc->njic", weight, corner_uv)
    return out


def left_texture(uv: Floats, grid: Ints, mirror_vertex: Ints, x: Floats) -> Floats:
    """(n, 2) mean texture coordinates of each vertex, on the right those of its mirror image."""
    n = len(x)
    uses = np.bincount(grid.ravel(), minlength=n)
    mean = np.stack(
        [np.bincount(grid.ravel(), uv[..., k].ravel(), minlength=n) / uses for k in (0, 1)], 1
    )
    out: Floats = np.where(x[:, None] < 0, mean[mirror_vertex], mean)
    return out


def grid_masks(folder: Path, uv: Floats, grid: Ints, count: int) -> dict[str, Floats]:
    """Texture masks averaged onto the fine vertices."""
    uses = np.bincount(grid.ravel(), minlength=count)
    out = {}
    for name in MASKS:
        picture = ndi.gaussian_filter(load_mask(folder, name), 1.0)
        h, w = picture.shape
        at = [(1 - uv[..., 1].ravel()) * h - 0.5, uv[..., 0].ravel() * w - 0.5]
        value = ndi.map_coordinates(picture, at, order=1, mode="nearest")
        out[name] = np.bincount(grid.ravel(), value, minlength=count) / uses
    return out


def quieten(xyz: Floats, base: BaseMesh, folder: Path, faces: Ints) -> Floats:
    """Level nipples and genitals: a clinical chart keeps them neutral and discreet."""
    quads = base.quads[faces]
    uv = base.texture_quads[faces]
    out = xyz.copy()
    ends = np.stack([quads, np.roll(quads, -1, 1)], 2).reshape(-1, 2)
    tri = np.concatenate([np.c_[ends, ends[:, 0]]])
    for name, level, rounds in (("aureolae", 0.15, 60), ("genitals", 0.15, 40)):
        picture = ndi.gaussian_filter(load_mask(folder, name), 6.0)
        h, w = picture.shape
        c = base.uv[uv.ravel()]
        value = ndi.map_coordinates(
            picture, [(1 - c[:, 1]) * h - 0.5, c[:, 0] * w - 0.5], order=1, mode="nearest"
        )
        weight = np.zeros(BODY_VERTICES)
        np.maximum.at(weight, quads.ravel(), value)
        weight = np.clip(weight / level, 0.0, 1.0)[:, None]
        for _ in range(rounds):
            body = out[:BODY_VERTICES]
            out[:BODY_VERTICES] += weight * (neighbour_mean(body, tri, 1) - body) * 0.8
    return out


def assemble(source: Path | None, cache: Path, body_id: str) -> Body:
    """Morph, pose, subdivide and light one body."""
    folder = find_source(source, cache)
    build = shape.BUILDS[body_id]
    base = load_base(folder)
    faces = base.faces_of("body")
    quads = base.quads[faces]
    mirror = load_mirror(folder, len(base.xyz))

    dm = shape.neutral_adult(base, folder, build)
    dm = shape.close_legs(dm, folder, build.legs_in_deg)
    dm = shape.fit_face(base, folder, build, dm)
    mm = shape.to_mm(quieten(dm, base, folder, faces), build.stature_mm)
    mm = shape.lower_arms(mm, folder, ARMS_DOWN_DEG)
    body_mirror = mirror[:BODY_VERTICES]
    coarse = shape.symmetric(mm[:BODY_VERTICES], body_mirror)
    canon = shape.symmetric(base.xyz[:BODY_VERTICES] * 100.0, body_mirror)

    first = subdivide.refine(BODY_VERTICES, quads)
    middle = subdivide.smooth_points(first, coarse)
    second = subdivide.refine(len(middle), first.quads)
    xyz = subdivide.smooth_points(second, middle)
    fine_canon = subdivide.smooth_points(second, subdivide.smooth_points(first, canon))
    grid = subdivide.grids(first, second, BODY_VERTICES)
    tri = subdivide.cell_triangles(grid)
    quad, corner = mirrored_quads(quads, body_mirror)
    mirror_vertex = mirrored_vertices(grid, quad, corner, len(xyz))
    xyz = shape.symmetric(xyz, mirror_vertex)
    low, scale = xyz[:, 1].min(), build.stature_mm / np.ptp(xyz[:, 1])
    xyz = np.round((xyz - [0.0, low, 0.0]) * scale, 3)
    mm = (mm - [0.0, low, 0.0]) * scale
    fine_canon = shape.symmetric(fine_canon, mirror_vertex)
    normal = shape.symmetric(vertex_normals(xyz, tri), mirror_vertex)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-12)

    bone = {}
    digits = tuple((f"finger{k}", (f"finger{k}-",)) for k in range(1, 6))
    digits += tuple((f"toe{k}", (f"toe{k}-",)) for k in range(1, 6))
    for name, prefixes in (("arm", shape.ARM_BONES), *digits):
        w = sum(
            (shape.bone_weights(folder, BODY_VERTICES, prefixes, side) for side in (".L", ".R")),
            np.zeros(BODY_VERTICES),
        )[:, None]
        bone[name] = subdivide.linear_points(second, subdivide.linear_points(first, w))[:, 0]

    occluder_xyz, occluder_tri, eyes = _eyes(base, mm, build)
    everything = np.concatenate([xyz, occluder_xyz])
    light, openness = cached_visibility(
        everything,
        normal,
        np.concatenate([tri, occluder_tri + len(xyz)]),
        float(xyz[:, 1].max()) - 420.0,
        cache,
    )
    uv = grid_texture(base, faces)
    masks = grid_masks(folder, uv, grid, len(xyz))
    texture = left_texture(uv, grid, mirror_vertex, fine_canon[:, 0])
    for values in (light, openness, *masks.values(), *bone.values()):
        values[:] = 0.5 * (values + values[mirror_vertex])
    return Body(
        build, xyz, normal, grid, tri, fine_canon, texture, masks, bone, mirror_vertex, quad,
        corner, occluder_xyz, occluder_tri, eyes, neighbour_mean(light, tri, 4), openness,
    )  # fmt: skip


def _eyes(base: BaseMesh, mm: Floats, build: shape.Build) -> tuple[Floats, Ints, dict[str, Eye]]:
    flip = np.array([-1.0, 1.0, 1.0])
    left = mm[shape.LEFT_EYE]
    centre, radius = fit_sphere(left)
    # the pupil's own vertices, as the fit of the face measures them: an eyeball fitted to the
    # lids is no longer quite round
    pupil = np.argsort(-base.xyz[shape.LEFT_EYE, 2], kind="stable")[:8]
    front = left[pupil].mean(0) - centre
    down = np.radians(build.gaze_down_deg)
    c, s = np.cos(down), np.sin(down)
    gaze = np.array([[1, 0, 0], [0, c, -s], [0, s, c]]) @ (front / np.linalg.norm(front))
    eyes = {"left": Eye(centre, radius, gaze), "right": Eye(centre * flip, radius, gaze * flip)}
    quads = base.quads[base.faces_of("helper-l-eye")]
    used = np.unique(quads)
    local = np.searchsorted(used, quads)
    step = subdivide.refine(len(used), local)
    points = subdivide.smooth_points(step, mm[used])
    q = step.quads
    tri = np.concatenate([q[:, [0, 1, 2]], q[:, [0, 2, 3]]])
    good = (tri[:, 0] != tri[:, 1]) & (tri[:, 1] != tri[:, 2]) & (tri[:, 0] != tri[:, 2])
    tri = tri[good]
    n = len(points)
    xyz = np.round(np.concatenate([points, points * flip]), 3)
    return xyz, np.concatenate([tri, tri[:, ::-1] + n]), eyes
