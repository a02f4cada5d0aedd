"""A body's metadata: body.json as charts, patches, regions and landmarks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from mesomap.atlas.chart import Chart
from mesomap.atlas.files import AtlasFiles, damaged
from mesomap.atlas.mesh import Mesh
from mesomap.atlas.patch import Patch
from mesomap.atlas.values import Landmark, Region
from mesomap.model import RegionKey, Side, SkinSite


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyParts:
    """What body.json holds, with the geometry behind it still unread."""

    id: str
    name: str
    stature_mm: float
    mesh: Mesh
    charts: Mapping[str, Chart]
    regions: Mapping[RegionKey, Region]
    patches: Mapping[str, Patch]
    landmarks: tuple[Landmark, ...]


def read_body(files: AtlasFiles, body: str) -> BodyParts:
    """The metadata of `body`; KnownError if its file is missing or damaged."""
    name = f"{body}/body.json"
    data = files.json(name)
    mesh = Mesh(files.arrays(f"{body}/mesh.npz"))
    try:
        return BodyParts(
            id=str(data["id"]),
            name=str(data["name"]),
            stature_mm=float(data["stature_mm"]),
            mesh=mesh,
            charts={one["id"]: _chart(one, files, body, mesh) for one in data["charts"]},
            regions={_key(one): _region(one) for one in data["regions"]},
            patches={
                one["id"]: _patch(one, number, files, body, mesh)
                for number, one in enumerate(data["patches"])
            },
            landmarks=tuple(_landmark(one) for one in data["landmarks"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise damaged(name) from error


def _key(data: Any) -> RegionKey:
    return RegionKey(str(data["id"]), Side(data["side"]))


def _keys(data: Any) -> tuple[RegionKey, ...]:
    return tuple(_key(one) for one in data)


def _chart(data: Any, files: AtlasFiles, body: str, mesh: Mesh) -> Chart:
    file = f"{body}/{data['file']}"
    return Chart(
        id=str(data["id"]),
        title=str(data["title"]),
        group=str(data["group"]),
        file=file,
        width_mm=float(data["width_mm"]),
        height_mm=float(data["height_mm"]),
        view={
            axis: np.array([float(number) for number in data["view"][axis]])
            for axis in ("right", "up", "forward", "centre")
        },
        regions=_keys(data["regions"]),
        mesh=mesh,
        arrays=files.arrays(f"{body}/{data['data']}"),
        read_drawing=partial(files.read, file),
    )


def _region(data: Any) -> Region:
    return Region(
        key=_key(data),
        name=str(data["name"]),
        group=str(data["group"]),
        patch=str(data["patch"]),
        area_mm2=float(data["area_mm2"]),
        charts=tuple(str(chart) for chart in data["charts"]),
        excluded=bool(data.get("excluded", False)),
    )


def _patch(data: Any, number: int, files: AtlasFiles, body: str, mesh: Mesh) -> Patch:
    return Patch(
        id=str(data["id"]),
        area_mm2=float(data["area_mm2"]),
        length_error_mean=float(data["length_error_mean"]),
        length_error_p95=float(data["length_error_p95"]),
        natural=str(data["natural"]),
        regions=_keys(data["regions"]),
        number=number,
        mesh=mesh,
        arrays=files.arrays(f"{body}/{data['data']}"),
    )


def _landmark(data: Any) -> Landmark:
    face, s, t = data["site"]
    x, y, z = (float(number) for number in data["xyz_mm"])
    return Landmark(
        id=str(data["id"]),
        side=Side(data["side"]),
        name=str(data["name"]),
        site=SkinSite(int(face), float(s), float(t)),
        xyz_mm=(x, y, z),
    )
