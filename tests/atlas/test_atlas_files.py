"""Opening the atlas: what is wrong with its files is said in one sentence."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import mesomap.atlas.atlas as atlas_module
from mesomap.atlas import Body, default_atlas, load_atlas
from mesomap.model import KnownError


@pytest.fixture
def folder(synthetic_folder: Path, tmp_path: Path) -> Path:
    """A copy of the tiny atlas, to spoil."""
    return Path(shutil.copytree(synthetic_folder, tmp_path / "bodycharts"))


def change_manifest(folder: Path, **changes: object) -> None:
    place = folder / "manifest.json"
    place.write_text(json.dumps(json.loads(place.read_text()) | changes))


def test_opens(folder: Path) -> None:
    atlas = load_atlas(folder)
    assert atlas.body_ids == ("female",)
    assert atlas.version.startswith("2026.11.")
    assert atlas.body("female") is atlas.body("female")
    assert isinstance(atlas.body("female"), Body)


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="are missing") as caught:
        load_atlas(tmp_path / "nowhere")
    assert "nowhere" in str(caught.value)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": "x"}', '{"format": 1}', "\x00"])
def test_damaged_manifest(folder: Path, content: str) -> None:
    (folder / "manifest.json").write_text(content)
    with pytest.raises(KnownError, match=r"are damaged \(manifest.json"):
        load_atlas(folder)


def test_newer_format(folder: Path) -> None:
    change_manifest(folder, format=2)
    with pytest.raises(KnownError, match="newer mesomap"):
        load_atlas(folder)


def test_unknown_body(folder: Path) -> None:
    with pytest.raises(KnownError, match=r"no body giant\. The bodies are: female"):
        load_atlas(folder).body("giant")


def test_damaged_body_json(folder: Path) -> None:
    place = folder / "female" / "body.json"
    place.write_bytes(place.read_bytes()[:-1])
    with pytest.raises(KnownError, match=r"female/body\.json"):
        load_atlas(folder).body("female")


def test_a_file_is_checked_when_it_is_first_needed(folder: Path) -> None:
    place = folder / "female" / "charts" / "face-front.npz"
    data = bytearray(place.read_bytes())
    data[len(data) // 2] ^= 1
    place.write_bytes(data)
    body = load_atlas(folder).body("female")
    assert body.site_at("face-left", 30, 60) is not None
    with pytest.raises(KnownError, match=r"damaged \(female/charts/face-front\.npz"):
        body.site_at("face-front", 70, 60)


def test_a_missing_file(folder: Path) -> None:
    (folder / "female" / "mesh.npz").unlink()
    body = load_atlas(folder).body("female")
    with pytest.raises(KnownError, match=r"missing .*mesh\.npz"):
        body.site_at("face-front", 70, 60)


def test_a_damaged_drawing(folder: Path) -> None:
    (folder / "female" / "charts" / "face-front.svgz").write_bytes(b"")
    body = load_atlas(folder).body("female")
    with pytest.raises(KnownError, match=r"face-front\.svgz"):
        body.charts["face-front"].svg()


def test_found_in_an_install_before_a_checkout(
    synthetic_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site" / "mesomap"
    package.mkdir(parents=True)
    monkeypatch.setattr(atlas_module.mesomap, "__file__", str(package / "__init__.py"))
    find = default_atlas.__wrapped__
    with pytest.raises(KnownError, match="missing"):
        find()
    checkout = shutil.copytree(synthetic_folder, tmp_path / "site" / "assets" / "bodycharts")
    assert find().folder == Path(checkout).resolve()
    installed = shutil.copytree(synthetic_folder, package / "bodycharts")
    assert find().folder == Path(installed).resolve()
