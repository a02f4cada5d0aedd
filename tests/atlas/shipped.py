"""The shipped atlas for tests: every chart and patch there is, and skin sampled at random."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from mesomap.atlas import Body, Chart, Patch, default_atlas
from mesomap.atlas.triangles import join
from mesomap.model import RegionKey, SkinSite

ATLAS = default_atlas()
BODIES = tuple(ATLAS.body(id) for id in ATLAS.body_ids)

every_body = pytest.mark.parametrize("body", BODIES, ids=lambda body: body.id)
every_chart = pytest.mark.parametrize(
    ("body", "chart"),
    [
        pytest.param(body, chart, id=f"{body.id}-{chart.id}")
        for body in BODIES
        for chart in body.charts.values()
    ],
)
every_patch = pytest.mark.parametrize(
    ("body", "patch"),
    [
        pytest.param(body, patch, id=f"{body.id}-{patch.id}")
        for body in BODIES
        for patch in body.patches.values()
    ],
)

FINE_GROUPS = ("face", "scalp", "neck")
"""Groups of charts whose picture and skin agree within 0.2 mm; the others' within 0.5."""

GRAZING_DEG = 80.0
"""Beyond this tilt a region may be seen as a sliver too thin to be drawn."""


def polygon_mm(chart: Chart) -> float:
    """How far a drawn polygon may be from the true border or outline: about two pixels."""
    if chart.group in FINE_GROUPS:
        return 0.2
    return 0.5 if max(chart.width_mm, chart.height_mm) < 700 else 1.1


def random_places(chart: Chart, count: int, seed: int = 1) -> np.ndarray:
    """Random places (count, 2) all over a chart's picture."""
    size = (chart.width_mm, chart.height_mm)
    return np.random.default_rng(seed).uniform(0.0, 1.0, (count, 2)) * size


@cache
def random_skin(body: Body, count: int, seed: int = 2) -> tuple[SkinSite, ...]:
    """Random sites, equally dense on all the skin that has a home patch."""
    rng = np.random.default_rng(seed)
    mesh = body.mesh
    triangles = (mesh.home >= 0).nonzero()[0]
    triangles = triangles[mesh.is_skin(triangles)]
    corners = mesh.corners(triangles)
    area = np.linalg.norm(
        np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1
    )
    chosen = rng.choice(triangles, count, p=area / area.sum())
    a, b = rng.uniform(size=(2, count))
    over = a + b > 1
    a, b = np.where(over, 1 - a, a), np.where(over, 1 - b, b)
    found = join(chosen, a, b)
    return tuple(
        SkinSite(face, s, t)
        for face, s, t in zip(found.face.tolist(), found.s.tolist(), found.t.tolist(), strict=True)
    )


@cache
def random_regions(body: Body, count: int) -> tuple[RegionKey | None, ...]:
    """The regions of `random_skin`."""
    return tuple(body.regions_of(random_skin(body, count)))


@cache
def skin_by_patch(body: Body, count: int) -> dict[str, list[SkinSite]]:
    """`random_skin`, by home patch."""
    out: dict[str, list[SkinSite]] = {patch: [] for patch in body.patches}
    for site, key in zip(random_skin(body, count), random_regions(body, count), strict=True):
        if key is not None:
            out[body.regions[key].patch].append(site)
    return out


def patch_places(patch: Patch, count: int, seed: int = 3) -> np.ndarray:
    """Random places (n <= count, 2) within the patch's own regions."""
    import shapely

    whole = shapely.union_all(patch.geometries)
    x0, y0, x1, y1 = whole.bounds
    places = np.random.default_rng(seed).uniform((x0, y0), (x1, y1), (4 * count, 2))
    return places[shapely.contains_xy(whole, places[:, 0], places[:, 1])][:count]
