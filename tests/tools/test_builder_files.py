"""What is written depends on its content only."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import shapely

from tools.atlas import svg, write


def test_npz_bytes_repeat_and_read_back(tmp_path: Path) -> None:
    arrays = {"b": np.arange(5, dtype=np.int32), "a": np.eye(3)}
    write.write_npz(tmp_path / "one.npz", arrays)
    write.write_npz(tmp_path / "two.npz", dict(reversed(arrays.items())))
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    with np.load(tmp_path / "one.npz", allow_pickle=False) as z:
        assert (z["a"] == np.eye(3)).all()
        assert z["b"].dtype == np.int32


def test_svgz_has_no_time_and_no_name(tmp_path: Path) -> None:
    write.write_svgz(tmp_path / "x.svgz", "<svg/>")
    raw = (tmp_path / "x.svgz").read_bytes()
    assert raw[3] == 0
    assert raw[4:8] == b"\0\0\0\0"
    assert gzip.decompress(raw) == b"<svg/>"


def test_manifest_lists_every_file_but_itself_and_the_licence(tmp_path: Path) -> None:
    for name in ("female/body.json", "female/charts/a.svgz", "LICENSE.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    version = write.write_manifest(tmp_path, "2026.11")
    made = json.loads((tmp_path / "manifest.json").read_text())
    assert sorted(made["files"]) == ["female/body.json", "female/charts/a.svgz"]
    assert made["bodies"] == ["female"]
    assert made["version"] == version
    assert write.write_manifest(tmp_path, "2026.11") == version


def numbers(d: str) -> list[float]:
    return [float(v) for v in d.replace("M", " ").replace("l", " ").replace("-", " -").split()]


def test_line_path_is_relative_and_exact_to_its_digits() -> None:
    points = np.array([[1.0, 2.0], [1.5, 1.75], [0.25, 1.75], [0.25, -3.0]])
    steps = np.array(numbers(svg.line_path(points))).reshape(-1, 2)
    assert np.abs(np.cumsum(steps, axis=0) - points).max() < 1e-9


def test_nothing_gives_no_path_element() -> None:
    assert svg.line_path(np.array([[1.0, 1.0], [1.001, 1.0]])) == ""
    assert svg.area_path(shapely.Polygon()) == ""
    assert svg.element("", fill="red") == ""


def test_areas_of_a_field_are_found_with_their_holes() -> None:
    y, x = (np.mgrid[:120, :120] + 0.5) * 0.5 - 30
    r = np.hypot(x, y)
    ring = svg.areas(np.minimum(20 - r, r - 8), 0.0, 0.5, tolerance_mm=0.01)
    assert abs(ring.area - np.pi * (400 - 64)) < 5
    assert len(ring.interiors) == 1


def test_wide_blur_inside_a_mask_keeps_a_constant() -> None:
    mask = np.zeros((90, 90), bool)
    mask[20:70, 10:80] = True
    for sigma in (2.0, 15.0):
        out = svg.blur_in(np.where(mask, 3.0, 99.0), mask, sigma)
        assert np.abs(out[mask] - 3.0).max() < 1e-9
        assert not out[~mask].any()
