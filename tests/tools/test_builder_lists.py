"""The builder's lists agree: regions, the atlases they are authored in, patches and charts."""

from __future__ import annotations

import numpy as np

from tools.atlas import digit_regions, ear_regions, head_regions, patch_list, regions
from tools.atlas.chart_list import CHARTS


def test_every_region_has_one_patch_and_every_patch_its_regions() -> None:
    listed = [region for spec in patch_list.PATCHES for region in spec.regions]
    assert sorted(listed) == sorted(regions.INDEX)
    assert len({spec.id for spec in patch_list.PATCHES}) == len(patch_list.PATCHES)


def test_charts_frame_regions_that_exist() -> None:
    framed = {region for chart in CHARTS for region in (*chart.fit, *chart.facing)}
    assert framed <= set(regions.INDEX)


def test_every_seed_of_the_ear_lies_in_its_own_cell() -> None:
    ear = regions.ear_network()
    assert set(ear.ids) == {*ear_regions.NAMES, ear_regions.CANAL}
    places = np.array(list(ear_regions.SEEDS.values()), np.float64)
    found = ear.lookup(places[:, 0], places[:, 1])
    assert [ear.ids[row] for row in found] == list(ear_regions.SEEDS)


def test_nostril_and_ear_canal_are_cells_without_a_region() -> None:
    assert head_regions.NOSTRIL in regions.head_network().ids
    assert not {head_regions.NOSTRIL, ear_regions.CANAL} & set(regions.INDEX)


def test_fingers_and_toes_are_told_apart_by_facing_and_length() -> None:
    count = len(digit_regions.FINGERS)
    own = np.eye(count)[[1, 1, 1]]
    out = np.zeros(3, np.int64)
    here = np.arange(3)
    index = regions.INDEX
    digit_regions.label_fingers(
        out, here, np.array([-1.0, 1.0, 1.0]), own, np.array([-1.0, -1.0, 0.1]), index
    )
    assert out.tolist() == [index[f"index-finger-{at}"] for at in ("back", "palm", "tip")]

    own, out, here = np.eye(count)[[0] * 5], np.zeros(5, np.int64), np.arange(5)
    digit_regions.label_toes(
        out,
        here,
        np.array([-1.0, -1.0, 1.0, 1.0, 0.0]),
        own,
        np.array([-1.0, -1.0, -1.0, -1.0, 0.1]),
        np.array([0.2, 0.6, 0.2, 0.6, 0.95]),
        index,
    )
    ends = ("back", "nail", "sole", "pulp", "tip")
    assert out.tolist() == [index[f"great-toe-{at}"] for at in ends]
