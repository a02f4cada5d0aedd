"""The shipped atlas: picture, skin and flat skin are one and the same place."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from shipped import (
    FINE_GROUPS,
    GRAZING_DEG,
    every_body,
    every_chart,
    every_patch,
    patch_places,
    polygon_mm,
    random_places,
    random_regions,
    random_skin,
    skin_by_patch,
)
from surface_paths import Rays

from mesomap.atlas import Body, Chart, Patch
from mesomap.atlas.values import Sites
from mesomap.model import RegionKey, Side, SkinSite


@every_chart
def test_picture_to_skin_to_picture(body: Body, chart: Chart) -> None:
    places = random_places(chart, 2000)
    found = body.sites_at(chart.id, places)
    kept = [number for number, site in enumerate(found) if site is not None]
    assert len(kept) > 100
    shown = body.on_chart(chart.id, [found[number] for number in kept])  # type: ignore[misc]
    away = np.linalg.norm(shown.xy_mm - places[kept], axis=1)
    assert away.max() <= (0.2 if chart.group in FINE_GROUPS else 0.5)
    assert np.median(away) < 0.001
    assert shown.visible.all()
    assert shown.tilt_deg.max() < 120.0


@every_patch
def test_flat_to_skin_to_flat(body: Body, patch: Patch) -> None:
    places = patch_places(patch, 500)
    found = body.from_patch(patch.id, places)
    kept = [number for number, site in enumerate(found) if site is not None]
    # Half a mesh cell along the nail is more of a toe's tip.
    least = 0.96 if patch.area_mm2 > 100 else 0.9
    assert len(kept) >= least * len(places), "the patch's regions must lie on its skin"
    back = body.on_patch(patch.id, [found[number] for number in kept])  # type: ignore[misc]
    away = np.linalg.norm(back - places[kept], axis=1)
    assert np.nanmax(away) <= 0.2
    assert not np.isnan(back).any()


@every_patch
def test_skin_to_flat_to_skin(body: Body, patch: Patch) -> None:
    """No piece of a patch's own regions is laid over another."""
    sites = skin_by_patch(body, 4000)[patch.id]
    uv = body.on_patch(patch.id, sites)
    assert not np.isnan(uv).any()
    back = body.from_patch(patch.id, uv)
    assert None not in back
    away = np.linalg.norm(body.xyz(back) - body.xyz(sites), axis=1)  # type: ignore[arg-type]
    assert away.max(initial=0.0) <= 0.2


@every_body
def test_every_site_has_a_region_and_is_measured_there(body: Body) -> None:
    sites = random_skin(body, 1000)
    keys = body.regions_of(sites)
    assert None not in keys
    assert keys == [body.region_of(site) for site in sites]
    for site, key in zip(sites, keys, strict=True):
        assert key is not None
        assert body.patches_holding(site)[0] == body.regions[key].patch


@every_chart
def test_a_site_shows_in_its_own_region_on_every_chart(body: Body, chart: Chart) -> None:
    sites, keys = random_skin(body, 4000), random_regions(body, 4000)
    shown = body.on_chart(chart.id, sites)
    drawn = chart.polygons()
    assert shown.visible.any()
    wrong = []
    for number in (shown.visible & (shown.tilt_deg < GRAZING_DEG)).nonzero()[0].tolist():
        key, place = keys[number], shapely.Point(shown.xy_mm[number])
        assert key is not None
        if key not in drawn or drawn[key].distance(place) > polygon_mm(chart):
            wrong.append((key, sites[number], shown.xy_mm[number], shown.tilt_deg[number]))
    # A limb's outline seen at half a millimetre a pixel loses slivers; a face's does not.
    allowed = 0.0 if chart.group in FINE_GROUPS else 0.005
    assert len(wrong) <= math.ceil(allowed * shown.visible.sum()), wrong


@every_chart
def test_a_visible_site_is_what_the_chart_shows_there(body: Body, chart: Chart) -> None:
    sites = random_skin(body, 1000)
    shown = body.on_chart(chart.id, sites)
    visible = shown.visible.nonzero()[0].tolist()
    there = body.sites_at(chart.id, shown.xy_mm[visible])
    assert None not in there
    seen = [sites[number] for number in visible]
    away = np.linalg.norm(body.xyz(there) - body.xyz(seen), axis=1)  # type: ignore[arg-type]
    assert away.max(initial=0.0) <= 0.2


