"""What the figures ask of a body: a small part of `mesomap.atlas.Body`, so that a plain sheet of
flat skin can stand for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from mesomap.geometry.arrays import Floats
from mesomap.model import RegionKey, Side, Site, SkinSite


class SkinRegion(Protocol):
    """A named area of skin, which one patch measures."""

    @property
    def patch(self) -> str:
        """Id of its patch."""


class SkinPatch(Protocol):
    """A piece of skin laid flat, mm."""

    def polygon(self, key: RegionKey) -> Any:
        """The region's polygon, mm; KeyError if the region is another patch's."""


class SkinLandmark(Protocol):
    """A named place on the body."""

    @property
    def id(self) -> str:
        """Its kind, e.g. ``gonion``."""

    @property
    def side(self) -> Side:
        """Which side of the body it is on."""

    @property
    def site(self) -> SkinSite:
        """Where it is."""


class Skin(Protocol):
    """A body."""

    @property
    def regions(self) -> Mapping[RegionKey, SkinRegion]:
        """All regions."""

    @property
    def patches(self) -> Mapping[str, SkinPatch]:
        """All patches, by id."""

    @property
    def landmarks(self) -> Sequence[SkinLandmark]:
        """All landmarks."""

    def on_patch(self, patch: str, sites: Sequence[Site]) -> Floats:
        """(n, 2) mm; NaN where the patch does not hold the site."""

    def from_patch(self, patch: str, uv_mm: Floats) -> list[Site | None]:
        """The sites at places of a patch; None outside it."""

    def regions_of(self, sites: Sequence[Site]) -> list[RegionKey | None]:
        """The region of each site; None off every region."""
