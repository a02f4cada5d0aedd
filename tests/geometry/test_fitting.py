import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from mesomap.geometry.fitting import LEAST_POINTS, fit_lattice
from mesomap.geometry.lattice import lattice
from mesomap.model import LatticeSettings, Pattern

BOX = shapely.box(0, 0, 90, 60)


@st.composite
def lattices(draw):
    pattern = draw(st.sampled_from(list(Pattern)))
    return LatticeSettings(
        pattern=pattern,
        spacing_mm=draw(st.floats(6, 12)),
        angle_deg=draw(st.floats(-90, 90)),
        offset_mm=(draw(st.floats(0, 5)), draw(st.floats(0, 5))),
        row_spacing_mm=draw(st.floats(7, 12)) if pattern is Pattern.ROWS else None,
        stagger=pattern is Pattern.ROWS and draw(st.booleans()),
    )


@given(lattices(), st.integers(0, 100))
def test_the_places_that_were_taken_out_are_those_that_are_missing(given_, seed):
    rng = np.random.default_rng(seed)
    places = lattice(BOX, given_)
    inner = np.nonzero(shapely.contains(BOX.buffer(-14), shapely.points(places)))[0]
    gone = rng.choice(inner, min(2, len(inner)), replace=False)
    spacing = given_.spacing_mm
    kept = np.delete(places, gone, axis=0)
    kept = kept + rng.normal(0, 0.03 * spacing, kept.shape)
    found = fit_lattice(kept)
    assert found is not None
    assert found.spacing_mm == pytest.approx(given_.nearest_mm, rel=0.05)
    missing = found.missing()
    assert len(missing) == len(gone)
    for place in places[gone]:
        assert np.hypot(*(missing - place).T).min() < 0.2 * spacing


@given(st.integers(0, 300), st.integers(LEAST_POINTS, 60))
def test_points_at_random_form_no_lattice(seed, count):
    points = np.random.default_rng(seed).uniform(0, 60, (count, 2))
    assert fit_lattice(points) is None or count < 12


@pytest.mark.parametrize("count", range(LEAST_POINTS))
def test_a_few_points_form_no_lattice(count):
    assert fit_lattice([(10.0 * n, 0.0) for n in range(count)]) is None


def test_one_row_alone_forms_no_lattice():
    assert fit_lattice([(10.0 * n, 0.0) for n in range(12)]) is None


def test_points_put_by_hand_do_not_disturb_it():
    points = lattice(shapely.box(0, 0, 60, 60), LatticeSettings(spacing_mm=10.0))
    stray = [(13.0, 22.0), (41.0, 9.0), (28.0, 31.5)]
    found = fit_lattice(np.concatenate([points, stray]))
    assert found is not None
    assert found.spacing_mm == pytest.approx(10.0)
    assert len(found.missing()) == 0


def test_bare_skin_beside_the_lattice_is_not_missing():
    """An L: the notch has neighbours on two sides only."""
    points = lattice(shapely.box(0, 0, 80, 80), LatticeSettings(spacing_mm=10.0))
    kept = points[(points[:, 0] < 40) | (points[:, 1] < 40)]
    found = fit_lattice(kept)
    assert found is not None
    assert len(found.missing()) == 0


def test_a_run_of_four_is_a_border_and_not_missing():
    points = lattice(shapely.box(0, 0, 100, 60), LatticeSettings(spacing_mm=10.0))

    def without(columns):
        inner = (points[:, 1] > 10) & (points[:, 1] < 50)
        return points[~(np.isin(np.round(points[:, 0]), columns) & inner)]

    three = fit_lattice(without([35, 45, 55]))
    assert three is not None
    assert len(three.missing()) == 12
    four = fit_lattice(without([25, 35, 45, 55]))
    assert four is not None
    assert len(four.missing()) == 0