@every_chart
def test_hidden_where_hidden(body: Body, chart: Chart) -> None:
    """Visible means: of all triangles that the chart draws, tried one by one, none is in front.

    A face chart draws the whole body; a chart of a limb may leave out what is in its way.
    """
    mesh = body.mesh
    whole = chart.group == "face"
    drawn = np.arange(mesh.triangle_count) if whole else chart.triangles
    solid = chart.project(mesh.xyz)[mesh.vertices(drawn)]
    occluders = chart.project(mesh.occluder_xyz)[mesh.occluder_tri]
    rays = Rays(np.concatenate([solid, occluders]) if whole else solid)
    sites = random_skin(body, 4000)
    columns = Sites.of(sites)
    placed = chart.project(mesh.positions(columns))
    tilt = chart.tilt_deg(columns)
    inside = ((placed[:, :2] > 0) & (placed[:, :2] < (chart.width_mm, chart.height_mm))).all(axis=1)
    inside &= whole | np.isin(columns.split[0], drawn)
    # At the very outline, facing and depth are a matter of rounding.
    ask = (inside & (tilt < 80)).nonzero()[0][:24].tolist()
    assert ask
    ask += (inside & (tilt > 100)).nonzero()[0][:6].tolist()
    visible = body.on_chart(chart.id, [sites[number] for number in ask]).visible
    for number, says in zip(ask, visible.tolist(), strict=True):
        x, y, depth = placed[number].tolist()
        in_front_mm = rays.front_most(x, y) - depth
        if 0.01 < in_front_mm < 0.1:
            continue
        assert says == (in_front_mm <= 0.01 and tilt[number] < 90), (sites[number], in_front_mm)


@every_body
def test_charts_seeing_agree_with_one_another(body: Body) -> None:
    for site in random_skin(body, 60):
        views = body.charts_seeing(site)
        assert [view.tilt_deg for view in views] == sorted(view.tilt_deg for view in views)
        for view in views:
            assert view.tilt_deg < 75
            there = body.site_at(view.chart, view.x_mm, view.y_mm)
            assert there is not None
            assert np.linalg.norm(body.xyz([there, site])[0] - body.xyz([site])[0]) <= 0.2


@every_body
def test_mirrored(body: Body) -> None:
    sites = random_skin(body, 600)
    mirrored = [body.mirrored(site) for site in sites]
    for site, other in zip(sites, mirrored, strict=True):
        back = body.mirrored(other)
        assert (back.face, back.s, back.t) == pytest.approx((site.face, site.s, site.t), abs=1e-9)
    there, here = body.xyz(mirrored), body.xyz(sites) * (-1.0, 1.0, 1.0)
    assert np.linalg.norm(there - here, axis=1).max() < 0.2
    wrong = [
        (key, other_key, site)
        for site, other, key, other_key in zip(
            sites, mirrored, body.regions_of(sites), body.regions_of(mirrored), strict=True
        )
        if other_key != _other_side(key) and not _near_border(body, site, other, other_key)
    ]
    assert not wrong


def _other_side(key: RegionKey | None) -> RegionKey | None:
    swap = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.MIDLINE: Side.MIDLINE}
    return None if key is None else RegionKey(key.id, swap[key.side])


def _near_border(body: Body, site: SkinSite, other: SkinSite, found: RegionKey | None) -> bool:
    """True if the mirrored site is less than 0.3 mm outside the region it should be in."""
    wanted = _other_side(body.region_of(site))
    if wanted is None or found is None:
        return False
    patch = body.patches[body.regions[wanted].patch]
    place = body.on_patch(patch.id, [other])[0]
    return bool(patch.polygon(wanted).distance(shapely.Point(place)) < 0.3)


@every_body
def test_landmarks_lie_where_they_say(body: Body) -> None:
    on_skin = [mark for mark in body.landmarks if mark.id != "pupil"]  # it lies on the eyeball
    assert len(on_skin) > 20
    sites = [mark.site for mark in on_skin]
    away = np.linalg.norm(body.xyz(sites) - [mark.xyz_mm for mark in on_skin], axis=1)
    assert away.max() < 0.2
    assert len({(mark.id, mark.side) for mark in body.landmarks}) == len(body.landmarks)
