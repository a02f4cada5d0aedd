"""A body's metadata: body.json as charts, patches, regions and landmarks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from mesomap.atlas.arrays import MOST_MM
from mesomap.atlas.chart import Chart
from mesomap.atlas.faults import NOT_AS_WRITTEN, damaged
from mesomap.atlas.files import AtlasFiles
from mesomap.atlas.mesh import Mesh
from mesomap.atlas.patch import Patch
from mesomap.atlas.values import Floats, Landmark, Region
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
    try:
        mesh = Mesh(files.arrays(f"{body}/mesh.npz"), patches=len(data["patches"]))
        parts = BodyParts(
            id=str(data["id"]),
            name=str(data["name"]),
            stature_mm=_number(data["stature_mm"], least=1.0),
            mesh=mesh,
            charts={one["id"]: _chart(one, files, body, mesh) for one in data["charts"]},
            regions={_key(one): _region(one) for one in data["regions"]},
            patches={
                one["id"]: _patch(one, number, files, body, mesh)
                for number, one in enumerate(data["patches"])
            },
            landmarks=tuple(_landmark(one) for one in data["landmarks"]),
        )
        _check_names(parts)
    except NOT_AS_WRITTEN as error:
        raise damaged(name) from error
    return parts


def _check_names(parts: BodyParts) -> None:
    """KeyError or ValueError where a chart, a patch or a region names what is not there."""
    for chart in parts.charts.values():
        if not set(chart.regions) <= parts.regions.keys():
            raise KeyError(chart.id)
    for patch in parts.patches.values():
        if not set(patch.regions) <= parts.regions.keys():
            raise KeyError(patch.id)
    for region in parts.regions.values():
        if region.key not in parts.patches[region.patch].regions:
            raise ValueError(region.key)
        if not set(region.charts) <= parts.charts.keys():
            raise KeyError(region.key)


def _number(data: Any, *, least: float = -MOST_MM) -> float:
    """A length in mm, or a share of one."""
    number = float(data)
    if not least <= number <= MOST_MM:
        raise ValueError(data)
    return number


def _area(data: Any) -> float:
    """An area in mm²."""
    number = float(data)
    if not 0.0 <= number <= MOST_MM**2:
        raise ValueError(data)
    return number


def _share(data: Any) -> float:
    """From 0 to 1."""
    number = float(data)
    if not 0.0 <= number <= 1.0:
        raise ValueError(data)
    return number


def _axis(data: Any) -> Floats:
    """Three numbers in the body's space."""
    x, y, z = data
    return np.array([_number(x), _number(y), _number(z)])


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
        width_mm=_number(data["width_mm"], least=1.0),
        height_mm=_number(data["height_mm"], least=1.0),
        view={axis: _axis(data["view"][axis]) for axis in ("right", "up", "forward", "centre")},
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
        area_mm2=_area(data["area_mm2"]),
        charts=tuple(str(chart) for chart in data["charts"]),
        excluded=bool(data.get("excluded", False)),
    )


def _patch(data: Any, number: int, files: AtlasFiles, body: str, mesh: Mesh) -> Patch:
    return Patch(
        id=str(data["id"]),
        area_mm2=_area(data["area_mm2"]),
        length_error_mean=_number(data["length_error_mean"]),
        length_error_p95=_number(data["length_error_p95"]),
        natural=str(data["natural"]),
        regions=_keys(data["regions"]),
        number=number,
        mesh=mesh,
        arrays=files.arrays(f"{body}/{data['data']}"),
    )


def _landmark(data: Any) -> Landmark:
    face, s, t = data["site"]
    x, y, z = _axis(data["xyz_mm"]).tolist()
    return Landmark(
        id=str(data["id"]),
        side=Side(data["side"]),
        name=str(data["name"]),
        site=SkinSite(int(_number(face, least=0.0)), _share(s), _share(t)),
        xyz_mm=(x, y, z),
    )
