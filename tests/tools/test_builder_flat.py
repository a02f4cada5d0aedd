"""Flat skin: what can be unrolled is unrolled truly, what cannot says how far it is off."""

from __future__ import annotations

import numpy as np
import pytest

from tools.atlas import flatten


def strip(n: int = 24, m: int = 16) -> tuple[np.ndarray, np.ndarray]:
    """Parameters 0..1 of a grid and its triangles, counter-clockwise."""
    y, x = np.mgrid[: m + 1, : n + 1].astype(float)
    at = np.arange((n + 1) * (m + 1)).reshape(m + 1, n + 1)
    a, b, c, d = at[:-1, :-1], at[:-1, 1:], at[1:, 1:], at[1:, :-1]
    both = np.stack([np.stack([a, b, c], -1), np.stack([a, c, d], -1)], -2)
    return np.c_[x.ravel() / n, y.ravel() / m], both.reshape(-1, 3)


def half_cylinder() -> tuple[np.ndarray, np.ndarray]:
    p, tri = strip()
    turn = np.pi * p[:, 0]
    return np.c_[-30 * np.cos(turn), 60 * p[:, 1], 30 * np.sin(turn)], tri


def cap(opening_deg: float) -> tuple[np.ndarray, np.ndarray]:
    p, tri = strip(20, 20)
    q = (p * 2 - 1) * np.radians(opening_deg) / np.sqrt(2)
    r = np.linalg.norm(q, axis=1)
    s = np.sin(r) / np.maximum(r, 1e-12)
    return 80 * np.c_[q[:, 0] * s, q[:, 1] * s, np.cos(r)], tri


def error(xyz: np.ndarray, tri: np.ndarray, uv: np.ndarray) -> tuple[float, float]:
    return flatten.length_error(flatten.stretch(xyz, uv, tri), flatten.skin_area(xyz, tri))


def test_a_cylinder_unrolls_without_error() -> None:
    xyz, tri = half_cylinder()
    uv = flatten.flatten(xyz, tri)
    assert (flatten.flat_area(uv, tri) > 0).all()
    assert error(xyz, tri, uv)[1] < 0.004
    width = np.linalg.norm(uv[24] - uv[0])
    assert width == pytest.approx(24 * 60 * np.sin(np.pi / 48), rel=0.002)


def test_a_deeper_cap_has_more_error() -> None:
    shallow, deep = cap(25), cap(60)
    errors = [error(xyz, tri, flatten.flatten(xyz, tri))[0] for xyz, tri in (shallow, deep)]
    assert 0 < errors[0] < 0.02 < errors[1] < 0.2


def test_pins_hold_the_given_places() -> None:
    xyz, tri = half_cylinder()
    whole = flatten.flatten(xyz, tri)
    moved = whole @ np.array([[0.0, 1.0], [-1.0, 0.0]]) + [50.0, -20.0]
    inner = np.arange(60, 160)
    again = flatten.flatten(xyz, tri, pins=(inner, moved[inner]))
    assert np.abs(again[inner] - moved[inner]).max() < 0.05


def test_stretch_of_a_known_map() -> None:
    p, tri = strip(4, 4)
    xyz = np.c_[p, np.zeros(len(p))]
    values = flatten.stretch(xyz, p * [2.0, 0.5], tri)
    assert values == pytest.approx(np.tile([2.0, 0.5], (len(tri), 1)))
    mean, p95 = flatten.length_error(values, np.ones(len(tri)))
    assert (mean, p95) == (pytest.approx(1.0), pytest.approx(1.0))


def test_a_tube_is_no_sheet_but_a_sheet_with_a_small_hole_is() -> None:
    p, tri = strip(32, 12)
    turn = 2 * np.pi * p[:, 0]
    tube = np.c_[np.cos(turn), 3 * p[:, 1], np.sin(turn)]
    closed = np.where(tri % 33 == 32, tri - 32, tri)
    assert not flatten.is_sheet(tube, closed)
    xyz, tri = half_cylinder()
    hole = np.linalg.norm(xyz[tri].mean(1) - xyz[tri].mean((0, 1)) * [1, 1, 1.57], axis=1) > 6
    assert flatten.is_sheet(xyz, tri[hole])
    assert len(tri[hole]) < len(tri)


def test_pinched_borders_are_opened() -> None:
    _, tri = strip(4, 4)
    c = np.stack([tri % 5, tri // 5], -1).mean(1)
    bow = tri[(c[:, 0] > 2) == (c[:, 1] > 2)]
    kept = bow[flatten.as_disc(bow)]
    assert 0 < len(kept) < len(bow)
    assert len(flatten.rings(kept)) == 1
