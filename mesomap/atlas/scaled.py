"""A patch whose millimetres are a patient's: the same skin, longer or shorter by one factor."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from mesomap.atlas.patch import Patch
from mesomap.atlas.values import Floats, Ints, Sites
from mesomap.model import Site


class ScaledPatch(Patch):
    """`original` with u and v multiplied by `factor`; areas follow, sites and errors do not.

    All geometry stays the original's and is shared: only what is asked for is multiplied.
    """

    def __init__(self, original: Patch, factor: float) -> None:
        # Not the original's making: it shares what that has read.
        self.id = original.id
        self.area_mm2 = original.area_mm2 * factor**2
        self.length_error_mean = original.length_error_mean
        self.length_error_p95 = original.length_error_p95
        self.natural = original.natural
        self.regions = original.regions
        self.number = original.number
        self._original = original
        self._factor = factor

    @cached_property
    def geometries(self) -> NDArray[Any]:
        """The prepared polygons in the order of `regions`."""
        scaled: NDArray[Any] = shapely.transform(
            self._original.geometries, lambda uv: uv * self._factor
        )
        shapely.prepare(scaled)
        return scaled

    @cached_property
    def triangles(self) -> Ints:
        """As the original's."""
        return self._original.triangles

    @cached_property
    def corners(self) -> Floats:
        """Corners (m, 3, 2) of its triangles in the patient's mm."""
        return self._original.corners * self._factor

    def holds_triangle(self, triangle: int) -> bool:
        """As the original."""
        return self._original.holds_triangle(triangle)

    def place(self, site: Site) -> tuple[float, float] | None:
        """Where one site lies, (u, v) in the patient's mm; None if the patch does not hold it."""
        found = self._original.place(site)
        return None if found is None else (found[0] * self._factor, found[1] * self._factor)

    def places(self, sites: Sites) -> Floats:
        """Where n sites lie, (n, 2) in the patient's mm; NaN where the patch does not hold one."""
        return self._original.places(sites) * self._factor

    def sites(self, uv_mm: Floats) -> list[Site | None]:
        """The sites at n places (n, 2) in the patient's mm."""
        return self._original.sites(np.asarray(uv_mm) / self._factor)
