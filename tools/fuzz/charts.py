"""The atlas's files: whole, cut off, another's, or wrong ones under a right hash."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from tools.fuzz import mutate, scene
from tools.fuzz.target import SEEDS, Target, refused

MESH, CHART, PATCH = "female/mesh.npz", "female/charts/face-front.npz", "female/patches/nose.npz"
BODY, DRAWING = "female/body.json", "female/charts/face-front.svgz"
FILES = (BODY, MESH, CHART, PATCH, DRAWING)
"""Those that are spoilt, by the first byte of the input."""
_WORDS = (
    b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"\x93NUMPY\x01\x00", b"'descr': '<f8'", b"'|O'",
    b"'fortran_order': True", b"'shape': (999999999, 9)", b"'shape': ()", b".npy", b"\x1f\x8b\x08",
)  # fmt: skip


@cache
def sound() -> dict[str, bytes]:
    """The files of a tiny atlas: half a cylinder with a nose and two ears."""
    with zipfile.ZipFile(SEEDS / "atlas.zip") as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@cache
def _folder() -> Path:
    place = scene.folder() / "atlas"
    for name, content in sound().items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
    return place


def manifest(data: bytes) -> None:
    """The list of files and hashes, over sound files."""
    _use({"manifest.json": data})


def content(data: bytes) -> None:
    """One of the files, spoilt, under a hash that fits it."""
    name, rest = FILES[data[0] % len(FILES) if data else 0], data[1:]
    told = json.loads(sound()["manifest.json"])
    told["files"][name] = hashlib.sha256(rest).hexdigest()
    _use({name: rest, "manifest.json": json.dumps(told).encode()})


def arrays(data: bytes) -> None:
    """The arrays of one file, each of another shape, sort or number, in a sound file."""
    name = (MESH, CHART, PATCH)[data[0] % 3 if data else 0]
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound()[name])) as packed, zipfile.ZipFile(out, "w") as made:
        members = packed.namelist()
        spoilt = members[data[1] % len(members)] if len(data) > 1 else members[0]
        for member in members:
            array = np.load(io.BytesIO(packed.read(member)))
            held = io.BytesIO()
            np.save(held, _spoilt(array, data[2:]) if member == spoilt else array)
            made.writestr(member, held.getvalue())
    content(bytes([FILES.index(name)]) + out.getvalue())


def _spoilt(array: Any, how: bytes) -> Any:
    sort, *more = how.ljust(3, b"\0")[:3]
    match sort % 8:
        case 0:
            return array[: more[0]]
        case 1:
            return array.reshape(-1)
        case 2:
            return array.astype(("f8", "i1", "u8", "c16", "S3", "M8[D]", "?", "f2")[more[0] % 8])
        case 3:
            return np.repeat(array, 2 + more[0] % 3, axis=0)
        case 4:
            flat = array.copy().reshape(-1)
            value = 127 if array.dtype.itemsize == 1 else 9999
            flat[more[0] * 97 % max(1, len(flat)) :: 1 + more[1]] = value
            return flat.reshape(array.shape)
        case 5:
            return np.negative(array.astype("f8")) if more[0] % 2 else array * 0
        case 6:
            return np.full_like(array.astype("f8"), (np.nan, np.inf, -np.inf)[more[0] % 3])
    return np.zeros((more[0] % 4, more[1] % 4))


def _use(files: dict[str, bytes]) -> None:
    """Everything that the window asks of a body, with some of its files replaced."""
    from mesomap.atlas import load_atlas
    from mesomap.model import SkinSite

    place = _folder()
    try:
        for name, spoilt in files.items():
            (place / name).write_bytes(spoilt)
        atlas = load_atlas(place)
        body = atlas.body(atlas.body_ids[0] if atlas.body_ids else "female")
        asked = (
            lambda: [chart.svg() for chart in body.charts.values()],
            lambda: [chart.borders() for chart in body.charts.values()],
            lambda: [chart.polygons() for chart in body.charts.values()],
            lambda: len(body.mesh.grid) > 3 and body.charts_seeing(SkinSite(3, 0.5, 0.5)),
            lambda: [body.site_at(chart, 40.0, 60.0) for chart in body.charts],
            lambda: len(body.mesh.grid) > 3 and body.mirrored(SkinSite(3, 0.5, 0.5)),
            lambda: len(body.mesh.grid) > 3 and body.patches_holding(SkinSite(3, 0.5, 0.5)),
            lambda: [body.from_patch(patch, [[1.0, 2.0]]) for patch in body.patches],
        )
        for ask in asked:
            refused(ask)
    finally:
        for name in files:
            (place / name).write_bytes(sound()[name])


def spoilt_files() -> dict[str, bytes]:
    """Each sort of file, and such as promise more than they hold."""
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xyz.npy", bytes(1_000_000))
    return {
        "body": b"\0" + sound()[BODY],
        "patch": b"\3" + sound()[PATCH][:6000],
        "drawing": b"\4" + sound()[DRAWING],
        "swollen-drawing": b"\4" + gzip.compress(bytes(3_000_000)),
        "swollen": b"\1" + many.getvalue(),
    }


TARGETS = (
    Target(
        name="atlas-manifest",
        reads="the atlas's list of files",
        run=manifest,
        seeds=lambda: {"manifest": sound()["manifest.json"]},
        mutate=mutate.of_json,
        words=_WORDS,
        share=2,
        most_bytes=4096,
    ),
    Target(
        name="atlas-files",
        reads="a chart, a patch, a mesh, under a right hash",
        run=content,
        seeds=spoilt_files,
        mutate=lambda data, seed: data[:1] + mutate.of_json(data[1:], seed),
        words=_WORDS,
        share=2,
        most_bytes=8192,
    ),
    Target(
        name="atlas-arrays",
        reads="arrays of wrong shapes and sorts",
        run=arrays,
        seeds=lambda: {f"{a}{b}": bytes([a, b, b, a, b]) for a in range(3) for b in range(8)},
        mutate=mutate.of_bytes,
        share=1,
        most_bytes=6,
    ),
)
