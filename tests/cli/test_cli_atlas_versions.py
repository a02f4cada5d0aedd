"""Sessions of an older atlas, and an atlas that is damaged, on the command line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from click.testing import CliRunner, Result
from clinic_values import NOON, a_patient, a_session, a_syringe, an_injection

import mesomap.atlas.atlas as atlas_module
from mesomap.atlas import Atlas, default_atlas
from mesomap.cli import main
from mesomap.document import Document
from mesomap.model import Added, RegionKey, Side
from mesomap.storage import Store

OLDER = "2025.03.0a1b2c3d"
"""An atlas version that no shipped atlas has."""
GONE = "cheek-of-2025"
"""A region that only the older atlas had."""


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def older(tmp_path: Path, atlas: Atlas, qapp: object) -> tuple[Path, list[UUID]]:
    """A clinic file with two sessions of an older atlas, one of whose regions is gone."""
    body = atlas.body("female")
    patch = body.patches[body.regions[RegionKey("cheek-buccal", Side.LEFT)].patch]
    middle = patch.polygon(RegionKey("cheek-buccal", Side.LEFT)).representative_point()
    sites = body.from_patch(patch.id, [(middle.x + away, middle.y) for away in (-6.0, 0.0, 6.0)])
    path = tmp_path / "older.mesomap"
    store = Store.create(path)
    document = Document(store, actor="Dr. B. Example", clock=lambda: NOON)
    patient = a_patient()
    document.commit("Add patient", (Added(patient),))
    sessions = []
    for day in (20, 22):
        session = replace(a_session(patient), id=uuid4(), atlas=OLDER, date=date(2026, 11, day))
        document.commit("Add session", (Added(session),))
        document.open_session(session.id)
        syringe = a_syringe(session)
        document.commit("Add syringe", (Added(syringe),))
        document.commit(
            "Add injections",
            tuple(
                Added(
                    an_injection(syringe, n, site=site, region=GONE if n == 3 else "cheek-buccal")
                )
                for n, site in enumerate(sites, 1)
            ),
        )
        document.close_session()
        sessions.append(session.id)
    store.close()
    return path, sessions


def test_a_session_of_an_older_atlas_is_read_as_it_was_recorded(
    older: tuple[Path, list[UUID]],
) -> None:
    path, (first, _) = older
    done = run("session", first, "--clinic", path, "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert told["atlas"] == OLDER != default_atlas().version
    assert [one["region"] for one in told["injections"]] == ["cheek-buccal", "cheek-buccal", GONE]
    # The same skin is measured as today's atlas measures it, whatever its region was called.
    assert {one["patch"] for one in told["injections"]} == {"cheek-left"}
    assert [one["u_mm"] is not None for one in told["injections"]] == [True, True, True]
    assert [one["region"] for one in told["coverage"]] == ["cheek-buccal"]


def test_sessions_of_an_older_atlas_are_compared_and_printed(
    older: tuple[Path, list[UUID]], tmp_path: Path
) -> None:
    path, (first, second) = older
    done = run("compare", first, second, "--clinic", path, "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout)["kept"] == 3
    paper = tmp_path / "map.pdf"
    done = run("print", first, "--clinic", path, "--out", paper)
    assert (done.exit_code, done.stderr) == (0, "")
    assert paper.read_bytes().startswith(b"%PDF")
    assert run("verify", "--clinic", path).exit_code == 0


@pytest.fixture
def installed(
    synthetic_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A tiny atlas in the place of the one that came with the program, to spoil."""
    package = tmp_path / "site" / "mesomap"
    package.mkdir(parents=True)
    folder = Path(shutil.copytree(synthetic_folder, package / "bodycharts"))
    monkeypatch.setattr(atlas_module.mesomap, "__file__", str(package / "__init__.py"))
    default_atlas.cache_clear()
    yield folder
    default_atlas.cache_clear()


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flip_a_bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("file", "harm"),
    [
        ("manifest.json", cut_short),
        ("female/body.json", cut_short),
        ("female/mesh.npz", Path.unlink),
        ("female/mesh.npz", cut_short),
        ("female/charts/face-front.npz", flip_a_bit),
        ("female/charts/face-front.npz", cut_short),
    ],
)
def test_a_damaged_atlas_is_said_in_one_line(
    installed: Path, file: str, harm: Callable[[Path], None]
) -> None:
    asked = ("site", "--body", "female", "--chart", "face-front", "--at", 70, 60, "--json")
    assert run(*asked).exit_code == 0
    default_atlas.cache_clear()
    harm(installed / file)
    done = run(*asked)
    assert done.exit_code == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert "body charts are" in line
    assert file.split("/")[-1] in line
    assert "Install mesomap again." in line
